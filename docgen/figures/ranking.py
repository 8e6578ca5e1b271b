"""The ranking of units (排名): ties share a rank, and who is named at either end of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from docgen.figures.totals import Totals

Value = int | Decimal | Fraction


@dataclass(frozen=True)
class Standing:
    """One unit's place: units with the same value share a rank (1, 2, 2, 4). ``gap`` in percentage points.

    ``value`` is what it was ranked by, unrounded (the completion rate, another indicator or a score), ``former`` its rank
    in the period before; None where it was not ranked then. ``words`` is the value as printed (27.2%, 92.5分).
    """

    unit: str
    rank: int
    completion_rate: Decimal | None
    gap: Decimal | None
    totals: Totals
    value: Value | None = None
    former: int | None = None
    words: str = ""

    @property
    def change(self) -> int | None:
        """How many places up since the period before, negative for down; None where it was not ranked then."""
        return None if self.former is None else self.former - self.rank

    @property
    def arrow(self) -> str:
        """The change as tables print it: ↑2, ↓1; empty when it stayed or is not known."""
        return f"{'↑' if self.change > 0 else '↓'}{abs(self.change)}" if self.change else ""


def ranking(units: Mapping[str, Totals]) -> tuple[Standing, ...]:
    """Units by completion rate, the highest first; units without a rate are not ranked.

    Units that share a rank keep the order in which they were given.
    """
    return ranked(units, {name: totals.completion_rate for name, totals in units.items()})


def ranked(
    units: Mapping[str, Totals],
    values: Mapping[str, Value | None],
    high_is_good: bool = True,
    former: Mapping[str, int] | None = None,
) -> tuple[Standing, ...]:
    """Units by their values, the best first; a unit whose value is undefined is not ranked. ``former`` are ranks of the
    period before."""
    former, sign = former or {}, -1 if high_is_good else 1
    rated = sorted((name for name in units if values[name] is not None), key=lambda name: sign * values[name])
    standings: list[Standing] = []
    for place, name in enumerate(rated, start=1):
        tied = standings and standings[-1].value == values[name]
        rank, totals = standings[-1].rank if tied else place, units[name]
        standings.append(Standing(name, rank, totals.completion_rate, totals.gap, totals, values[name], former.get(name)))
    return tuple(standings)


def unranked(units: Mapping[str, Totals]) -> tuple[str, ...]:
    """Units that reported, but nothing that a completion rate could be taken of."""
    return tuple(name for name, totals in units.items() if totals.completion_rate is None)


def best(standings: Sequence[Standing], named: int) -> tuple[Standing, ...]:
    """The first ``named``, fewer in a short ranking, with all who tie with the last of them."""
    count = min(named, (len(standings) + 1) // 2)
    return tuple(s for s in standings if count and s.rank <= standings[count - 1].rank)


def last(standings: Sequence[Standing], named: int) -> tuple[Standing, ...]:
    """The last ``named``, with ties; never one of the best, and never one that keeps up with the benchmark."""
    count = min(named, len(standings) // 2)
    if not count:
        return ()
    from_rank = standings[-count].rank
    good = {standing.unit for standing in best(standings, named)}
    return tuple(s for s in standings if s.rank >= from_rank and (s.gap is None or s.gap < 0) and s.unit not in good)
