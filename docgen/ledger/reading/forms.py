"""Which table form a sheet is, told by its columns and its title."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docgen.ledger.reading.synonyms import CHINESE

LIST = "清单表"
PLANNING = "前期项目谋划表"
NEW = "新建（竣工）项目情况表"
BUILDING = "在建项目进展情况表"
TASKS = "目标任务分解一览表"
GENERAL = "项目台账"
"""The form of a sensible table of projects that is none of the five."""


@dataclass(frozen=True)
class Form:
    """A table form: words of its title, fields that only it has (with their weight), fields it cannot do without.

    ``wanted`` fields are asked for with a reminder when their column is missing. A title with ``called`` in it names
    this very form.
    """

    name: str
    stage: str
    title: re.Pattern[str]
    marks: dict[str, int]
    required: tuple[str, ...]
    wanted: tuple[str, ...] = ()
    called: re.Pattern[str] = re.compile(r"(?!)")


@dataclass(frozen=True)
class Choice:
    """The form taken for a table and why; ``missing`` are fields that it cannot do without and does not have."""

    form: Form
    why: str
    missing: tuple[str, ...] = ()


FORMS: tuple[Form, ...] = (
    Form(
        LIST, "", re.compile(r"清单"),
        {"category": 1, "leaders": 1, "start": 2, "problems": 1}, ("name", "leaders", "units"), ("progress",),
        re.compile(r"项目清单表"),
    ),
    Form(
        PLANNING, "前期", re.compile(r"谋划|前期项目"),
        {"signing": 3, "demolition": 2, "procedures": 1}, ("name", "total_investment"),
        called=re.compile(r"项目谋划表"),
    ),
    Form(
        NEW, "新建", re.compile(r"新建|竣工"),
        {"builder": 2, "approvals": 1, "annual_plan": 1}, ("name", "total_investment", "annual_plan"),
        called=re.compile(r"(?:新建|竣工)(?:[(（][^()（）]*[)）])?项目情况表"),
    ),
    Form(
        BUILDING, "在建", re.compile(r"在建|续建|进展情况表|进度表"),
        {"month_investment": 3, "year_investment": 3, "cumulative_investment": 3, "approvals": 1, "annual_plan": 1},
        ("name", "total_investment", "annual_plan", "year_investment"),
        ("month_investment", "cumulative_investment"),
        re.compile(r"在建项目进展(?:情况)?表"),
    ),
    Form(
        TASKS, "", re.compile(r"一览表|任务分解|目标任务"),
        {"milestones": 3, "system": 3, "units_and_person": 1, "owner_and_person": 1, "annual_plan": 1},
        ("name", "total_investment", "annual_plan"),
        called=re.compile(r"目标任务分解"),
    ),
)

OPEN = Form(GENERAL, "", re.compile(r"台账|明细|汇总|项目表|月报|旬报|季报"), {}, ("name",))

ORDER = {form.name: place for place, form in enumerate((*FORMS, OPEN))}

_TITLE_WEIGHT = 4
_LEAST = 3
_FIGURES = frozenset({"total_investment", "annual_plan", "month_investment", "year_investment", "cumulative_investment"})
_SUBSTANCE = frozenset({
    "content", "units", "units_and_person", "progress", "problems", "leaders", "start", "years", "owner",
    "owner_and_person", "site", "procedures", "approvals", "milestones",
})
_LEAST_SUBSTANCE = 2
_FINISHED = re.compile(r"竣工|完工|投产")
_NOT_YET = re.compile(r"未|预计|计划|拟|将|力争|确保|争取|即将|准备|待|前|目标|主体|部分|基础|一期|段")


def choose_form(title: str, fields: frozenset[str]) -> Choice | None:
    """The form whose marks and title fit best and whose required columns are there; None when it is no table of projects.

    A form that the title names is kept though columns are missing: the unit was asked for it. Else a table with a
    figure, or with two columns of substance, counts as 项目台账.
    """
    scored = sorted(((_score(form, title, fields), -place, form) for place, form in enumerate(FORMS)), reverse=True, key=lambda s: s[:2])
    for score, _, form in scored:
        missing = tuple(field for field in form.required if not has(fields, field))
        called = form.called.search(title)
        if score >= _LEAST and (called or not missing):
            marks = "、".join(dict.fromkeys(CHINESE.get(field, field) for field in form.marks if field in fields))
            parts = [f"标题“{title}”" if form.title.search(title) else "", f"栏目{marks}" if marks else ""]
            return Choice(form, "据" + "和".join(filter(None, parts)), missing)
    if fields & _FIGURES or len(fields & _SUBSTANCE) >= _LEAST_SUBSTANCE:
        return Choice(OPEN, "与五种表都不全合，有项目名称和可用的栏目")
    return None


def has(fields: frozenset[str], field: str) -> bool:
    """Whether a table with these columns tells a field, be it in a column that holds another too."""
    return field in fields or (field == "units" and "units_and_person" in fields)


def _score(form: Form, title: str, fields: frozenset[str]) -> int:
    score = sum(weight for field, weight in form.marks.items() if field in fields)
    return score + (_TITLE_WEIGHT if form.title.search(title) else 0)


_STAGES = (
    ("前期", re.compile(r"前期|谋划|储备|预备|筹建|拟建|策划|未开工")),
    ("竣工", re.compile(r"竣工|完工|建成|投产|投用")),
    ("在建", re.compile(r"在建|续建|结转|建设中|施工")),
    ("新建", re.compile(r"新开工|新建|计划开工|拟开工|新开|当年开工")),
)
_ONLY_A_PART_DONE = re.compile(r"部分|未|拟|计划|预计")
_NATURE = re.compile(r"改建|扩建|迁建|技改|技术改造|改造|恢复|购置")
"""Words that tell how something is built, where 新建 is no stage but the opposite of 扩建."""


def stage_named(text: str) -> str:
    """The stage that a cell of 项目性质 or a group's title names (续建 → 在建, 新开工 → 新建); empty when none."""
    for stage, pattern in _STAGES:
        if pattern.search(text):
            return "在建" if stage == "竣工" and _ONLY_A_PART_DONE.search(text) else stage
    return ""


def tells_stages(texts: list[str]) -> bool:
    """Whether a column's cells name stages, not how things are built (新建, 改建, 扩建)."""
    return not any(_NATURE.search(text) for text in texts) and any(stage_named(text) not in ("", "新建") or "开工" in text for text in texts)


def stage_of(form: Form, progress: str) -> str:
    """The stage that the form gives; in 新建（竣工） a project whose progress says so is 竣工."""
    if form.name == NEW:
        clauses = re.split(r"[，。；、,;\s]", progress)
        if any(_FINISHED.search(clause) and not _NOT_YET.search(clause) for clause in clauses):
            return "竣工"
    return form.stage
