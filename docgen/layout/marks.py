"""The issuer mark when its words are known: size, place, stacked names, the signers' tab stops (7.2.4–7.2.6)."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Pt, Twips
from docx.table import Table
from docx.text.paragraph import Paragraph

from docgen.layout import standard as gb
from docgen.layout import styles as st
from docgen.layout.page import style_id
from docgen.layout.security import SECURITY, box_security
from docgen.layout.title import width

_MARKS = (st.MARK, st.MINUTES_MARK, st.ORDER_MARK, st.BRIEFING_MARK, st.LETTER_MARK)
_ROOM = gb.TYPE_WIDTH * 72 / 25.4
"""The type area's width in points."""


def set_marks(document: Document) -> None:
    """Fit every mark into the type area and keep its distance from the top, however many lines stand above it."""
    room = box_security(document)
    above = sum(paragraph.style.name in SECURITY for paragraph in document.paragraphs)
    header = document.sections[0].first_page_header
    for paragraph in [*document.paragraphs, *header.paragraphs]:
        name = paragraph.style.name
        if name in _MARKS:
            _fit(paragraph, room.get(name, gb.TYPE_WIDTH) * 72 / 25.4)
        if name in _MARKS and name != st.LETTER_MARK and above:
            paragraph.paragraph_format.space_before = max(_style_before(paragraph) - Twips(above * gb.LINE), Twips(0))
    joint = style_id(document.part, st.JOINT_MARK) if st.JOINT_MARK in document.styles else None
    for element in document.element.body.findall(qn("w:tbl")):
        style = element.find(f".//{qn('w:pStyle')}")
        if style is not None and style.get(qn("w:val")) == joint:
            size = _stack(Table(element, document))
            _hold(document, gb.twips(gb.MARK_BELOW_TYPE_AREA) - above * gb.LINE, size)
    _set_signers(document)


def _fit(paragraph: Paragraph, room: float) -> None:
    """On one line, as large as the style says or as the ``room`` in points allows."""
    size = paragraph.style.font.size
    largest = size.pt if size else gb.MARK_LARGEST
    points = max(gb.MARK_SMALLEST, min(int(largest), int(room / max(width(paragraph.text), 1))))
    if paragraph.style.name != st.LETTER_MARK and width(paragraph.text) * points > room:
        points = int(room / width(paragraph.text))
    for run in paragraph.runs:
        run.font.size = Pt(points)
    paragraph.paragraph_format.line_spacing = Pt(points)


def _style_before(paragraph: Paragraph):
    return paragraph.style.paragraph_format.space_before or Twips(0)


def _hold(document: Document, distance: int, size: int) -> None:
    """The stacked names' ink starts ``distance`` twips below what stands above: the anchor before them makes room."""
    anchor = next((p for p in document.paragraphs if p.style.name == st.HEAD_ANCHOR), None)
    if anchor is not None:
        room = distance - 20 - round(gb.JOINT_INK_BELOW_LINE * size * 20)
        anchor.paragraph_format.space_after = Twips(max(room, 0))


def _stack(table: Table) -> int:
    """Names as wide as the longest one, 文件 beside them, the whole centred in the type area; answer their size."""
    names = [row.cells[0].paragraphs[0] for row in table.rows]
    word = table.rows[0].cells[1].paragraphs[0]
    longest = max(width(name.text) for name in names)
    beside = _beside(word.text)
    size = joint_size([name.text for name in names], word.text)
    for name in names:
        _spread(name, longest, size)
    for cell in {id(row.cells[1]._tc): row.cells[1] for row in table.rows}.values():
        for paragraph in cell.paragraphs:
            _set_size(paragraph, size)
            paragraph.alignment = 2
    for alignment in list(table._tbl.iter(qn("w:vAlign"))):
        # docxtpl puts the vertical join behind it, which the schema does not have
        alignment.getparent().append(alignment)
    _set_widths(table, round((longest + 0.2) * size * 20), round(beside * size * 20))
    return size


