"""The figure that each kind of rule compares, exact, with the words for what it was taken from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from docgen.figures.benchmark import LINEAR, Course, as_decimal
from docgen.figures.lag.days import months_between
from docgen.figures.lag.groundbreaking import groundbreaking, says_not_really_started
from docgen.figures.lag.nodes import overdue
from docgen.figures.lag.procedures import late
from docgen.figures.lag.project import Project, project_of
from docgen.figures.ownplan import owed_by, planned_spans
from docgen.figures.starts import is_finished, planned_start, says_not_started
from docgen.figures.totals import completion_of, rate_of
from docgen.ledger.period import Period
from docgen.ledger.report import Report
from docgen.numerals import percent, plain, points, wan
from docgen.rules import measure as what
from docgen.rules.rule import Rule

_MONTHS_IN_A_YEAR = 12

Told = Callable[[int], str]
"""A figure in print, to so many decimals."""


@dataclass(frozen=True)
class Measured:
    """``value`` in the rule's unit, unrounded; ``facts`` are the figures that its words may name; ``instead`` are other
    words for figures that the usual ones sound odd with, where the office has none of its own."""

    value: Decimal
    facts: Mapping[str, str | Told] = field(default_factory=dict)
    instead: str = ""


@dataclass(frozen=True)
class Moment:
    """A period being judged: ``resting`` are the months without investment of each project up to its end."""

    period: Period
    resting: Mapping[Project, Decimal]
    course: Course = LINEAR

    @property
    def as_of(self) -> str:
        return spoken(self.period.end)


def measured(report: Report, rule: Rule, moment: Moment) -> Iterator[Measured]:
    """What ``rule`` measures of a project; nothing where the record does not tell it."""
    yield from _MEASURES[rule.key](report, rule, moment)


def spoken(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _behind(report: Report, rule: Rule, moment: Moment) -> Iterator[Measured]:
    """A project whose completion was left blank is not called behind: nobody said that it did nothing."""
    if completion := completion_of(report, moment.period, moment.course):
        gap = -completion.gap
        yield Measured(gap, _yearly(report, moment, completion.rate) | {"差距": lambda places: points(gap, places)})


def _below(report: Report, rule: Rule, moment: Moment) -> Iterator[Measured]:
    rate = rate_of(report.year_investment, report.annual_plan)
    owed = owed_by(report, moment.period, moment.course)
    if rate is not None and owed:
        share = as_decimal(rate / owed * 100)
        yield Measured(share, _yearly(report, moment, as_decimal(rate)) | {"比例": _percent(share / 100)})


def _yearly(report: Report, moment: Moment, rate: Decimal) -> dict[str, str | Told]:
    owed = as_decimal(owed_by(report, moment.period, moment.course))
    return {"完成率": _percent(rate), "时序进度": _percent(owed), "计划": plain(report.annual_plan), "完成": plain(report.year_investment)}


def _month_below(report: Report, rule: Rule, moment: Moment) -> Iterator[Measured]:
    share = _share_of_task(report, moment.period)
    if share is not None:
        percentage = as_decimal(share * 100)
        yield Measured(percentage, _monthly(report, moment.period) | {"比例": _percent(percentage / 100)}, _nothing_done(report))


def _month_behind(report: Report, rule: Rule, moment: Moment) -> Iterator[Measured]:
    share = _share_of_task(report, moment.period)
    if share is not None:
        gap = as_decimal((1 - share) * 100)
        facts = _monthly(report, moment.period) | {"差距": lambda places: points(gap, places)}
        yield Measured(gap, facts, _nothing_done(report))


def _nothing_done(report: Report) -> str:
    return "" if report.month_investment else "本月没有完成投资，月度任务为{月度任务}万元"


def _share_of_task(report: Report, period: Period) -> Fraction | None:
    task = month_task(report, period)
    if not task or report.month_investment is None:
        return None
    return Fraction(report.month_investment) / task


def _monthly(report: Report, period: Period) -> dict[str, str | Told]:
    task = as_decimal(month_task(report, period))
    return {"本月完成": plain(report.month_investment), "月度任务": lambda places: wan(task, places)}


def month_task(report: Report, period: Period) -> Fraction | None:
    """万元 owed in the period by the project's own plan of the month, else a twelfth of its annual plan.

    None in quarters and years, of which 本月完成投资 says nothing, and without a plan.
    """
    if period.halves > 2:
        return None
    share = Fraction(period.halves, 2)
    for first, last, amount in planned_spans(report):
        if last - first == 1 and first <= period.first_half and period.last_half <= last:
            return Fraction(amount) * share
    return None if report.annual_plan is None else Fraction(report.annual_plan) / _MONTHS_IN_A_YEAR * share


def _idle(report: Report, rule: Rule, moment: Moment) -> Iterator[Measured]:
    if report.month_investment == 0 and not is_finished(report):
        months = moment.resting.get(project_of(report), Decimal(0))
        yield Measured(months, {"月数": plain(months)}, "当月无投资" if months == 1 else "")


def _not_started(report: Report, rule: Rule, moment: Moment) -> Iterator[Measured]:
    """The planned start has passed and the record says that work has not begun."""
    planned = planned_start(report)
    if planned and planned.passed(moment.period) and says_not_started(report):
        months = planned.months_late(moment.period)
        yield Measured(months, {"计划开工": planned.words, "截至": moment.as_of, "月数": plain(months)})


def _not_really(report: Report, rule: Rule, moment: Moment) -> Iterator[Measured]:
    begun = groundbreaking(report, rule, moment.period.year)
    if begun and begun < moment.period.end and says_not_really_started(report):
        months = Decimal(months_between(begun, moment.period.end))
        yield Measured(months, {"开工日期": spoken(begun), "截至": moment.as_of, "月数": plain(months)})


def _nodes(report: Report, rule: Rule, moment: Moment) -> Iterator[Measured]:
    end = moment.period.end
    for node in overdue(report, rule.dates, end):
        if not node.untold or rule.silence:
            days = (end - node.by).days
            yield Measured(Decimal(days), {"节点": node.what, "期限": spoken(node.by), "天数": str(days)})


def _procedures(report: Report, rule: Rule, moment: Moment) -> Iterator[Measured]:
    end = moment.period.end
    owed_on: dict[date, list[str]] = {}
    for procedure in late(report, rule.dates, rule.day, end):
        owed_on.setdefault(procedure.by, []).append(procedure.procedure)
    for by, procedures in owed_on.items():
        days = (end - by).days
        yield Measured(Decimal(days), {"手续": "、".join(procedures), "期限": spoken(by), "天数": str(days)})


def _percent(value: Decimal) -> Told:
    return lambda places: percent(value, places) if value else "0%"


_MEASURES = {
    what.BEHIND: _behind,
    what.BELOW: _below,
    what.MONTH_BELOW: _month_below,
    what.MONTH_BEHIND: _month_behind,
    what.IDLE: _idle,
    what.NOT_STARTED: _not_started,
    what.NOT_REALLY: _not_really,
    what.NODE: _nodes,
    what.PROCEDURE: _procedures,
}
