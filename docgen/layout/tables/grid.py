"""A rendered ``w:tbl`` seen as a grid: which cell stands in which row and column, what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl, CT_Tc

_BREAKS = {qn("w:br"), qn("w:cr")}


@dataclass
class GridCell:
    """One cell: its place from 0, how many columns it spans, whether it continues the cell above it."""

    element: CT_Tc
    row: int
    column: int
    span: int
    continues: bool
    text: str = field(init=False)

    def __post_init__(self) -> None:
        self.text = text_of(self.element)


class Grid:
    """All cells of a table in reading order. ``head`` rows are those that repeat on each page."""

    def __init__(self, table: CT_Tbl) -> None:
        self.rows = table.findall(qn("w:tr"))
        self.cells = list(_cells(self.rows))
        self.columns = max((cell.column + cell.span for cell in self.cells), default=0)
        self.head = sum(1 for row in self.rows if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None)


def _cells(rows: list) -> Iterator[GridCell]:
    for number, row in enumerate(rows):
        before = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
        column = int(before.get(qn("w:val"))) if before is not None else 0
        for element in row.findall(qn("w:tc")):
            span = element.grid_span
            yield GridCell(element, number, column, span, continues(element))
            column += span


def continues(cell: CT_Tc) -> bool:
    """Whether a cell is joined to the one above it."""
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val")) in (None, "continue")


def text_of(element: CT_Tc) -> str:
    """What a cell says: its paragraphs and lines parted by line feeds."""
    lines = []
    for paragraph in element.iter(qn("w:p")):
        words = []
        for node in paragraph.iter(qn("w:t"), *_BREAKS):
            words.append("\n" if node.tag in _BREAKS else node.text or "")
        lines.append("".join(words))
    return "\n".join(lines)
