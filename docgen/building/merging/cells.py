"""Cells of tables that a person edited and that the new tables do not say: text is not merged into tables, it is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from docgen.building.merging.reading import Row

_LABEL = 1
"""The column whose text names a row: the one behind the number."""


@dataclass(frozen=True)
class CellEdit:
    """One cell: the name of its row, its text as docgen wrote it and as it is now."""

    row: str
    was: str
    hand: str


def cell_edits(
    base: Sequence[Sequence[Row]], hand: Sequence[Sequence[Row]], new: Sequence[Sequence[Row]]
) -> Iterator[CellEdit]:
    """The edits from ``base`` to ``hand``, table by table and row by row, but for those that ``new`` says too.

    Rows are compared by their order; where a person parted or added rows, the texts that are nowhere else are told.
    """
    said = {(_label(row), column, text) for table in new for row in table for column, text in enumerate(row)}
    for was, now in zip_longest(base, hand, fillvalue=()):
        if [len(row) for row in was] == [len(row) for row in now]:
            for before, after in zip(was, now):
                yield from _of_row(before, after, said)
        else:
            yield from _of_other_shape(was, now, said)


def _of_row(before: Row, after: Row, said: set[tuple[str, int, str]]) -> Iterator[CellEdit]:
    for column, (was, now) in enumerate(zip(before, after)):
        if was != now and not {(_label(before), column, now), (_label(after), column, now)} & said:
            yield CellEdit(_label(before), was, now)


def _of_other_shape(was: Sequence[Row], now: Sequence[Row], said: set[tuple[str, int, str]]) -> Iterator[CellEdit]:
    there = {(_label(row), text) for row in was for text in row} | {(label, text) for label, _, text in said}
    for row in now:
        for text in row:
            if text and (_label(row), text) not in there:
                yield CellEdit(_label(row), "", text)


def _label(row: Row) -> str:
    return row[_LABEL] if len(row) > _LABEL else ""
