"""What a circular says of lagging beyond its three plain rules: the office's own rules, consequences, late reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from docgen.figures.lag import BEHIND, CONSEQUENCES, IDLE, NOT_STARTED, Hit, Lagging, LateUnit, rules_of
from docgen.numerals import plain
from docgen.settings import Lag

_TOLD_APART = (BEHIND, IDLE, NOT_STARTED)


@dataclass(frozen=True)
class Met:
    """A rule, how a sentence sums it up (本月完成投资不足月度任务的80%), and the projects that meet it."""

    words: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """A consequence (约谈) and the projects that it follows for."""

    name: str
    names: tuple[str, ...]


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
        Met(rule.measure.summary.replace("{标准}", plain(rule.thresholds[0][1])), tuple(dict.fromkeys(met[rule.name])))
        for rule in rules_of(lag)
        if rule.name in met
    ]


def consequences(lagging: Iterable[Lagging]) -> list[Step]:
    """The consequences that the rules name, the mildest first, each with its projects."""
    followed: dict[str, list[str]] = {}
    for item in lagging:
        if item.consequence:
            followed.setdefault(item.consequence, []).append(item.report.name)
    return [Step(name, tuple(dict.fromkeys(followed[name]))) for name in CONSEQUENCES if name in followed]


def late(units: Iterable[LateUnit]) -> list[Late]:
    """The units that reported late; those that never did are told of elsewhere."""
    return [Late(item.unit, days) for item in units if (days := _days(item.hits)) is not None]


def _days(hits: Iterable[Hit]) -> Decimal | None:
    return max((hit.measured for hit in hits if hit.measured is not None), default=None)