def joint_size(names: Sequence[str], word: str) -> int:
    """The size in points of stacked names with ``word`` (文件, or nothing) beside them."""
    longest = max(map(width, names))
    highest = gb.JOINT_MARK_HIGHEST * 72 / 25.4 / (len(names) * gb.JOINT_MARK_PITCH)
    return min(gb.JOINT_MARK_LARGEST, int(_ROOM / (longest + _beside(word) + 0.2)), int(highest))


def _beside(word: str) -> float:
    return width(word) + gb.JOINT_MARK_GAP if word.strip() else 0


def _spread(name: Paragraph, longest: float, size: int) -> None:
    """Widen a shorter name to the longest by character spacing; its last character stays as it is."""
    text = name.text
    _set_size(name, size)
    name.alignment = 0
    if len(text) < 2 or not name.runs:
        return
    spacing = round((longest - width(text)) * size * 20 / (len(text) - 1))
    first = name.runs[0]
    for other in name.runs[1:]:
        other._r.getparent().remove(other._r)
    first.text = text[:-1]
    last = name.add_run(text[-1])
    for run, extra in ((first, spacing), (last, 0)):
        run.font.size = Pt(size)
        space_characters(run, extra)


def space_characters(run, twips: int) -> None:
    """Set the run's character spacing (字距)."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    properties = run._r.get_or_add_rPr()
    for found in properties.findall(qn("w:spacing")):
        properties.remove(found)
    element = parse_xml(f'<w:spacing {nsdecls("w")} w:val="{twips}"/>')
    properties.insert_element_before(element, "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:highlight", "w:u", "w:lang")


def _set_size(paragraph: Paragraph, size: int) -> None:
    for run in paragraph.runs:
        run.font.size = Pt(size)
    paragraph.paragraph_format.line_spacing = Pt(size * gb.JOINT_MARK_PITCH)


def _set_widths(table: Table, names: int, word: int) -> None:
    columns = [names, word] if word else [names, 1]
    for grid, wide in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), columns):
        grid.set(qn("w:w"), str(wide))
    for cell_width, wide in ((cell, columns[i % 2]) for row in table._tbl.tr_lst for i, cell in enumerate(row.tc_lst)):
        cell_width.get_or_add_tcPr().get_or_add_tcW().set(qn("w:w"), str(wide))
    table._tbl.tblPr.find(qn("w:tblW")).set(qn("w:w"), str(sum(columns)))


def _set_signers(document: Document) -> None:
    """签发人： and the names in columns that end one character from the right; a row has two names at most."""
    rows = [p for p in document.paragraphs if p.style.name in (st.SIGNERS, st.UPWARD_NUMBER)]
    if not rows:
        return
    parts = [[*row.text.split("\t"), "", "", ""][1:4] for row in rows]
    name = max(width(text) for row in parts for text in row[1:] if text)
    two = any(row[2] for row in parts)
    right = gb.twips(gb.TYPE_WIDTH) - gb.CHARACTER
    second = right - round(name * gb.CHARACTER)
    first = second - round((name + 1) * gb.CHARACTER) if two else second
    # a little more than the label's own width, or the tab behind it runs to the next stop
    label = first - 4 * gb.CHARACTER - 60
    for index, row in enumerate(rows):
        stops = row.paragraph_format.tab_stops
        for place in (label, first, second) if two else (label, first):
            stops.add_tab_stop(Twips(place), WD_TAB_ALIGNMENT.LEFT)
        if index == 0:
            row.paragraph_format.space_before = Twips(gb.NUMBER_BELOW_MARK_LINES * gb.LINE)
        if index == 0 and len(rows) == 1:
            row.paragraph_format.space_before = Twips(gb.NUMBER_BELOW_MARK_LINES * gb.LINE + gb.NUMBER_LEAD)
        elif index == len(rows) - 1:
            row.paragraph_format.space_before = Twips(gb.LINE - gb.SIZE_3 * 20)
