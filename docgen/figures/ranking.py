"""The ranking of units by completion rate (排名), and who is named at either end of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from docgen.figures.totals import Totals


@dataclass(frozen=True)
class Standing:
    """One unit's place: units with the same rate share a rank (1, 2, 2, 4). ``gap`` in percentage points."""

    unit: str
    rank: int
    completion_rate: Decimal
    gap: Decimal
    totals: Totals


def ranking(units: Mapping[str, Totals]) -> tuple[Standing, ...]:
    """Units by completion rate, the highest first; units without a rate are not ranked.

    Units that share a rank keep the order in which they were given.
    """
    rated = [(name, totals) for name, totals in units.items() if totals.completion_rate is not None]
    rated.sort(key=lambda item: -item[1].completion_rate)
    standings: list[Standing] = []
    for place, (name, totals) in enumerate(rated, start=1):
        tied = standings and standings[-1].completion_rate == totals.completion_rate
        rank = standings[-1].rank if tied else place
        standings.append(Standing(name, rank, totals.completion_rate, totals.gap, totals))
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
    return tuple(s for s in standings if s.rank >= from_rank and s.gap < 0 and s.unit not in good)
