"""Two conventions of the line pitch (行距), both reading 5.2.3's 22 lines in a type area of 225 mm.

Default: 22 equal lines of 225/22 mm; what a line has above and below its characters counts as type area.
Compensated: the first line's characters begin at 37 mm and the last line's end at 262 mm, so that 21 pitches and
one character make 225 mm; the margins give way by what a line has above and below its characters.
"""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Twips

from docgen.layout import standard as gb
from docgen.layout import styles as st
from docgen.layout.imprint import find_imprint


def compensate(document: Document) -> None:
    """Set a finished document's portrait pages to the compensated pitch: lines, the blank lines above, margins."""
    for spacing in _spacings(document):
        line = spacing.get(qn("w:line"))
        if line == str(gb.LINE):
            spacing.set(qn("w:line"), str(gb.COMPENSATED_LINE))
        for side in ("w:before", "w:after"):
            value = int(spacing.get(qn(side)) or 0)
            lines, rest = divmod(value, gb.LINE)
            if lines and rest < gb.LINE // 4:
                spacing.set(qn(side), str(lines * gb.COMPENSATED_LINE + rest))
    spare = gb.LINES * gb.COMPENSATED_LINE - gb.twips(gb.TYPE_HEIGHT)
    above = round(spare * gb.INK_ABOVE_SHARE)
    for margins in document.element.body.iter(qn("w:pgMar")):
        if int(margins.get(qn("w:top"))) == gb.twips(gb.TOP):
            margins.set(qn("w:top"), str(int(margins.get(qn("w:top"))) - above))
            margins.set(qn("w:bottom"), str(int(margins.get(qn("w:bottom"))) - (spare - above)))
    _hold_marks(document, above, spare - above)


def _spacings(document: Document) -> Iterator:
    yield from document.styles.element.iter(qn("w:spacing"))
    yield from document.element.body.iter(qn("w:spacing"))


def _hold_marks(document: Document, above: int, below: int) -> None:
    """The mark keeps its place on the page, the imprint its place at the foot of the type area."""
    security = sum(p.style.name in (st.COPY_NUMBER, st.SECRECY, st.URGENCY) for p in document.paragraphs)
    shift = Twips(above - security * (gb.COMPENSATED_LINE - gb.LINE))
    for paragraph in document.paragraphs:
        own = paragraph.paragraph_format
        if paragraph.style.name in (st.MARK, st.MINUTES_MARK, st.ORDER_MARK, st.BRIEFING_MARK):
            before = own.space_before
            if before is None:
                before = paragraph.style.paragraph_format.space_before
            own.space_before = before + shift
        elif paragraph.style.name == st.HEAD_ANCHOR and own.space_after is not None:
            own.space_after = own.space_after + shift
    imprint = find_imprint(document)
    if imprint is not None:
        imprint.append(_foot(imprint, below, document))


def _foot(imprint, height: int, document: Document):
    """An empty row below the imprint's last rule: the page's text now reaches so much below the type area."""
    width = imprint.find(f".//{qn('w:tcW')}").get(qn("w:w"))
    style = document.styles[st.ANCHOR].style_id
    return parse_xml(
        f'<w:tr {nsdecls("w")}><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="exact"/></w:trPr>'
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        "</w:p></w:tc></w:tr>"
    )
