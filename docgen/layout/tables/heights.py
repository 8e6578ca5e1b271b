"""Heights of rows: exact lines, room for joined cells, very high rows may be parted by a page's end.

Lines are exact, so that a row is as high in Word as in LibreOffice, whatever font stands in.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl

from docgen.layout.tables.lattice import Cell, Lattice
from docgen.layout.tables.measure import lines
from docgen.layout.tables.widths import Fit

_LEADING = 1.25
"""The height of a line in sizes of its characters."""
_TALLEST, _TALLEST_JOINED = 0.5, 1.0
"""The part of a page's height above which a row may be parted: kept whole it could leave half a page blank.

Beside joined cells it stays whole as long as a page holds it: programs differ about parting such a row, and the
category could not be shown again where the next page begins.
"""


@dataclass(frozen=True)
class Rooms:
    """How many em the text of a cell has across, and how high it becomes.

    ``padding`` and ``gap`` are what a cell needs besides its text across and down, in twips.
    """

    fit: Fit
    padding: int
    gap: int

    def of(self, cell: Cell) -> float:
        width = sum(self.fit.widths[cell.column : cell.column + cell.span])
        return round(max((width - self.padding) / (self.fit.size * 20), 1.0), 2)

    def height(self, cell: Cell) -> float:
        """The height in twips that the cell's text takes."""
        return lines(cell.text, self.of(cell)) * line_height(self.fit.size) + self.gap


def line_height(size: float) -> int:
    """The exact line in twips for characters of ``size`` points."""
    return round(size * 20 * _LEADING)


def margins(table: CT_Tbl, *sides: str) -> int:
    """What the margins of a cell take at ``sides`` together, in twips; Word's own where the table does not say."""
    total = 0
    for side in sides:
        margin = table.find(f"{qn('w:tblPr')}/{qn('w:tblCellMar')}/{qn('w:' + side)}")
        total += {"left": 108, "right": 108}.get(side, 0) if margin is None else int(margin.get(qn("w:w")))
    return total


def rule(table: CT_Tbl) -> int:
    """The thickness in twips of the rule between two rows, which programs add to what a row's text needs."""
    found = table.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}/{qn('w:insideH')}")
    return 10 if found is None else ceil(int(found.get(qn("w:sz")) or 4) * 20 / 8)


def set_heights(lattice: Lattice, rooms: Rooms, page: int) -> list[float]:
    """Make joined rows high enough together and let rows above half a ``page`` (twips) be parted.

    Programs make a row as high as its own cells need, but not always as a cell joined downwards needs.
    Answers the heights of all rows in twips.
    """
    heights = [float(row.least or row.mould.least) for row in lattice.rows]
    spans = spans_of(lattice)
    for cell in lattice.cells:
        if not cell.continues and cell not in spans:
            heights[cell.row] = max(heights[cell.row], rooms.height(cell))
    joined = any(lattice.head <= row for row in spans.values())
    room = page - sum(heights[: lattice.head])
    for row, height in enumerate(heights):
        if height > (room * _TALLEST_JOINED if joined else page * _TALLEST):
            lattice.rows[row].whole = False
    for cell in lattice.cells:
        last = spans.get(cell)
        if last is not None:
            missing = rooms.height(cell) - sum(heights[cell.row : last + 1])
            if missing > 0:
                heights[last] += missing
                lattice.rows[last].least = round(heights[last])
    return heights


def spans_of(lattice: Lattice) -> dict[Cell, int]:
    """The first cell of each run joined downwards to the last row of the run."""
    spans = {}
    open_runs: dict[int, Cell] = {}
    for cell in lattice.cells:
        if cell.continues and cell.column in open_runs:
            spans[open_runs[cell.column]] = cell.row
        else:
            open_runs[cell.column] = cell
    return spans
