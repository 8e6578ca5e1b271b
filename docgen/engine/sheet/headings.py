"""Rows that head the records below them, set apart: their own font, the first words over the blank cells beside them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from docgen.engine.sheet import heights
from docgen.engine.sheet.lines import Line, Spot
from docgen.engine.sheet.styles import HEADING, Clones


def heading_line(line: Line, clones: Clones) -> Line:
    """A line in the font of headings."""
    return replace(line, spots=tuple(replace(spot, style=clones.of(spot.style, HEADING)) for spot in line.spots))


class Reach:
    """How far a heading's first words reach: the place of their cell and of the last blank one beside it."""

    def __init__(self, spots: Sequence[Spot], values: Sequence[Any], taken: Collection[int]) -> None:
        """``taken`` are columns that are joined with others already."""
        self.first = next((place for place, value in enumerate(values) if isinstance(value, str) and value), 0)
        self.last = self.first
        if spots[self.first].column in taken:
            return
        for place in range(self.first + 1, len(values)):
            beside = spots[place].column == spots[self.last].column + 1
            if not beside or values[place] not in (None, "") or spots[place].column in taken:
                break
            self.last = place

    def height(self, spots: Sequence[Spot], values: Sequence[Any], lines: heights.Lines) -> float:
        """What the words need over all these cells, in points."""
        width = sum(spots[place].width for place in range(self.first, self.last + 1))
        return heights.Measure([replace(spots[self.first], width=width)], lines).needed(0, values[self.first])
