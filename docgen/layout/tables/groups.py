"""Rows that head a group of rows (一、现代创新体系（11项）): set in 黑体, their name over the blank cells beside it."""

from __future__ import annotations

from docx.oxml.ns import qn
from docx.text.run import Run

from docgen.layout import standard as gb
from docgen.layout.styles import set_run_font
from docgen.layout.tables.grid import Grid, GridCell
from docgen.layout.tables.tags import GROUP


def head_groups(grid: Grid) -> set[int]:
    """Set the rows whose name is marked, take the marks out; answer the rows. Read the grid again afterwards."""
    named = {}
    for cell in grid.cells:
        if GROUP in cell.text:
            cell.replace_text(GROUP, "")
            named[cell.row] = cell
    if not named:
        return set()
    cells: dict[int, list[GridCell]] = {row: [] for row in named}
    for cell in grid.cells:
        if cell.row in cells:
            cells[cell.row].append(cell)
    for row, name in named.items():
        _join_blanks(cells[row], name)
        for run in grid.rows[row].iter(qn("w:r")):
            set_run_font(Run(run, None), gb.HEI_FONT)
    return set(named)


def _join_blanks(cells: list[GridCell], name: GridCell) -> None:
    """Let the name take the blank cells directly at its left and right."""
    at = cells.index(name)
    span = name.span
    for side in (reversed(cells[:at]), cells[at + 1 :]):
        for cell in side:
            if cell.text.strip():
                break
            span += cell.span
            cell.element.getparent().remove(cell.element)
    name.element.grid_span = span
