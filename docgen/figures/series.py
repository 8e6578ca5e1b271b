"""Rankings in separate series (分组排名): townships among townships, each with its own first and last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from docgen.figures.benchmark import Course
from docgen.figures.grouping import grouped
from docgen.figures.indicators.group import Group
from docgen.figures.ranking import Standing, best, last, ranked
from docgen.figures.rules import Rules
from docgen.figures.scoring import scores
from docgen.ledger.period import Period
from docgen.ledger.report import Report

History = Mapping[Period, Sequence[Report]]


@dataclass(frozen=True)
class Series:
    """One series: its name (empty when it is the only one), its standings, who is named at either end of it."""

    name: str
    standings: tuple[Standing, ...]
    best: tuple[Standing, ...]
    last: tuple[Standing, ...]


@dataclass(frozen=True)
class Exemption:
    """A unit or project left out of the ranking, and why."""

    name: str
    reason: str


@dataclass(frozen=True)
class Rankings:
    """All series of a period. ``unranked`` are units whose value is undefined or that are in no series, ``exempt`` the
    exemptions that concern a unit or project of this period."""

    series: tuple[Series, ...]
    unranked: tuple[str, ...]
    exempt: tuple[Exemption, ...]

    @property
    def standings(self) -> tuple[Standing, ...]:
        """Those of all series, one series after the other."""
        return tuple(standing for series in self.series for standing in series.standings)


def rankings(
    period: Period,
    reports: Sequence[Report],
    history: History,
    units: Sequence[str],
    rules: Rules,
    course: Course,
    named: int,
) -> Rankings:
    """The rankings of ``period``, with each unit's rank in the period before; ``units`` are those that reported, in order."""
    former = {s.unit: s.rank for _, standings in _ranked(period.previous, history, units, rules, course) for s in standings}
    found = _ranked(period, {**history, period: reports}, units, rules, course, former)
    series = tuple(Series(name, standings, best(standings, named), last(standings, named)) for name, standings in found)
    there = {standing.unit for one in series for standing in one.standings}
    names = {name for report in reports for name in (report.unit, report.name)}
    return Rankings(
        series=series,
        unranked=tuple(unit for unit in units if unit not in there),
        exempt=tuple(Exemption(name, reason) for name, reason in rules.exempt.items() if name in names),
    )


def _ranked(
    period: Period,
    history: History,
    units: Sequence[str],
    rules: Rules,
    course: Course,
    former: Mapping[str, int] | None = None,
) -> list[tuple[str, tuple[Standing, ...]]]:
    """Series by series in the order of the rules; series in which nobody is ranked are left out."""
    groups = _groups(period, history, units, rules, course)
    found = []
    for name in [rule.name for rule in rules.series] or [""]:
        members = {unit: group for unit, group in groups.items() if rules.series_of(unit) == name}
        totals = {unit: group.totals for unit, group in members.items()}
        if rules.score:
            standings = ranked(totals, scores(members, rules.score), True, former)
        else:
            values = {unit: rules.by.value(group) for unit, group in members.items()}
            standings = ranked(totals, values, rules.by.high_is_good, former)
        if standings:
            found.append((name, tuple(replace(standing, words=rules.printed(standing.value)) for standing in standings)))
    return found


def _groups(period: Period, history: History, units: Sequence[str], rules: Rules, course: Course) -> dict[str, Group]:
    """Each unit's reports without what is exempt, in the order of ``units``."""
    now, before, year_ago = (
        _by_unit(history.get(when, ()), rules) for when in (period, period.previous, period.a_year_before)
    )
    whole = Group("", _all(now), period, course, _all(before), _all(year_ago))
    order = [unit for unit in dict.fromkeys((*units, *now)) if unit in now]
    return {
        unit: Group(unit, tuple(now[unit]), period, course, tuple(before.get(unit, ())), tuple(year_ago.get(unit, ())), whole)
        for unit in order
    }


def _by_unit(reports: Sequence[Report], rules: Rules) -> dict[str, list[Report]]:
    taking_part = (r for r in reports if r.unit not in rules.exempt and r.name not in rules.exempt)
    return grouped(taking_part, lambda report: report.unit)


def _all(groups: Mapping[str, Sequence[Report]]) -> tuple[Report, ...]:
    return tuple(report for members in groups.values() for report in members)
