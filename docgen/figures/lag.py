"""Which projects lag (滞后), by which rule, how far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from docgen.figures.benchmark import LINEAR, Course
from docgen.figures.starts import planned_start, says_not_started
from docgen.figures.totals import completion_of
from docgen.ledger.period import Period
from docgen.ledger.report import Report
from docgen.numerals import percent, plain, points, rounded
from docgen.settings import Lag

BEHIND, IDLE, NOT_STARTED = "behind", "idle", "not_started"
RULES = {BEHIND: "投资进度滞后", IDLE: "连续无投资", NOT_STARTED: "逾期未开工"}

YELLOW, RED = "yellow", "red"
LEVELS = {RED: "红色", YELLOW: "黄色"}
"""Levels, the gravest first, with the words for them."""

Project = tuple[str, int | str]
"""A project from month to month: its unit with its identity in the ledger, or with its name where it has none."""


@dataclass(frozen=True)
class Hit:
    """One rule that a project breaks.

    ``measured`` and ``threshold`` are percentage points for behind, months for idle and not_started;
    ``words`` says why in Chinese, with the figures, as part of a sentence.
    """

    rule: str
    level: str
    measured: Decimal
    threshold: Decimal
    words: str


@dataclass(frozen=True)
class Lagging:
    """A project that lags, the level (the gravest of its hits') and the hits."""

    report: Report
    level: str
    hits: tuple[Hit, ...]

    @property
    def reason(self) -> str:
        """All the reasons in one sentence part."""
        return "；".join(hit.words for hit in self.hits)

    def hit(self, rule: str) -> Hit | None:
        """The hit by ``rule``, if it is one of them."""
        return next((hit for hit in self.hits if hit.rule == rule), None)


def lagging(
    period: Period,
    reports: Sequence[Report],
    history: Mapping[Period, Iterable[Report]],
    lag: Lag,
    unit_order: Iterable[str] = (),
    course: Course = LINEAR,
) -> tuple[Lagging, ...]:
    """The projects that lag: red before yellow, then in the order of units, then the furthest behind first.

    ``history`` holds the reports of earlier periods of the same length; units missing from ``unit_order``
    follow in the order of ``reports``. ``course`` is what completion is measured by.
    """
    without = months_without_investment(period, reports, history)
    found = []
    for report in reports:
        hits = (behind(report, period, lag, course), idle(report, without, lag), not_started(report, period))
        hits = tuple(hit for hit in hits if hit)
        if hits:
            level = RED if any(hit.level == RED for hit in hits) else YELLOW
            found.append(Lagging(report, level, hits))
    units = {unit: n for n, unit in enumerate(dict.fromkeys((*unit_order, *(r.unit for r in reports))))}
    return tuple(sorted(found, key=lambda item: _gravity(item, units)))


def behind(report: Report, period: Period, lag: Lag, course: Course = LINEAR) -> Hit | None:
    """Completion strictly more than so many points behind the benchmark.

    A project whose completion was left blank is not called behind: nobody said that it did nothing.
    """
    completion = completion_of(report, period, course)
    if completion is None:
        return None
    measured = -completion.gap
    if measured <= min(lag.yellow, lag.red):
        return None
    level, threshold = (RED, lag.red) if measured > lag.red else (YELLOW, lag.yellow)
    return Hit(BEHIND, level, measured, threshold, _behind_words(completion.rate, measured, threshold))


def idle(report: Report, without: Mapping[Project, Decimal], lag: Lag) -> Hit | None:
    """No investment for at least so many months running, by the months ``without`` that were counted."""
    threshold = Decimal(lag.idle_months)
    months = without.get(_key(report), Decimal(0)) if report.month_investment == 0 else Decimal(0)
    if months < threshold:
        return None
    words = "当月无投资" if months == 1 else f"连续{plain(months)}个月无投资"
    return Hit(IDLE, YELLOW, months, threshold, words)


def not_started(report: Report, period: Period) -> Hit | None:
    """The planned start has passed and the record says that work has not begun."""
    planned = planned_start(report)
    if planned is None or not planned.passed(period) or not says_not_started(report):
        return None
    words = f"计划{planned.words}开工，截至{period.year}年{period.month}月{period.end.day}日尚未开工"
    return Hit(NOT_STARTED, YELLOW, planned.months_late(period), Decimal(0), words)


def months_without_investment(
    period: Period, reports: Iterable[Report], history: Mapping[Period, Iterable[Report]]
) -> dict[Project, Decimal]:
    """For each project at rest: the months up to the period's end that report 0 without a break.

    A missing report or a blank ends the run: what happened there is not known.
    """
    running = {_key(r) for r in reports if r.month_investment == 0 and r.stage != "竣工"}
    months = {key: Decimal(period.halves) / 2 for key in running}
    earlier = period.previous
    while running and earlier in history:
        running &= {_key(report) for report in history[earlier] if report.month_investment == 0}
        for key in running:
            months[key] += Decimal(earlier.halves) / 2
        earlier = earlier.previous
    return months


def levels(found: Iterable[Lagging]) -> dict[str, int]:
    """How many projects lag at each level: {"red": 2, "yellow": 5}."""
    counts = dict.fromkeys(LEVELS, 0)
    for item in found:
        counts[item.level] += 1
    return counts


def _behind_words(rate: Decimal, measured: Decimal, threshold: Decimal) -> str:
    """Rate and gap to one decimal, or to as many as show that the threshold is exceeded: 10.03, not 10.0."""
    places = next((n for n in range(1, 5) if rounded(measured, n) > threshold), 1)
    completed = percent(rate, places) if rate else "0%"
    return f"年度投资完成率{completed}，落后时序进度{points(measured, places)}个百分点"


def _key(report: Report) -> Project:
    return report.unit, report.project or report.name


def _gravity(item: Lagging, units: Mapping[str, int]) -> tuple:
    far = tuple(-(hit.measured if (hit := item.hit(rule)) else Decimal(-1)) for rule in RULES)
    return item.level != RED, units[item.report.unit], *far
