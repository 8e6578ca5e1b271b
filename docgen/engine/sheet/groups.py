"""Records parted into groups, for the rows that an office writes once for each: its name, its count, its sums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from docgen.engine.sheet.pattern import GROUP, BadCell, Misplaced, Pattern, Ruled

_OWN = ("name", "rows", "count", "sum", "number")


class Group:
    """Neighbouring records that agree in a field, as a template asks for them.

    ``group.name`` is what they agree in, ``group.number`` counts the groups from 1, ``group.count`` its records,
    ``group.sum('annual_plan')`` adds a field up (None where no record tells it), any other name is that field of the first.
    """

    def __init__(self, name: Any, number: int, rows: Sequence[Any]) -> None:
        self.name, self.number, self.rows, self.count = name, number, rows, len(rows)

    def sum(self, key: str) -> Any:
        told = [value for row in self.rows if (value := _of(row, key)) not in (None, "")]
        if not told:
            return None
        return sum((each if isinstance(each, Decimal | int) else Decimal(str(each)) for each in told), Decimal(0))

    def __getitem__(self, key: str) -> Any:
        return _of(self.rows[0], key)


@dataclass(frozen=True)
class Entry:
    """One row to be written: its line, its record (a row's or a group), the places of the first and last row of its group
    among all entries."""

    ruled: Ruled
    record: Any
    first: int = 0
    last: int = 0


def entries_of(pattern: Pattern, rows: Sequence[Any]) -> list[Entry]:
    """The rows that the records become, with those of their groups. Raises BadCell for a group row without a field."""
    levels = _levels(pattern)
    told: list[Entry] = []
    _tell(pattern, levels, list(rows), told)
    return told


@dataclass(frozen=True)
class _Level:
    """A row above and a row below for each group by ``key``."""

    key: str
    head: Ruled | None
    foot: Ruled | None


def _levels(pattern: Pattern) -> list[_Level]:
    """The groups from the outermost inwards: rows of the same field belong together, those further out come first."""
    heads = [(_key(pattern, ruled), ruled) for ruled in pattern.heads]
    feet = [(_key(pattern, ruled), ruled) for ruled in reversed(pattern.feet)]
    keys = list(dict.fromkeys(key for key, _ in (heads if len(heads) >= len(feet) else feet)))
    keys += [key for key, _ in (*heads, *feet) if key not in keys]
    above, below = dict(heads), dict(feet)
    return [_Level(key, above.get(key), below.get(key)) for key in dict.fromkeys(keys)]


def _key(pattern: Pattern, ruled: Ruled) -> str:
    asked = [key for key in ruled.tags.asked_of(GROUP) if key and key not in _OWN]
    if asked:
        return asked[0]
    merged = [tag.key for tag in pattern.data.tags.tags if tag.merges and tag.key]  # type: ignore[union-attr]
    if merged:
        return merged[0]
    spot = ruled.tags.tags[0].spot
    words = "没有说明按哪一项分组：请在这一行写明，如 {{ group.category }}，或在数据行的那一格写 |merge"
    raise BadCell(pattern.sheet.title, ruled.line.row, spot.letter, Misplaced(words))


def _tell(pattern: Pattern, levels: Sequence[_Level], rows: list[Any], told: list[Entry]) -> None:
    if not levels:
        told.extend(Entry(pattern.data, row) for row in rows)  # type: ignore[arg-type]
        return
    level, inner = levels[0], levels[1:]
    for number, (name, found) in enumerate(groupby(rows, key=lambda row: _of(row, level.key)), 1):
        members = list(found)
        group = Group(name, number, members)
        at = len(told)
        if level.head:
            told.append(Entry(level.head, group))
        begin = len(told)
        _tell(pattern, inner, members, told)
        first, last = _data_within(pattern, told, begin)
        if level.head:
            told[at] = Entry(level.head, group, first, last)
        if level.foot:
            told.append(Entry(level.foot, group, first, last))


def _data_within(pattern: Pattern, told: Sequence[Entry], begin: int) -> tuple[int, int]:
    places = [place for place in range(begin, len(told)) if told[place].ruled is pattern.data]
    return places[0], places[-1]


def _of(row: Any, key: str) -> Any:
    if isinstance(row, Mapping):
        return row[key]
    return getattr(row, key)


def data_places(pattern: Pattern, entries: Sequence[Entry]) -> Iterator[int]:
    return (place for place, entry in enumerate(entries) if entry.ruled is pattern.data)
