"""What a group of reports amounts to (合计): sums, completion rate, gap to the time benchmark."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from docgen.figures.benchmark import LINEAR, Course, as_decimal
from docgen.figures.ownplan import owed_by
from docgen.ledger.period import Period
from docgen.ledger.report import Report

_STAGES_WITHOUT_COMPLETION = ("前期", "新建", "竣工")
_FORMS_WITHOUT_COMPLETION = ("目标任务分解一览表", "清单表", "项目台账")


@dataclass(frozen=True)
class Totals:
    """The sums of a group of reports. Money is 万元; None means that no report of the group states it.

    ``annual_plan`` is the plan of the ``measured`` projects, those that completion_rate is taken over; when
    nothing in the group reports a completion it is the sum of all plans. ``planned_unmeasured`` are the plans
    that ``annual_plan`` leaves out (the goals of 新建 projects), so the two always add up to all plans.
    ``measured_investment`` is what the measured projects completed this year; ``year_investment`` also holds
    projects without a plan. ``completion_rate`` and ``benchmark`` are fractions, ``gap`` percentage points
    ((rate − benchmark) × 100, negative when behind); all unrounded.
    ``blank`` counts measured projects whose completion was left blank (they count as nothing completed),
    ``zero_month`` projects that report 0 for this month. ``owed`` is the benchmark as an exact fraction.
    """

    projects: int
    total_investment: Decimal | None
    annual_plan: Decimal | None
    planned_unmeasured: Decimal | None
    month_investment: Decimal | None
    year_investment: Decimal | None
    cumulative_investment: Decimal | None
    measured: int
    measured_investment: Decimal | None
    completion_rate: Decimal | None
    benchmark: Decimal
    gap: Decimal | None
    blank: int
    zero_month: int
    owed: Fraction = Fraction(0)


@dataclass(frozen=True)
class Completion:
    """How far one project is: ``rate`` a fraction of its plan, ``gap`` percentage points, negative when behind."""

    rate: Decimal
    gap: Decimal


def completion_of(report: Report, period: Period, course: Course = LINEAR) -> Completion | None:
    """The project's completion; None when it has no plan, or completion is not reported or left blank."""
    rate = rate_of(report.year_investment, report.annual_plan)
    return None if rate is None else Completion(as_decimal(rate), as_decimal((rate - owed_by(report, period, course)) * 100))


def is_measured(report: Report) -> bool:
    """Whether the project's completion is measured: it has a plan and its form reports completion."""
    return report.annual_plan is not None and (
        report.year_investment is not None
        or (report.stage not in _STAGES_WITHOUT_COMPLETION and report.form not in _FORMS_WITHOUT_COMPLETION)
    )


def is_blank(report: Report) -> bool:
    """Whether a measured project left 年度完成投资 blank."""
    return is_measured(report) and report.year_investment is None


def totals_of(reports: Iterable[Report], period: Period, course: Course = LINEAR) -> Totals:
    """Add up ``reports`` of ``period``, measured by ``course``."""
    reports = tuple(reports)
    measured = [report for report in reports if is_measured(report)]
    all_plans = _sum(report.annual_plan for report in reports)
    plan = _sum(report.annual_plan for report in measured)
    completed = _sum(report.year_investment for report in measured)
    year = _sum(report.year_investment for report in reports)
    if year is None:
        plan = all_plans
    rate = rate_of(completed, plan)
    passed = _owed(measured, period, course)
    return Totals(
        projects=len(reports),
        total_investment=_sum(report.total_investment for report in reports),
        annual_plan=plan,
        planned_unmeasured=_left(all_plans, plan),
        month_investment=_sum(report.month_investment for report in reports),
        year_investment=year,
        cumulative_investment=_sum(report.cumulative_investment for report in reports),
        measured=len(measured),
        measured_investment=completed,
        completion_rate=None if rate is None else as_decimal(rate),
        benchmark=as_decimal(passed),
        gap=None if rate is None else as_decimal((rate - passed) * 100),
        blank=sum(map(is_blank, measured)),
        zero_month=sum(report.month_investment == 0 for report in reports),
        owed=passed,
    )


def rate_of(completed: Decimal | None, plan: Decimal | None) -> Fraction | None:
    """Completed over planned, exact; None when either is unknown or nothing was planned: never 0, never 100%."""
    if completed is None or not plan:
        return None
    return Fraction(completed) / Fraction(plan)


def _owed(measured: Iterable[Report], period: Period, course: Course) -> Fraction:
    """The share of their plans that ``measured`` owe together; the course's own where no project has one of its own."""
    if not course.own_plans:
        return course.share(period)
    plans = [(Fraction(report.annual_plan), owed_by(report, period, course)) for report in measured if report.annual_plan]
    whole = sum(plan for plan, _ in plans)
    if not whole:
        return course.share(period)
    return sum((plan * share for plan, share in plans), Fraction(0)) / whole


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


def _left(whole: Decimal | None, part: Decimal | None) -> Decimal | None:
    """What ``part`` leaves of ``whole``; None when it leaves nothing that was stated."""
    if whole is None or part is None:
        return whole
    return whole - part or None
