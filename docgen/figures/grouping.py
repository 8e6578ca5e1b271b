"""Reports by stage, industry or unit, in the order in which an office prints them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from docgen.figures.benchmark import LINEAR, Course
from docgen.figures.totals import Totals, totals_of
from docgen.ledger.period import Period
from docgen.ledger.report import STAGES, Report

UNSTATED = "未填写"
"""The name of the group of those that leave the grouping field empty; it stands last."""


def grouped(reports: Iterable[Report], key: Callable[[Report], str]) -> dict[str, list[Report]]:
    """Reports by ``key`` in order of first appearance, those without one last as 未填写."""
    groups: dict[str, list[Report]] = {}
    for report in reports:
        groups.setdefault(key(report) or UNSTATED, []).append(report)
    if UNSTATED in groups:
        groups[UNSTATED] = groups.pop(UNSTATED)
    return groups


def by_stage(reports: Iterable[Report], period: Period, course: Course = LINEAR) -> Mapping[str, Totals]:
    """Totals by stage: 前期, 新建, 在建, 竣工, then any other; only stages that have projects."""
    totals = _totals(grouped(reports, lambda report: report.stage), period, course)
    return _ordered(totals, STAGES)


def by_industry(reports: Iterable[Report], period: Period, course: Course = LINEAR) -> Mapping[str, Totals]:
    """Totals by industry, the largest total investment first, 未填写 last."""
    totals = _totals(grouped(reports, lambda report: report.industry), period, course)
    names = sorted(totals, key=lambda name: (name == UNSTATED, -(totals[name].total_investment or Decimal(0))))
    return {name: totals[name] for name in names}


def by_system(reports: Iterable[Report], period: Period, course: Course = LINEAR) -> Mapping[str, Totals]:
    """Totals by 体系 as they appear; empty when no project names one."""
    return _stated(_totals(grouped(reports, lambda report: report.system), period, course))


def by_category(reports: Iterable[Report], period: Period, course: Course = LINEAR) -> Mapping[str, Totals]:
    """Totals by 项目类别 as they appear; empty when no project names one."""
    return _stated(_totals(grouped(reports, lambda report: report.category), period, course))


def by_unit(
    reports: Iterable[Report], period: Period, order: Sequence[str] = (), course: Course = LINEAR
) -> Mapping[str, Totals]:
    """Totals by reporting unit, in the office's ``order`` of units, others after it as they appear."""
    return _ordered(_totals(grouped(reports, lambda report: report.unit), period, course), order)


def _totals(groups: Mapping[str, list[Report]], period: Period, course: Course) -> dict[str, Totals]:
    return {name: totals_of(members, period, course) for name, members in groups.items()}


def _stated(totals: dict[str, Totals]) -> dict[str, Totals]:
    return {} if set(totals) <= {UNSTATED} else totals


def _ordered(totals: dict[str, Totals], order: Sequence[str]) -> dict[str, Totals]:
    first = [name for name in dict.fromkeys(order) if name in totals]
    known = set(first)
    rest = [name for name in totals if name not in known]
    return {name: totals[name] for name in (*first, *rest)}
