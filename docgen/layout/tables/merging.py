"""Cells that the template marked to be joined downwards (``{{ row.category|merge }}``)."""

from __future__ import annotations

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from docgen.layout.tables.grid import Grid, GridCell
from docgen.layout.tables.runs import runs
from docgen.layout.tables.tags import MARK


def join_equal(grid: Grid) -> None:
    """Join runs of equal marked cells downwards and take the marks out."""
    marked: dict[int, dict[int, GridCell]] = {}
    for cell in grid.cells:
        if MARK in cell.text:
            cell.replace_text(MARK, "")
            marked.setdefault(cell.column, {})[cell.row] = cell
    if not marked:
        return
    first = min(row for cells in marked.values() for row in cells)
    last = max(row for cells in marked.values() for row in cells)
    values = {
        column: [cells[row].text if row in cells else "" for row in range(first, last + 1)]
        for column, cells in sorted(marked.items())
    }
    for column, found in runs(values).items():
        for top, bottom in found:
            for row in range(top, bottom + 1):
                _join(marked[column][first + row], continued=row > top)


def _join(cell: GridCell, continued: bool) -> None:
    """Make a cell the first of a joined run or one that continues it; a continuing cell says nothing itself."""
    properties = cell.element.get_or_add_tcPr()
    for old in properties.findall(qn("w:vMerge")):
        properties.remove(old)
    merge = OxmlElement("w:vMerge")
    merge.set(qn("w:val"), "continue" if continued else "restart")
    # the schema's order: vMerge stands behind tcW and gridSpan, before borders and the rest
    before = [child for child in properties if child.tag in (qn("w:cnfStyle"), qn("w:tcW"), qn("w:gridSpan"), qn("w:hMerge"))]
    properties.insert(len(before), merge)
    cell.continues = continued
    if continued:
        cell.clear()
