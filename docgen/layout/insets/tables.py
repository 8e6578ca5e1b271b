"""A table within the text: laid out like the attachment tables, as wide as the type area, its title above."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Twips
from docx.text.paragraph import Paragraph

from docgen.layout import standard as gb
from docgen.layout import styles as st
from docgen.layout.insets.captions import caption_before
from docgen.layout.page import style_id
from docgen.layout.tables.apart import keep_apart
from docgen.layout.tables.cutting import cut_tables
from docgen.layout.tables.fitting import Settled, settle
from docgen.papers.insets import CENTER, LEFT, InsetCell, TableInset

_MARGIN, _ABOVE_TEXT, _BELOW_TEXT = 85, 40, 60
_LEAST = gb.twips(8)
_SHORT = 8
"""Characters of a cell that stands in the middle where the draft does not say; longer text begins at the left."""


def set_table(document: Document, place: Paragraph, inset: TableInset, area: tuple[int, int]) -> Settled | None:
    """Put the table, and what stands above and below it, before the paragraph that stands for it; answer its rows.

    ``area``: width and height of the type area there, in twips.
    """
    if not inset.rows:
        return None
    if inset.title:
        caption_before(place, inset.title, keep_with_next=True)
    if inset.unit:
        place.insert_paragraph_before(inset.unit, style=st.TABLE_UNIT)
    rest, lattices = cut_tables(f'<w:body {nsdecls("w")}>{_table(document, inset)}</w:body>')
    (lattice,) = lattices.values()
    table = parse_xml(rest)[0]
    place._p.addprevious(table)
    _part_from_above(document, table, inset.together)
    settled = settle(lattice, table, *area)
    settled.caster.grows, settled.caster.together = inset.grows, inset.together
    keep_apart(document, table, settled.caster)
    if inset.note:
        place.insert_paragraph_before(inset.note, style=st.TABLE_NOTE)
    return settled


def _part_from_above(document: Document, table: Any, together: bool) -> None:
    """Half a line between an annex's title and a table that it begins with, some room below a line of text, with which a
    table of one page stays: no signature stands on a page without text."""
    above = table.getprevious()
    if above is None or above.tag != qn("w:p"):
        return
    line = Paragraph(above, document._body)
    if together:
        line.paragraph_format.keep_with_next = True
    if line.style.name in (st.ANNEX_TITLE, st.TITLE):
        line.paragraph_format.space_after = Twips(gb.LINE // 2)
    elif line.style.name in (st.BODY, *st.LEVELS, st.CHAPTER, st.SECTION):
        line.paragraph_format.space_after = Twips(gb.LINE // 4)


def part_from_text(document: Document, table: Any) -> None:
    """Half a line between a table and what stands below it."""
    below = table.getnext()
    if below is not None and below.tag == qn("w:p"):
        form = Paragraph(below, document._body).paragraph_format
        if form.space_before is None:
            form.space_before = Twips(gb.LINE // 2)


def _table(document: Document, inset: TableInset) -> str:
    columns = sum(cell.columns for cell in inset.rows[0])
    total = gb.twips(gb.TYPE_WIDTH)
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = f'<w:gridCol w:w="{total // columns}"/>' * columns
    rows = "".join(_rows(document, inset, columns, total // columns))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{total}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{edges}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="{_ABOVE_TEXT}" w:type="dxa"/><w:left w:w="{_MARGIN}" w:type="dxa"/>'
        f'<w:bottom w:w="{_BELOW_TEXT}" w:type="dxa"/><w:right w:w="{_MARGIN}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _rows(document: Document, inset: TableInset, columns: int, width: int) -> Iterator[str]:
    """The rows; a cell that reaches down is continued in those below it."""
    head, text = (style_id(document.part, name) for name in (st.TABLE_HEAD, st.TABLE_TEXT))
    open_cells: dict[int, tuple[int, InsetCell]] = {}
    for number, row in enumerate(inset.rows):
        cells, column, given = [], 0, list(row)
        while column < columns:
            until, above = open_cells.get(column, (0, None))
            if above is not None and number < until:
                cell, words, merge = above, "", '<w:vMerge w:val="continue"/>'
            elif given:
                cell = given.pop(0)
                words, merge = cell.text, '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
                open_cells[column] = (number + cell.rows, cell)
            else:
                cell, words, merge = InsetCell(""), "", ""
            is_head = number < inset.head
            across = CENTER if is_head else cell.across or _across(cell.text)
            kept = inset.together and number < len(inset.rows) - 1
            cells.append(_cell(words, cell.columns, width, merge, head if is_head else text, across, kept))
            column += cell.columns
        repeated = "<w:tblHeader/>" if number < inset.head else ""
        yield (
            f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{_LEAST}" w:hRule="atLeast"/>{repeated}</w:trPr>{"".join(cells)}</w:tr>'
        )


def _across(text: str) -> str:
    return CENTER if len(text) <= _SHORT or text.isascii() else LEFT


def _cell(words: str, columns: int, width: int, merge: str, style: str, across: str, kept: bool) -> str:
    span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    paragraphs = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{"<w:keepNext/>" if kept else ""}<w:jc w:val="{across}"/></w:pPr><w:r><w:t>{escape(line)}</w:t></w:r></w:p>'
        for line in words.split("\n")
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width * columns}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>{paragraphs}</w:tc>'
    )
