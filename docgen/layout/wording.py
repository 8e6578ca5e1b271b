"""Wording to template paragraphs: a text file with ``#`` levels and docxtpl tags becomes the body of a template.

``#`` is 一、, ``##`` is （一）, ``###`` is 1., ``####`` is （1）: the numbers are counted when the paper is made, so that
a heading whose part falls away leaves no gap.
"""

from __future__ import annotations

from docx.document import Document

from docgen.layout import styles as st

_NUMBERS = ("{{ level(1) }}、", "（{{ level(2) }}）", "{{ level(3) }}.", "（{{ level(4) }}）")


def add_wording(document: Document, text: str) -> None:
    """Append each line of ``text`` as a paragraph in the style of its level."""
    for line in text.splitlines():
        if not line.strip():
            continue
        marks = len(line) - len(line.lstrip("#"))
        if marks and not line.startswith("{"):
            document.add_paragraph(_NUMBERS[marks - 1] + line[marks:].strip(), style=st.LEVELS[marks - 1])
        else:
            document.add_paragraph(line.strip(), style=st.BODY)
