"""What a value can bring besides words: looks, links, pictures, documents; and pictures exchanged."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from docx.shared import Mm, Pt
from docxtpl import InlineImage, Listing, RichText, RichTextParagraph

from tests.engine.conformance.cases import Case, case
from tests.engine.conformance.word import Package, document, p, picture, png, run, split, tbl, tc, tr

_RED, _BLUE = png(200, 0, 0), png(0, 0, 200, side=6)


def _rich() -> dict[str, Any]:
    every = RichText("粗", bold=True)
    every.add("斜", italic=True)
    every.add("红", color="#FF0000")
    every.add("底", highlight="#FFFF00")
    every.add("大", size=44)
    every.add("下", subscript=True)
    every.add("上", superscript=True)
    for line in ("single", "double", "thick", "dotted", "dash", "dotDash", "dotDotDash", "wave", "奇怪", True):
        every.add("线", underline=line)
    every.add("删", strike=True)
    every.add("仿宋", font="仿宋_GB2312")
    every.add("雅黑", font="eastAsia:微软雅黑")
    every.add("式", style="a4")
    every.add("右", rtl=True, bold=True, italic=True)
    every.add("语", lang="zh-CN")
    every.add("A & B <C>", bold=True, italic=True, color="00AA00", size=20)
    every.add(12.5)
    every.add("字节".encode())
    every.add(RichText("内", strike=True))
    every.add("")
    return {"rich": every, "none": RichText(), "few": RichText("短", bold=True), "yes": True}


def _rich_in_margin() -> bytes:
    package = Package(body=p("{{r rich }}"))
    package.margin("header", p("{{r few }}"))
    package.margin("footer", p(run("前{{r few }}后", "<w:i/>")))
    package.notes("footnotes", p("{{r few }}"))
    return package.bytes()


def _links(template: Any) -> Mapping[str, Any]:
    rich = RichText("见")
    rich.add("网页", url_id=template.build_url_id("https://example.org/?a=1&b=2"), color="0000FF", underline=True)
    rich.add("和")
    rich.add("别处", url_id=template.build_url_id("mailto:a@example.org"))
    return {"rich": rich}


def _paragraphs() -> dict[str, Any]:
    rich = RichTextParagraph()
    rich.add("标题", parastyle="1")
    rich.add(RichText("粗 & 体", bold=True), parastyle="a3")
    rich.add("平")
    return {"block": rich, "yes": True}


def _image(template: Any, data: bytes, **how: Any) -> InlineImage:
    return InlineImage(template, io.BytesIO(data), **how)


def _images(template: Any) -> Mapping[str, Any]:
    return {
        "plain": _image(template, _RED),
        "wide": _image(template, _BLUE, width=Mm(30)),
        "high": _image(template, _BLUE, height=Pt(40)),
        "both": _image(template, _RED, width=Mm(20), height=Mm(10)),
        "rows": [{"name": "甲", "image": _image(template, _RED, width=Mm(5))}, {"name": "乙", "image": _image(template, _BLUE, width=Mm(6))}],
        "linked": _image(template, _RED, anchor="https://example.org/?a=1&b=2"),
    }


def _image_in_margin() -> bytes:
    package = Package(body=p("正文{{ plain }}"))
    package.margin("header", p("眉{{ plain }}") + tbl(tr("{%tr for row in rows %}", ""), tr("{{ row.name }}", "{{ row.image }}"), tr("{%tr endfor %}", "")) + p())
    package.margin("footer", p("{{ wide }}"))
    return package.bytes()


def _made(template: Any) -> Mapping[str, Any]:
    one = template.new_subdoc()
    one.add_paragraph("子文档第一段 & <符号>")
    paragraph = one.add_paragraph("强调", style="heading 1")
    paragraph.add_run("粗").bold = True
    table = one.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(1, 1).text = "左上", "右下"
    one.add_picture(io.BytesIO(_BLUE), width=Mm(12))
    other = template.new_subdoc()
    other.add_paragraph("又一篇")
    return {"sub": one, "rows": [{"sub": other, "name": "甲"}], "yes": True}


@cache
def _folder() -> Path:
    """Where the files to be put in stand; made once, kept while the tests run."""
    _kept.append(tempfile.TemporaryDirectory(prefix="docgen-"))
    folder = Path(_kept[0].name)
    package = Package()
    image = package.media("image1.png", _RED)
    package.body = (
        p("外来第一段", properties='<w:pStyle w:val="1"/>')
        + p("编号", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
        + p(picture(image, number=4))
        + tbl(tr("甲", "乙"))
        + p("末段", '<w:r><w:footnoteReference w:id="1"/></w:r>')
    )
    package.notes("footnotes", p('<w:r><w:footnoteRef/></w:r>', "外来注"))
    (folder / "附.docx").write_bytes(package.bytes())
    (folder / "红.png").write_bytes(_RED)
    (folder / "蓝.png").write_bytes(_BLUE)
    (folder / "内嵌.docx").write_bytes(document(p("内嵌的")))
    (folder / "另一.docx").write_bytes(document(p("换上的")))
    return folder


_kept: list[tempfile.TemporaryDirectory[str]] = []


def _from_file(template: Any) -> Mapping[str, Any]:
    return {"sub": template.new_subdoc(str(_folder() / "附.docx")), "word": "字"}


def _pictured() -> bytes:
    package = Package()
    red, blue = package.media("image1.png", _RED), package.media("image2.png", _BLUE)
    package.body = p("{{ word }}", picture(red, number=1, name="章.png")) + p(picture(blue, number=2, name="图.png", title="标题", description="说明"))
    name = package.margin("header", p("眉{{ word }}", picture("rId1", number=3, name="徽.png")))
    package.media("image3.png", png(0, 9, 0), part=name)
    return package.bytes()


def _embedding() -> bytes:
    package = Package()
    package.part("embeddings/one.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", (_folder() / "内嵌.docx").read_bytes())
    package.part("embeddings/two.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", document(p("第二个")))
    image = package.media("image1.png", _RED)
    objects = "".join(
        f'<w:r><w:object w:dxaOrig="1440" w:dyaOrig="1440"><v:shape id="s{number}" style="width:72pt;height:72pt"><v:imagedata r:id="{image}"/></v:shape>'
        f'<o:OLEObject Type="Embed" ProgID="Word.Document.12" ShapeID="s{number}" DrawAspect="Icon" ObjectID="_{number}" r:id="{package.relate("package", f"embeddings/{name}.docx")}"/></w:object></w:r>'
        for number, name in enumerate(("one", "two"), 1)
    )
    package.body = p("{{ word }}", objects)
    return package.bytes()


def _pics(template: Any) -> None:
    template.replace_pic("章.png", io.BytesIO(_BLUE))
    template.replace_pic("说明", str(_folder() / "红.png"))
    template.replace_pic("徽.png", io.BytesIO(png(9, 9, 9)))


def _embedded(template: Any) -> None:
    template.replace_embedded(str(_folder() / "内嵌.docx"), str(_folder() / "另一.docx"))
    template.replace_zipname("word/embeddings/two.docx", str(_folder() / "附.docx"))


_FILES = tbl(tr("{%tr for row in rows %}", ""), tr("{{ row.name }}", tc("{{p row.sub }}", p())), tr("{%tr endfor %}", ""))

CASES: tuple[Case, ...] = (
    case("rich text with every look", document(p("前", run("{{r rich }}", "<w:u w:val='single'/>"), "后"), p("{{r none }}"), p(split("{{", "r few", " }}"))), **_rich()),
    case("rich text among words of its run", document(p(run("前{{r few }}后", "<w:b/>")), p("{% if yes %}{{r few }}{% endif %}"), tbl(tr("{{r few }}", tc(p("格", "{{r rich }}"))))), **_rich()),
    case("rich text without r, as people write it", document(p(run("前{{ few }}后", "<w:b/>"))), **_rich()),
    case("rich text without r that brings paragraphs and pages", document(p("前{{ two }}后"), tbl(tr("{{ two }}", "乙")), p("{{ two }}")), two=RichText("四\a五\f六", italic=True)),
    case("rich text in header, footer and footnotes", _rich_in_margin(), **_rich()),
    case(
        "rich text with lines, tabs, paragraphs and pages",
        document(p("{{r one }}"), p("前{{r two }}后", properties="<w:jc w:val='right'/>")),
        one=RichText("一\n二\t三", bold=True),
        two=RichText("四\a五\f六", italic=True),
    ),
    case("paragraphs of rich text", document(p("前"), p("{{p block }}"), p("后"), tbl(tr(tc("{{p block }}", p("完"))))), **_paragraphs()),
    case(
        "listings keep the look of their run",
        document(p(run("表：{{ one }}", "<w:b/>"), properties="<w:ind w:left='400'/>"), tbl(tr("{{ one }}", "{{ two }}")), p("{{ two }}")),
        one=Listing("甲\n乙 & <丙>\a丁\t戊\f己"),
        two=Listing(12),
    ),
    Case("rich text with links", document(p("前{{r rich }}后"), p("{{r rich }}")), _links),
    Case("pictures by width, height, both and neither", document(p("{{ plain }}"), p("前{{ wide }}中{{ high }}后"), p(run("{{ both }}", "<w:b/>"))), _images),
    Case("pictures in rows and loops", document(tbl(tr("{%tr for row in rows %}", ""), tr("{{ row.name }}", "{{ row.image }}"), tr("{%tr endfor %}", "")), p("{% for row in rows %}{{ row.image }}{% endfor %}{{ plain }}")), _images),
    Case("pictures that are links", document(p("{{ linked }}")), _images),
    Case("pictures in headers and footers", _image_in_margin(), _images),
    Case("a picture beside those of the template", _pictured(), lambda template: {"word": _image(template, _RED, width=Mm(9))}),
    Case("documents made by python-docx", document(p("前"), p("{{p sub }}"), p("后"), p("{%p if yes %}"), p("{{p sub }}"), p("{%p endif %}")), _made),
    Case("documents in cells of a loop", document(_FILES, p()), _made),
    Case("documents of files, with styles, numbering, pictures and notes", document(p("前{{ word }}"), p("{{p sub }}"), p("后")), _from_file),
    Case("pictures exchanged by name, description, in the header", _pictured(), lambda template: {"word": "字"}, _pics),
    Case("pictures exchanged by content", _pictured(), lambda template: {"word": "字"}, lambda template: template.replace_media(io.BytesIO(_RED), io.BytesIO(_BLUE))),
    Case("embedded documents exchanged by content and by name", _embedding(), lambda template: {"word": "字"}, _embedded),
)
