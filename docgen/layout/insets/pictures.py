"""A picture within the text: centred, as large as the draft wants it and the type area allows, its caption below."""

from __future__ import annotations

import io

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Twips
from docx.text.paragraph import Paragraph

from docgen.layout import standard as gb
from docgen.layout.insets.captions import caption_before
from docgen.papers.insets import PictureInset

_HIGHEST = gb.TYPE_HEIGHT - 3 * gb.mm(gb.LINE)
"""A caption and a line of text fit on its page."""


def set_picture(document: Document, place: Paragraph, inset: PictureInset) -> None:
    """Put the picture, and its caption, before the paragraph that stands for it."""
    scale = min(1.0, gb.TYPE_WIDTH / inset.width, _HIGHEST / inset.height) if inset.width and inset.height else 1.0
    wide, high = inset.width * scale, inset.height * scale
    paragraph = place.insert_paragraph_before(style=place.style)
    form = paragraph.paragraph_format
    form.alignment = WD_ALIGN_PARAGRAPH.CENTER
    form.first_line_indent = Twips(0)
    # an exact line would cut the picture off
    form.line_spacing = Twips(gb.twips(high))
    form.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
    if inset.caption:
        form.keep_with_next = True
    shape = paragraph.add_run().add_picture(io.BytesIO(inset.data), width=Mm(wide), height=Mm(high))
    properties = shape._inline.docPr
    properties.set("name", f"图片{properties.get('id')}")
    if inset.caption:
        properties.set("descr", inset.caption)
        caption_before(place, inset.caption)
