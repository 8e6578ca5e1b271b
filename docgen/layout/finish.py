"""What can be set only when the words are there: the mark's size, title rows, the sign-off's place.

Each works on named styles, so that a template edited in Word is finished in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, Twips
from docx.text.paragraph import Paragraph

from docgen.layout import standard as gb
from docgen.layout import styles as st
from docgen.layout.imprint import find_imprint, rule_imprint
from docgen.layout.title import break_title, width

_ANNEX_NOTES = (st.ANNEX_ONLY, st.ANNEX_FIRST, st.ANNEX_NEXT)
_ANNEX_NAME_AT = 6
"""Characters from the left at which an annex's name starts: two, 附件： and the number."""

_NUMBERED = re.compile(r"(?P<number>(?:附件：)?\d+\.)(?P<name>.+)")
_TITLES = (st.TITLE, st.LETTER_TITLE, st.ANNEX_TITLE)


def finish(document: Document, *, sealed: bool = True) -> None:
    """Set everything that depends on the rendered words. ``sealed``: 7.3.5.1, else 7.3.5.2."""
    section = document.sections[0]
    for paragraph in [*document.paragraphs, *section.first_page_header.paragraphs]:
        if paragraph.style.name in (st.MARK, st.LETTER_MARK):
            _fit_mark(paragraph)
        elif paragraph.style.name in _TITLES:
            break_rows(paragraph)
    _align_annex_note(document)
    _place_sign_off(document, sealed)
    imprint = find_imprint(document)
    if imprint is not None:
        rule_imprint(imprint, letter=_has(document, st.LETTER_NUMBER))


def break_rows(paragraph: Paragraph) -> None:
    """Break a title into rows by sense, unless a person has broken it."""
    if paragraph._p.findall(f".//{qn('w:br')}") or not paragraph.runs:
        return
    size = paragraph.style.font.size or Pt(gb.SIZE_2)
    room = gb.TYPE_WIDTH / (size.pt * 25.4 / 72)
    rows = break_title(paragraph.text, room)
    if len(rows) == 1:
        return
    first, *others = paragraph.runs
    for run in others:
        run._r.getparent().remove(run._r)
    first.text = rows[0]
    for row in rows[1:]:
        first.add_break()
        first.add_text(row)


def _fit_mark(paragraph: Paragraph) -> None:
    """The issuer mark on one line (7.2.4): as large as the style says or as the type area allows."""
    style = paragraph.style
    largest = style.font.size.pt if style.font.size else gb.MARK_LARGEST
    wide = gb.TYPE_WIDTH * 72 / 25.4
    size = max(gb.MARK_SMALLEST, min(int(largest), int(wide / max(width(paragraph.text), 1))))
    for run in paragraph.runs:
        run.font.size = Pt(size)
    paragraph.paragraph_format.line_spacing = Pt(size)


def _align_annex_note(document: Document) -> None:
    """7.3.4: a turned-over annex name starts under its own first character, in whatever font the digits are."""
    notes = [p for style in (st.ANNEX_FIRST, st.ANNEX_NEXT) for p in _styled(document, style)]
    room = gb.CHARACTERS - _ANNEX_NAME_AT
    names = [_NUMBERED.match(note.text) for note in notes]
    if not any(found and width(found["name"]) > room for found in names):
        return
    for note, found in zip(notes, names):
        if found and note.runs:
            for run in note.runs[1:]:
                run._r.getparent().remove(run._r)
            note.runs[0].text = f"{found['number']}\t{found['name']}"
            # a little beyond the number's own width, or Word takes the next tab stop
            note.paragraph_format.left_indent = Twips(round((_ANNEX_NAME_AT + 0.15) * gb.CHARACTER))
            first = gb.INDENT if note.style.name == st.ANNEX_FIRST else (_ANNEX_NAME_AT - 1) * gb.CHARACTER
            note.paragraph_format.first_line_indent = Twips(first) - note.paragraph_format.left_indent


def _place_sign_off(document: Document, sealed: bool) -> None:
    """Issuer and date: sealed, the issuer is centred on the date, which ends four characters from the right (7.3.5.1);
    unsealed, the issuer ends two from the right and the date starts two after the issuer's start (7.3.5.2)."""
    issuer, date = _first(document, st.ISSUER), _first(document, st.DATE)
    if issuer is None or date is None:
        return
    issuer_width, date_width = width(issuer.text), width(date.text)
    if sealed:
        date_right = float(gb.DATE_FROM_RIGHT_SEALED)
        # a long issuer keeps within the type area: the date gives way to the left
        date_right = max(date_right, (issuer_width - date_width) / 2)
        issuer_right = date_right + (date_width - issuer_width) / 2
    else:
        issuer_right = float(gb.ISSUER_FROM_RIGHT)
        date_right = issuer_right + issuer_width - gb.DATE_AFTER_ISSUER - date_width
        if date_right < gb.ISSUER_FROM_RIGHT:
            date_right = float(gb.ISSUER_FROM_RIGHT)
            issuer_right = date_right + date_width + gb.DATE_AFTER_ISSUER - issuer_width
    for paragraph, right in ((issuer, issuer_right), (date, date_right)):
        paragraph.paragraph_format.right_indent = Twips(round(right * gb.CHARACTER))
    _keep_text_with(issuer)


def _keep_text_with(issuer: Paragraph) -> None:
    """The sign-off never stands alone on a page (7.3.5.5): the end of the text goes with it, and the annex note."""
    for element in issuer._p.itersiblings(qn("w:p"), preceding=True):
        above = Paragraph(element, issuer._parent)
        above.paragraph_format.keep_with_next = True
        if above.style.name not in _ANNEX_NOTES:
            return


def _first(document: Document, style: str) -> Paragraph | None:
    return next(_styled(document, style), None)


def _has(document: Document, style: str) -> bool:
    return _first(document, style) is not None


def _styled(document: Document, style: str) -> Iterator[Paragraph]:
    return (paragraph for paragraph in document.paragraphs if paragraph.style.name == style)


def anchor_paragraph(document: Document):
    """A paragraph of one point, on which a section's end or the imprint hangs where no text may stand."""
    paragraph = OxmlElement("w:p")
    properties = paragraph.get_or_add_pPr()
    properties.style = document.styles[st.ANCHOR].style_id
    return paragraph
