"""All the figures of one period (Figures): what the circular states, its tables show and the commands print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from docgen.figures.approvals import Unfinished, has_problem, has_unfinished, unfinished
from docgen.figures.benchmark import LINEAR, Course
from docgen.figures.composing import Composed
from docgen.figures.grouping import by_category, by_industry, by_stage, by_system, by_unit
from docgen.figures.lag import BEHIND, IDLE, NOT_STARTED, Exempted, Filings, Judgement, Lagging, LateUnit, judge, levels
from docgen.figures.ranking import Standing
from docgen.figures.reporting import unreported
from docgen.figures.rules import Rules
from docgen.figures.series import Exemption, Series, rankings
from docgen.figures.starts import Starts, is_newly_started, starts
from docgen.figures.totals import Totals, is_blank, totals_of
from docgen.ledger.period import Period
from docgen.ledger.report import Report
from docgen.settings import Lag


@dataclass(frozen=True)
class Comparison:
    """Two periods over the units that report in both: over different units a change would mean nothing."""

    now: Totals
    before: Totals
    units: tuple[str, ...]


@dataclass(frozen=True)
class Figures:
    """The figures of one period. Money 万元, rates and the benchmark fractions, gaps percentage points.

    ``best`` and ``last`` are the ends of the ranking that a circular names. ``previous`` are the totals of the
    period before, ``last_year`` those of the same period a year ago, ``comparison`` sets this period against the
    one before (环比) over the units that both have; None without records.
    ``series`` are the rankings apart, ``exempt`` who is left out of them, by ``rules``; ``ranking`` has all series in a row.
    ``composed`` tells how a period was made of shorter ones; ``history`` holds the earlier periods.
    ``judgement`` is who lags by the lag rules, who is exempt, which units reported late.
    ``arrived`` is the day on which each unit's first file of the period came, as far as it is known.
    ``with_problems``, ``with_unfinished`` and ``blank`` are the projects that report problems, that have unfinished
    procedures, and that left 年度完成投资 blank.
    """

    period: Period
    reports: tuple[Report, ...]
    totals: Totals
    by_stage: Mapping[str, Totals]
    by_industry: Mapping[str, Totals]
    by_unit: Mapping[str, Totals]
    by_system: Mapping[str, Totals]
    by_category: Mapping[str, Totals]
    ranking: tuple[Standing, ...]
    unranked: tuple[str, ...]
    best: tuple[Standing, ...]
    last: tuple[Standing, ...]
    judgement: Judgement
    expected: tuple[str, ...]
    reported: tuple[str, ...]
    unreported: tuple[str, ...]
    starts: Starts
    new_starts: Starts
    unfinished: tuple[Unfinished, ...]
    with_unfinished: tuple[Report, ...]
    with_problems: tuple[Report, ...]
    blank: tuple[Report, ...]
    previous: Totals | None
    last_year: Totals | None
    comparison: Comparison | None
    course: Course = LINEAR
    series: tuple[Series, ...] = ()
    exempt: tuple[Exemption, ...] = ()
    rules: Rules = field(default_factory=Rules)
    history: Mapping[Period, Sequence[Report]] = field(default_factory=dict)
    composed: Composed | None = None
    arrived: Mapping[str, date | None] = field(default_factory=dict)

    @property
    def ranked_by(self) -> str:
        """What units are ranked by, as prose names it."""
        return "年度投资完成率" if self.rules.name == "投资完成率" else self.rules.name

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know of a period made of shorter ones, in whole sentences; nothing else to say of others."""
        return self.composed.notes if self.composed else ()

    @property
    def benchmark(self) -> Decimal:
        return self.totals.benchmark

    @property
    def lagging(self) -> tuple[Lagging, ...]:
        """The projects that lag, the gravest level first."""
        return self.judgement.lagging

    @cached_property
    def lagging_by_unit(self) -> Mapping[str, Sequence[Lagging]]:
        """The lagging projects of each responsible unit, in the order of the figures; without one, the reporting
        unit's. Those that are only watched are left out."""
        by_unit: dict[str, list[Lagging]] = {}
        for item in self.lagging:
            if not item.is_watched:
                for unit in item.report.units or (item.report.unit,):
                    by_unit.setdefault(unit, []).append(item)
        return by_unit

    @property
    def exempted(self) -> tuple[Exempted, ...]:
        """What projects and units meet but are exempt from."""
        return self.judgement.exempted

    @property
    def late_units(self) -> tuple[LateUnit, ...]:
        """Units that reported late or never, where a rule asks for it."""
        return self.judgement.late_units

    @property
    def behind(self) -> tuple[Lagging, ...]:
        """Projects behind the benchmark, in the order of ``lagging``."""
        return self._by_rule(BEHIND)

    @property
    def idle(self) -> tuple[Lagging, ...]:
        """Projects without investment for months running."""
        return self._by_rule(IDLE)

    @property
    def not_started(self) -> tuple[Lagging, ...]:
        """Projects whose planned start has passed."""
        return self._by_rule(NOT_STARTED)

    @property
    def levels(self) -> dict[str, int]:
        """How many projects lag at each level: {"red": 2, "yellow": 5}."""
        return levels(self.lagging)

    def lagging_of(self, unit: str) -> tuple[Lagging, ...]:
        """The lagging projects that ``unit`` reported."""
        return tuple(item for item in self.lagging if item.report.unit == unit)

    def _by_rule(self, rule: str) -> tuple[Lagging, ...]:
        return tuple(item for item in self.lagging if item.hit(rule))


