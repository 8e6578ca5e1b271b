"""The line that names a table or a picture within the text."""

from __future__ import annotations

from docx.shared import Pt, Twips
from docx.text.paragraph import Paragraph

from docgen.layout import standard as gb
from docgen.layout import styles as st


def caption_before(place: Paragraph, text: str, keep_with_next: bool = False) -> Paragraph:
    """A line in 黑体 三号, centred, put before ``place``; below it a table may follow on the same page."""
    paragraph = place.insert_paragraph_before(style=st.TABLE_HEAD)
    paragraph.paragraph_format.line_spacing = Twips(gb.LINE)
    paragraph.paragraph_format.keep_with_next = keep_with_next
    paragraph.add_run(text).font.size = Pt(gb.SIZE_3)
    return paragraph
