"""The heads of the other formats: minutes (10.3), order (10.2), briefing (practice)."""

from __future__ import annotations

from docx.document import Document

from docgen.layout import standard as gb
from docgen.layout import styles as st
from docgen.layout.body import add_lines
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
    add_lines(document, st.BRIEFING_ISSUE, "{%p if issue %}", "第{{ issue }}期", "{%p endif %}")
    line = document.add_paragraph("{{ compiled_by }}\t{{ date }}", style=st.BRIEFING_LINE)
    border(line._p, "bottom", "single", gb.RULE_EIGHTHS, gb.RULE_SPACE_POINTS)
