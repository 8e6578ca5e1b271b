"""Headers, footers, notes, properties, and what Word puts around a text: boxes, controls, links, fields, formulas."""

from __future__ import annotations

from tests.engine.conformance.cases import Case, case
from tests.engine.conformance.word import NAMESPACES, Package, document, p, picture, png, run, split, tbl, tc, tr

_ROWS = [{"name": "医院"}, {"name": "学校 & <园>"}]
_PAGE = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _margins() -> bytes:
    package = Package(body=p("{{ title }}"))
    package.margin("header", p(split("{{ ti", "tle }}")), "default")
    package.margin("header", p("{% if title %}首页 {{ unit }}{% endif %}"), "first")
    package.margin("header", p("{%p for row in rows %}") + p("{{ row.name }}") + p("{%p endfor %}") + p(), "even")
    package.margin("footer", p("— ", _PAGE, " — {{ unit|e }}"), "default")
    package.margin("footer", p("{{ unit }}\u00a0{# 说明 #}"), "first")
    package.section = f"{package.section}<w:titlePg/>"
    return package.bytes()


def _table_in_margin() -> bytes:
    package = Package(body=p("正文"))
    rows = tbl(tr("{%tr for row in rows %}", ""), tr(tc("{% cellbg colour %}{{ row.name }}"), "{% vm %}{{ unit }}"), tr("{%tr endfor %}", ""))
    package.margin("header", rows + p())
    package.margin("footer", tbl(tr("{%tc for row in rows %}", "{{ row.name }}", "{%tc endfor %}"), columns=1) + p())
    return package.bytes()


def _sections() -> bytes:
    package = Package()
    first = package.relate("header", "header1.xml")
    package.part("header1.xml", "header", f"<w:hdr {NAMESPACES}>{p('第一节 {{ title }}')}</w:hdr>")
    package.body = p("{{ title }}", properties=f'<w:sectPr><w:headerReference w:type="default" r:id="{first}"/>{package.section}</w:sectPr>') + p("{{ unit }}")
    package.parts["word/header2.xml"] = (package.parts["word/header1.xml"][0], f"<w:hdr {NAMESPACES}>{p('第二节 {{ unit }}')}</w:hdr>".encode())
    package._references = f'<w:headerReference w:type="default" r:id="{package.relate("header", "header2.xml")}"/>'
    return package.bytes()


def _notes() -> bytes:
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    package = Package(body=p("正文{{ title }}", reference, '<w:r><w:footnoteReference w:id="2"/></w:r>', '<w:r><w:endnoteReference w:id="1"/></w:r>'))
    package.notes("footnotes", p('<w:r><w:footnoteRef/></w:r>', split("注{{ ", "title }}")), p("{% for row in rows %}{{ row.name }}；{% endfor %}"))
    package.notes("endnotes", p("尾注{{ 不读 }}"))
    return package.bytes()


def _comments() -> bytes:
    package = Package(body=p('<w:commentRangeStart w:id="0"/>', "{{ title }}", '<w:commentRangeEnd w:id="0"/>', '<w:r><w:commentReference w:id="0"/></w:r>'))
    package.part("comments.xml", "comments", f'<w:comments {NAMESPACES}><w:comment w:id="0" w:author="甲" w:initials="甲">{p("批注{{ 不读 }}")}</w:comment></w:comments>')
    package.relate("comments", "comments.xml")
    return package.bytes()


def _core() -> bytes:
    return Package(
        body=p("{{ title }}"),
        properties={"dc:title": "{{ title }}", "dc:creator": "{{ unit }}", "dc:subject": "关于{{ title }}", "dc:description": "{% for row in rows %}{{ row.name }};{% endfor %}", "cp:keywords": "{{ 不读 }}", "dc:identifier": "{{ rows|length }}", "cp:category": "{{ 也不读 }}"},
    ).bytes()


def _textbox() -> bytes:
    inside = p("框内{{ title }}") + p("{%p for row in rows %}") + p("{{ row.name }}") + p("{%p endfor %}")
    shape = (
        '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="914400" cy="914400"/><wp:docPr id="9" name="框"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="914400" cy="914400"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        f'<mc:Fallback><w:pict><v:shape style="width:72pt;height:72pt"><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>'
    )
    return document(p(run("前{{ title }}"), f"<w:r>{shape}</w:r>", "后{{ unit }}"))


def _controls() -> bytes:
    def control(content: str, kind: str = "<w:text/>", tag: str = "x") -> str:
        return f'<w:sdt><w:sdtPr><w:alias w:val="{tag}"/><w:tag w:val="{tag}"/>{kind}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'

    box = '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
    return document(
        p("单位：", control(run("{{ unit }}")), "，"),
        control(p("{{ title }}") + p("{%p for row in rows %}") + p("{{ row.name }}") + p("{%p endfor %}"), "<w:richText/>"),
        p(control(run("{% if rows %}☒{% else %}☐{% endif %}"), box), "有项目"),
        control(p("{%p if rows %}"), "<w:richText/>", "y"),
        p("此行有条件"),
        control(p("{%p endif %}"), "<w:richText/>", "z"),
    )


