"""The imprint (版记, 7.4): a floating table of up to two rows at the bottom of the last page's type area.

A table anchored to the page across and to the margin down holds its place in Word, WPS and LibreOffice wherever the
text ends, and moves to a page of its own when the last page has no room. It must not be first in its section.
"""

from __future__ import annotations

from math import ceil

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from docgen.layout import standard as gb
from docgen.layout import styles as st
from docgen.layout.page import style_id
from docgen.layout.title import width as characters
from docgen.problem import DocgenError


def add_imprint(document: Document, *, letter: bool = False) -> None:
    """Append the imprint's template to the end of the text, before the paragraph that it hangs on.

    A letter's imprint has the copies only, without rules (10.1).
    """
    part = document.part
    rows = _optional("copies", _row(style_id(part, st.COPIES), _text("抄送：{{ copies }}。")))
    if not letter:
        rows = _optional("main_to", _row(style_id(part, st.MAIN_TO), _text("主送：{{ main_to }}。"))) + rows
        rows += _row(style_id(part, st.ISSUED), f'{_text("{{ issued_by }}")}<w:r><w:tab/></w:r>{_text("{{ issued_on }}印发")}')
    _hang(document, rows)


def add_briefing_imprint(document: Document) -> None:
    """报, 送, 发 and the number of copies between the same rules (practice)."""
    copies = style_id(document.part, st.COPIES)
    rows = "".join(
        _optional(name, _row(copies, _text(f"{label}：{{{{ {name} }}}}。")))
        for label, name in (("报", "reports_to"), ("送", "sends_to"), ("发", "distributes"))
    )
    issued = style_id(document.part, st.ISSUED)
    right = _text("{% if printed %}（共印{{ printed }}份）{% endif %}")
    rows += _row(issued, f'{_text("{{ compiled_by }}")}<w:r><w:tab/></w:r>{right}')
    _hang(document, rows)


def _hang(document: Document, rows: str) -> None:
    """Put the imprint's table before the paragraph that it hangs on, the last one."""
    width = gb.twips(gb.TYPE_WIDTH)
    left = gb.twips(gb.PAPER_WIDTH) - width - gb.twips(gb.RIGHT)
    table = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin" '
        f'w:horzAnchor="page" w:tblpX="{left}" w:tblpYSpec="bottom"/><w:tblOverlap w:val="never"/>'
        f'<w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>{rows}</w:tbl>'
    )
    last = document.paragraphs[-1]._p
    last.addprevious(table)


def find_imprint(document: Document):
    """The imprint's w:tbl in a rendered paper, or None: the table whose rows have the imprint's styles."""
    ids = {style_id(document.part, name) for name in (st.MAIN_TO, st.COPIES, st.ISSUED) if name in document.styles}
    for table in document.element.body.iterchildren(qn("w:tbl")):
        style = table.find(f".//{qn('w:pStyle')}")
        if style is not None and style.get(qn("w:val")) in ids:
            return table
    return None


def rule_imprint(table, *, letter: bool = False) -> None:
    """Draw the rules of 7.4.1: the first and last thick, those between thin; none in a letter.

    Raises DocgenError for an imprint higher than a page.
    """
    rows = table.findall(qn("w:tr"))
    _refuse_too_high(rows)
    main_to = [row.find(f".//{qn('w:pStyle')}").get(qn("w:val")) == "MainTo" for row in rows]
    for index, row in enumerate(rows):
        top = gb.IMPRINT_THICK if index == 0 else gb.IMPRINT_THIN
        bottom = gb.IMPRINT_THICK if index == len(rows) - 1 else gb.IMPRINT_THIN
        # 7.4.2: no rule between 主送 and 抄送
        if main_to[index] and index + 1 < len(rows) - 1:
            bottom = 0
        if index and main_to[index - 1] and index < len(rows) - 1:
            top = 0
        for properties in row.iter(qn("w:tcPr")):
            for found in properties.findall(qn("w:tcBorders")):
                properties.remove(found)
            if not letter:
                properties.append(parse_xml(
                    f'<w:tcBorders {nsdecls("w")}>{_rule("top", top)}{_rule("bottom", bottom)}</w:tcBorders>'))


def _refuse_too_high(rows) -> None:
    """An imprint is one block at the foot of a page: what is higher than the type area would run off the paper."""
    lines = _lines(rows)
    if lines * gb.IMPRINT_LINE > gb.twips(gb.TYPE_HEIGHT):
        most = gb.twips(gb.TYPE_HEIGHT) // gb.IMPRINT_LINE
        raise DocgenError(
            f"主送、抄送机关太多，版记约需{lines}行，一页最多排{most}行：请改用统称，如“各乡镇人民政府”、“县直各单位”"
        )


def imprint_height(table) -> int:
    """The height in twips that an imprint takes at the foot of a page, its rules included."""
    rows = table.findall(qn("w:tr"))
    return _lines(rows) * gb.IMPRINT_LINE + (len(rows) + 1) * gb.IMPRINT_THICK * 20 // 8


def _lines(rows) -> int:
    room = gb.twips(gb.TYPE_WIDTH) / gb.IMPRINT_INDENT - _HANGING
    texts = ("".join(text.text or "" for text in row.iter(qn("w:t"))) for row in rows)
    return sum(ceil(characters(text) / room) for text in texts)


_HANGING = 5
"""Characters that a turned-over line of the imprint gives up: the label's three and one at either side."""


def _rule(side: str, eighths: int) -> str:
    if not eighths:
        return f'<w:{side} w:val="nil"/>'
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="0" w:color="000000"/>'


def _row(style: str, runs: str) -> str:
    width = gb.twips(gb.TYPE_WIDTH)
    return (
        '<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr>'
        f'<w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p></w:tc></w:tr>'
    )


def _optional(name: str, row: str) -> str:
    return _tag_row(f"{{%tr if {name} %}}") + row + _tag_row("{%tr endif %}")


def _tag_row(tag: str) -> str:
    return _row("Issued", _text(tag))


def _text(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
