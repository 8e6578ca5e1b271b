"""Row heights: no program finds them by itself for every file, so they are worked out from the texts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docgen.engine.sheet.lines import FIXED, Line, Spot

Lines = Callable[[str, float], int]
"""How many lines a text takes in a column of so many em (the width of one Chinese character)."""

_POINTS_A_CHARACTER = 5.25
_PADDING = 6.0
_LEADING = 1.4


def needed(spot: Spot, value: Any, lines: Lines) -> float:
    """The height in points that a value needs in its cell; 0 for what does not turn over."""
    if not spot.looks.wraps or not isinstance(value, str) or not value:
        return 0.0
    size = spot.looks.size
    room = max((spot.width * _POINTS_A_CHARACTER - _PADDING) / size, 1.0)
    return lines(value, room) * size * _LEADING + _PADDING


def of_fixed(line: Line, lines: Lines) -> float:
    """What a line's own words need."""
    return max((needed(spot, spot.text, lines) for spot in line.spots if spot.kind == FIXED), default=0.0)


def told(height: float | None) -> str:
    """A row's height as its attributes."""
    return f' ht="{round(height, 1)!r}" customHeight="1"' if height else ""