def _links() -> bytes:
    package = Package()
    outside = package.relate("hyperlink", "https://example.org/?a=1&b={{ unit }}", outside=True)
    package.body = (
        p(f'<w:hyperlink r:id="{outside}" w:history="1">{split("见{{ ", "title }}")}</w:hyperlink>', f'<w:hyperlink w:anchor="节">{run("{{ unit }}")}</w:hyperlink>')
        + p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> HYPERLINK "https://example.org/{{ unit }}" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>', "{{ title }}", '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        + p('<w:fldSimple w:instr=" DOCPROPERTY Title ">' + run("{{ title }}") + "</w:fldSimple>", '<w:bookmarkStart w:id="7" w:name="节"/>', "{{ unit }}", '<w:bookmarkEnd w:id="7"/>')
    )
    return package.bytes()


def _formula() -> bytes:
    return document(
        p("率为", "<m:oMath><m:f><m:num><m:r><m:t>{{ done }}</m:t></m:r></m:num><m:den><m:r><m:t>{{ plan }}</m:t></m:r></m:den></m:f><m:r><m:t>=</m:t></m:r></m:oMath>", "{{ rate }}。"),
        "<m:oMathPara><m:oMath><m:r><m:t>{{ done }}+1</m:t></m:r></m:oMath></m:oMathPara>".join(('<w:p>', '</w:p>')),
    )


def _revisions() -> bytes:
    by = 'w:author="甲" w:date="2021-04-02T08:00:00Z"'
    return document(
        p(f'<w:ins w:id="1" {by}>{run("{{ title }}")}</w:ins>', f'<w:del w:id="2" {by}><w:r><w:delText>删去</w:delText></w:r></w:del>', "{{ unit }}"),
        p("{% if unit %}", f'<w:ins w:id="3" {by}>{run("有")}</w:ins>', "{% endif %}", properties=f'<w:rPr><w:ins w:id="4" {by}/></w:rPr>'),
    )


def _untouched() -> bytes:
    """Parts of which docxtpl knows nothing: they come through as they are."""
    package = Package(body=p("{{ title }}", picture("rId1")))
    package.media("image1.png", png(1, 2, 3))
    package.part("settings.xml", "settings", f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:evenAndOddHeaders/></w:settings>')
    package.relate("settings", "settings.xml")
    package.part("theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml", _THEME)
    package.relate("theme", "theme/theme1.xml")
    package.part("fontTable.xml", "fontTable", f'<w:fonts {NAMESPACES}><w:font w:name="{{{{ 不读 }}}}"/></w:fonts>')
    package.relate("fontTable", "fontTable.xml")
    return package.bytes()


_THEME = """<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="主题"><a:themeElements><a:clrScheme name="c">""" + "".join(
    f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>'
    for name, value in {"dk1": "000000", "lt1": "FFFFFF", "dk2": "111111", "lt2": "EEEEEE", "accent1": "AA0000", "accent2": "00AA00", "accent3": "0000AA", "accent4": "AAAA00", "accent5": "00AAAA", "accent6": "AA00AA", "hlink": "0000FF", "folHlink": "800080"}.items()
) + (
    '</a:clrScheme><a:fontScheme name="f"><a:majorFont><a:latin typeface="仿宋"/><a:ea typeface=""/><a:cs typeface=""/></a:majorFont><a:minorFont><a:latin typeface="仿宋"/>'
    '<a:ea typeface=""/><a:cs typeface=""/></a:minorFont></a:fontScheme><a:fmtScheme name="s"><a:fillStyleLst>' + '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
    + "</a:fillStyleLst><a:lnStyleLst>" + '<a:ln><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>' * 3 + "</a:lnStyleLst><a:effectStyleLst>"
    + "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3 + "</a:effectStyleLst><a:bgFillStyleLst>" + '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
    + "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
)
_FILLING = {"title": "春耕 & 备播", "unit": "<财政局>", "rows": _ROWS}

CASES: tuple[Case, ...] = (
    case("headers and footers of first, even and other pages", _margins(), **_FILLING),
    case("tables in headers and footers", _table_in_margin(), colour="ABCDEF", **_FILLING),
    case("sections with headers of their own", _sections(), **_FILLING),
    case("footnotes are filled, endnotes are not", _notes(), **_FILLING),
    case("comments of reviewers are left alone", _comments(), **_FILLING),
    case("the properties of the document", _core(), title="春耕", unit="财政局", rows=[{"name": "医院"}]),
    case("text boxes with their older twin", _textbox(), **_FILLING),
    case("text boxes with lines, tabs and paragraphs in their values", _textbox(), title="一\n二\a三\t四", unit="甲\f乙", rows=[{"name": "\n"}, {"name": "\a五"}]),
    case("content controls in a line, around paragraphs, and with a tick", _controls(), **_FILLING),
    case("links, fields and bookmarks", _links(), **_FILLING),
    case("formulas", _formula(), done=3, plan=4, rate="75%"),
    case("tracked changes", _revisions(), **_FILLING),
    case("pictures, themes, fonts and settings", _untouched(), **_FILLING),
)
