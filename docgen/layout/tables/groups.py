"""Rows that head a group of rows (一、现代创新体系（11项）): set in 黑体, their name over the blank cells beside it."""

from __future__ import annotations

from docgen.layout.tables.lattice import Cell, Lattice, Row
from docgen.layout.tables.tags import GROUP


def head_groups(lattice: Lattice) -> set[int]:
    """Set the rows whose name is marked, take the marks out; answer the rows (from 0, the head's included)."""
    found = set()
    for number, row in enumerate(lattice.rows):
        name = None
        for cell in row.cells:
            if GROUP in cell.text:
                cell.replace_text(GROUP, "")
                name = cell
        if name is not None:
            _join_blanks(row, name)
            for cell in row.cells:
                cell.heavy = True
            found.add(number)
    return found


def _join_blanks(row: Row, name: Cell) -> None:
    """Let the name take the blank cells directly at its left and right."""
    first = last = row.cells.index(name)
    while first and not row.cells[first - 1].text.strip():
        first -= 1
    while last + 1 < len(row.cells) and not row.cells[last + 1].text.strip():
        last += 1
    name.span = sum(cell.span for cell in row.cells[first : last + 1])
    row.cells[first : last + 1] = [name]
    row.place()
