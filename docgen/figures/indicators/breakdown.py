"""Indicators by group (分组指标): the whole and its parts, their ranks, and what a reader must be told of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from docgen.figures.grouping import UNSTATED
from docgen.figures.indicators.catalogue import INDICATORS, SHARES, Indicator, Value
from docgen.figures.indicators.group import Group
from docgen.figures.indicators.groupings import GROUPINGS, Grouping, parted
from docgen.figures.ownplan import contradicts
from docgen.figures.ranking import Standing, ranked
from docgen.figures.summary import Figures

WHOLE = "全部"


@dataclass(frozen=True)
class Part:
    """One group's values by indicator key, unrounded; its rank by completion rate and that of the period before."""

    name: str
    values: Mapping[str, Value]
    rank: int | None = None
    change: int | None = None


@dataclass(frozen=True)
class Breakdown:
    """The parts of one grouping. ``overlaps``: some project counts in several parts, so that they exceed the whole."""

    grouping: Grouping
    parts: tuple[Part, ...]
    overlaps: bool


@dataclass(frozen=True)
class Table:
    """The indicators asked for, of the whole and by each grouping asked for; ``notes`` are whole sentences."""

    figures: Figures
    indicators: tuple[Indicator, ...]
    whole: Part
    breakdowns: tuple[Breakdown, ...]

    @cached_property
    def notes(self) -> tuple[str, ...]:
        return (*self._of_the_period(), *self._of_overlaps(), *self._of_the_undefined())

    def _of_the_period(self) -> Sequence[str]:
        figures = self.figures
        notes = list(figures.notes)
        if figures.unreported:
            notes.append(f"{'、'.join(figures.unreported)}未报送，不在统计之内。")
        if any(each.grouping is GROUPINGS["unit"] for each in self.breakdowns):
            notes += [f"{exemption.name}不计入排名（{exemption.reason}）。" for exemption in figures.exempt]
        if figures.starts.untold and any(indicator.key.startswith("start_rate") for indicator in self.indicators):
            notes.append(f"{figures.starts.untold}个项目没有说明是否开工，计入全部项目，不计入已开工和应开工。")
        odd = [report.name for report in figures.reports if figures.course.own_plans and contradicts(report)]
        if odd:
            notes.append(f"{'、'.join(odd)}分期计划之和不等于年度计划投资，按时序进度衡量。")
        return notes

    def _of_overlaps(self) -> Sequence[str]:
        return [
            f"按{each.grouping.name}分组时，一个项目可同时属于几组，各组之和大于全部。" for each in self.breakdowns if each.overlaps
        ]

    def _of_the_undefined(self) -> Sequence[str]:
        """Which parts have no value, and why: said once for an indicator."""
        notes = []
        for indicator in self.indicators:
            names = [part.name for part in self._all_parts() if part.values[indicator.key] is None]
            if names:
                notes.append(f"{'、'.join(dict.fromkeys(names))}的{indicator.name}为“—”：{indicator.undefined}。")
        return notes

    def _all_parts(self) -> Sequence[Part]:
        return [self.whole, *(part for each in self.breakdowns for part in each.parts)]


def table(figures: Figures, indicators: Sequence[Indicator], groupings: Sequence[Grouping]) -> Table:
    """``indicators`` of all reports of the period and by each of ``groupings``."""
    before, year_ago = (tuple(figures.history.get(p, ())) for p in (figures.period.previous, figures.period.a_year_before))
    whole = Group(WHOLE, figures.reports, figures.period, figures.course, before, year_ago)
    return Table(
        figures,
        tuple(indicators),
        Part(WHOLE, {indicator.key: indicator.value(whole) for indicator in indicators}),
        tuple(_breakdown(figures, whole, grouping, indicators) for grouping in groupings),
    )


def _breakdown(figures: Figures, whole: Group, by: Grouping, indicators: Sequence[Indicator]) -> Breakdown:
    order = figures.expected if by is GROUPINGS["unit"] else ()
    now, before, year_ago = (parted(reports, by, order) for reports in (whole.reports, whole.before, whole.year_ago))
    groups = [
        Group(name, members, figures.period, figures.course, before.get(name, ()), year_ago.get(name, ()), whole)
        for name, members in now.items()
    ]
    places = {standing.unit: standing for standing in _standings(figures, whole, groups, before, by)}
    parts = tuple(
        Part(
            group.name,
            {indicator.key: indicator.value(group) for indicator in indicators},
            places[group.name].rank if group.name in places else None,
            places[group.name].change if group.name in places else None,
        )
        for group in groups
    )
    return Breakdown(by, parts, sum(len(members) for members in now.values()) > len(whole.reports))


def _standings(
    figures: Figures, whole: Group, groups: Sequence[Group], before: Mapping[str, tuple], by: Grouping
) -> tuple[Standing, ...]:
    """Units as the office ranks them, other groups by completion rate; those that name no group are not ranked."""
    if by is GROUPINGS["unit"]:
        return figures.ranking
    then = [Group(name, members, figures.period.previous, figures.course) for name, members in before.items()]
    former = {standing.unit: standing.rank for standing in _by_rate(then)}
    return _by_rate(groups, former)


def _by_rate(groups: Sequence[Group], former: Mapping[str, int] | None = None) -> tuple[Standing, ...]:
    rate, taking_part = INDICATORS["completion_rate"].value, [group for group in groups if group.name != UNSTATED]
    return ranked({g.name: g.totals for g in taking_part}, {g.name: rate(g) for g in taking_part}, True, former)


def adds_up(breakdown: Breakdown, indicator: Indicator) -> bool:
    """Whether the parts' values of ``indicator`` are shares that make up 100 %."""
    return indicator.key in SHARES and not breakdown.overlaps
