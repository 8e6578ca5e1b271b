"""A chart within the text: of Word's own, its data in a workbook beside it, or a picture of the same values."""

from __future__ import annotations

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Twips
from docx.text.paragraph import Paragraph

from docgen.layout import standard as gb
from docgen.layout.insets.captions import caption_before
from docgen.layout.insets.pictures import set_picture
from docgen.papers.insets import ChartInset, PictureInset

_INLINE = (
    '<w:r {ns} xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><w:drawing>'
    '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
    '<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:docPr id="{id}" name="图表{id}"/><wp:cNvGraphicFramePr/>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
    '<c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
)


def set_chart(document: Document, place: Paragraph, inset: ChartInset) -> None:
    """Put the chart and its caption before the paragraph that stands for it."""
    if not inset.native:
        from docgen.layout.charts.picture import picture_of

        set_picture(document, place, PictureInset(picture_of(inset), gb.TYPE_WIDTH, inset.height, inset.caption))
        return
    from docgen.layout.charts.native import add_chart

    paragraph = place.insert_paragraph_before(style=place.style)
    form = paragraph.paragraph_format
    form.alignment = WD_ALIGN_PARAGRAPH.CENTER
    form.first_line_indent = Twips(0)
    # an exact line would cut the chart off
    form.line_spacing = Twips(gb.twips(inset.height))
    form.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
    form.keep_with_next = True
    run = parse_xml(
        _INLINE.format(
            ns=nsdecls("w", "wp", "a", "r"), wide=gb.emu(gb.TYPE_WIDTH), high=gb.emu(inset.height),
            id=document.part.next_id, relation=add_chart(document, inset),
        )  # fmt: skip
    )
    run.find(".//{*}docPr").set("descr", inset.caption)
    paragraph._p.append(run)
    caption_before(place, inset.caption)
