"""Drafts of LibreOffice and of WPS as .odt: numbers that the program counts, centred lines."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from docgen.papers.drafts.draft import Draft
from docgen.papers.drafts.reading import read_draft

NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("text", "text"), ("style", "style"), ("fo", "xsl-fo-compatible"), ("table", "table"))
)
MIMETYPE = "application/vnd.oasis.opendocument.text"
CHINESE = "一, 二, 三, ..."
MIDDLE = '<style:style style:name="中" style:family="paragraph" style:parent-style-name="底"/><style:style style:name="底" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/></style:style>'


def level(depth: int, form: str, before: str, behind: str) -> str:
    return f'<text:list-level-style-number text:level="{depth}" style:num-prefix="{before}" style:num-suffix="{behind}" style:num-format="{form}"/>'


LEVELS = level(1, CHINESE, "", "、") + level(2, CHINESE, "（", "）") + level(3, "1", "", ".")


def item(*inner: str, start: str = "") -> str:
    begin = f' text:start-value="{start}"' if start else ""
    return f"<text:list-item{begin}>{''.join(each if each.startswith('<') else p(each) for each in inner)}</text:list-item>"


def listed(*items: str, continued: bool = False, style: str = ' text:style-name="号"') -> str:
    return f'<text:list{style}{" text:continue-numbering=" + chr(34) + "true" + chr(34) if continued else ""}>{"".join(items)}</text:list>'


def deeper(*items: str) -> str:
    return listed(*items, style="")


def p(words: str, style: str = "正文") -> str:
    return f'<text:p text:style-name="{style}">{words}</text:p>'


def draft_of(folder: Path, *body: str, levels: str = LEVELS, outline: str = "") -> Draft:
    styles = f'<office:document-styles {NAMES}><office:styles><text:list-style style:name="号">{levels}</text:list-style>{outline}</office:styles></office:document-styles>'
    head = p("关于开展重点项目集中攻坚的", "中") + p("通知", "中")
    content = f"<office:document-content {NAMES}><office:automatic-styles>{MIDDLE}</office:automatic-styles><office:body><office:text>{head}{''.join(body)}</office:text></office:body></office:document-content>"
    manifest = f'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="{MIMETYPE}"/></manifest:manifest>'
    path = folder / "稿.odt"
    with zipfile.ZipFile(path, "w") as package:
        for name, text in (("mimetype", MIMETYPE), ("META-INF/manifest.xml", manifest), ("styles.xml", styles), ("content.xml", content)):
            package.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}' if name != "mimetype" else text)
    return read_draft(path)


def read(draft: Draft) -> list[tuple[int, str]]:
    return [(block.level, block.text) for block in draft.blocks]


def test_levels_that_the_program_counts_are_levels_and_go_on_behind_the_text_between_them(tmp_path):
    draft = draft_of(
        tmp_path,
        listed(item("总体要求")),
        p("坚持项目为王。"),
        listed(item(deeper(item("目标", deeper(item("完成投资。"), item("完成手续。"))), item("原则"))), continued=True),
        p("讲求实效。"),
        listed(item("重点任务", deeper(item("抓开工"))), continued=True),
        p("抓紧开工。"),
    )
    assert draft.title == "关于开展重点项目集中攻坚的通知"
    assert read(draft) == [
        (1, "总体要求"), (0, "坚持项目为王。"), (2, "目标"), (3, "完成投资。"), (3, "完成手续。"), (2, "原则"), (0, "讲求实效。"),
        (1, "重点任务"), (2, "抓开工"), (0, "抓紧开工。"),
    ]  # fmt: skip
    assert not any("序号" in reminder.message or "项目符号" in reminder.message for reminder in draft.reminders)


def test_a_list_that_begins_elsewhere_says_so(tmp_path):
    draft = draft_of(tmp_path, listed(item("总体要求", start="3")), p("坚持项目为王。"))
    assert any("原为第3个" in reminder.message for reminder in draft.reminders)


def test_articles_and_numbers_in_brackets_are_typed(tmp_path):
    levels = level(1, CHINESE, "第", "条") + level(2, CHINESE, "（", "）")
    draft = draft_of(tmp_path, listed(item("制定本办法。"), item("包括：", deeper(item("前期项目；"), item("在建项目。")))), levels=levels)
    assert [text for _, text in read(draft)] == ["第一条　制定本办法。", "第二条　包括：", "（一）前期项目；", "（二）在建项目。"]


def test_a_list_of_1_2_3_alone_stays_a_list(tmp_path):
    draft = draft_of(tmp_path, p("抓好以下工作："), listed(item("手续办理。"), item("征地拆迁。")), levels=level(1, "1", "", "."))
    assert [(block.item, block.number, block.text) for block in draft.blocks[1:]] == [(1, 1, "手续办理。"), (1, 2, "征地拆迁。")]


@pytest.mark.parametrize("header", ["", ' text:is-list-header="true"'])
def test_headings_numbered_by_the_outline_are_levels(tmp_path, header):
    outline = '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-suffix="、" style:num-format="一, 二, 三, ..."/></text:outline-style>'
    heading = f'<text:h text:outline-level="1"{header}>'
    draft = draft_of(tmp_path, f"{heading}总体要求</text:h>", p("坚持项目为王。"), f"{heading}重点任务</text:h>", p("抓紧开工。"), outline=outline)
    assert read(draft) == [(1, "总体要求"), (0, "坚持项目为王。"), (1, "重点任务"), (0, "抓紧开工。")]
    assert [block.mark for block in draft.blocks[::2]] == (["", ""] if header else ["一、", "一、"])
