"""Row heights: no program finds them by itself for every file, so they are worked out from the texts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from docgen.engine.sheet.lines import FIXED, Line, Spot

Lines = Callable[[str, float], int]
"""How many lines a text takes in a column of so many em (the width of one Chinese character).

No character counts more than 1.25 em, and a line is turned over only where the next word does not fit."""

_POINTS_A_CHARACTER = 5.25
_PADDING = 6.0
_LEADING = 1.4
_WIDEST = 1.25
"""The most that a character takes, with the gap between Chinese and digits, in em."""


class Measure:
    """The heights in points that values need in the cells of one line; 0 for what does not turn over."""

    def __init__(self, spots: Sequence[Spot], lines: Lines) -> None:
        self._lines = lines
        self._cells = [(place, *_room(spot)) for place, spot in enumerate(spots) if spot.looks.wraps]
        self._at = {place: (room, line) for place, room, line in self._cells}

    def needed(self, place: int, value: Any) -> float:
        """What one value needs."""
        if place not in self._at or not isinstance(value, str) or not value:
            return 0.0
        room, line = self._at[place]
        return self._lines(value, room) * line + _PADDING

    def highest(self, values: Sequence[Any], least: float, without: Collection[int] = ()) -> float:
        """What the highest of a line's values needs, ``least`` at least; the places ``without`` do not count.

        The lines of a text are counted only while it could be the highest: two lines together hold more than one has room
        for, so that there are never more than twice as many as the characters' widths would fill.
        """
        most = []
        for place, room, line in self._cells:
            value = values[place]
            if isinstance(value, str) and value and place not in without:
                bound = (2 * _WIDEST * len(value) / room + 1 + value.count("\n")) * line + _PADDING
                if bound > least:
                    most.append((bound, place, room, line))
        if len(most) > 1:
            most.sort(reverse=True)
        for bound, place, room, line in most:
            if bound <= least:
                break
            least = max(least, self._lines(values[place], room) * line + _PADDING)
        return least


def _room(spot: Spot) -> tuple[float, float]:
    """The room for a line of a cell's text in em, and a line's height in points."""
    size = spot.looks.size
    return max((spot.width * _POINTS_A_CHARACTER - _PADDING) / size, 1.0), size * _LEADING


def of_fixed(line: Line, lines: Lines) -> float:
    """What a line's own words need."""
    fixed = [spot for spot in line.spots if spot.kind == FIXED]
    return Measure(fixed, lines).highest([spot.text for spot in fixed], 0.0)


def told(height: float | None) -> str:
    """A row's height as its attributes."""
    return f' ht="{round(height, 1)!r}" customHeight="1"' if height else ""
