"""What a circular says of lagging beyond its three plain rules: the office's own rules, consequences, late reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from docgen.figures.lag import BEHIND, CONSEQUENCES, IDLE, NOT_STARTED, Hit, Lagging, LateUnit, rules_of
from docgen.figures.summary import Figures
from docgen.figures.totals import is_measured
from docgen.numerals import plain
from docgen.rules.measure import DAYS
from docgen.rules.rule import Rule
from docgen.settings import Lag

_TOLD_APART = (BEHIND, IDLE, NOT_STARTED)
_MOST_NAMED = 10


@dataclass(frozen=True)
class Met:
    """A rule, how a sentence sums it up (本月完成投资不足月度任务的80%), and the projects that meet it."""

    words: str
    names: tuple[str, ...]

    @property
    def shown(self) -> tuple[str, ...]:
        """The names where they are few enough for a sentence; the annex has them all."""
        return self.names if len(self.names) <= _MOST_NAMED else ()


@dataclass(frozen=True)
class Step:
    """A consequence (约谈) and the responsible units that it follows for."""

    name: str
    units: tuple[str, ...]


@dataclass(frozen=True)
class Late:
    """A unit and by how many days it reported late."""

    unit: str
    days: Decimal


def other_rules(lagging: Iterable[Lagging], lag: Lag) -> list[Met]:
    """The rules that the circular does not tell of anyway, each with the projects that meet it, in the rules' order."""
    met: dict[str, list[str]] = {}
    for item in lagging:
        for rule in dict.fromkeys(hit.rule for hit in item.hits if hit.key not in _TOLD_APART):
            met.setdefault(rule, []).append(item.report.name)
    return [
        Met(_summed_up(rule), tuple(dict.fromkeys(met[rule.name])))
        for rule in rules_of(lag)
        if rule.name in met
    ]


def consequences(lagging: Iterable[Lagging]) -> list[Step]:
    """The consequences that the rules name, the mildest first, each with its units; a unit is named for the gravest."""
    gravest: dict[str, int] = {}
    for item in lagging:
        if item.consequence:
            for unit in item.report.units or (item.report.unit,):
                gravest[unit] = max(gravest.get(unit, 0), CONSEQUENCES.index(item.consequence))
    by_step = {name: tuple(u for u, n in gravest.items() if n == place) for place, name in enumerate(CONSEQUENCES)}
    return [Step(name, units) for name, units in by_step.items() if units]


def share(figures: Figures) -> Decimal | None:
    """The lagging projects as a fraction of those measured; of all reported where rules catch others too."""
    of = figures.totals.measured if all_measured(figures) else figures.totals.projects
    return Decimal(len(figures.lagging)) / of if of else None


def all_measured(figures: Figures) -> bool:
    """Whether the share is one of the measured projects: always by the plain settings, else where no other lags."""
    return all(hit.rule == hit.key for item in figures.lagging for hit in item.hits) or all(
        is_measured(item.report) for item in figures.lagging
    )


def late(units: Iterable[LateUnit]) -> list[Late]:
    """The units that reported late; those that never did are told of elsewhere."""
    return [Late(item.unit, days) for item in units if (days := _days(item.hits)) is not None]


def _summed_up(rule: Rule) -> str:
    """The rule's mildest threshold in its summary; a single day is no threshold that a sentence would name."""
    mildest, summary = plain(rule.thresholds[0][1]), rule.measure.summary
    if rule.measure.compare == DAYS and mildest == "1":
        return summary.replace("，逾期{标准}天以上", "")
    return summary.replace("{标准}", mildest)


def _days(hits: Iterable[Hit]) -> Decimal | None:
    return max((hit.measured for hit in hits if hit.measured is not None), default=None)
