"""Records parted into groups, for the rows that an office writes once for each: its name, its count, its sums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from docgen.engine.broken import BrokenTag
from docgen.engine.groups import Group, field_of, records
from docgen.engine.sheet.pattern import GROUP, BadCell, Pattern, Ruled

_OWN = ("name", "rows", "count", "sum", "number", "first")


@dataclass(frozen=True)
class Heading:
    """A row among the records that heads those below it, its values reckoned by whoever made it.

    It is written by the row of tags, in the font of headings. Its name is not joined with the blank cells beside it, as it is
    in Word: Excel sorts no rows of which some cells are joined.
    """

    values: Mapping[str, Any]
    is_heading = True


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
    heads, feet = pattern.heads, tuple(reversed(pattern.feet))
    named = [key for ruled in (*heads, *feet) if (key := _key(ruled))]
    merged = [tag.key for tag in pattern.data.tags.tags if tag.merges and tag.key]  # type: ignore[union-attr]
    usual = (named or merged or [""])[-1 if named else 0]
    above = {_key(ruled) or usual: ruled for ruled in heads}
    below = {_key(ruled) or usual: ruled for ruled in feet}
    if not usual and (above or below):
        raise _bad(pattern, (*heads, *feet)[0], "没有说明按哪一项分组：请在这一行写明，如 {{ group.category }}，或在数据行的那一格写 |merge")
    first, then = (above, below) if len(above) >= len(below) else (below, above)
    return [_Level(key, above.get(key), below.get(key)) for key in dict.fromkeys((*first, *then))]


def _key(ruled: Ruled) -> str:
    """The field that a row of a group names as what its records agree in; empty where it names none."""
    return next((key for key in ruled.tags.asked_of(GROUP) if key and key not in _OWN), "")


def _bad(pattern: Pattern, ruled: Ruled, words: str) -> BadCell:
    return BadCell(pattern.sheet.title, ruled.line.row, ruled.tags.tags[0].spot.letter, BrokenTag(words))


def _tell(pattern: Pattern, levels: Sequence[_Level], rows: list[Any], told: list[Entry]) -> None:
    if not levels:
        told.extend(Entry(pattern.data, row) for row in rows)  # type: ignore[arg-type]
        return
    level, inner = levels[0], levels[1:]
    try:
        keys = [_of(row, level.key) for row in rows]
    except BrokenTag as error:
        raise _bad(pattern, level.head or level.foot, str(error)) from None  # type: ignore[arg-type]
    paired = groupby(zip(keys, rows, strict=True), key=itemgetter(0))
    counted = 1
    for number, (name, found) in enumerate(paired, 1):
        members = [row for _, row in found]
        group = Group(name, number, counted, list(records(members)) or members)
        counted += group.count
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
    """A record's field. Raises BrokenTag where it has none of that name."""
    return field_of(row.values if isinstance(row, Heading) else row, key)


def data_places(pattern: Pattern, entries: Sequence[Entry]) -> Iterator[int]:
    return (place for place, entry in enumerate(entries) if entry.ruled is pattern.data)
