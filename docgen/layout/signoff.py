"""The sign-off when its words are known (7.3.5): sealed, unsealed, with a signature seal; one issuer or several."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Twips
from docx.text.paragraph import Paragraph

from docgen.layout import standard as gb
from docgen.layout import styles as st
from docgen.layout.seal import stamp
from docgen.layout.title import width

_ANNEX_NOTES = (st.ANNEX_ONLY, st.ANNEX_FIRST, st.ANNEX_NEXT)
_FIRSTS = (st.ISSUER, st.JOINT_ISSUERS, st.SIGNATURE)
_ALL = gb.mm(gb.twips(gb.TYPE_WIDTH)) / gb.ONE_CHARACTER
"""The type area's width in characters."""


def place_sign_off(document: Document, sealed: bool, seals: Sequence[Path] = ()) -> None:
    """Put issuers, date and seals where the standard has them, and keep them with the end of the text."""
    date = next(_styled(document, st.DATE), None)
    joint = next(_styled(document, st.JOINT_ISSUERS), None)
    issuers = list(_styled(document, st.ISSUER))
    if joint is not None and date is not None:
        _keep_note_clear(document, _side_by_side(joint, date, seals))
    elif issuers and date is not None:
        centre = _one_below_another(issuers, date, sealed, seals)
        if sealed:
            _keep_note_clear(document, centre)
    first = next((p for p in document.paragraphs if p.style.name in _FIRSTS), None)
    if first is not None:
        _keep_text_with(first)


def _one_below_another(issuers: list[Paragraph], date: Paragraph, sealed: bool, seals: Sequence[Path]) -> float:
    """Set issuers and date; answer the date's middle, in characters from the left."""
    # several issuers stand one below another and end alike: the sponsor, the first, is what the date is set by
    issuer_width, date_width = width(issuers[0 if not sealed else -1].text), width(date.text)
    if sealed:
        # 7.3.5.1; a long issuer keeps within the type area: the date gives way to the left
        date_right = max(float(gb.DATE_FROM_RIGHT_SEALED), (issuer_width - date_width) / 2)
        rights = [date_right + (date_width - width(issuer.text)) / 2 for issuer in issuers]
    else:
        # 7.3.5.2; a date longer than its place ends two characters from the right and the issuer moves in
        rights = [float(gb.ISSUER_FROM_RIGHT)] * len(issuers)
        date_right = rights[0] + issuer_width - gb.DATE_AFTER_ISSUER - date_width
        if date_right < gb.ISSUER_FROM_RIGHT:
            date_right = float(gb.ISSUER_FROM_RIGHT)
            rights = [date_right + date_width + gb.DATE_AFTER_ISSUER - issuer_width] * len(issuers)
    for paragraph, right in zip([*issuers, date], [*rights, date_right]):
        paragraph.paragraph_format.right_indent = Twips(round(right * gb.CHARACTER))
    if not sealed:
        issuers[0].paragraph_format.space_before = Twips(gb.LINE)
    for other in issuers[1:]:
        other.paragraph_format.space_before = Twips(0)
    centre = _ALL - date_right - date_width / 2
    if sealed and seals:
        stamp(date, seals[0], centre * gb.ONE_CHARACTER, 0.0)
    return centre


def _side_by_side(joint: Paragraph, date: Paragraph, seals: Sequence[Path]) -> float:
    """Issuers in rows, a seal each, none touching another or leaving the type area; the last one over the date.

    Answers that one's middle, in characters from the left.
    """
    names = [name for name in joint.text.split("\t") if name]
    date_width = width(date.text)
    last = _ALL - gb.DATE_FROM_RIGHT_SEALED - date_width / 2
    seal = (gb.SEAL + gb.SEAL_GAP) / gb.ONE_CHARACTER
    step = max(seal, max(map(width, names)) + 1)
    half = max(gb.SEAL / 2 / gb.ONE_CHARACTER, max(map(width, names)) / 2)
    a_row = max(1, min(3, int((last - half) // step) + 1))
    rows = _rows(names, a_row)
    first = joint
    for index, row in enumerate(rows):
        paragraph = first if index == 0 else Paragraph(deepcopy(first._p), first._parent)
        if index:
            date._p.addprevious(paragraph._p)
            gap = seal * gb.CHARACTER - gb.LINE
            paragraph.paragraph_format.space_before = Twips(round(gap))
        centres = [last - step * (len(row) - 1 - place) for place in range(len(row))]
        _at_centres(paragraph, row, centres)
        used = sum(map(len, rows[:index]))
        for place, picture in enumerate(seals[used : used + len(row)]):
            over_date = index == len(rows) - 1 and place == len(row) - 1
            above = (len(rows) - 1 - index) * (gb.SEAL + gb.SEAL_GAP)
            # all hang on the date, which has no room above it: Word and LibreOffice count that room differently
            own = 0.0 if over_date else -gb.mm(gb.LINE) / 2 - gb.SEAL_ABOVE_ISSUER - above
            stamp(date, picture, centres[place] * gb.ONE_CHARACTER, own)
    return last


def _keep_note_clear(document: Document, centre: float) -> None:
    """A note in the line below the date is turned over before it reaches the seal, whose lower part hangs into it.

    ``centre`` is the middle of the seal over the date, in characters from the left.
    """
    room = centre - (gb.SEAL / 2 + gb.SEAL_GAP) / gb.ONE_CHARACTER
    for note in _styled(document, st.NOTE):
        if 2 + width(note.text) > room:
            note.paragraph_format.right_indent = Twips(round((_ALL - room) * gb.CHARACTER))
            # a telephone number goes over whole, and what stands before it must not be drawn out
            note.alignment = WD_ALIGN_PARAGRAPH.LEFT


def _rows(names: list[str], a_row: int) -> list[list[str]]:
    return [names[start : start + a_row] for start in range(0, len(names), a_row)]


def _at_centres(paragraph: Paragraph, names: list[str], centres: list[float]) -> None:
    stops = paragraph.paragraph_format.tab_stops
    stops.clear_all()
    for centre in centres:
        stops.add_tab_stop(Twips(round(centre * gb.CHARACTER)), WD_TAB_ALIGNMENT.CENTER)
    for run in paragraph.runs[1:]:
        run._r.getparent().remove(run._r)
    paragraph.runs[0].text = "".join(f"\t{name}" for name in names)


def _keep_text_with(first: Paragraph) -> None:
    """The sign-off never stands alone on a page (7.3.5.5): the end of the text goes with it, and the annex note."""
    for element in first._p.itersiblings(qn("w:p"), preceding=True):
        above = Paragraph(element, first._parent)
        above.paragraph_format.keep_with_next = True
        if above.style.name not in _ANNEX_NOTES:
            return


def _styled(document: Document, style: str):
    return (paragraph for paragraph in document.paragraphs if paragraph.style.name == style)
