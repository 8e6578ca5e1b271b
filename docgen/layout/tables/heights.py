"""Heights of rows: joined cells get the room that their text needs, very high rows may be parted by a page's end."""

from __future__ import annotations

from dataclasses import dataclass

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from docgen.layout.tables.grid import Grid, GridCell
from docgen.layout.tables.measure import lines
from docgen.layout.tables.widths import Fit

_LEADING = 1.35
_MARGINS = 80
_TALLEST = 0.5
"""The part of a page's height above which a row may be parted: kept whole it could leave half a page blank."""


@dataclass(frozen=True)
class Rooms:
    """How many em the text of a cell has across."""

    fit: Fit
    padding: int

    def of(self, cell: GridCell) -> float:
        width = sum(self.fit.widths[cell.column : cell.column + cell.span])
        return round(max((width - self.padding) / (self.fit.size * 20), 1.0), 2)

    def height(self, cell: GridCell) -> float:
        """The height in twips that the cell's text takes."""
        return lines(cell.text, self.of(cell)) * self.fit.size * 20 * _LEADING + _MARGINS


def set_heights(grid: Grid, rooms: Rooms, page: int) -> None:
    """Make joined rows high enough together and let rows above half a ``page`` (twips) be parted.

    Programs make a row as high as its own cells need, but not always as a cell joined downwards needs.
    """
    heights = [_least(row) for row in grid.rows]
    spans = _spans(grid)
    for cell in grid.cells:
        if not cell.continues and cell.element not in spans:
            heights[cell.row] = max(heights[cell.row], rooms.height(cell))
    for row, height in enumerate(heights):
        if height > page * _TALLEST:
            _may_part(grid.rows[row])
    for cell in grid.cells:
        last = spans.get(cell.element)
        if last is not None:
            missing = rooms.height(cell) - sum(heights[cell.row : last + 1])
            if missing > 0:
                heights[last] += missing
                _set_least(grid.rows[last], round(heights[last]))


def _spans(grid: Grid) -> dict:
    """The first cell of each run joined downwards to the last row of the run."""
    spans = {}
    open_runs: dict[int, GridCell] = {}
    for cell in grid.cells:
        if cell.continues and cell.column in open_runs:
            spans[open_runs[cell.column].element] = cell.row
        else:
            open_runs[cell.column] = cell
    return spans


def _least(row) -> float:
    height = row.find(f"{qn('w:trPr')}/{qn('w:trHeight')}")
    return 0.0 if height is None else float(height.get(qn("w:val")) or 0)


def _set_least(row, twips: int) -> None:
    properties = row.get_or_add_trPr()
    height = properties.find(qn("w:trHeight"))
    if height is None:
        height = OxmlElement("w:trHeight")
        properties.append(height)
    height.set(qn("w:val"), str(twips))
    height.set(qn("w:hRule"), "atLeast")


def _may_part(row) -> None:
    properties = row.find(qn("w:trPr"))
    for child in properties.findall(qn("w:cantSplit")) if properties is not None else ():
        properties.remove(child)
