"""The head of a paper in the 文件 format (7.2): 份号, 密级, 紧急程度, issuer mark, number or signers, red rule.

These build the template; the tags in them are filled by docxtpl. What is not there falls away, and the mark keeps
its place: ``docgen.layout.marks`` sets the distance when the words are known.
"""

from __future__ import annotations

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from docgen.layout import standard as gb
from docgen.layout import styles as st
from docgen.layout.page import style_id


def office_head(document: Document) -> None:
    """The head of a 文件, of one or several issuers, downward or upward."""
    add_security(document)
    _when(document, "issuers|length > 1", st.HEAD_ANCHOR)
    document.add_paragraph(style=st.HEAD_ANCHOR)
    document.paragraphs[-1]._p.addnext(_joint_mark(document))
    _otherwise(document, st.MARK)
    document.add_paragraph("{{ mark }}", style=st.MARK)
    _end(document, st.MARK)
    _number(document)


def add_security(document: Document) -> None:
    """份号, 密级★期限, 紧急程度: a line each from the top of the type area (7.2.1–7.2.3)."""
    for name, style in (("copy_number", st.COPY_NUMBER), ("secrecy", st.SECRECY), ("urgency", st.URGENCY)):
        _when(document, name, style)
        document.add_paragraph(f"{{{{ {name} }}}}", style=style)
        _end(document, style)


def _joint_mark(document: Document):
    """The issuers' names stacked, the sponsor first, 文件 at their right centred on their height (7.2.4)."""
    style = style_id(document.part, st.JOINT_MARK)
    half = gb.twips(gb.TYPE_WIDTH) // 2
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>%s</w:t></w:r></w:p>'
    cell = '<w:tc><w:tcPr><w:tcW w:w="{w}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{p}</w:tc>'
    tag = "<w:tr>" + cell.format(w=half, p=paragraph % "{}") * 2 + "</w:tr>"
    row = "<w:tr>" + cell.format(w=half, p=paragraph % "{{ name }}") + cell.format(w=half, p=paragraph % "{% vm %}{{ mark_word }}") + "</w:tr>"
    rows = tag.replace("{}", "{%tr for name in issuers %}", 1).replace("{}", "") + row + tag.replace("{}", "{%tr endfor %}", 1).replace("{}", "")
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{2 * half}" w:type="dxa"/><w:jc w:val="center"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        f'</w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="{half}"/><w:gridCol w:w="{half}"/></w:tblGrid>{rows}</w:tbl>'
    )


def _number(document: Document) -> None:
    """Number over the red rule; in an upward document the signers at its right, two names a row (7.2.5, 7.2.6)."""
    _when(document, "signer_rows", st.SIGNERS)
    document.add_paragraph("{%p for row in signer_rows[:-1] %}", style=st.SIGNERS)
    _signers(document.add_paragraph(style=st.SIGNERS), "", "row")
    document.add_paragraph("{%p endfor %}", style=st.SIGNERS)
    last = document.add_paragraph(style=st.UPWARD_NUMBER)
    _signers(last, "{{ number }}", "signer_rows[-1]")
    border(last._p, "bottom", "single", gb.RULE_EIGHTHS, gb.RULE_SPACE_POINTS)
    _otherwise(document, st.NUMBER)
    number = document.add_paragraph("{{ number }}", style=st.NUMBER)
    border(number._p, "bottom", "single", gb.RULE_EIGHTHS, gb.RULE_SPACE_POINTS)
    _end(document, st.NUMBER)


def _signers(paragraph, before: str, row: str) -> None:
    """Number, label and up to two names at tab stops; label 仿宋, names 楷体."""
    from docgen.layout.styles import set_run_font

    paragraph.add_run(f"{before}\t{{{{ {row}.label }}}}\t")
    names = paragraph.add_run(f"{{{{ {row}.first }}}}\t{{{{ {row}.second }}}}")
    set_run_font(names, gb.KAI_FONT)


def border(paragraph, side: str, kind: str, eighths: int, space_points: int) -> None:
    """Give a paragraph a red border on one side."""
    properties = paragraph.get_or_add_pPr()
    element = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:{side} w:val="{kind}" w:sz="{eighths}" w:space="{space_points}" '
        f'w:color="{gb.RED}"/></w:pBdr>'
    )
    properties.insert_element_before(element, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _when(document: Document, condition: str, style: str) -> None:
    document.add_paragraph(f"{{%p if {condition} %}}", style=style)


def _otherwise(document: Document, style: str) -> None:
    document.add_paragraph("{%p else %}", style=style)


def _end(document: Document, style: str) -> None:
    document.add_paragraph("{%p endif %}", style=style)
