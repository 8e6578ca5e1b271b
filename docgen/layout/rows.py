"""The rows of a title in its paragraph (7.3.1)."""

from __future__ import annotations

from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from docgen.layout import standard as gb
from docgen.layout.title import break_title


def break_rows(paragraph: Paragraph, wide: int) -> None:
    """Break a title by sense into rows of ``wide`` twips, unless a person has broken it."""
    if not paragraph.runs or paragraph._p.findall(f".//{qn('w:br')}"):
        return
    size = paragraph.style.font.size.pt if paragraph.style.font.size else gb.SIZE_2
    rows = break_title(paragraph.text, wide / (size * 20))
    first, *others = paragraph.runs
    for run in others:
        run._r.getparent().remove(run._r)
    first.text = "\n".join(rows)
