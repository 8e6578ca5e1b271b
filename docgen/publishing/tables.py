"""A Word table as cells with spans; a joined cell that was parted where a page ended is one cell again."""

from __future__ import annotations

import re
from typing import Any

from docgen.layout.tables.grid import Grid, GridCell
from docgen.publishing.publication import Cell, Sheet

_NUMBER = re.compile(r"〕\n\s*(\d+)号")
"""A document number broken for a narrow column."""


def read_table(element: Any) -> Sheet:
    """The table ``w:tbl`` as a reader sees it."""
    grid = Grid(element)
    owners = _owners(grid)
    down: dict[int, int] = {}
    for owner in owners.values():
        down[id(owner)] = down.get(id(owner), 0) + 1
    rows: list[list[Cell]] = [[] for _ in grid.rows]
    places: list[list[int]] = [[] for _ in grid.rows]
    for cell in grid.cells:
        if owners[id(cell)] is cell:
            text = _NUMBER.sub(r"〕\1号", _visible(cell))
            rows[cell.row].append(Cell("".join(text.split("\n")) if cell.row < grid.head else text, cell.span, down[id(cell)]))
            places[cell.row].append(cell.column)
    return Sheet(tuple(map(tuple, rows)), tuple(map(tuple, places)), grid.head)


def _owners(grid: Grid) -> dict[int, GridCell]:
    """For each cell the one that shows its text: itself, or the one above that reaches down to it."""
    owners: dict[int, GridCell] = {}
    above: dict[int, GridCell] = {}
    for cell in grid.cells:
        owner = above.get(cell.column)
        over = owner is not None and owner.span == cell.span and owner.row < cell.row
        if over and (cell.continues or _again(cell, owner, grid)):
            owners[id(cell)] = owner
        else:
            owners[id(cell)] = above[cell.column] = cell
    return owners


def _again(cell: GridCell, owner: GridCell, grid: Grid) -> bool:
    """Whether a joined cell begins anew only because its page ended: the same words, joined on either side."""
    return owner.row >= grid.head and bool(cell.text.strip()) and cell.text == owner.text and (_joins(cell) or _joins(owner))


def _joins(cell: GridCell) -> bool:
    from docx.oxml.ns import qn

    return cell.element.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}") is not None


def _visible(cell: GridCell) -> str:
    """The cell's text, each paragraph a line, hidden text left out."""
    from docx.oxml.ns import qn

    from docgen.publishing.runs import read_runs

    return "\n".join(read_runs(paragraph, _NO_PART).text for paragraph in cell.element.iter(qn("w:p"))).strip()


class _NoPart:
    """Pictures within cells are left out."""

    related_parts: dict[str, Any] = {}


_NO_PART = _NoPart()
