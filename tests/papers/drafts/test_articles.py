"""办法, 规定, 章程: texts in chapters and articles keep their typed numbers, whatever they are written in."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from docgen.cli.drafts import Wanted, paper_of_draft
from docgen.layout.paper import lay_out
from docgen.papers.drafts.draft import Draft
from docgen.papers.drafts.issuing import check_issued
from docgen.papers.drafts.reading import read_blocks, read_draft
from docgen.proof.source import Source
from docgen.proof.verify import verify
from docgen.publishing.publication import Heading
from docgen.publishing.reading import read_publication
from docgen.settings import Settings
from tests.support.office import printed
from tests.support.ooxml import errors

TITLE = "栾川县重点项目督查办法"
LINES = (
    "第一章 总则",
    "第一条 为加强重点项目督查，推动项目早开工、早竣工、早见效，根据有关规定，结合本县实际，制定本办法。",
    "第二条　本办法所称重点项目，是指列入年度重点项目清单的项目，包括：",
    "（一）前期项目；",
    "（二）在建项目（县发展改革委牵头，各乡镇负责）。",
    "第二章 督查程序",
    "第一节 立项",
    "第三条 督查事项由县督查室登记立项：",
    "（一）登记；",
    "（二）审核。",
    "第二节 办理",
    "第四条 责任单位应当按时办结。",
    "第三章　附则",
    "第五条 本办法自印发之日起施行。",
)
READ = [line.replace(" ", "　") for line in LINES]


def is_heading(line: str) -> bool:
    return line[2] in "章节"


def in_word(path: Path) -> Path:
    document = Document()
    for line in (TITLE, *LINES):
        paragraph = document.add_paragraph(line)
        if line == TITLE or is_heading(line):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.save(path)
    return path


def on_the_web(path: Path) -> Path:
    lines = "".join(f'<p style="text-align:center">{line}</p>' if is_heading(line) else f"<p>{line}</p>" for line in LINES)
    path.write_text(f'<html><body><p style="text-align:center">{TITLE}</p>{lines}</body></html>', encoding="utf-8")
    return path


def in_markdown(path: Path, *lines: str) -> Path:
    path.write_text(f"---\ntitle: {TITLE}\ndate: 2021-04-08\n---\n" + "\n\n".join(lines or LINES), encoding="utf-8")
    return path


def as_text(path: Path) -> Path:
    lines = (("　　　　　　　　" if is_heading(line) else "　　") + line for line in LINES)
    path.write_text("\n".join((f"---\ntitle: {TITLE}\n---", *lines)), encoding="utf-8")
    return path


def words(draft: Draft) -> list[str]:
    return [block.text for block in draft.blocks]


def reminders(draft: Draft) -> str:
    return "；".join(f"{reminder.cell}：{reminder.message}" for reminder in draft.reminders)


def test_a_regulation_is_the_same_from_markdown_word_the_web_and_plain_text(tmp_path):
    paths = (in_markdown(tmp_path / "稿.md"), in_word(tmp_path / "稿.docx"), on_the_web(tmp_path / "稿.html"), as_text(tmp_path / "稿.txt"))
    drafts = [read_draft(path) for path in paths]
    assert [draft.title for draft in drafts] == [TITLE] * 4
    assert drafts[0].blocks == drafts[1].blocks == drafts[2].blocks == drafts[3].blocks
    assert words(drafts[0]) == READ
    assert all(not block.level for block in drafts[0].blocks)
    assert "序号" not in "".join(map(reminders, drafts))


def test_headings_and_bold_numbers_of_markdown_are_chapters_and_articles_too(tmp_path):
    marked = [f"# {line}" if line[2] == "章" else f"## {line}" if line[2] == "节" else line for line in LINES]
    marked = [f"**{line[:3]}**{line[3:]}" if line[2] == "条" else line for line in marked]
    plain, dressed = read_draft(in_markdown(tmp_path / "稿.md")), read_draft(in_markdown(tmp_path / "标.md", *marked))
    assert words(dressed) == READ
    assert [block.runs for block in dressed.blocks] == [block.runs for block in plain.blocks]


def test_its_page_has_centred_chapters_numbers_in_heiti_and_nothing_that_fails(tmp_path):
    paper, day, _ = paper_of_draft(Settings(), in_markdown(tmp_path / "稿.md"), Wanted())
    content = lay_out(paper, Settings(), day)
    document = Document(BytesIO(content))
    looks = {paragraph.text: paragraph for paragraph in document.paragraphs}
    chapter, section, article, item = (looks[READ[at]] for at in (0, 6, 1, 3))
    assert [p.style.paragraph_format.alignment for p in (chapter, section)] == [WD_ALIGN_PARAGRAPH.CENTER] * 2
    assert chapter.style.font.name == "黑体"
    assert [(run.text, run.font.name) for run in article.runs][:2] == [("第一条", "黑体"), ("　" + READ[1][4:], None)]
    assert item.style.name == "公文正文"
    (tmp_path / "办法.docx").write_bytes(content)
    assert errors(tmp_path / "办法.docx") == []
    assert verify(Source("办法.docx", printed(content), content)).failing == ()
    parts = read_publication(tmp_path / "办法.docx").parts
    headings = [(element.level, element.text) for element in parts[0].elements if isinstance(element, Heading)]
    assert headings == [(1, READ[0]), (1, READ[5]), (2, READ[6]), (2, READ[10]), (1, READ[12])]


def test_a_number_left_out_or_given_twice_is_told_with_its_place_and_stays(tmp_path):
    draft = read_draft(in_markdown(tmp_path / "稿.md", "第一条 甲。", "第二条 乙。", "第二条 丙。", "第五条 丁。", "第一百零六条 戊。"))
    assert words(draft) == ["第一条　甲。", "第二条　乙。", "第二条　丙。", "第五条　丁。", "第一百零六条　戊。"]
    told = reminders(draft)
    assert "第9行：“第二条”写了两次" in told
    assert "第11行：“第五条”前面是第二条" in told
    assert "第13行：“第一百零六条”前面是第五条" in told
    assert "“第二条”前面" not in told


@pytest.mark.parametrize(
    "lines",
    [
        ("第一条路线由县城出发。", "第二条路线由陶湾出发。"),
        ("# 总体要求", "第一章节的内容要落实。", "第三条措施要抓紧。"),
        ("根据第一条 的规定，抓好落实。", "再按第二条 的规定办理。"),
    ],
)
def test_sentences_that_count_routes_or_measures_are_no_articles(tmp_path, lines):
    assert words(read_draft(in_markdown(tmp_path / "稿.md", *lines))) == [line.removeprefix("# ") for line in lines]


NUMBERING = """<w:abstractNum {ns} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="第%1章"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlRestart w:val="0"/><w:lvlText w:val="第%2条"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%3）"/></w:lvl>
</w:abstractNum>"""


def numbered(path: Path, *lines: tuple[int, str]) -> Path:
    """A Word document whose chapters, articles and items are numbered by Word; the articles count on through all chapters."""
    document = Document()
    document.add_paragraph(TITLE).alignment = WD_ALIGN_PARAGRAPH.CENTER
    lists = document.part.numbering_part.element
    lists.insert(0, parse_xml(NUMBERING.format(ns=nsdecls("w"))))
    lists.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for depth, words in lines:
        paragraph = document.add_paragraph(words)
        paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="90"/></w:numPr>'))
    document.save(path)
    return path


def test_word_may_number_chapters_and_articles_itself(tmp_path):
    draft = read_draft(numbered(tmp_path / "稿.docx", (0, "总则"), (1, "制定本办法。"), (1, "包括："), (2, "前期项目；"), (2, "在建项目。"), (0, "程序"), (1, "登记立项："), (2, "登记。")))
    assert words(draft) == ["第一章　总则", "第一条　制定本办法。", "第二条　包括：", "（一）前期项目；", "（二）在建项目。", "第二章　程序", "第三条　登记立项：", "（一）登记。"]
    assert "序号" not in reminders(draft)


def test_a_list_of_word_that_begins_anew_does_so(tmp_path):
    path = numbered(tmp_path / "稿.docx", (1, "包括："), (2, "前期项目；"), (2, "在建项目。"), (1, "分为："))
    document = Document(path)
    lists = document.part.numbering_part.element
    lists.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="90"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="3"/></w:lvlOverride></w:num>'))
    paragraph = document.add_paragraph("竣工项目。")
    paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="2"/><w:numId w:val="91"/></w:numPr>'))
    document.save(path)
    assert words(read_draft(path))[-2:] == ["第二条　分为：", "（三）竣工项目。"]


def test_an_annex_in_a_file_of_its_own_loses_its_title_only(tmp_path):
    path = in_word(tmp_path / "附件.docx")
    document = Document(path)
    document.paragraphs[0].insert_paragraph_before("附件1")
    document.add_paragraph("（完）").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.save(path)
    blocks, _ = read_blocks(path)
    assert [block.text for block in blocks] == [*READ, "（完）"]


def test_a_regulation_below_its_notice_keeps_its_chapters(tmp_path):
    path = in_word(tmp_path / "稿.docx")
    document = Document(path)
    first = document.paragraphs[0]
    title = first.insert_paragraph_before(f"关于印发《{TITLE}》的通知")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for line in ("各乡镇人民政府：", "现将办法印发给你们，请遵照执行。", "栾川县人民政府", "2021年4月8日"):
        first.insert_paragraph_before(line)
    document.save(path)
    draft = read_draft(path)
    assert draft.plan is not None and (draft.plan.title, words(draft.plan)) == (TITLE, READ)


def test_an_order_and_the_regulation_that_it_makes_known_are_parted(tmp_path):
    path = tmp_path / "令.md"
    order = (f"《{TITLE}》已经县政府常务会议通过，现予公布。", "县长　张三", "2021年4月8日", TITLE)
    path.write_text("---\ntitle: 栾川县人民政府令\n令号：第5号\n---\n" + "\n\n".join((*order, *LINES)), encoding="utf-8")
    draft = read_draft(path)
    assert words(draft) == [order[0]] and (draft.number, draft.office, draft.signed_by) == ("第5号", "县长", "张三")
    assert draft.plan is not None and (draft.plan.title, words(draft.plan)) == (TITLE, READ)
    assert not check_issued(draft, draft.plan, path.name)


def test_a_list_of_chapters_is_left_out_and_told_and_a_name_below_its_chapter_joins_it(tmp_path):
    document = Document()
    for line in (TITLE, "（试行）", "目　录", "第一章 总则", "第二章 程序", "第一章\n总　则", "第一条 制定本办法。", "第二条 适用于项目。", "第二章　程序", "第三条 登记。"):
        paragraph = document.add_paragraph(line)
        if not line.startswith("第") or "\n" in line:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.save(tmp_path / "稿.docx")
    draft = read_draft(tmp_path / "稿.docx")
    assert draft.title == TITLE + "（试行）"
    assert words(draft) == ["第一章　总　则", "第一条　制定本办法。", "第二条　适用于项目。", "第二章　程序", "第三条　登记。"]
    assert "目录没有印出" in reminders(draft) and "序号" not in reminders(draft)
