"""The headings of a small table: one row or several, merged or not, a field's word in any of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from docgen.forms.form import Field
from docgen.ledger.reading.heading import plain_header
from docgen.ledger.reading.text import raw, squeeze

if TYPE_CHECKING:
    from docgen.ledger.reading.sheet import Sheet

_WITHIN = 12
"""Rows in which the headings must be found."""
_DEEPEST = 3
"""Rows that headings may take."""
_FULL_MARK = re.compile(r"(?<=.)[(（](?:满分|权重)?[:：]?(\d+(?:\.\d+)?)分[)）]$")
"""How much an item is worth, behind its name: 工作落实（20分）."""


@dataclass(frozen=True)
class Head:
    """The rows of the headings (from 0, both included), the column of each field, ``others`` by heading the columns of none.

    ``full`` tells what the others are worth where their headings do (工作落实（20分）); ``headed`` are all columns with a
    heading of their own.
    """

    top: int
    bottom: int
    columns: Mapping[str, int]
    others: Mapping[str, int]
    full: Mapping[str, Decimal]

    @property
    def headed(self) -> frozenset[int]:
        return frozenset((*self.columns.values(), *self.others.values()))


def head_of(sheet: Sheet, fields: Sequence[Field]) -> Head | None:
    """The headings of the sheet, those first that name two fields; None where a required one is missing."""
    found = None
    for top in range(min(sheet.height, _WITHIN)):
        bottom = _bottom(sheet, top)
        stacks = [_stack(sheet, top, bottom, column) for column in range(sheet.width)]
        columns = _columns(stacks, fields)
        if not all(field.key in columns for field in fields if field.required):
            continue
        others = _others(stacks, columns)
        head = Head(top, bottom, columns, others, _full(stacks, others))
        if len(columns) > 1:
            return head
        if others:
            found = found or head
    return found


def _bottom(sheet: Sheet, top: int) -> int:
    """The last row of the headings that begin in row ``top``: as far as one is merged down, or as the next row goes on."""
    starts = [sheet.area(top, column) for column in range(sheet.width) if sheet.own(top, column) is not None]
    merged = max((area[2] for area in starts), default=top)
    if merged == top and _goes_on(sheet, top):
        return top + 1
    return min(merged, top + _DEEPEST - 1)


def _goes_on(sheet: Sheet, top: int) -> bool:
    """Whether the row below gives words to every column that has none, and to few others: merged headings saved as text."""
    if top + 1 >= sheet.height:
        return False
    here, below = ([sheet.value(row, column) for column in range(sheet.width)] for row in (top, top + 1))
    typed = {at for at, value in enumerate(below) if value is not None}
    wanting = {at for at, value in enumerate(here) if value is None and at <= max(typed, default=-1)}
    over = {at for at in typed - wanting if at + 1 in wanting}
    return (
        0 < len(wanting) < sheet.width - 1
        and typed == wanting | over
        and all(isinstance(below[at], str) and not isinstance(below[at], date) and not squeeze(below[at])[:1].isdigit() for at in typed)
    )


def _stack(sheet: Sheet, top: int, bottom: int, column: int) -> tuple[str, ...]:
    """The words over a column, the nearest first."""
    return tuple(words for row in range(bottom, top - 1, -1) if squeeze(words := raw(sheet.own(row, column))))


def _columns(stacks: Sequence[tuple[str, ...]], fields: Sequence[Field]) -> dict[str, int]:
    headings = [tuple(map(plain_header, stack)) for stack in stacks]
    found: dict[str, int] = {}
    for field in fields:
        words = [plain_header(word) for word in field.words]
        places = {at: min(map(words.index, set(stack) & set(words))) for at, stack in enumerate(headings) if set(stack) & set(words)}
        free = [at for at in places if at not in found.values()]
        # 单位 heads the units beside 项目名称, and is the name where there is none: the earlier word counts
        column = min(free, key=places.__getitem__, default=None)
        if column is not None:
            found[field.key] = column
    return found


def _full(stacks: Sequence[tuple[str, ...]], others: Mapping[str, int]) -> dict[str, Decimal]:
    said = {heading: _FULL_MARK.search(squeeze(stacks[at][0])) for heading, at in others.items()}
    return {heading: Decimal(found[1]) for heading, found in said.items() if found}


def _others(stacks: Sequence[tuple[str, ...]], columns: Mapping[str, int]) -> dict[str, int]:
    """The columns that no field takes, by heading; one headed as another before it is told by its place (评委（2））."""
    found: dict[str, int] = {}
    counts: dict[str, int] = {}
    for at, stack in enumerate(stacks):
        if not stack or at in columns.values():
            continue
        heading = _FULL_MARK.sub("", squeeze(stack[0]))
        counts[heading] = counts.get(heading, 0) + 1
        found[f"{heading}（{counts[heading]}）" if counts[heading] > 1 else heading] = at
    return found
