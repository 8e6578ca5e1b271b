"""Which table form a sheet is, told by its columns and its title."""

from __future__ import annotations

import re
from dataclasses import dataclass

LIST = "清单表"
PLANNING = "前期项目谋划表"
NEW = "新建（竣工）项目情况表"
BUILDING = "在建项目进展情况表"
TASKS = "目标任务分解一览表"


@dataclass(frozen=True)
class Form:
    """A table form: words of its title, fields that only it has (with their weight), fields it cannot do without.

    ``wanted`` fields are asked for with a reminder when their column is missing.
    """

    name: str
    stage: str
    title: re.Pattern[str]
    marks: dict[str, int]
    required: tuple[str, ...]
    wanted: tuple[str, ...] = ()


FORMS: tuple[Form, ...] = (
    Form(
        LIST, "", re.compile(r"清单"),
        {"category": 1, "leaders": 1, "start": 2, "problems": 1}, ("name", "leaders", "units"), ("progress",),
    ),
    Form(
        PLANNING, "前期", re.compile(r"谋划|前期项目"),
        {"signing": 3, "demolition": 2, "procedures": 1}, ("name", "total_investment"),
    ),
    Form(
        NEW, "新建", re.compile(r"新建|竣工"),
        {"builder": 2, "approvals": 1, "annual_plan": 1}, ("name", "total_investment", "annual_plan"),
    ),
    Form(
        BUILDING, "在建", re.compile(r"在建|续建|进展情况表|进度表"),
        {"month_investment": 3, "year_investment": 3, "cumulative_investment": 3, "approvals": 1, "annual_plan": 1},
        ("name", "total_investment", "annual_plan", "year_investment"),
        ("month_investment", "cumulative_investment"),
    ),
    Form(
        TASKS, "", re.compile(r"一览表|任务分解|目标任务"),
        {"milestones": 3, "system": 3, "units_and_person": 1, "owner_and_person": 1, "annual_plan": 1},
        ("name", "total_investment", "annual_plan"),
    ),
)

ORDER = {form.name: place for place, form in enumerate(FORMS)}

_TITLE_WEIGHT = 4
_LEAST = 3
_FINISHED = re.compile(r"竣工|完工|投产")
_NOT_YET = re.compile(r"未|预计|计划|拟|将|力争|确保|争取|即将|准备|待|前|目标|主体|部分|基础|一期|段")


def choose_form(title: str, fields: frozenset[str]) -> Form | None:
    """The form whose marks and title fit best, or None when nothing tells."""
    scores = [
        (sum(weight for field, weight in form.marks.items() if field in fields)
         + (_TITLE_WEIGHT if form.title.search(title) else 0), form)
        for form in FORMS
    ]
    best = max(score for score, _ in scores)
    return next(form for score, form in scores if score == best) if best >= _LEAST else None


def stage_of(form: Form, progress: str) -> str:
    """The stage that the form gives; in 新建（竣工） a project whose progress says so is 竣工."""
    if form.name == NEW:
        clauses = re.split(r"[，。；、,;\s]", progress)
        if any(_FINISHED.search(clause) and not _NOT_YET.search(clause) for clause in clauses):
            return "竣工"
    return form.stage
