"""The heads of the other formats: minutes (10.3), order (10.2), briefing (practice)."""

from __future__ import annotations

from docx.document import Document

from docgen.layout import standard as gb
from docgen.layout import styles as st
from docgen.layout.body import add_blocks, add_lines
from docgen.layout.head import add_security, border


def minutes_head(document: Document) -> None:
    """××××纪要 35 below the top of the type area; the number, when there is one, two lines below over a red rule."""
    add_security(document)
    add_lines(document, st.MINUTES_MARK, "{{ mark }}")
    number = document.add_paragraph("{{ number }}", style=st.NUMBER)
    border(number._p, "bottom", "single", gb.RULE_EIGHTHS, gb.RULE_SPACE_POINTS)


def order_head(document: Document) -> None:
    """The mark 20 below the top of the type area, the order's number two lines below; the text follows at once."""
    add_security(document)
    add_lines(document, st.ORDER_MARK, "{{ mark }}")
    add_lines(document, st.ORDER_NUMBER, "{{ number }}")


def briefing_head(document: Document) -> None:
    """The series in red, 第3期 centred below, compiling office left and date right above a red rule."""
    add_security(document)
    add_lines(document, st.BRIEFING_MARK, "{{ series }}")
    add_lines(document, st.BRIEFING_ISSUE, "第{{ issue }}期{% if total %}（总第{{ total }}期）{% endif %}")
    line = document.add_paragraph("{{ compiled_by }}\t{{ date }}", style=st.BRIEFING_LINE)
    border(line._p, "bottom", "single", gb.RULE_EIGHTHS, gb.RULE_SPACE_POINTS)


def briefing_items(document: Document) -> None:
    """What is in the issue, the editor's note (按语, 楷体), then item after item, each with its title, its headings counted anew."""
    add_lines(document, st.BODY, "{%p if contents %}")
    st.set_run_font(document.add_paragraph(style=st.BODY).add_run("本期目录"), gb.HEI_FONT)
    add_lines(document, st.BODY, "{%p for entry in contents %}", "{{ entry }}", "{%p endfor %}", "{%p endif %}", "{%p if editor_note %}")
    note = document.add_paragraph(style=st.BODY)
    st.set_run_font(note.add_run("【编者按】"), gb.HEI_FONT)
    st.set_run_font(note.add_run("{{ editor_note }}"), gb.KAI_FONT)
    add_lines(document, st.BODY, "{%p endif %}", "{%p for item in items %}")
    document.add_paragraph("{{ level(0) }}{{ item.title }}", style=st.TITLE)
    add_blocks(document, "item.body")
    add_lines(document, st.BODY, "{%p endfor %}")
