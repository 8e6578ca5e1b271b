"""Viewing and scoring (观摩评比): what projects or units get from their judges, and their ranks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from docgen.numerals import rounded

PLACES = 2
"""A score is given to so many decimals, half up; who has the same shares a rank."""


@dataclass(frozen=True)
class Marks:
    """What one project (or unit) got: ``marks`` by judge or item, ``unit`` the one responsible, ``series`` in which it is ranked."""

    name: str
    unit: str
    marks: tuple[tuple[str, Decimal], ...]
    series: str = ""


@dataclass(frozen=True)
class Scored:
    """Its ``score`` of 100, its ``rank`` within its series, the marks that were ``dropped``."""

    given: Marks
    score: Decimal
    rank: int
    dropped: tuple[Decimal, ...] = ()

    @property
    def name(self) -> str:
        return self.given.name

    @property
    def unit(self) -> str:
        """The unit responsible; the name where that is the unit's."""
        return self.given.unit or self.given.name


def averaged(marks: Sequence[Decimal], drop: int) -> tuple[Decimal, tuple[Decimal, ...]]:
    """The average without the ``drop`` highest and lowest marks, and those left out.

    Raises ValueError where no mark would be left.
    """
    if len(marks) <= 2 * drop:
        raise ValueError("no mark is left")
    ordered = sorted(marks)
    kept = ordered[drop : len(ordered) - drop]
    out = (*ordered[len(ordered) - drop :][::-1], *ordered[:drop])
    return rounded(sum(map(Fraction, kept), Fraction(0)) / len(kept), PLACES), out


def scored(given: Iterable[Marks], drop: int, *, added: bool = False) -> dict[str, tuple[Scored, ...]]:
    """The scores by series, the best first: marks averaged (see :func:`averaged`), or ``added`` up where they are of items."""
    found: dict[str, list[Scored]] = {}
    for each in given:
        marks = [mark for _, mark in each.marks]
        score, out = (sum(marks, Decimal(0)), ()) if added else averaged(marks, drop)
        found.setdefault(each.series, []).append(Scored(each, score, 0, out))
    return {series: ranked(members) for series, members in found.items()}


def ranked(members: Iterable[Scored]) -> tuple[Scored, ...]:
    """The best first; equal scores share a rank (1, 2, 2, 4)."""
    ordered = sorted(members, key=lambda each: -each.score)
    found: list[Scored] = []
    for place, each in enumerate(ordered, 1):
        rank = found[-1].rank if found and found[-1].score == each.score else place
        found.append(Scored(each.given, each.score, rank, each.dropped))
    return tuple(found)


def first(members: Sequence[Scored], count: int) -> tuple[Scored, ...]:
    """The first ``count`` with all that tie with the last of them; never more than the better half and its ties."""
    count = min(count, (len(members) + 1) // 2)
    return tuple(each for each in members if count and each.rank <= members[count - 1].rank)


def last(members: Sequence[Scored], count: int, above: Iterable[Scored] = ()) -> tuple[Scored, ...]:
    """The last ``count`` with ties, without those ``above``."""
    count, good = min(count, len(members) // 2), {each.name for each in above}
    if not count:
        return ()
    return tuple(each for each in members if each.rank >= members[-count].rank and each.name not in good)
