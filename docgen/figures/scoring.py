"""The weighted score (综合评分): indicators made points of 100, weighted, added up; nothing is rounded on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from docgen.figures.indicators.catalogue import CHANGE, MARK, POINTS, Indicator
from docgen.figures.indicators.group import Group

NAME = "综合评分"
FULL = Fraction(100)


@dataclass(frozen=True)
class Score:
    """Indicators with their weights, which sum to 1."""

    terms: tuple[tuple[Indicator, Fraction], ...]

    @property
    def formula(self) -> str:
        """投资完成率×70%＋开工率（应开工）×30%."""
        return "＋".join(f"{indicator.name}×{_percent(weight)}" for indicator, weight in self.terms)


def scores(groups: Mapping[str, Group], score: Score) -> dict[str, Fraction | None]:
    """Each unit's score within its series; None where one of the indicators is undefined for it."""
    points = [(weight, reckoned({name: indicator.value(group) for name, group in groups.items()}, indicator)) for indicator, weight in score.terms]
    return {
        name: None if any(term[name] is None for _, term in points) else sum((w * term[name] for w, term in points), Fraction(0))
        for name in groups
    }


def reckoned(values: Mapping[str, object], indicator: Indicator) -> dict[str, Fraction | None]:
    """Values made points of 100 within their series.

    A mark that people gave stands as it is. What may be negative (个百分点, 增减%) runs from the worst (0) to the best
    (100). Else the best has 100 and the others in proportion to it; where less is better, the most has 0.
    """
    known = {name: Fraction(value) for name, value in values.items() if value is not None}
    if not known or indicator.unit == MARK:
        return {name: known.get(name) for name in values}
    low, high = min(known.values()), max(known.values())
    if indicator.unit in (CHANGE, POINTS):
        least, span = low, high - low
        made = {name: FULL * (value - least) / span if span else FULL for name, value in known.items()}
        if not indicator.high_is_good and span:
            made = {name: FULL - value for name, value in made.items()}
    elif indicator.high_is_good:
        made = {name: FULL * value / high if high else Fraction(0) for name, value in known.items()}
    else:
        made = {name: FULL * (high - value) / high if high else FULL for name, value in known.items()}
    return {name: made.get(name) for name in values}


def _percent(weight: Fraction) -> str:
    from decimal import Decimal

    from docgen.numerals import plain

    return f"{plain(Decimal(weight.numerator * 100) / Decimal(weight.denominator))}%"
