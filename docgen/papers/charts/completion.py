"""The circular's charts: how the year's completion has gone month by month, and where each unit stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from docgen.figures.summary import Figures
from docgen.figures.totals import totals_of
from docgen.ledger.period import Period
from docgen.numerals import rounded
from docgen.papers.insets import BARS, DASHED_LINE, LINE, ChartInset, ChartSeries
from docgen.settings import NATIVE_CHARTS, NO_CHARTS, Settings

PATH, UNITS = "进度", "单位"
"""The names of the insets."""

_PLACES = 1
_MOST = 30
"""Units that one chart can tell apart."""


@dataclass(frozen=True)
class Charts:
    """What a template calls the charts that the paper has: 图1, 图2; empty for one that it has not."""

    path: str = ""
    units: str = ""


def charts_of(figures: Figures, settings: Settings) -> tuple[Charts, dict[str, ChartInset]]:
    """The charts that a circular of these figures has, by the settings, numbered in the order of its text."""
    if settings.circular.charts == NO_CHARTS:
        return Charts(), {}
    native = settings.circular.charts == NATIVE_CHARTS
    found: dict[str, ChartInset] = {}
    for name, chart in ((PATH, _path(figures, native)), (UNITS, _units(figures, native))):
        if chart is not None:
            found[name] = chart
    called = {name: f"图{number}" for number, name in enumerate(found, 1)}
    named = {name: _numbered(chart, called[name]) for name, chart in found.items()}
    return Charts(called.get(PATH, ""), called.get(UNITS, "")), named


def _path(figures: Figures, native: bool) -> ChartInset | None:
    """The time benchmark of each month of the year against the completion told so far; None before there is a path."""
    year, done = figures.period.year, dict(_by_month(figures))
    if len(done) < 2:
        return None
    owed = tuple(_percent(figures.course.share(Period.parse(f"{year}-{month:02}"))) for month in range(1, 13))
    return ChartInset(
        caption=f"{year}年各月时序进度与投资完成率",
        categories=tuple(f"{month}月" for month in range(1, 13)),
        series=(
            ChartSeries("时序进度", owed, DASHED_LINE, labelled=False),
            ChartSeries("投资完成率", tuple(done.get(month) for month in range(1, 13)), LINE),
        ),
        native=native,
    )


def _by_month(figures: Figures) -> Iterator[tuple[int, Decimal]]:
    """The completion of each month's end that was reported, in percent as printed."""
    period = figures.period
    if period.halves > 2:
        return
    for earlier, reports in sorted(figures.history.items()):
        if earlier.year == period.year and earlier.last_half < period.last_half and earlier.last_half % 2 == 0 and earlier.halves <= 2:
            rate = totals_of(reports, earlier, figures.course).completion_rate
            if rate is not None:
                yield earlier.month, _percent(rate)
    if figures.totals.completion_rate is not None:
        yield period.month, _percent(figures.totals.completion_rate)


def _units(figures: Figures, native: bool) -> ChartInset | None:
    """The completion of each ranked unit in the order of its rank, against what it owes by now."""
    known = [(standing, rate) for standing in figures.ranking if (rate := standing.completion_rate) is not None]
    if not 2 <= len(known) <= _MOST:
        return None
    return ChartInset(
        caption=f"{figures.period.label}各单位投资完成率与时序进度",
        categories=tuple(standing.unit for standing, _ in known),
        series=(
            ChartSeries("投资完成率", tuple(_percent(rate) for _, rate in known), BARS),
            ChartSeries("时序进度", tuple(_percent(standing.totals.benchmark) for standing, _ in known), DASHED_LINE, labelled=False),
        ),
        native=native,
    )


def _numbered(chart: ChartInset, number: str) -> ChartInset:
    return replace(chart, caption=f"{number}　{chart.caption}")


def _percent(value: Decimal | Fraction) -> Decimal:
    return rounded(value * 100, _PLACES)
