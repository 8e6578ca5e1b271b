"""Cells that the template marked to be joined downwards (``{{ row.category|merge }}``)."""

from __future__ import annotations

from docgen.layout.tables.lattice import Cell, Lattice
from docgen.layout.tables.runs import runs
from docgen.layout.tables.tags import MARK


def join_equal(lattice: Lattice) -> None:
    """Join runs of equal marked cells downwards and take the marks out."""
    marked: dict[int, dict[int, Cell]] = {}
    for cell in lattice.cells:
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
                marked[column][first + row].join(continued=row > top)
