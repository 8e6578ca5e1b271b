"""Fills a Word template with a table's content and lays the table out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.parts.story import StoryPart
from docx.shared import Twips
from docx.text.paragraph import Paragraph

from docgen.layout import standard as gb
from docgen.layout.document import properties_of, property_text
from docgen.layout.page import style_id
from docgen.layout.rows import break_rows
from docgen.layout.styles import ANNEX_TITLE, TABLE_HEAD, TABLE_TEXT, TABLE_UNIT
from docgen.layout.tables.above import paragraph_height, size_of
from docgen.layout.tables.apart import settle_rows, stub_of
from docgen.layout.tables.bookmarks import drop_bookmarks, number_bookmarks
from docgen.layout.tables.cutting import cut_tables
from docgen.layout.tables.fitting import keeps_its_widths, lay_out
from docgen.layout.tables.foldout import fold_out, widen
from docgen.layout.tables.identity import Sources, drop_marks
from docgen.layout.tables.lattice import Lattice
from docgen.layout.tables.texts import words
from docgen.layout.template import render
from docgen.papers.table import A3, Table

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section


def render_table(table: Table, template: Path, number: str = "") -> Document:
    """The document of one attachment table; ``number`` (附件1) stands above the title of an annex.

    The template's order of columns, wording and styles stay; widths and size are worked out from the text, so that
    the table fills the type area and no number is torn. Raises DocgenError for a broken tag.
    """
    lattices: dict[str, Lattice] = {}

    def cut(xml: str) -> str:
        rest, found = cut_tables(xml)
        lattices.update(found)
        return rest

    document = render(template, {**words(table), "number": number}, cut=cut)
    drop_bookmarks(document.element)
    if table.paper == A3:
        fold_out(document.sections[-1])
        for element in document.element.body.findall(qn("w:tbl")):
            widen(element)
    width, height = type_area(document.sections[-1])
    for paragraph in document.paragraphs:
        if paragraph.style.name == ANNEX_TITLE:
            break_rows(paragraph, width)
    _part_title_from_table(document)
    known, used = Sources(table.marks, table.fields), 0.0
    for element in document.element.body.iterchildren(qn("w:p"), qn("w:tbl")):
        if element.tag == qn("w:p"):
            used += paragraph_height(Paragraph(element, document._body), width)
        elif (lattice := lattices.get(stub_of(element))) is not None:
            own = own_size(document, lattice, element)
            laid = lay_out(lattice, element, width, height, used % height, known, own)
            settle_rows(document, element, laid.caster)
            used = laid.end
    drop_marks(document.element)
    for part in document.part.related_parts.values():
        if isinstance(part, StoryPart):
            drop_marks(part.element)
    number_bookmarks(document.element)
    properties_of(document).title = property_text(table.title)
    return document


def own_size(document: Document, lattice: Lattice, table: CT_Tbl) -> float:
    """The usual size (points) of a table's characters if the office fixed its columns' widths; 0 where it is to be fitted."""
    named = {style_id(document.part, name) for name in (TABLE_TEXT, TABLE_HEAD) if name in document.styles}
    if not keeps_its_widths(lattice, table, named):
        return 0
    row = lattice.rows[min(lattice.head, len(lattice.rows) - 1)]
    paragraph = row.cells[0].mould.read().find(f".//{qn('w:p')}")
    return size_of(Paragraph(paragraph, document._body)).pt


def _part_title_from_table(document: Document) -> None:
    """Where the line above the table says nothing, its height becomes the space below the title."""
    for paragraph in document.paragraphs:
        above = paragraph._p.getprevious()
        if paragraph.style.name == TABLE_UNIT and not paragraph.text.strip() and above is not None and above.tag == qn("w:p"):
            Paragraph(above, paragraph._parent).paragraph_format.space_after = Twips(gb.IMPRINT_LINE)
            above.getparent().remove(paragraph._p)


def type_area(section: Section) -> tuple[int, int]:
    """Width and height of a section's type area, in twips."""
    width = section.page_width - section.left_margin - section.right_margin
    height = section.page_height - section.top_margin - section.bottom_margin
    return round(width / 635), round(height / 635)
