"""What can be set only when the words are there: marks, title rows, annex names, the sign-off's place.

Each works on named styles, so that a template edited in Word is finished in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Twips
from docx.text.paragraph import Paragraph

from docgen.layout import standard as gb
from docgen.layout import styles as st
from docgen.layout.imprint import find_imprint, rule_imprint
from docgen.layout.marks import set_marks
from docgen.layout.rows import break_rows
from docgen.layout.signoff import place_sign_off
from docgen.layout.title import width

_ANNEX_NOTES = (st.ANNEX_ONLY, st.ANNEX_FIRST, st.ANNEX_NEXT)
_ANNEX_NAME_AT = 6
"""Characters from the left at which an annex's name starts: two, 附件： and the number."""

_NUMBERED = re.compile(r"(?P<number>(?:附件：)?\d+\.)(?P<name>.+)")
_TITLES = (st.TITLE, st.LETTER_TITLE)
"""Titles of annexes are broken with their tables, in the width of their own pages."""


def finish(document: Document, *, sealed: bool = True, seals: Sequence[Path] = ()) -> None:
    """Set everything that depends on the rendered words.

    ``sealed``: 7.3.5.1, else 7.3.5.2; ``seals`` are pictures, one an issuer, in the issuers' order.
    """
    set_marks(document)
    for paragraph in document.paragraphs:
        if paragraph.style.name in _TITLES:
            break_rows(paragraph, gb.twips(gb.TYPE_WIDTH))
    part_items(document)
    part_title_from_text(document)
    for attendance in list(_styled(document, st.ATTENDANCE))[:1]:
        attendance.paragraph_format.space_before = Twips(gb.LINE)
    _align_annex_note(document)
    place_sign_off(document, sealed, seals)
    imprint = find_imprint(document)
    if imprint is not None:
        rule_imprint(imprint, letter=_is_letter(document))


def part_items(document: Document) -> None:
    """The room above a further title (an item of a briefing) belongs to the text before it: at the top of a page there is none."""
    for title in list(_styled(document, st.TITLE))[1:]:
        above = title._p.getprevious()
        if above is None or above.tag != qn("w:p"):
            continue
        room = title.style.paragraph_format.space_before
        Paragraph(above, title._parent).paragraph_format.space_after = room
        title.paragraph_format.space_before = Twips(0)


def part_title_from_text(document: Document) -> None:
    """One line between a title and the text, where no addressees stand between them."""
    for paragraph in document.paragraphs:
        if paragraph.style.name not in (*_TITLES, st.ANNEX_TITLE, st.CAPTION):
            continue
        below = paragraph._p.getnext()
        if below is not None and below.tag == qn("w:p"):
            text = Paragraph(below, paragraph._parent)
            if text.style.name in (st.BODY, st.ROSTER, *st.LEVELS, st.CHAPTER, st.SECTION):
                text.paragraph_format.space_before = Twips(gb.LINE)


def _align_annex_note(document: Document) -> None:
    """7.3.4: a turned-over annex name starts under its own first character, in whatever font the digits are."""
    notes = [p for style in (st.ANNEX_FIRST, st.ANNEX_NEXT) for p in _styled(document, style)]
    room = gb.CHARACTERS - _ANNEX_NAME_AT
    names = [_NUMBERED.match(note.text) for note in notes]
    if not any(found and width(found["name"]) > room - _further(found["number"]) for found in names):
        return
    for note, found in zip(notes, names):
        if found and note.runs:
            for run in note.runs[1:]:
                run._r.getparent().remove(run._r)
            note.runs[0].text = f"{found['number']}\t{found['name']}"
            # a little beyond the number's own width, or Word takes the next tab stop
            note.paragraph_format.left_indent = Twips(round((_ANNEX_NAME_AT + 0.15 + _further(found["number"])) * gb.CHARACTER))
            first = gb.INDENT if note.style.name == st.ANNEX_FIRST else (_ANNEX_NAME_AT - 1) * gb.CHARACTER
            note.paragraph_format.first_line_indent = Twips(first) - note.paragraph_format.left_indent


def _further(number: str) -> float:
    """How much further right, in characters, a name starts behind a number of two digits."""
    return 0.5 * (sum(char.isdigit() for char in number) - 1)


def _is_letter(document: Document) -> bool:
    letter = (st.LETTER_NUMBER, st.LETTER_SECRECY)
    return any(paragraph.style.name in letter for paragraph in document.paragraphs)


def _styled(document: Document, style: str) -> Iterator[Paragraph]:
    return (paragraph for paragraph in document.paragraphs if paragraph.style.name == style)


def anchor_paragraph(document: Document):
    """A paragraph of one point, on which a section's end or the imprint hangs where no text may stand."""
    paragraph = OxmlElement("w:p")
    properties = paragraph.get_or_add_pPr()
    properties.style = document.styles[st.ANCHOR].style_id
    return paragraph
