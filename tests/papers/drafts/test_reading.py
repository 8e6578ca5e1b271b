"""One draft, whatever it was written in, is one paper; what its text says of itself is taken and told."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

import hypothesis
import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from docgen.cli.drafts import Wanted, paper_of_draft
from docgen.layout.paper import lay_out
from docgen.papers.drafts.draft import Block, Draft
from docgen.papers.drafts.reading import read_draft
from docgen.papers.insets import PictureInset, Run, TableInset
from docgen.problem import DocgenError
from docgen.proof.source import Source
from docgen.proof.verify import verify
from docgen.settings import Settings
from tests.papers.drafts.sources import by_hand, picture, write_all
from tests.support.office import printed
from tests.support.ooxml import errors
from tests.support.pdf import pages


@pytest.fixture(scope="module")
def drafts(tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("drafts")
    made = write_all(folder)
    made["hand"] = by_hand(made["md"].parent / "手工.docx")
    made["hand"].with_suffix(".yaml").write_text("annexes: [{title: 报送要求, file: 报送要求.md}, {title: 联系人名单}]", encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def papers(drafts) -> dict[str, bytes]:
    made = {}
    for kind, path in drafts.items():
        paper, day, _ = paper_of_draft(Settings(), path, Wanted())
        made[kind] = lay_out(paper, Settings(), day)
    return made


def draft_of(folder: Path, text: str, name: str = "稿.md") -> Draft:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_draft(path)


FRONT = "---\ntitle: 关于报送材料的通知\ndate: 2021-04-06\n---\n"


def body(folder: Path, text: str, name: str = "稿.md") -> Draft:
    return draft_of(folder, FRONT + text, name)


def told(draft: Draft) -> str:
    return "\n".join(map(str, draft.reminders))


def refused(folder: Path, text: str, name: str = "稿.md") -> str:
    with pytest.raises(DocgenError) as error:
        body(folder, text, name)
    return "\n".join(map(str, (error.value, *error.value.problems)))


@pytest.mark.parametrize("kind", ["docx", "html", "hand"])
def test_the_same_draft_in_word_and_on_a_page_of_the_web_and_typed_by_hand_is_the_same_paper(papers, kind: str):
    def parts(data: bytes) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return {name: package.read(name) for name in package.namelist()}

    assert parts(papers[kind]) == parts(papers["md"])


def test_the_paper_has_all_that_the_draft_has(papers, tmp_path: Path):
    path = tmp_path / "paper.docx"
    path.write_bytes(papers["md"])
    assert errors(path) == []
    document = Document(path)
    texts = [paragraph.text for paragraph in document.paragraphs]
    start = texts.index("一、总体要求")
    assert texts[start : start + 15] == [
        "一、总体要求", "坚持项目为王，做到“四个到位”，占地面积按m²计。", "（一）明确目标。全年完成投资不低于百分之百。", "1.节点到人",
        "逐项倒排工期，责任到人。（县工信局牵头，各乡镇人民政府负责）", "二、重点任务", "抓好以下工作：",
        "1.手续办理。用地、环评、规划一并推进。", "2.征地拆迁。", "（1）签订协议；", "（2）兑付到位。", "3.施工组织。",
        "各单位进展如下表：", "各乡镇投资完成情况", "",
    ]  # fmt: skip
    table = document.tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["单位", "投资", "投资", "备注"], ["单位", "计划", "完成", "备注"], ["栾川乡", "1200", "800.5", "滞后"], ["陶湾镇", "300", "300", "滞后"],
    ]  # fmt: skip
    looks = {run.text: run for paragraph in document.paragraphs for run in paragraph.runs}
    assert looks["经县政府同意"].bold and looks["不低于百分之百"].bold and looks["责任到人"].underline
    assert looks["（县工信局牵头，各乡镇人民政府负责）"]._r.rPr.rFonts.get(next(k for k in looks["（县工信局牵头，各乡镇人民政府负责）"]._r.rPr.rFonts.attrib if k.endswith("eastAsia"))).startswith("楷体")
    assert len(document.inline_shapes) == 2, "one in the text, one in the annex"


def test_on_the_page_table_and_picture_keep_within_the_text_and_the_caption_stands_below(papers):
    found = pages(printed(papers["md"]))
    text = "".join(page.text for page in found)
    verdict = verify(Source("paper.docx", printed(papers["md"]), papers["md"]))
    # the second annex is named and comes separately
    assert [finding.clause.what for finding in verdict.failing] == ["附件序号、标题与附件说明一致"]
    assert text.index("各单位进展如下表") < text.index("各乡镇投资完成情况") < text.index("栾川乡") < text.index("图1投资曲线") < text.index("三、工作要求")


def test_what_a_draft_says_of_itself_in_its_text_is_taken_and_told(drafts, tmp_path: Path):
    alone = tmp_path / "手工.docx"
    alone.write_bytes(drafts["hand"].read_bytes())
    draft = read_draft(alone)
    assert (draft.title, draft.number) == ("关于开展重点项目集中攻坚的通知", "栾政办〔2021〕12号")
    assert draft.addressees == ("各乡镇人民政府", "县直有关单位") and draft.issuers == ("栾川县人民政府办公室",)
    assert str(draft.date) == "2021-04-06" and draft.note == "此件公开发布"
    assert [annex.title for annex in draft.annexes] == ["报送要求", "联系人名单"]
    for word in ("标题", "发文字号", "主送机关", "成文日期", "发文机关", "附注", "附件名称"):
        assert f"{word}取自文稿" in told(draft), word


def test_a_first_line_that_only_leads_over_to_the_text_is_no_addressee(tmp_path: Path):
    draft = body(tmp_path, "现将有关单位的做法印发如下：\n一是抓早。\n")
    assert not draft.addressees and draft.blocks[0].text == "现将有关单位的做法印发如下："


def test_overrides_win_over_what_the_file_says(tmp_path: Path):
    path = tmp_path / "稿.md"
    path.write_text(FRONT + "正文。\n", encoding="utf-8")
    assert read_draft(path, {"title": "关于另一事项的通知", "copies": ["县委办"]}).title == "关于另一事项的通知"


@pytest.mark.parametrize(
    ("typed", "levels"),
    [
        ("一、甲\n（一）乙\n1.丙\n（1）丁\n", [1, 2, 3, 4]),
        ("一、甲\n(一)乙\n１、丙\n⑴丁\n㈡戊\n", [1, 2, 3, 4, 2]),
        ("一、甲\n1．乙\n2．丙\n", [1, 3, 3]),
        ("3.5亿元已到位。\n2021.3月开工。\n（县工信局牵头）\n一是抓早。\n", [0, 0, 0, 0]),
    ],
)
def test_typed_marks_of_levels_are_levels(tmp_path: Path, typed: str, levels: list[int]):
    for name in ("稿.txt", "稿.md"):
        draft = body(tmp_path, typed, name)
        assert [block.level for block in draft.blocks] == levels
        assert all(block.text in typed and (not block.level or len(block.text) == 1) for block in draft.blocks)


def test_a_number_out_of_order_is_counted_anew_and_told_with_its_place(tmp_path: Path):
    draft = body(tmp_path, "一、甲\n三、乙\n", "稿.txt")
    assert "第6行" in told(draft) and "第2个，原为第3个" in told(draft)


@pytest.mark.parametrize(
    ("text", "place"),
    [("一、甲\n（1）乙\n", "第6行"), ("# 甲\n\n正文。\n\n#### 乙\n", "第9行"), ("## 甲\n", "第5行"), ("##### 甲\n", "第5行")],
)
def test_a_level_skipped_is_told_with_its_line(tmp_path: Path, text: str, place: str):
    assert place in refused(tmp_path, text)


def test_a_title_above_the_headings_has_its_level_to_itself(tmp_path: Path):
    (tmp_path / "文稿.md").write_text("# 关于开展督查的通知\n现通知如下：\n## 内容\n进展。\n### 手续\n未办的。\n## 方式\n实地看。", encoding="utf-8")
    draft = read_draft(tmp_path / "文稿.md")
    assert (draft.title, [block.level for block in draft.blocks if block.level]) == ("关于开展督查的通知", [1, 2, 1])


def test_a_level_skipped_in_word_is_told_with_its_paragraph(tmp_path: Path):
    document = Document()
    for text in ("关于报送材料的通知", "请按期报送。", "一、内容", "（1）进展"):
        document.add_paragraph(text)
    document.save(tmp_path / "稿.docx")
    with pytest.raises(DocgenError) as error:
        read_draft(tmp_path / "稿.docx")
    assert error.value.problems[0].cell == "第4段" and "从1级跳到4级" in str(error.value.problems[0])


def test_lists_are_numbered_as_papers_number_them_each_anew(tmp_path: Path):
    from docgen.papers.drafts.levels import marked

    text = "# 甲\n\n- 一\n- 二\n\n另有：\n\n1. 三\n   - 四\n     - 五\n"
    draft = body(tmp_path, text)
    assert [(b.level, b.text, b.number) for b in marked(draft.blocks, ())] == [
        (1, "甲", 0), (3, "一", 1), (3, "二", 2), (0, "另有：", 0), (3, "三", 1), (4, "四", 1), (0, "①五", 1)
    ]  # fmt: skip
    assert "项目符号改为数字编号" in told(draft)


def test_every_line_of_markdown_is_a_paragraph_and_signs_of_authors_are_plain_text(tmp_path: Path):
    draft = body(tmp_path, "投资$5亿元，占比~3%，单价@100元。\n第二行|不是表格。\n    缩进的一行。\n一行\n----\n另一行\n")
    assert [block.text for block in draft.blocks] == [
        "投资$5亿元，占比~3%，单价@100元。", "第二行|不是表格。", "缩进的一行。", "一行", "另一行",
    ]  # fmt: skip


def test_tags_of_looks_in_markdown_are_no_words(tmp_path: Path):
    draft = body(tmp_path, '<div align="center">居中的话</div>\n\n<font color="red">红字</font>，a<b，5<6。\n')
    assert [block.text for block in draft.blocks] == ["居中的话", "红字，a<b，5<6。"]


def test_emphasis_is_kept_where_papers_have_it_and_told_where_not(tmp_path: Path):
    draft = body(tmp_path, "要**抓紧**，*尽快*，~~删去~~，见[通知](http://www.example.com/a)。注[^1]。\n\n[^1]: 详见附件。\n")
    assert draft.blocks[0].text == "要抓紧，尽快，，见通知。注（注：详见附件。）。"
    assert [run.text for run in draft.blocks[0].runs if run.bold] == ["抓紧"]
    for words in ("斜体没有保留", "划去的文字“删去”没有印出", "网址没有印出", "脚注改为"):
        assert words in told(draft), words


def test_a_headings_own_font_is_its_emphasis(tmp_path: Path):
    draft = body(tmp_path, "# **甲**\n## **乙**。后面**要紧**。\n")
    assert draft.blocks[0] == Block(1, "甲")
    assert draft.blocks[1].runs == (Run("乙。"), Run("后面"), Run("要紧", bold=True), Run("。"))


@pytest.mark.parametrize(
    ("picture_text", "data", "said"),
    [
        ("![](无.png)", None, "找不到图片 无.png"),
        ("![](假.png)", b"no picture", "不是图片"),
        ("![](图.svg)", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        ("![](http://www.example.com/a.png)", None, "docgen 不下载"),
        ("![](../密.png)", None, "不在文稿所在的文件夹里"),
        ("![](坏.png)", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "不是图片"),
        ("![](data:image/png;base64,AAAA)", None, "不是图片"),
    ],
)
def test_a_picture_that_is_none_is_told_with_its_place(tmp_path: Path, picture_text: str, data: bytes | None, said: str):
    name = picture_text[4:-1]
    if data is not None:
        (tmp_path / name).write_bytes(data)
    message = refused(tmp_path, f"正文。\n\n{picture_text}\n")
    assert said in message and "第" in message and "行" in message


def test_a_picture_cut_short_is_refused(tmp_path: Path):
    (tmp_path / "曲线.png").write_bytes(picture()[:200])
    assert "已损坏" in refused(tmp_path, "正文。\n\n![](曲线.png)\n")


def test_a_table_that_word_has_without_header_or_title_gets_both_from_what_is_there(tmp_path: Path):
    document = Document()
    for text in ("关于报送材料的通知", "请按期报送。", "投资完成情况", "单位：万元"):
        document.add_paragraph(text)
    table = document.add_table(2, 2)
    for cell, text in zip((c for row in table.rows for c in row.cells), ("单位", "投资", "栾川乡", "1200"), strict=True):
        cell.text = text
    document.add_paragraph("注：截至三月底。")
    document.save(tmp_path / "稿.docx")
    inset = read_draft(tmp_path / "稿.docx").blocks[-1].inset
    assert isinstance(inset, TableInset)
    assert (inset.head, inset.title, inset.unit, inset.note) == (1, "投资完成情况", "单位：万元", "注：截至三月底。")


def test_automatic_numbers_of_word_are_levels(tmp_path: Path):
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate((("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3．")))
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    document.add_paragraph("关于报送材料的通知")
    for text, level in (("总体", 0), ("目标", 1), ("措施", 1), ("责任", 0), ("分工", 2), ("联络", 2)):
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'))
    document.save(tmp_path / "稿.docx")
    from docgen.papers.drafts.levels import marked

    draft = read_draft(tmp_path / "稿.docx")
    assert [(b.level, b.text) for b in marked(draft.blocks, ())] == [(1, "总体"), (2, "目标"), (2, "措施"), (1, "责任"), (3, "分工"), (3, "联络")]


def test_text_that_is_left_out_of_word_is_told(tmp_path: Path):
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = Document()
    document.add_paragraph("关于报送材料的通知")
    paragraph = document.add_paragraph("请按期报送。")
    paragraph.add_run()._r.append(parse_xml(
        f'<w:pict {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>框里的要紧话</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
    ))
    document.save(tmp_path / "稿.docx")
    draft = read_draft(tmp_path / "稿.docx")
    assert "框里的要紧话" in told(draft) or any("框里的要紧话" in block.text for block in draft.blocks)


def test_front_matter_typed_into_word_counts(tmp_path: Path):
    document = Document()
    for text in ("---", "title：关于报送材料的通知", "addressees: [各乡镇]", "date: 2021-04-06", "---", "请按期报送。"):
        document.add_paragraph(text)
    document.save(tmp_path / "稿.docx")
    draft = read_draft(tmp_path / "稿.docx")
    assert draft.title == "关于报送材料的通知" and draft.addressees == ("各乡镇",) and [b.text for b in draft.blocks] == ["请按期报送。"]


def test_a_page_of_the_web_is_harmless(tmp_path: Path):
    page = (
        "<html><head><title>关于报送材料的通知</title><script>alert(1)</script><style>p{}</style></head><body>"
        "<h2>一、内容</h2><p>请按期<b>报送</b>。<br>另行通知。</p><iframe src='http://a/b'></iframe></body></html>"
    )
    draft = draft_of(tmp_path, page, "稿.html")
    assert draft.title == "关于报送材料的通知"
    assert [(block.level, block.text) for block in draft.blocks] == [(1, "内容"), (0, "请按期报送。"), (0, "另行通知。")]
    with pytest.raises(DocgenError, match="文稿有误") as error:
        draft_of(tmp_path, page.replace("<iframe", "<img src='http://a/b.png'><iframe"), "稿.html")
    assert "不下载" in str(error.value.problems[0])


def test_a_page_of_the_web_in_gbk_is_read(tmp_path: Path):
    page = "<html><head><meta charset='gb2312'><title>关于报送材料的通知</title></head><body><p>请报送。</p></body></html>"
    (tmp_path / "稿.htm").write_bytes(page.encode("gb18030"))
    assert read_draft(tmp_path / "稿.htm").blocks[0].text == "请报送。"


def test_plain_text_in_the_encoding_of_old_notepads_is_read_and_told(tmp_path: Path):
    (tmp_path / "稿.txt").write_bytes("关于报送材料的通知\n各乡镇：\n请报送。\n2021年4月6日\n".encode("gb18030"))
    draft = read_draft(tmp_path / "稿.txt")
    assert draft.title == "关于报送材料的通知" and [b.text for b in draft.blocks] == ["请报送。"] and "GB 18030" in told(draft)


@pytest.mark.parametrize("name", ["稿.docx", "稿.odt", "稿.doc", "稿.rtf", "稿.pdf", "稿.xlsx"])
def test_what_is_no_draft_is_told(tmp_path: Path, name: str):
    (tmp_path / name).write_bytes(b"PK\x03\x04 nothing" if name != "稿.rtf" else b"nothing")
    with pytest.raises(DocgenError) as error:
        read_draft(tmp_path / name)
    assert name in "\n".join(map(str, (error.value, *error.value.problems)))


def test_a_second_text_below_a_line_of_equals_is_what_the_draft_issues(tmp_path: Path):
    draft = body(tmp_path, "现印发给你们。\n\n===\n\n---\ntitle: 报送方案\n---\n# 甲\n#### 乙\n".replace("#### 乙", "乙"))
    assert draft.plan and draft.plan.title == "报送方案" and [b.text for b in draft.plan.blocks] == ["甲", "乙"]
    message = refused(tmp_path, "现印发给你们。\n\n===\n\n---\ntitle: 报送方案\n---\n# 甲\n#### 乙\n")
    assert "第13行" in message


def test_figures_are_put_in_before_the_text_is_read(tmp_path: Path):
    path = tmp_path / "稿.md"
    path.write_text(FRONT + "共**X**个。\n", encoding="utf-8")
    draft = read_draft(path, fill=lambda text: text.replace("X", "99"))
    assert draft.blocks[0].text == "共99个。" and replace(draft.blocks[0].runs[1]) == Run("99", bold=True)


def test_a_wide_picture_is_made_as_wide_as_the_text(tmp_path: Path):
    from PIL import Image

    Image.new("RGB", (3000, 300)).save(tmp_path / "宽.jpg", dpi=(96, 96))
    draft = body(tmp_path, "正文。\n\n![](宽.jpg)\n\n完。\n")
    inset = draft.blocks[1].inset
    assert isinstance(inset, PictureInset) and inset.width > 156
    paper, day, _ = paper_of_draft(Settings(), tmp_path / "稿.md", Wanted())
    shape = Document(io.BytesIO(lay_out(paper, Settings(), day))).inline_shapes[0]
    assert shape.width.mm == pytest.approx(156, abs=0.1) and shape.height.mm == pytest.approx(15.6, abs=0.2)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda name, data: data.replace(b"?>", b'?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///a">]>', 1) if name == "word/document.xml" else data, "DTD"),
        (lambda name, data: b"\0" * (300 * 2**20) if name == "word/styles.xml" else data, "压缩炸弹"),
        (lambda name, data: data[:200] if name == "word/document.xml" else data, "已损坏"),
    ],
)
def test_a_package_that_is_none_is_refused_before_anything_reads_it(tmp_path: Path, spoil, said: str):
    made = io.BytesIO()
    document = Document()
    document.add_paragraph("关于报送材料的通知")
    document.save(made)
    with zipfile.ZipFile(made) as package, zipfile.ZipFile(tmp_path / "稿.docx", "w", zipfile.ZIP_DEFLATED) as new:
        for name in package.namelist():
            new.writestr(name, spoil(name, package.read(name)))
    with pytest.raises(DocgenError) as error:
        read_draft(tmp_path / "稿.docx")
    assert said in str(error.value.problems[0]) and "导入" not in str(error.value)


@given(st.lists(st.text("甲乙丙丁，。；：、“”（）〔〕0123456789%-—《》·", min_size=1, max_size=40), min_size=1, max_size=8))
@hypothesis.settings(max_examples=25, deadline=None)
def test_no_word_of_a_text_is_lost(lines: list[str]):
    with tempfile.TemporaryDirectory() as folder:
        typed = ["正文开始。", *(f"丙{line}" for line in lines), "正文完了。"]
        for name, gap in (("稿.txt", "\n"), ("稿.md", "\n\n")):
            draft = body(Path(folder), gap.join(typed), name)
            assert "".join(block.text for block in draft.blocks) == "".join(typed)


def test_joined_cells_of_a_long_table_in_the_text_are_shown_again_on_every_page(tmp_path: Path):
    rows = "".join(
        f"<tr>{f'<td rowspan=20>第{at // 20}组</td>' if at % 20 == 0 else ''}<td>项目{at:02}</td><td>{at * 10}</td></tr>" for at in range(60)
    )
    page = (
        "<html><head><title>关于报送材料的通知</title></head><body><p>请看下表。</p><table><thead><tr><th>组</th><th>项目</th>"
        f"<th>投资</th></tr></thead>{rows}</table><p>请抓好落实。</p><p>2021年4月6日</p></body></html>"
    )
    (tmp_path / "稿.html").write_text(page, encoding="utf-8")
    paper, day, _ = paper_of_draft(Settings(), tmp_path / "稿.html", Wanted())
    with_rows = [leaf.text for leaf in pages(printed(lay_out(paper, Settings(), day))) if "项目" in leaf.text]
    assert len(with_rows) == 3
    for text in with_rows:
        first = int(re.search("项目([0-9]{2})", text)[1])
        assert f"第{first // 20}组" in text


ROSTER = """为加强领导，成立领导小组，成员如下：

