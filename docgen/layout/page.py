"""Pages: paper, type area, page numbers (clauses 5, 7.5, 8). Portrait, landscape and the letter's first page."""

from __future__ import annotations

from docx import Document as new_docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section, _Footer

from docgen.layout import standard as gb
from docgen.layout.styles import PAGE_EVEN, PAGE_ODD, add_styles


def new_document() -> Document:
    """An empty document of one portrait section with the house's styles and settings, nothing else."""
    document = new_docx()
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    _drop_stock_styles(document)
    _drop_stock_parts(document)
    add_styles(document)
    _settings(document)
    portrait(document.sections[0])
    number_pages(document.sections[0])
    return document


def portrait(section: Section) -> None:
    """Paper and margins of 5.1 and 5.2.1."""
    _page(section, gb.PAPER_WIDTH, gb.PAPER_HEIGHT, gb.TOP, gb.RIGHT, gb.BOTTOM, gb.LEFT)


def landscape(section: Section) -> None:
    """A page of clause 8: the portrait page turned clockwise, so that the head of a table lies at its left edge."""
    _page(section, gb.PAPER_HEIGHT, gb.PAPER_WIDTH, gb.LEFT, gb.TOP, gb.RIGHT, gb.BOTTOM)


def number_pages(section: Section) -> None:
    """Page numbers of 7.5: odd pages right, even pages left."""
    for footer, style in ((section.footer, PAGE_ODD), (section.even_page_footer, PAGE_EVEN)):
        _fill(footer, f'<w:p {nsdecls("w")}>{_style(section, style)}{page_field()}</w:p>')


def number_turned_pages(section: Section) -> None:
    """Page numbers of a landscape section where a portrait page has them: a turned text box in the footer.

    Clause 8. The box stands at the landscape page's left edge; its text runs downwards.
    """
    for footer, even in ((section.footer, False), (section.even_page_footer, True)):
        _fill(footer, _turned_number(section, even))


def page_field() -> str:
    """The runs of ``— 3 —``."""
    def run(inner: str) -> str:
        return f"<w:r>{inner}</w:r>"

    return (
        run('<w:t xml:space="preserve">— </w:t>')
        + run('<w:fldChar w:fldCharType="begin"/>')
        + run('<w:instrText xml:space="preserve"> PAGE </w:instrText>')
        + run('<w:fldChar w:fldCharType="separate"/>')
        + run("<w:t>1</w:t>")
        + run('<w:fldChar w:fldCharType="end"/>')
        + run('<w:t xml:space="preserve"> —</w:t>')
    )


def style_id(document_part, name: str) -> str:
    """The id of the style that an office sees under ``name``."""
    return document_part.document.styles[name].style_id


def _style(section: Section, name: str) -> str:
    return f'<w:pPr><w:pStyle w:val="{style_id(section._document_part, name)}"/></w:pPr>'


def _page(section: Section, width: float, height: float, top: float, right: float, bottom: float, left: float) -> None:
    """Margins in mm. The left one takes what the others leave, so that the type area is exact in twips."""
    wide = width > height
    across, down = (gb.TYPE_HEIGHT, gb.TYPE_WIDTH) if wide else (gb.TYPE_WIDTH, gb.TYPE_HEIGHT)
    paper = (gb.twips(width), gb.twips(height))
    spare_across = paper[0] - gb.twips(across) - gb.twips(right)
    spare_down = paper[1] - gb.twips(down) - gb.twips(top)
    sect = section._sectPr
    for tag in ("w:pgSz", "w:pgMar", "w:cols", "w:docGrid"):
        for found in sect.findall(qn(tag)):
            sect.remove(found)
    turned = ' w:orient="landscape"' if wide else ""
    for xml in (
        f'<w:pgSz {nsdecls("w")} w:w="{paper[0]}" w:h="{paper[1]}"{turned}/>',
        f'<w:pgMar {nsdecls("w")} w:top="{gb.twips(top)}" w:right="{gb.twips(right)}" w:bottom="{spare_down}" '
        f'w:left="{spare_across}" w:header="851" w:footer="{gb.FOOTER_DISTANCE if not wide else 400}" w:gutter="0"/>',
        f'<w:cols {nsdecls("w")} w:space="425"/>',
    ):
        sect.append(parse_xml(xml))


def _fill(footer: _Footer, paragraph_xml: str) -> None:
    footer.is_linked_to_previous = False
    element = footer._element
    for child in list(element):
        element.remove(child)
    element.append(parse_xml(paragraph_xml))


def _turned_number(section: Section, even: bool) -> str:
    """A footer paragraph that anchors a text box of vertical text at the portrait page's place for the number."""
    # The portrait page turned clockwise: its bottom is our left edge, its right edge our bottom.
    line = gb.mm(gb.PAGE_NUMBER_LINE)
    x = gb.BOTTOM - gb.PAGE_NUMBER_BELOW - line / 2
    y, length = gb.LEFT, gb.TYPE_WIDTH
    inner = (
        f"<w:p>{_style(section, PAGE_EVEN if even else PAGE_ODD)}{page_field()}</w:p>"
    )
    return _TURNED.format(
        ns=nsdecls("w", "wp", "a", "r"),
        style=_style(section, PAGE_EVEN),
        x=gb.emu(x), y=gb.emu(y), wide=gb.emu(line), high=gb.emu(length), inner=inner,
        id=101 if even else 100,
    )


_TURNED = (
    '<w:p {ns} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">{style}<w:r>'
    '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
    '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" '
    'locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="page"><wp:posOffset>{x}</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="page"><wp:posOffset>{y}</wp:posOffset></wp:positionV>'
    '<wp:extent cx="{wide}" cy="{high}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
    # not wrapNone: LibreOffice misplaces such a box when its footer occurs only once
    '<wp:wrapSquare wrapText="bothSides"/>'
    '<wp:docPr id="{id}" name="页码"/><wp:cNvGraphicFramePr/>'
    '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
    '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>'
    "<wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx>"
    '<wps:bodyPr vert="vert" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/></wps:bodyPr>'
    "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>"
)


def _drop_stock_styles(document: Document) -> None:
    """Keep only the styles that Word itself needs; the stock template's English ones would clutter the list."""
    styles = document.styles.element
    keep = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList"}
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in keep:
            styles.remove(style)


def _drop_stock_parts(document: Document) -> None:
    """The stock template's second style sheet and empty data store say nothing and name theme fonts."""
    for key, relation in list(document.part.rels.items()):
        if relation.reltype.endswith(("/stylesWithEffects", "/customXml")):
            del document.part.rels[key]


def _settings(document: Document) -> None:
    """What Word needs besides the pages: odd and even footers, no automatic spacing, the 2013 layout."""
    settings = document.settings.element
    for child in list(settings):
        settings.remove(child)
    for xml in _SETTINGS:
        settings.append(parse_xml(xml.format(ns=nsdecls("w"))))


_SETTINGS = (
    '<w:zoom {ns} w:percent="100"/>',
    '<w:evenAndOddHeaders {ns}/>',
    '<w:characterSpacingControl {ns} w:val="doNotCompress"/>',
    '<w:compat {ns}><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/>'
    "<w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>"
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    "</w:compat>",
    '<w:themeFontLang {ns} w:val="en-US" w:eastAsia="zh-CN"/>',
)
