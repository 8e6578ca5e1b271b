"""How much of a page the paragraphs above a table take: label, title, the line with date and unit."""

from __future__ import annotations

from math import ceil

from docx.shared import Length, Pt
from docx.text.paragraph import Paragraph

from docgen.layout import standard as gb
from docgen.layout.tables.measure import width

_SINGLE = 1.3
"""The height of a single-spaced line in sizes of its characters."""


def paragraph_height(paragraph: Paragraph, room: int) -> float:
    """The height in twips that a paragraph takes in a type area ``room`` twips wide."""
    size = size_of(paragraph)
    line = _of(paragraph, "line_spacing")
    twips = line.twips if isinstance(line, Length) else size / 635 * _SINGLE * (line or 1)
    across = room / (size / 635)
    rows = sum(max(ceil(width(row) / across), 1) for row in paragraph.text.split("\n"))
    around = sum(space.twips for side in ("space_before", "space_after") if (space := _of(paragraph, side)) is not None)
    return rows * twips + around


def size_of(paragraph: Paragraph) -> Length:
    """The size of a paragraph's characters by its style; the body text's where no style says."""
    return _of(paragraph, "size") or Pt(gb.SIZE_3)


def _of(paragraph: Paragraph, name: str):
    """A property of the paragraph, its own first, then its style's and that of the styles it is based on."""
    found = None if name == "size" else getattr(paragraph.paragraph_format, name)
    style = paragraph.style
    while found is None and style is not None:
        found = style.font.size if name == "size" else getattr(style.paragraph_format, name)
        style = style.base_style
    return found
