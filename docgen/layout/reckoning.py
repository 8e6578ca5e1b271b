"""A finished document as a ``Flow``: its first section's paragraphs with their own or their styles' lengths."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Length
from docx.text.paragraph import Paragraph

from docgen.layout import standard as gb
from docgen.layout import styles as st
from docgen.layout.flow import Flow, Piece
from docgen.layout.imprint import find_imprint, imprint_height
from docgen.layout.tables.apart import rows_apart, stub_of
from docgen.layout.tables.casting import Caster

TEXT = (st.BODY, st.ORDER_BODY, *st.LEVELS, st.CHAPTER, st.SECTION)
ANNEX_NOTES = (st.ANNEX_ONLY, st.ANNEX_FIRST, st.ANNEX_NEXT)
SIGNERS = (st.ISSUER, st.JOINT_ISSUERS, st.SIGNATURE)
TAIL = (*ANNEX_NOTES, *SIGNERS, st.DATE, st.SIGNED_DATE, st.NOTE)
SCALED = (*TEXT, *ANNEX_NOTES)
"""What takes part when the pitch is adjusted; the sign-off's lines are what a seal is placed by."""

CLOSE_BELOW_TEXT = round(1.35 * gb.LINE)
"""The room above a sealed issuer that keeps the seal just off the text."""

_BORDER = qn("w:pBdr")


def reckon(document: Document, sealed: bool) -> Flow | None:
    """The flow of the paper's own section; None where no sign-off follows a text."""
    pieces: list[Piece] = []
    tail: list[Piece] = []
    bound = False
    for element in document.element.body:
        if element.tag == qn("w:tbl") and element is not find_imprint(document):
            pieces.extend(_of_table(document, element))
        if element.tag != qn("w:p"):
            continue
        paragraph = Paragraph(element, document._body)
        if paragraph.style.name in TAIL:
            tail.append(_piece(paragraph))
        elif not tail:
            pieces.append(_piece(paragraph))
        if element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
            bound = True
            break
    names = {paragraph.style.name for paragraph in paragraphs_of_paper(document)}
    if not names.intersection(SIGNERS) or not any(piece.is_text for piece in pieces):
        return None
    room = _room(document)
    imprint = None if bound else find_imprint(document)
    below = gb.twips(gb.SEAL / 2) - _below_seal(document) if sealed else 0
    return Flow(
        tuple(pieces), tuple(tail), room - _pushed_down(document), room,
        foot=imprint_height(imprint) if imprint is not None else 0, overhang=max(below, 0), spare=_spare(document) if sealed else 0,
    )


def grown_last(document: Document) -> Caster | None:
    """The rows of the table that ends the text, where its last row may grow; None where it is not so."""
    before = None
    for element in document.element.body:
        if element.tag == qn("w:p"):
            paragraph = Paragraph(element, document._body)
            if paragraph.style.name in TAIL:
                break
            if paragraph.text.strip():
                before = None
        elif element.tag == qn("w:tbl"):
            before = rows_apart(document).get(stub_of(element))
    return before if before is not None and before.grows and len(before.heights) > 1 else None


def filled_above(document: Document, table, pitch: int, wider: float) -> float:
    """How far down its page the text above a ``table`` of the paper's own section reaches, in twips, its lines being
    ``pitch`` twips high and holding ``wider`` times as many characters as usual."""
    pieces: list[Piece] = []
    for element in document.element.body:
        if element is table:
            break
        if element.tag == qn("w:tbl"):
            pieces.extend(_of_table(document, element))
        elif element.tag == qn("w:p"):
            pieces.append(_piece(Paragraph(element, document._body)))
    room = _room(document)
    return Flow(tuple(pieces), (), room - _pushed_down(document), room).ending(pitch, False, wider).filled


def _of_table(document: Document, element) -> Iterator[Piece]:
    """The rows of a table that docgen laid out; any other in one piece."""
    caster = rows_apart(document).get(stub_of(element))
    if caster is None:
        yield Piece(line=_table_height(element))
    else:
        last = len(caster.heights) - 1
        yield from (Piece(line=round(height), keep=caster.together and at < last) for at, height in enumerate(caster.heights))