组　长：张三 县委副书记、县长

副组长：李 四 县委常委、常务副县长

　　　　王五六 副县长

成　员：赵七 县发展改革委主任

　　　　钱八九 县财政局局长

领导小组下设办公室，由赵七兼任主任。
"""


def test_a_name_list_typed_into_the_text_stands_in_columns(tmp_path):
    lines = [block.text for block in body(tmp_path, ROSTER).blocks]
    assert lines[1:-1] == [
        "组　长：张　三　县委副书记、县长",
        "副组长：李　四　县委常委、常务副县长",
        "　　　　王五六　副县长",
        "成　员：赵　七　县发展改革委主任",
        "　　　　钱八九　县财政局局长",
    ]
    assert lines[-1] == "领导小组下设办公室，由赵七兼任主任。"
    paper, day, _ = paper_of_draft(Settings(), tmp_path / "稿.md", Wanted())
    content = lay_out(paper, Settings(), day)
    assert verify(Source("paper.docx", printed(content), content)).failing == ()


@pytest.mark.parametrize("text", ["联系人：张三　电话：1234567", "组长：张三", "成员：各乡镇 各部门负责人。", "组长：要发挥作用 切实负责", "成员：赵七 钱八九 孙十", "成员：赵七 钱八九"])
def test_a_line_that_lists_no_persons_stays_as_it_is(tmp_path, text):
    assert [block.text for block in body(tmp_path, f"抓好落实。\n\n{text}\n\n{text}\n\n有关事项另行通知。").blocks][1] == text


def test_addressees_below_a_line_that_says_who_passed_the_paper_stand_as_they_should(tmp_path):
    path = tmp_path / "稿.md"
    path.write_text("---\n标题：栾川县重点项目督查办法（试行）\n题注：2021年3月1日县政府第12次常务会议通过\n主送：各乡镇人民政府\n日期：2021-04-06\n---\n请抓好落实。", encoding="utf-8")
    paper, day, _ = paper_of_draft(Settings(), path, Wanted())
    content = lay_out(paper, Settings(), day)
    assert verify(Source("paper.docx", printed(content), content)).failing == ()
