"""Assessment by points (考核): what each item gives a unit, what is taken off and why, the total, the grade, the rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from docgen.figures.indicators.catalogue import RATE, Indicator
from docgen.figures.indicators.group import Group
from docgen.figures.indicators.printing import printed
from docgen.figures.scoring import FULL, reckoned
from docgen.numerals import percent, rounded
from docgen.numerals import points as printed_points

PLACES = 2
"""Points are given to so many decimals, half up, item by item: the total is the sum of what the sheet shows."""


@dataclass(frozen=True)
class Item:
    """What is assessed: ``points`` it may give; ``indicator`` None where people give the points."""

    name: str
    points: Decimal
    indicator: Indicator | None = None


@dataclass(frozen=True)
class Result:
    """What an item gave a unit: ``points`` (None: it does not apply), what was ``measured`` in words, why points are lacking."""

    item: Item
    points: Decimal | None
    measured: str = ""
    reason: str = ""

    @property
    def lost(self) -> Decimal | None:
        return None if self.points is None else self.item.points - self.points


@dataclass(frozen=True)
class Change:
    """Points added (or, negative, taken off) besides the items, and why."""

    points: Decimal
    reason: str


@dataclass(frozen=True)
class Assessed:
    """A unit's assessment; ``total`` of 100, items that do not apply left out of account."""

    unit: str
    results: tuple[Result, ...]
    changes: tuple[Change, ...]
    total: Decimal
    grade: str
    rank: int

    @property
    def not_applied(self) -> tuple[str, ...]:
        """The items that were left out of account."""
        return tuple(result.item.name for result in self.results if result.points is None)


def measured(item: Item, groups: Mapping[str, Group]) -> dict[str, Result]:
    """What ``item``'s indicator gives each unit: a rate in proportion to what is owed (投资完成率 to the time benchmark,
    others to 100%), never more than its points; other indicators as the ranking's score reckons them."""
    values = {unit: item.indicator.value(group) for unit, group in groups.items()}
    if item.indicator.unit != RATE:
        shares = {unit: None if made is None else made / FULL for unit, made in reckoned(values, item.indicator).items()}
        return {unit: _result(item, values[unit], share, "") for unit, share in shares.items()}
    return {unit: _rated(item, value, groups[unit]) for unit, value in values.items()}


def total_of(results: Sequence[Result], changes: Sequence[Change]) -> Decimal:
    """The points of the items that apply, made of 100 where some do not, with the changes; never below 0."""
    applied = [result for result in results if result.points is not None]
    of = sum((result.item.points for result in applied), Decimal(0))
    got = sum((result.points for result in applied), Decimal(0))
    whole = sum((result.item.points for result in results), Decimal(0))
    made = got if of == whole else rounded(Fraction(got) / Fraction(of) * Fraction(whole), PLACES) if of else Decimal(0)
    return max(made + sum((change.points for change in changes), Decimal(0)), Decimal(0))


def graded(total: Decimal, grades: Mapping[str, Decimal]) -> str:
    """The first grade whose points the total reaches; the last one where it reaches none."""
    return next((name for name, least in grades.items() if total >= least), list(grades)[-1])


def _rated(item: Item, value, group: Group) -> Result:
    to_benchmark = item.indicator.key == "completion_rate"
    owed = group.totals.owed if to_benchmark else Fraction(1)
    if value is None or not owed:
        return _result(item, value, None if value is None else Fraction(1), "")
    short = printed_points((owed - Fraction(value)) * 100)
    reason = f"低于时序进度（{percent(owed)}）{short}个百分点" if to_benchmark else f"距100%差{short}个百分点"
    return _result(item, value, min(Fraction(value) / owed, Fraction(1)), reason)


def _result(item: Item, value, share: Fraction | None, reason: str) -> Result:
    if share is None:
        return Result(item, None, reason=f"不涉及（{item.indicator.undefined}）")
    points = rounded(share * Fraction(item.points), PLACES)
    return Result(item, points, printed(value, item.indicator, named=True), reason if points < item.points else "")
