"""A line of the template as a row of the result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from docgen.engine.sheet.cells import CellWriter, fixed_cell
from docgen.engine.sheet.lines import TAGGED, Line
from docgen.engine.sheet.moving import OWN
from docgen.engine.sheet.styles import Clones


class LineWriter:
    """Writes rows in the looks of ``line``; ``formulas`` are its own by column, moved to where they stand now."""

    def __init__(self, line: Line, formulas: Mapping[int, str], clones: Clones, since_1904: bool = False) -> None:
        self._attributes = line.attributes
        self._pieces = list(_pieces(line, formulas, clones, since_1904))
        self._only = self._pieces[0][0] if len(self._pieces) == 1 and not isinstance(self._pieces[0][0], str) else None

    def row(self, row: int, values: Sequence[Any], height: str = "", beside: str = "") -> str:
        """The row's XML: ``values`` for its tagged cells from left to right, ``height`` and the cell ``beside`` it as XML."""
        number = str(row)
        if self._only:
            cells = self._only.cells(number, values)
        else:
            cells = "".join(
                piece.replace(OWN, number) if isinstance(piece, str) else piece.cells(number, values[first:last])
                for piece, first, last in self._pieces
            )
        return f'<row r="{number}"{self._attributes}{height}>{cells}{beside}</row>'


def _pieces(
    line: Line, formulas: Mapping[int, str], clones: Clones, since_1904: bool
) -> Iterator[tuple[CellWriter | str, int, int]]:
    """Neighbouring cells with tags, and what stands between them as text that knows no row yet."""
    at = 0
    for tagged, found in groupby(line.spots, key=lambda spot: spot.kind == TAGGED):
        spots = list(found)
        if tagged:
            yield CellWriter(spots, clones, since_1904), at, at + len(spots)
            at += len(spots)
        else:
            yield "".join(fixed_cell(spot, OWN, formulas.get(spot.column, "")) for spot in spots), 0, 0
