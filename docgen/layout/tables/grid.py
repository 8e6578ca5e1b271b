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
        self.refresh()

    def replace_text(self, old: str, new: str) -> None:
        for text in self.element.iter(qn("w:t")):
            if text.text and old in text.text:
                text.text = text.text.replace(old, new)
        self.refresh()

    def refresh(self) -> None:
        """Read the text again after the element has been changed."""
        self.text = _text(self.element)

    def clear(self) -> None:
        """Keep one empty paragraph, with its properties."""
        paragraphs = self.element.findall(qn("w:p"))
        for paragraph in paragraphs[1:]:
            self.element.remove(paragraph)
        for paragraph in paragraphs[:1]:
            for child in list(paragraph):
                if child.tag != qn("w:pPr"):
                    paragraph.remove(child)
        self.text = ""


class Grid:
    """All cells of a table in reading order. ``head`` rows are those that repeat on each page."""

    def __init__(self, table: CT_Tbl) -> None:
        self.table = table
        self.rows = table.findall(qn("w:tr"))
        self.cells = list(_cells(self.rows))
        self.columns = max((cell.column + cell.span for cell in self.cells), default=0)
        self.head = sum(1 for row in self.rows if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None)

    def widths(self) -> list[int]:
        """The widths of the columns in twips as the table has them; 0 where it does not say."""
        grid = self.table.find(qn("w:tblGrid"))
        widths = [int(column.get(qn("w:w")) or 0) for column in grid] if grid is not None else []
        return (widths + [0] * self.columns)[: self.columns]

    def column_texts(self) -> tuple[list[str], list[list[str]]]:
        """The heads and, for each column, the texts of the rows below; a joined cell counts in none of its columns."""
        heads = [""] * self.columns
        texts = [[""] * (len(self.rows) - self.head) for _ in range(self.columns)]
        for cell in self.cells:
            if cell.span > 1:
                continue
            if cell.row >= self.head:
                texts[cell.column][cell.row - self.head] = cell.text
            elif cell.text:
                heads[cell.column] = cell.text
        return heads, texts


def _cells(rows: list) -> Iterator[GridCell]:
    for number, row in enumerate(rows):
        before = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
        column = int(before.get(qn("w:val"))) if before is not None else 0
        for element in row.findall(qn("w:tc")):
            span = element.grid_span
            merge = element.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            continues = merge is not None and merge.get(qn("w:val")) in (None, "continue")
            yield GridCell(element, number, column, span, continues)
            column += span


def _text(element: CT_Tc) -> str:
    lines = []
    for paragraph in element.iter(qn("w:p")):
        words = []
        for node in paragraph.iter(qn("w:t"), *_BREAKS):
            words.append("\n" if node.tag in _BREAKS else node.text or "")
        lines.append("".join(words))
    return "\n".join(lines)
