"""Totals that a sheet states, compared with the sums of its projects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from docgen.ledger.reading.money import IN_WAN
from docgen.ledger.reading.rows import Kind, Row

Amounts = Mapping[str, Decimal | None]


@dataclass(frozen=True)
class Stated:
    """A total row: its place among the projects (how many stand above it), its row, what it states in 万元."""

    place: int
    row: Row
    amounts: Amounts


@dataclass(frozen=True)
class Difference:
    """``stated`` against ``summed``, 万元; ``field`` is empty when the number of projects differs."""

    row: Row
    field: str
    stated: Decimal
    summed: Decimal


def differences(projects: list[Amounts], numbered: list[bool], stated: list[Stated], units: Mapping[str, str]) -> Iterator[Difference]:
    """Compare each total with the projects it may mean; ``units`` tells in which unit a field was typed.

    合计 and 小计 mean all projects, or those up to the last or down to the next total, as offices differ;
    a group's title means the projects down to the next title of its level. Prefix sums keep this linear.
    """
    if not stated:
        return
    every = {field: _prefix(projects, field, [True] * len(projects)) for field in units}
    own = {field: _prefix(projects, field, numbered) for field in units}
    counts = _counted([True] * len(projects)), _counted(numbered)
    for row, amounts, ranges in _ranges(stated, len(projects)):
        if row.count is not None and all(
            count[end] - count[begin] != row.count for begin, end in ranges for count in counts
        ):
            yield Difference(row, "", Decimal(row.count), Decimal(ranges[0][1] - ranges[0][0]))
        for field, amount in amounts.items():
            if amount is None:
                continue
            sums = [sums[field][end] - sums[field][begin] for begin, end in ranges for sums in (every, own)]
            if all(not _same(amount, summed, units[field]) for summed in sums):
                yield Difference(row, field, amount, sums[0])


def _ranges(stated: list[Stated], size: int) -> Iterator[tuple[Row, Amounts, list[tuple[int, int]]]]:
    ends = _ends(stated, size)
    before = 0
    totals_after = _next_totals(stated, size)
    for index, total in enumerate(stated):
        if total.row.kind is Kind.GROUP:
            yield total.row, total.amounts, [(total.place, ends[index])]
            continue
        whole, above, below = (0, size), (before, total.place), (total.place, totals_after[index])
        subtotal = "小计" in total.row.text
        yield total.row, total.amounts, [above, below, whole] if subtotal else [whole, above, below]
        before = total.place


def _ends(stated: list[Stated], size: int) -> list[int]:
    """For each group title, where the next title of the same or a higher level stands."""
    ends = [size] * len(stated)
    next_of_level = {1: size, 2: size}
    for index in range(len(stated) - 1, -1, -1):
        row = stated[index].row
        if row.kind is Kind.GROUP:
            ends[index] = min(place for level, place in next_of_level.items() if level <= row.level)
            next_of_level[row.level] = stated[index].place
    return ends


def _next_totals(stated: list[Stated], size: int) -> list[int]:
    after = [size] * len(stated)
    following = size
    for index in range(len(stated) - 1, -1, -1):
        after[index] = following
        if stated[index].row.kind is Kind.TOTAL:
            following = stated[index].place
    return after


def _prefix(projects: list[Amounts], field: str, counted: list[bool]) -> list[Decimal]:
    sums = [Decimal(0)]
    for amounts, counts in zip(projects, counted, strict=True):
        sums.append(sums[-1] + ((amounts.get(field) or Decimal(0)) if counts else Decimal(0)))
    return sums


def _counted(flags: list[bool]) -> list[int]:
    sums = [0]
    for flag in flags:
        sums.append(sums[-1] + flag)
    return sums


def _same(stated: Decimal, summed: Decimal, unit: str) -> bool:
    """Equal to the last place stated: 133.4 亿元 stands for a sum of 133.42."""
    scale = IN_WAN[unit]
    shown = stated / scale
    return (summed / scale).quantize(Decimal(1).scaleb(shown.as_tuple().exponent), rounding=ROUND_HALF_UP) == shown
