"""Wording to template paragraphs: a text file with ``#`` levels and docxtpl tags becomes the body of a template.

``#`` is 一、, ``##`` is （一）, ``###`` is 1., ``####`` is （1）: the numbers are counted when the paper is made, so that
a heading whose part falls away leaves no gap.
"""

from __future__ import annotations

import re

from docx.document import Document

from docgen.layout import styles as st

_HEADING = re.compile(r"(?P<marks>#{1,4})(?:\[(?P<when>[^\]]+)\])?\s*(?P<text>.+)")
NUMBERS = ("{{ level(1) }}、", "（{{ level(2) }}）", "{{ level(3) }}.", "（{{ level(4) }}）")


def add_wording(document: Document, text: str) -> None:
    """Append each line of ``text`` as a paragraph in the style of its level."""
    for line in filter(None, map(str.strip, text.splitlines())):
        heading = _HEADING.fullmatch(line)
        if not heading:
            document.add_paragraph(line, style=st.BODY)
            continue
        level = len(heading["marks"]) - 1
        lines = [NUMBERS[level] + heading["text"]]
        if heading["when"]:
            lines = [f"{{%p if {heading['when']} %}}", *lines, "{%p endif %}"]
        for part in lines:
            document.add_paragraph(part, style=st.LEVELS[level])
