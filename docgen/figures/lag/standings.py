"""The level of each project in this and in former periods: what a ladder of measures (督办阶梯) rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from docgen.figures.benchmark import LINEAR, Course
from docgen.figures.lag.judging import judgements
from docgen.figures.lag.project import Project, project_of
from docgen.figures.lag.resting import run_before
from docgen.ledger.period import Period
from docgen.ledger.report import Report
from docgen.rules.levels import RANKS
from docgen.settings import Lag


@dataclass(frozen=True)
class LevelThen:
    """Where a project stood in a period: its ``level`` (empty: it did not lag) and the rules' ``consequence``."""

    period: Period
    level: str = ""
    consequence: str = ""


def level_courses(
    period: Period,
    reports: Sequence[Report],
    history: Mapping[Period, Iterable[Report]],
    lag: Lag,
    course: Course = LINEAR,
) -> dict[Project, tuple[LevelThen, ...]]:
    """For each project of ``period`` where it stood, this period first, back to the first period that it did not report.

    A project that two tables tell of stands where it stands gravest.
    """
    reported = {each: {project_of(report) for report in history[each]} for each in run_before(period, history)}
    reported[period] = {project_of(report) for report in reports}
    courses: dict[Project, tuple[LevelThen, ...]] = {}
    for judgement in judgements(period, reports, history, lag, course):
        stood: dict[Project, LevelThen] = {}
        for item in judgement.lagging:
            project, then = project_of(item.report), LevelThen(judgement.period, item.level, item.consequence)
            if project not in stood or RANKS[stood[project].level] < RANKS[then.level]:
                stood[project] = then
        courses = {
            project: (stood.get(project, LevelThen(judgement.period)), *courses.get(project, ()))
            for project in reported[judgement.period]
        }
    return courses


def levels_of(report: Report, courses: Mapping[Project, tuple[LevelThen, ...]]) -> tuple[LevelThen, ...]:
    """Where one project stood, this period first; empty when it is not among ``courses``."""
    return courses.get(project_of(report), ())


def periods_lagging(stood: Sequence[LevelThen]) -> int:
    """How many periods running, this one included, a project lags."""
    return next((n for n, then in enumerate(stood) if not then.level), len(stood))
