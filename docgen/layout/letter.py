"""The head of a letter (信函, 10.1): the mark and double rule in the first page's header, the lower rule in its footer."""

from __future__ import annotations

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from docgen.layout import standard as gb
from docgen.layout import styles as st
from docgen.layout.head import border
from docgen.layout.page import style_id


def letter_head(document: Document) -> None:
    """Mark and double rule in the first page's header, the lower rule in its footer, the number in the text.

    The header pushes the text below it, in Word and LibreOffice alike; the lower rule is a frame on the page.
    """
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header_distance = gb.emu(gb.LETTER_HEADER_DISTANCE)
    header, footer = section.first_page_header, section.first_page_footer
    header.is_linked_to_previous = footer.is_linked_to_previous = False
    _replace(header._element, _letter_mark(document))
    _replace(footer._element, *_lower_rule(document))
    _security_and_number(document)


def _security_and_number(document: Document) -> None:
    """份号, 密级, 紧急程度 flush left, the first of them on the line of the number, which is flush right."""
    for text, style in (
        ("{%p if security %}", st.LETTER_SECRECY),
        ("{{ security[0] }}\t", st.LETTER_SECRECY),
        ("{%p for line in security[1:] %}", st.LETTER_URGENCY),
        ("{{ line }}", st.LETTER_URGENCY),
        ("{%p endfor %}", st.LETTER_URGENCY),
        ("{%p else %}", st.LETTER_NUMBER),
        ("{{ number }}", st.LETTER_NUMBER),
        ("{%p endif %}", st.LETTER_NUMBER),
    ):
        paragraph = document.add_paragraph(text, style=style)
        if text.endswith("\t"):
            st.set_run_font(paragraph.runs[0], gb.HEI_FONT)
            paragraph.add_run("{{ number }}")


def _letter_mark(document: Document):
    paragraph = parse_xml(
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style_id(document.part, st.LETTER_MARK)}"/>'
        f"{_letter_indents()}</w:pPr><w:r><w:t>{{{{ mark }}}}</w:t></w:r></w:p>"
    )
    border(paragraph, "bottom", "thickThinSmallGap", gb.LETTER_RULE_EIGHTHS, gb.LETTER_RULE_SPACE_POINTS)
    return paragraph


def _lower_rule(document: Document) -> tuple:
    """A framed empty line whose lower border is the rule, and the paragraph that the frame hangs on.

    A lower border, as above: LibreOffice draws the two lines of an upper one the other way round.
    """
    left = gb.twips((gb.PAPER_WIDTH - gb.LETTER_RULE_WIDTH) / 2)
    frame = parse_xml(
        f'<w:p {nsdecls("w")}><w:pPr><w:framePr w:w="{gb.twips(gb.LETTER_RULE_WIDTH)}" w:wrap="around" '
        f'w:vAnchor="page" w:hAnchor="page" w:x="{left}" w:y="{gb.twips(gb.LETTER_LOWER_RULE_TOP)}"/>'
        '<w:spacing w:line="20" w:lineRule="exact"/><w:ind w:firstLine="0"/></w:pPr></w:p>'
    )
    border(frame, "bottom", "thinThickSmallGap", gb.LETTER_RULE_EIGHTHS, 0)
    anchor = parse_xml(
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style_id(document.part, st.PAGE_ODD)}"/></w:pPr></w:p>'
    )
    return frame, anchor


def _letter_indents() -> str:
    """Out of the type area to both sides, so that the rule is 170 mm wide and centred on the page."""
    overhang = (gb.PAPER_WIDTH - gb.LETTER_RULE_WIDTH) / 2
    left, right = gb.twips(gb.LEFT - overhang), gb.twips(gb.RIGHT - overhang)
    return f'<w:ind w:left="-{left}" w:right="-{right}" w:firstLine="0"/>'


def _replace(element, *paragraphs) -> None:
    for child in list(element):
        if child.tag == qn("w:p"):
            element.remove(child)
    for paragraph in paragraphs:
        element.append(paragraph)