def compute(
    period: Period,
    reports: Iterable[Report],
    history: Mapping[Period, Sequence[Report]],
    expected: Iterable[str],
    reported: Iterable[str],
    lag: Lag,
    named: int = 3,
    course: Course = LINEAR,
    rules: Rules | None = None,
    composed: Composed | None = None,
    filings: Filings | None = None,
    earlier: Mapping[Period, Sequence[Report]] | None = None,
) -> Figures:
    """The figures of ``period`` from its reports.

    ``history`` maps earlier periods of the same length to their reports; ``expected`` are the units that owe a
    report, in ranking order; ``named`` is how many units a circular names at either end of the ranking.
    Without ``filings`` no unit counts as late. Of a ``composed`` period the last part is judged for lag, after its own
    ``earlier`` periods: who rests for two months rests, whatever it did in the first month of the quarter.
    """
    reports, expected, reported = tuple(reports), tuple(expected), tuple(reported)
    units = by_unit(reports, period, expected, course)
    rules = rules or Rules()
    ranks = rankings(period, reports, history, tuple(units), rules, course, named)
    return Figures(
        period=period,
        reports=reports,
        totals=totals_of(reports, period, course),
        by_stage=by_stage(reports, period, course),
        by_industry=by_industry(reports, period, course),
        by_unit=units,
        by_system=by_system(reports, period, course),
        by_category=by_category(reports, period, course),
        ranking=ranks.standings,
        unranked=ranks.unranked,
        best=tuple(standing for series in ranks.series for standing in series.best),
        last=tuple(standing for series in ranks.series for standing in series.last),
        judgement=(
            _judged(composed, judge(composed.parts[-1], composed.last, earlier or {}, lag, expected, course, filings))
            if composed
            else judge(period, reports, history, lag, expected, course, filings)
        ),
        expected=expected,
        reported=reported,
        unreported=unreported(expected, reported),
        starts=starts(reports, period),
        new_starts=starts((report for report in reports if is_newly_started(report, period)), period),
        unfinished=unfinished(reports),
        with_unfinished=tuple(filter(has_unfinished, reports)),
        with_problems=tuple(filter(has_problem, reports)),
        blank=tuple(filter(is_blank, reports)),
        previous=_totals(history, period.previous),
        last_year=_totals(history, period.a_year_before),
        comparison=_comparison(period, reports, history.get(period.previous, ())),
        course=course,
        series=ranks.series,
        exempt=ranks.exempt,
        rules=rules,
        history=history,
        composed=composed,
    )


def _judged(composed: Composed, judgement: Judgement) -> Judgement:
    """The last part's judgement, told of the composed reports."""
    became = {id(before): now for before, now in zip(composed.last, composed.reports, strict=True)}
    return replace(
        judgement,
        lagging=tuple(replace(item, report=became[id(item.report)]) for item in judgement.lagging),
        exempted=tuple(replace(item, report=item.report and became[id(item.report)]) for item in judgement.exempted),
    )


def _totals(history: Mapping[Period, Sequence[Report]], period: Period) -> Totals | None:
    reports = history.get(period, ())
    return totals_of(reports, period) if reports else None


def _comparison(period: Period, now: Sequence[Report], before: Sequence[Report]) -> Comparison | None:
    there = {report.unit for report in before}
    units = tuple(unit for unit in dict.fromkeys(report.unit for report in now) if unit in there)
    if not units:
        return None
    both = set(units)
    return Comparison(
        now=totals_of((report for report in now if report.unit in both), period),
        before=totals_of((report for report in before if report.unit in both), period.previous),
        units=units,
    )
