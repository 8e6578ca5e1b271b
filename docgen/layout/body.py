"""The body of a template: blocks of a draft, attendance, annex note, sign-off (7.3.3–7.3.5, 10.3)."""

from __future__ import annotations

from docx.document import Document

from docgen.layout import standard as gb
from docgen.layout import styles as st
from docgen.layout.wording import NUMBERS


def add_lines(document: Document, style: str, *lines: str) -> None:
    """Paragraphs of one style: text and docxtpl's paragraph tags."""
    for line in lines:
        document.add_paragraph(line, style=style)


def add_blocks(document: Document, name: str, first: str = st.BODY) -> None:
    """A loop over a draft's blocks, each in the style of its level; ``first`` is the first paragraph's style.

    A heading that runs on keeps its own font up to its first full stop. A list counts 1. and （1） anew.
    """
    add_lines(document, st.BODY, f"{{%p for block in {name} %}}")
    numbers = [*NUMBERS[:2], *(number.replace(")", ", block.number)", 1) for number in NUMBERS[2:])]
    for level, (style, number) in enumerate(zip(st.LEVELS, numbers, strict=True), 1):
        add_lines(document, style, f"{{%p {'if' if level == 1 else 'elif'} block.level == {level} %}}")
        paragraph = document.add_paragraph(number + "{{ block.head }}", style=style)
        if level <= 2:
            st.set_run_font(paragraph.add_run("{{ block.rest }}"), gb.BODY_FONT)
    if first != st.BODY:
        add_lines(document, first, "{%p elif loop.first %}", "{{ block.text }}")
    # 一是…二是… are paragraphs of the text that are counted
    add_lines(document, st.BODY, "{%p elif block.level == 5 %}", "{{ level(5) }}是{{ block.text }}")
    add_lines(document, st.ROSTER, "{%p elif block.level == 6 %}", "{{ block.text }}")
    for level, style in ((7, st.CHAPTER), (8, st.SECTION)):
        add_lines(document, style, f"{{%p elif block.level == {level} %}}", "{{ block.text }}")
    add_lines(document, st.BODY, "{%p else %}", "{{ block.text }}", "{%p endif %}", "{%p endfor %}")


def add_attendance(document: Document) -> None:
    """出席, 请假, 列席: the label 黑体, the names 仿宋, turned-over lines under the first name (10.3)."""
    add_lines(document, st.ATTENDANCE, "{%p for group in attendance %}")
    paragraph = document.add_paragraph(style=st.ATTENDANCE)
    st.set_run_font(paragraph.add_run("{{ group.label }}："), gb.HEI_FONT)
    paragraph.add_run("{{ group.names }}")
    add_lines(document, st.ATTENDANCE, "{%p endfor %}")


def add_annex_note(document: Document) -> None:
    """附件说明 (7.3.4): one line below the text, numbered only if there are several, no full stop."""
    for text, style in (
        ("{%p if annexes|length == 1 %}", st.ANNEX_ONLY),
        ("附件：{{ annexes[0] }}", st.ANNEX_ONLY),
        ("{%p endif %}", st.ANNEX_ONLY),
        ("{%p if annexes|length > 1 %}", st.ANNEX_FIRST),
        ("附件：1.{{ annexes[0] }}", st.ANNEX_FIRST),
        ("{%p for annex_title in annexes[1:] %}", st.ANNEX_NEXT),
        ("{{ loop.index + 1 }}.{{ annex_title }}", st.ANNEX_NEXT),
        ("{%p endfor %}", st.ANNEX_NEXT),
        ("{%p endif %}", st.ANNEX_NEXT),
    ):
        document.add_paragraph(text, style=style)


def add_sign_off(document: Document) -> None:
    """Issuer and date: side by side for several seals, one below another without, or a signature seal (7.3.5).

    None where the line below the title says by whom and when the paper was passed.
    """
    add_lines(document, st.SIGNATURE, '{%p if sign_off == "题注" %}', '{%p elif sign_off == "加盖签名章" %}', "{{ sign_office }}" + "\u3000" * gb.OFFICE_LEFT_OF_SIGNATURE + "{{ signed_by }}")
    add_lines(document, st.SIGNED_DATE, "{{ date }}")
    add_lines(document, st.JOINT_ISSUERS, '{%p elif sign_off == "加盖印章" and issuers|length > 1 %}')
    document.add_paragraph('{% for name in issuers %}\t{{ name }}{% endfor %}', style=st.JOINT_ISSUERS)
    add_lines(document, st.DATE, "{{ date }}", "{%p else %}")
    add_lines(document, st.ISSUER, "{%p for name in issuers %}", "{{ name }}", "{%p endfor %}")
    add_lines(document, st.DATE, "{{ date }}", "{%p endif %}")
