"""A Word document of pictures that fill A3 pages."""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt

from docgen.layout.charts.sheet import A3
from docgen.papers.charts.wall import WallChart

_MARGIN = 5.0
"""mm; the picture brings the sheet's own."""


def document_of(chart: WallChart, pictures: Sequence[bytes]) -> bytes:
    """The pictures (PNG), each on a landscape A3 page of its own."""
    from docgen.layout.document import properties_of, property_text, to_bytes
    from docgen.layout.page import new_document

    document = new_document()
    section = document.sections[0]
    for footer in (section.footer, section.even_page_footer):
        for paragraph in footer.paragraphs:
            paragraph.clear()
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(A3.width), Mm(A3.height)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    section.header_distance = section.footer_distance = Mm(2)
    high = A3.height - 2 * _MARGIN - 3
    for number, picture in enumerate(pictures, 1):
        paragraph = document.add_paragraph()
        form = paragraph.paragraph_format
        form.first_line_indent = form.space_before = form.space_after = Pt(0)
        form.line_spacing = 1.0
        form.page_break_before = number > 1
        shape = paragraph.add_run().add_picture(io.BytesIO(picture), height=Mm(high))
        properties = shape._inline.docPr
        properties.set("name", f"挂图{number}")
        properties.set("descr", f"{chart.title}（{chart.as_of}）")
    properties_of(document).title = property_text(chart.title)
    return to_bytes(document, chart.today)
