"""Builds the ``.docx`` templates of the attachment tables from their columns and the standard's numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from docgen.layout import page
from docgen.layout import standard as gb
from docgen.layout.document import properties_of, sign, to_bytes
from docgen.layout.styles import (
    ANCHOR,
    ANNEX_LABEL,
    ANNEX_TITLE,
    TABLE_HEAD,
    TABLE_NOTE,
    TABLE_TEXT,
    TABLE_UNIT,
)
from docgen.layout.tables.header import Cell, header_cells
from docgen.layout.tables.shelf import write_all
from docgen.layout.tables.weights import MANY, shared
from docgen.papers.table import MONEY, TEXT, Column
from docgen.papers.tables import TABLES, Kind

_ABOVE = "{{ as_of }}{% if as_of and unit %}　　{% endif %}{{ unit }}"
_ACROSS = {MONEY: "right", TEXT: "left"}
_MARGIN, _NARROW = gb.twips(1), gb.twips(0.3)
_ABOVE_TEXT, _BELOW_TEXT = gb.twips(0.3), gb.twips(0.9)
"""More below than above: LibreOffice sets text at the bottom of an exact line."""
_LEAST, _BY_HAND = gb.twips(8), gb.twips(24)
"""The least height of a row, and that of a row to be filled in by hand."""


def tables() -> Iterator[tuple[str, bytes]]:
    """The Word template of every attachment table: file name and content."""
    for kind in TABLES.values():
        document = build(kind)
        sign(document)
        yield f"{kind.name}.docx", to_bytes(document)


def build_all(folder: Path) -> list[Path]:
    """Write the Word template of every attachment table into ``folder``; answer the paths."""
    return write_all(folder, tables())


def build(kind: Kind) -> Document:
    """The template of one kind: annex label, title, line above, the table, note."""
    document = page.new_document()
    section = document.sections[0]
    if kind.landscape:
        page.landscape(section)
        page.number_turned_pages(section)
    properties_of(document).title = kind.name
    end = document.element.body[-1]
    for xml in _body(document, kind):
        end.addprevious(parse_xml(xml))
    return document


def _body(document: Document, kind: Kind) -> Iterable[str]:
    yield from _only(document, "number", "{{ number }}", ANNEX_LABEL)
    yield _paragraph(document, "{{ title }}", ANNEX_TITLE)
    # kept even when it says nothing: it parts the title from the table
    yield _paragraph(document, _ABOVE, TABLE_UNIT)
    yield _table(document, kind)
    yield from _only(document, "note", "{{ note }}", TABLE_NOTE)
    # Word wants a paragraph behind a table
    yield _paragraph(document, "", ANCHOR)


def _only(document: Document, condition: str, text: str, style: str) -> Iterable[str]:
    """A paragraph that stands only where the condition holds."""
    yield _paragraph(document, f"{{%p if {condition} %}}", style)
    yield _paragraph(document, text, style)
    yield _paragraph(document, "{%p endif %}", style)


def _paragraph(document: Document, text: str, style: str, across: str = "") -> str:
    align = f'<w:jc w:val="{across}"/>' if across else ""
    return (
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{page.style_id(document.part, style)}"/>{align}</w:pPr>'
        # a Chinese "Latin" language would make LibreOffice tear numbers at the end of a line
        f'<w:r><w:rPr><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    )


def _table(document: Document, kind: Kind) -> str:
    columns = kind.columns("{{ year }}")
    total = gb.twips(gb.TYPE_HEIGHT if kind.landscape else gb.TYPE_WIDTH)
    widths = shared(columns, total)
    margin = _NARROW if len(columns) >= MANY else _MARGIN
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    rows = [*_head(document, columns, widths)]
    height = _BY_HAND if kind.by_hand else _LEAST
    rows += _block(document, "{%tr for row in rows %}", "row", columns, widths, height)
    if kind.totals:
        rows += _block(document, "{%tr if total %}", "total", columns, widths, height)
    rows = "".join(rows)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{total}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:top w:w="{_ABOVE_TEXT}" w:type="dxa"/><w:left w:w="{margin}" w:type="dxa"/>'
        f'<w:bottom w:w="{_BELOW_TEXT}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar>'
        f'</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )


def _head(document: Document, columns: tuple[Column, ...], widths: list[int]) -> Iterable[str]:
    """The header rows; a cell that reaches down is continued in the rows below it."""
    cells, depth = header_cells(columns)
    for row in range(depth):
        here = [cell for cell in cells if cell.row <= row < cell.row + cell.rows]
        inner = (_head_cell(document, cell, row, widths) for cell in sorted(here, key=lambda cell: cell.column))
        yield _row("".join(inner), head=True)


def _head_cell(document: Document, cell: Cell, row: int, widths: list[int]) -> str:
    width = sum(widths[cell.column : cell.column + cell.columns])
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    down = ""
    if cell.rows > 1:
        down = f'<w:vMerge w:val="{"restart" if row == cell.row else "continue"}"/>'
    return _cell(width, span + down, _paragraph(document, cell.text if row == cell.row else "", TABLE_HEAD))


def _block(
    document: Document, opening: str, owner: str, columns: tuple[Column, ...], widths: list[int], height: int
) -> list[str]:
    """The row of tags between the two rows that open and close its loop or condition."""
    closing = "{%tr endfor %}" if " for " in opening else "{%tr endif %}"
    cells = "".join(
        _cell(width, "", _paragraph(document, _tag(owner, column), TABLE_TEXT, _ACROSS.get(column.holds, "center")))
        for column, width in zip(columns, widths, strict=True)
    )
    return [_span_row(document, opening, widths), _row(cells, height), _span_row(document, closing, widths)]


def _tag(owner: str, column: Column) -> str:
    return f"{{{{ {owner}.{column.key}{'|merge' if column.merge and owner == 'row' else ''} }}}}"


def _span_row(document: Document, text: str, widths: list[int]) -> str:
    cell = _cell(sum(widths), f'<w:gridSpan w:val="{len(widths)}"/>', _paragraph(document, text, TABLE_TEXT))
    return _row(cell)


def _row(cells: str, height: int = _LEAST, head: bool = False) -> str:
    repeated = "<w:tblHeader/>" if head else ""
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/>{repeated}</w:trPr>{cells}</w:tr>'
    )


def _cell(width: int, properties: str, paragraph: str) -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}<w:vAlign w:val="center"/></w:tcPr>'
        f"{paragraph}</w:tc>"
    )
