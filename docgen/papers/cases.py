"""What is due for each lagging project of a unit: the ladder's step, what went before, and the papers that follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from docgen.figures.lag import (
    FALLEN_BEHIND,
    IDLE,
    NODE,
    NOT_REALLY,
    NOT_STARTED,
    PROCEDURE,
    RED,
    Lagging,
    Project,
    project_of,
)
from docgen.figures.summary import Figures
from docgen.ledger.period import Period
from docgen.matters.finding import Index
from docgen.matters.ladder import Decision, after_overdue, at_least, decide, raised
from docgen.matters.matter import OVERDUE, Matter, state_of
from docgen.settings import STEPS, SUPERVISE, Ladder, Settings

MEASURES, CATCH_UP, RESUME, START, MAKE_UP, APPROVE, ANSWER = (
    "查明原因、制定整改措施",
    "分解剩余投资任务、赶上时序进度",
    "恢复施工和投资",
    "落实开工条件、明确开工时间",
    "完成逾期节点任务",
    "办结逾期手续",
    "填写反馈表、按时回复",
)
"""What a letter demands of a project, in short."""


@dataclass(frozen=True)
class Past:
    """What the ladder looks back on: the register's matters, and how many periods running each project lags."""

    matters: tuple[Matter, ...] = ()
    in_a_row: Mapping[Project, int] = field(default_factory=dict)

    @cached_property
    def index(self) -> Index:
        return Index(self.matters)


NOTHING = Past()
"""An empty register."""


@dataclass(frozen=True)
class Case:
    """One project of one unit: how it lags (None where a matter rests on no lagging project) and what is due."""

    unit: str
    name: str
    item: Lagging | None
    decision: Decision

    @property
    def identity(self) -> int:
        if self.item:
            return self.item.report.project
        return self.decision.matter.identity if self.decision.matter else 0


@dataclass(frozen=True)
class Due:
    """One paper to a unit: the ladder's step and the cases that take it."""

    unit: str
    step: str
    cases: tuple[Case, ...]


def due_papers(figures: Figures, settings: Settings, past: Past, day: date) -> list[Due]:
    """A paper to each unit for each step that its lagging projects take, as of ``day``."""
    found = []
    for unit, items in figures.lagging_by_unit.items():
        cases = [case_of(unit, item, figures.period, settings, past, day) for item in items]
        found += grouped(unit, cases)
    return found


def grouped(unit: str, cases: Iterable[Case]) -> list[Due]:
    """The cases of a unit by their step, the mildest first."""
    by_step: dict[str, list[Case]] = {}
    for case in cases:
        by_step.setdefault(case.decision.step, []).append(case)
    return [Due(unit, step, tuple(by_step[step])) for step in sorted(by_step, key=STEPS.index)]


def case_of(unit: str, item: Lagging, period: Period, settings: Settings, past: Past, day: date) -> Case:
    """What is due for a unit's lagging project."""
    report, ladder = item.report, settings.ladder
    matter = past.index.latest(unit, report.name, report.project)
    in_a_row = max(past.in_a_row.get(project_of(report), 1), _written(matter, period))
    return Case(unit, report.name, item, decide(start_of(item, ladder), in_a_row, matter, day, period, ladder))


def overdue_case(matter: Matter, settings: Settings, day: date) -> Case | None:
    """What is due for a matter whose project does not lag, or is none of the ledger's; None while it is not overdue."""
    decision = after_overdue(matter, day, settings.ladder)
    if state_of(matter, day) != OVERDUE and not (decision.standing and decision.step in STEPS):
        return None
    return Case(matter.unit, matter.project, None, decision)


def start_of(item: Lagging, ladder: Ladder) -> str:
    """The step at which a project begins: what its rules name as consequence, else what the ladder has for its level."""
    if item.consequence:
        return at_least(item.consequence, ladder)
    return ladder.red if item.level == RED else ladder.yellow


def demands_of(item: Lagging) -> tuple[str, ...]:
    """What a letter demands of a project."""
    by_rule = {
        **dict.fromkeys(FALLEN_BEHIND, CATCH_UP), IDLE: RESUME, NOT_STARTED: START, NOT_REALLY: START, NODE: MAKE_UP, PROCEDURE: APPROVE,
    }  # fmt: skip
    broken = [words for rule, words in by_rule.items() if item.hit(rule)]
    return (MEASURES, *dict.fromkeys(broken), ANSWER)


def unmet(case: Case) -> tuple[str, ...]:
    """What the letters before demanded and is not done: all of it while nothing was answered, else what still lags."""
    letters, matter = case.decision.letters, case.decision.matter
    asked = letters[-1].demands if letters else matter.demands if matter else ()
    if case.decision.overdue or case.item is None:
        return tuple(words for words in asked if words != ANSWER)
    return tuple(words for words in demands_of(case.item) if words in asked and words not in (MEASURES, ANSWER))


def next_step(matter: Matter, ladder: Ladder) -> str:
    """The step above a matter's last letter."""
    return raised(matter.letters[-1].step, ladder) if matter.letters else SUPERVISE


def _written(matter: Matter | None, period: Period) -> int:
    """How many periods running letters were written about, this one included."""
    told = {letter.period for letter in matter.letters} if matter else set()
    count, earlier = 1, period.previous
    while str(earlier) in told:
        count, earlier = count + 1, earlier.previous
    return count
