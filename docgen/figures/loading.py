"""From the ledger to the figures: the one place of this room that asks the ledger anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from docgen.figures.benchmark import HALVES_IN_A_YEAR
from docgen.figures.composing import Composed, compose
from docgen.figures.course import course_of
from docgen.figures.lag import Filings
from docgen.figures.lag.defaults import looked_back
from docgen.figures.reporting import expected_units
from docgen.figures.rules import check_exempt, rules_of
from docgen.figures.summary import Figures, compute
from docgen.ledger.period import Period
from docgen.ledger.report import Report
from docgen.problem import DocgenError
from docgen.rules.measure import FILING
from docgen.settings import Settings

if TYPE_CHECKING:
    from docgen.ledger.store import Ledger


def figures_of(settings: Settings, period: str) -> Figures:
    """The figures of the period written ``period`` (2021-03), from the ledger that the settings name."""
    from docgen.ledger.store import Ledger

    wanted = Period.parse(period)
    with Ledger.open(settings.database_url) as ledger:
        return figures_for(ledger, wanted, settings)


def figures_for(ledger: Ledger, period: Period, settings: Settings) -> Figures:
    """The figures of ``period`` as the ledger holds it.

    Raises DocgenError, naming the periods there are, when the ledger holds nothing for it.
    """
    return figures_and_history(ledger, period, settings)[0]


def figures_and_history(
    ledger: Ledger, period: Period, settings: Settings
) -> tuple[Figures, dict[Period, tuple[Report, ...]]]:
    """The figures of ``period`` and the reports of the earlier periods that they rest on, else as ``figures_for``."""
    known = set(ledger.periods())
    rules = rules_of(settings)
    if rules.exempt:
        check_exempt(rules, _names(ledger, known))
    composed = None if period in known else compose(period, known, ledger.reports)
    if period not in known and composed is None:
        raise DocgenError(_nothing(period, known))
    judged, earlier = period, None
    if composed:
        period, judged = composed.period, composed.parts[-1]
        earlier = {before: tuple(ledger.reports(before)) for before in _looked_back(judged, known, settings)}
        history = {earlier: made.reports for earlier, made in _composed_before(ledger, period, known)}
    else:
        history = {earlier: tuple(ledger.reports(earlier)) for earlier in _looked_back(period, known, settings)}
    same_year = sorted(p for p in known if p.year == period.year and p.last_half < period.last_half)
    reported_earlier = (unit for earlier in same_year for unit in ledger.units(earlier))
    reports = composed.reports if composed else ledger.reports(period)
    expected = expected_units(settings.reporting.units, reported_earlier)
    figures = compute(
        period,
        reports,
        history,
        expected,
        tuple(dict.fromkeys(report.unit for report in reports)) if composed else ledger.units(period),
        settings.lag,
        settings.circular.named,
        course_of(settings),
        rules,
        composed,
        filings_for(ledger, (judged, *(history if earlier is None else earlier)), expected, settings),
        earlier,
    )
    return replace(figures, arrived=_arrived(ledger, judged)), history


def filings_for(ledger: Ledger, periods: Iterable[Period], expected: tuple[str, ...], settings: Settings) -> Filings | None:
    """When units reported in ``periods``: the day of the first file of each that has reported, which a correction does not
    move and a report taken back does not leave. None when no rule asks for it."""
    if not any(rule.key == FILING for rule in settings.lag.rules):
        return None
    return Filings(expected, {period: _arrived(ledger, period) for period in periods}, (settings.reporting.day,))


def _arrived(ledger: Ledger, period: Period) -> dict[str, date | None]:
    """The day of each unit's first file of the period."""
    from docgen.ledger.schema import IMPORTED

    arrived: dict[str, date | None] = dict.fromkeys(ledger.units(period))
    for step in reversed(ledger.imports(period)):
        if step.kind == IMPORTED and step.unit in arrived:
            arrived[step.unit] = step.at.date()
    return arrived


def _composed_before(ledger: Ledger, period: Period, known: set[Period]) -> Iterator[tuple[Period, Composed]]:
    """The period before and the same of last year, where the ledger holds all of their parts."""
    for earlier in (period.previous, period.a_year_before):
        made = compose(earlier, known, ledger.reports)
        if made and not made.missing:
            yield earlier, made


def _names(ledger: Ledger, known: set[Period]) -> set[str]:
    """Every name of a unit or project in the ledger."""
    return {name for period in known for report in ledger.reports(period) for name in (report.unit, report.name)}


def _looked_back(period: Period, known: set[Period], settings: Settings) -> list[Period]:
    """The unbroken run of periods before this one, a year of them or as many as the idle rule asks for,
    and the same period of last year."""
    most = max(HALVES_IN_A_YEAR, 2 * settings.lag.idle_months, looked_back(settings.lag)) // period.halves
    run: list[Period] = []
    earlier = period.previous
    while earlier in known and len(run) < most:
        run.append(earlier)
        earlier = earlier.previous
    last_year = period.a_year_before
    return run if last_year in run or last_year not in known else [*run, last_year]


def _nothing(period: Period, known: set[Period]) -> str:
    if not known:
        return f"台账里还没有任何报告期的记录：请先运行 docgen import 文件夹 --period {period} 读入工作簿"
    there = "、".join(str(p) for p in sorted(known))
    return (
        f"台账里没有{period.label}（{period}）的记录，已有的报告期：{there}。"
        f"请换用其中一个，或先运行 docgen import 文件夹 --period {period} 读入工作簿"
    )