def paragraphs_of_paper(document: Document) -> Iterator[Paragraph]:
    """The paragraphs of the first section: the paper without its annexes."""
    for element in document.element.body.iterchildren(qn("w:p")):
        yield Paragraph(element, document._body)
        if element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
            return


def _piece(paragraph: Paragraph) -> Piece:
    line = length(paragraph, "line_spacing")
    before, after = (length(paragraph, side) for side in ("space_before", "space_after"))
    is_text = paragraph.style.name in TEXT
    scaled = paragraph.style.name in SCALED and line in (gb.LINE, gb.COMPENSATED_LINE)
    left, right, first = (length(paragraph, side) / gb.CHARACTER for side in ("left_indent", "right_indent", "first_line_indent"))
    room = gb.twips(gb.TYPE_WIDTH) / gb.CHARACTER - left - right
    counted = paragraph.style.name in (*TEXT, *ANNEX_NOTES, st.NOTE, st.ADDRESSEES)
    return Piece(
        before + after + _border_height(paragraph), 0 if scaled else line, paragraph.text,
        room if counted else 0.0, first, is_text, paragraph.style.name in (*st.LEVELS, st.CHAPTER, st.SECTION) and _is_kept(paragraph),
    )


def _is_kept(paragraph: Paragraph) -> bool:
    """Whether it is a heading that stands with what it heads. The text's last paragraph may be a numbered one that is kept
    with the sign-off: it heads nothing, and may turn over.
    """
    released = paragraph.paragraph_format.keep_with_next is False
    return bool(paragraph.style.paragraph_format.keep_with_next) and not released


def length(paragraph: Paragraph, name: str) -> int:
    """A length of the paragraph in twips, its own first, then its style's and those that it is based on; 0 for none."""
    found = getattr(paragraph.paragraph_format, name)
    style = paragraph.style
    while found is None and style is not None:
        found = getattr(style.paragraph_format, name)
        style = style.base_style
    return round(found / 635) if isinstance(found, Length) else 0


def _border_height(paragraph: Paragraph) -> int:
    """What a border below a line adds to it: its distance in points, its thickness in eighths of them."""
    properties = paragraph._p.pPr
    border = properties.find(f"{_BORDER}/{qn('w:bottom')}") if properties is not None else None
    if border is None:
        return 0
    return round(int(border.get(qn("w:space")) or 0) * 20 + int(border.get(qn("w:sz")) or 0) * 20 / 8)


def _table_height(table) -> int:
    """The stacked names of a joint mark: a line a row."""
    total = 0
    for row in table.findall(qn("w:tr")):
        lines = [int(spacing.get(qn("w:line")) or 0) for spacing in row.iter(qn("w:spacing")) if spacing.get(qn("w:line"))]
        total += max(lines, default=round(gb.JOINT_MARK_LARGEST * 20 * gb.JOINT_MARK_PITCH))
    return total


def _spare(document: Document) -> int:
    """What the issuer of a sealed paper could stand closer to the text; several seals side by side stand close already."""
    issuers = [p for p in paragraphs_of_paper(document) if p.style.name == st.ISSUER]
    return max(length(issuers[0], "space_before") - CLOSE_BELOW_TEXT, 0) if issuers else 0


def _room(document: Document) -> int:
    section = document.sections[0]
    return round((section.page_height - section.top_margin - section.bottom_margin) / 635)


def _pushed_down(document: Document) -> int:
    """How far the first page's header pushes the text down (a letter's mark and rule)."""
    section = document.sections[0]
    if not section.different_first_page_header_footer:
        return 0
    high = sum(length(p, "line_spacing") + _border_height(p) for p in section.first_page_header.paragraphs)
    return max(round((section.header_distance - section.top_margin) / 635) + high, 0)


def _below_seal(document: Document) -> int:
    """The lines that stand below the top of the date anyway: its own and the note's."""
    lines = sum(p.style.name in (st.DATE, st.NOTE) for p in paragraphs_of_paper(document))
    return lines * gb.LINE
