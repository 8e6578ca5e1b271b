"""A paper that an office has finished once and keeps in Word: its red head, its annexes and its imprint are no text."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from docgen.cli.drafts import Wanted, paper_of_draft
from docgen.papers.drafts.draft import Draft
from docgen.papers.drafts.reading import read_draft
from docgen.papers.insets import TableInset
from docgen.problem import DocgenError
from docgen.settings import Settings

TITLE = "关于进一步加快重点项目建设的通知"
END = ("栾川县人民政府", "2021年4月6日")


def word(folder: Path, *lines: str) -> Path:
    """A Word file with a paragraph a line: ``^`` before a line centres it, ``/`` breaks it, ``|`` parts the cells of a table's only rows."""
    document = Document()
    for line in lines:
        if "|" in line:
            rows = [row.split("|") for row in line.split("/")]
            table = document.add_table(len(rows), len(rows[0]))
            for cell, text in zip((cell for row in table.rows for cell in row.cells), sum(rows, []), strict=True):
                cell.text = text
            continue
        paragraph = document.add_paragraph(line.removeprefix("^").replace("/", "\n"))
        if line.startswith("^"):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.save(folder / "稿.docx")
    return folder / "稿.docx"


def read(folder: Path, *lines: str) -> Draft:
    return read_draft(word(folder, *lines))


def told(draft: Draft) -> str:
    return "\n".join(map(str, draft.reminders))


def test_a_title_broken_within_its_paragraph_is_whole(tmp_path: Path):
    assert read(tmp_path, "^关于进一步加快/重点项目建设的通知", "请抓好落实。", *END).title == TITLE


def test_the_red_mark_above_the_number_is_no_title(tmp_path: Path):
    draft = read(tmp_path, "^栾川县人民政府文件", "^栾政〔2021〕15号", f"^{TITLE}", "请抓好落实。", "2021年4月6日")
    assert (draft.title, draft.number, draft.issuers) == (TITLE, "栾政〔2021〕15号", ("栾川县人民政府",))
    assert "红头" in told(draft)


@pytest.mark.parametrize("typed", ["栾政[2021]15号", "栾政【2021】15号", "栾政（2021）15号", "栾政〔2021〕第15号", "栾政 〔2021〕 15 号", "栾政〔２０２１〕１５号", "栾政〔2021〕015号"])
def test_a_number_however_typed_is_a_number(tmp_path: Path, typed: str):
    draft = read(tmp_path, f"^{typed}", f"^{TITLE}", "请抓好落实。", *END)
    assert (draft.title, draft.number) == (TITLE, "栾政〔2021〕15号")


def test_a_head_of_an_upward_paper_gives_its_entries(tmp_path: Path):
    lines = ("000012", "机密★1年", "特急", "^中共栾川县委文件", "栾发〔2021〕　号　　　签发人：张三　王 五", "^关于申请项目资金的请示", "市委：", "妥否，请批示。", *END)
    draft = read(tmp_path, *lines)
    assert (draft.copy_number, draft.secrecy, draft.urgency) == ("000012", "机密★1年", "特急")
    assert (draft.number, draft.signers, draft.title) == ("栾发〔2021〕　号", ("张三", "王五"), "关于申请项目资金的请示")


def test_a_title_as_the_web_has_it_above_its_number_stays_one(tmp_path: Path):
    draft = read(tmp_path, "^栾川县人民政府", f"^{TITLE}", "^栾政〔2021〕15号", "各乡镇人民政府：", "请抓好落实。", *END)
    assert (draft.title, draft.number) == (f"栾川县人民政府{TITLE}", "栾政〔2021〕15号")


@pytest.mark.parametrize("centre", ["^", ""])
def test_a_title_in_one_line_right_above_its_number_stays_one(tmp_path: Path, centre: str):
    draft = read(tmp_path, f"{centre}{TITLE}", "^栾政〔2021〕15号", "各乡镇人民政府：", "请抓好落实。", *END)
    assert (draft.title, draft.number) == (TITLE, "栾政〔2021〕15号")


def test_the_line_by_which_a_resolution_was_passed_is_no_title(tmp_path: Path):
    draft = read(tmp_path, "^关于政府工作报告的决议", "^（2021年3月5日湛河区第五届人民代表大会第六次会议通过）", "会议决定批准这个报告。", "2021年3月5日")
    assert (draft.title, draft.caption) == ("关于政府工作报告的决议", "2021年3月5日湛河区第五届人民代表大会第六次会议通过")


def test_a_title_typed_in_two_lines_of_plain_text_is_one(tmp_path: Path):
    (tmp_path / "稿.txt").write_text(f"栾川县人民政府文件\n栾政〔2021〕15号\n\n栾川县人民政府\n{TITLE}\n各乡镇：\n请抓好落实。\n2021年4月6日\n", encoding="utf-8")
    assert read_draft(tmp_path / "稿.txt").title == f"栾川县人民政府{TITLE}"


@pytest.mark.parametrize(
    "line",
    ["各乡镇人民政府，各人民团体：", "各乡镇人民政府，各工作专班：", "各乡镇人民政府，各重点项目业主：", "各会员：", "各乡（镇、街道）、县直各部门﹕", "各乡镇人民政府 :"],
)
def test_those_whom_offices_address_are_addressees(tmp_path: Path, line: str):
    draft = read(tmp_path, f"^{TITLE}", line, "请抓好落实。", *END)
    assert "，".join(draft.addressees) == line.rstrip("：﹕: ") and len(draft.blocks) == 1


def test_a_first_line_that_may_be_addressees_is_told(tmp_path: Path):
    assert "首行“王局长：”没有当作主送机关" in told(read(tmp_path, f"^{TITLE}", "王局长：", "请抓好落实。", *END))


def test_addressees_given_in_front_are_not_printed_twice(tmp_path: Path):
    word(tmp_path, f"^{TITLE}", "各乡镇人民政府：", "请抓好落实。", *END)
    (tmp_path / "稿.yaml").write_text("主送: [各乡镇人民政府, 县直各单位]", encoding="utf-8")
    draft = read_draft(tmp_path / "稿.docx")
    assert [block.text for block in draft.blocks] == ["请抓好落实。"] and "主送机关以开头的为准" in told(draft)


def test_annexes_behind_the_date_are_annexes_and_the_imprint_is_the_imprint(tmp_path: Path):
    lines = (
        f"^{TITLE}", "各乡镇人民政府：", "请抓好落实。", "附件：1．重点项目清单", "　　　2．报送要求", *END, "（此件公开发布）",
        "附件1", "^重点项目清单", "序号|项目名称/1|甲项目", "附件 2", "^报送要求", "一、报送时间", "每月25日前。",
        "抄送：县委办公室，县政协办公室。", "栾川县人民政府办公室　　　2021年4月7日印发",
    )  # fmt: skip
    path = word(tmp_path, *lines)
    draft = read_draft(path)
    assert str(draft.date) == "2021-04-06" and draft.note == "此件公开发布" and draft.issuers == ("栾川县人民政府",)
    assert (draft.copies, draft.issued_by, str(draft.issued_on)) == (("县委办公室，县政协办公室",), "栾川县人民政府办公室", "2021-04-07")
    assert [block.text for block in draft.blocks] == ["请抓好落实。"]
    table, text = draft.annexes
    assert table.title == "重点项目清单" and isinstance(table.blocks[0].inset, TableInset) and not table.blocks[0].inset.title
    assert [(block.level, block.text) for block in text.blocks] == [(1, "报送时间"), (0, "每月25日前。")]
    paper, _, problems = paper_of_draft(Settings(), path, Wanted())
    assert [annex.title for annex in paper.annexes] == ["重点项目清单", "报送要求"]
    assert not any("没有随文稿给出" in str(problem) for problem in problems)


def test_annexes_that_no_list_names_are_named_by_their_titles(tmp_path: Path):
    draft = read(tmp_path, f"^{TITLE}", "请抓好落实。", *END, "附件", "^报送要求", "每月25日前。")
    assert [annex.title for annex in draft.annexes] == ["报送要求"] and "附件名称取自文稿：报送要求" in told(draft)


def test_an_annex_that_the_list_does_not_name_is_refused_with_its_place(tmp_path: Path):
    with pytest.raises(DocgenError) as error:
        read(tmp_path, f"^{TITLE}", "请抓好落实。", "附件：报送要求", *END, "附件1", "^报送要求", "甲。", "附件2", "^清单", "乙。")
    assert "文稿后面有附件2" in str(error.value.problems[0]) and error.value.problems[0].cell == "第11段"


def test_an_imprint_in_a_table_is_one_too(tmp_path: Path):
    draft = read(tmp_path, f"^{TITLE}", "请抓好落实。", *END, "抄送：县委办公室。|/县政府办公室|2021年4月7日印发")
    assert draft.issued_by == "县政府办公室" and draft.copies == ("县委办公室",) and [b.text for b in draft.blocks] == ["请抓好落实。"]


def test_issuers_side_by_side_are_several(tmp_path: Path):
    draft = read(tmp_path, f"^{TITLE}", "请抓好落实。", "栾川县发展和改革委员会　　栾川县财政局", "2021 年 4 月 6 日")
    assert draft.issuers == ("栾川县发展和改革委员会", "栾川县财政局")


def test_a_sentence_about_two_quarters_is_no_heading_and_a_heading_about_one_is(tmp_path: Path):
    draft = read(tmp_path, f"^{TITLE}", "一、二季度项目情况", "一、二季度分别完成5亿元、6亿元。", *END)
    assert [(block.level, block.text) for block in draft.blocks] == [(1, "二季度项目情况"), (0, "一、二季度分别完成5亿元、6亿元。")]


def test_what_word_hides_is_not_printed_and_what_it_prints_is_not_lost(tmp_path: Path):
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = Document(word(tmp_path, f"^{TITLE}", "请于", *END))
    for run in (
        "<w:rPr><w:vanish/></w:rPr><w:t>内部掌握：</w:t>",
        '<w:rPr><w:vanish w:val="0"/></w:rPr><w:t>四月底</w:t>',
        "<w:ruby><w:rubyPr/><w:rt><w:r><w:t>luán</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>栾</w:t></w:r></w:rubyBase></w:ruby>",
        "<w:t>川A</w:t><w:noBreakHyphen/><w:t>1地块报送。</w:t>",
    ):
        document.paragraphs[1]._p.append(parse_xml(f"<w:r {nsdecls('w')}>{run}</w:r>"))
    document.save(tmp_path / "稿.docx")
    draft = read_draft(tmp_path / "稿.docx")
    assert [block.text for block in draft.blocks] == ["请于四月底栾川A-1地块报送。"] and "没有读入" not in told(draft)


def test_text_in_a_style_that_means_something_to_books_is_text(tmp_path: Path):
    from docx.enum.style import WD_STYLE_TYPE

    document = Document()
    document.styles.add_style("Date", WD_STYLE_TYPE.PARAGRAPH)
    for text, style in ((TITLE, "Title"), ("（征求意见稿）", "Subtitle"), ("各乡镇：", "Date"), ("请报送。", "Normal"), ("2021年4月6日", "Date")):
        document.add_paragraph(text, style=style)
    document.save(tmp_path / "稿.docx")
    draft = read_draft(tmp_path / "稿.docx")
    assert (draft.title, draft.addressees, str(draft.date)) == (f"{TITLE}（征求意见稿）", ("各乡镇",), "2021-04-06")


def test_a_table_within_a_cell_keeps_its_words(tmp_path: Path):
    document = Document(word(tmp_path, f"^{TITLE}", "见下表。", "单位|说明/甲|乙", "完。", *END))
    inner = document.tables[0].cell(1, 1).add_table(1, 2)
    for cell, text in zip(inner.rows[0].cells, ("丙", "丁"), strict=True):
        cell.text = text
    document.save(tmp_path / "稿.docx")
    draft = read_draft(tmp_path / "稿.docx")
    assert draft.blocks[1].inset.rows[1][1].text == "乙\n丙　丁" and "表格里的表格改为文字" in told(draft) and "图片" not in told(draft)


def test_automatic_numbers_of_all_levels_of_one_list_are_the_levels_of_the_paper(tmp_path: Path):
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = Document()
    numbering = document.part.numbering_part.element
    # LibreOffice makes taiwaneseCountingThousand of a .doc's
    forms = (("chineseCountingThousand", "%1、"), ("taiwaneseCountingThousand", "（%2）"), ("decimal", "%3."), ("decimal", "（%4）"), ("decimalEnclosedCircle", "%5"))
    levels = "".join(f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>' for at, (form, text) in enumerate(forms))
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    document.add_paragraph("关于报送材料的通知")
    for text, level in (("总体", 0), ("目标", 1), ("甲", 2), ("乙", 3), ("丙", 4), ("丁", 2), ("责任", 0)):
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'))
    document.save(tmp_path / "稿.docx")
    assert [(b.level, b.text) for b in read_draft(tmp_path / "稿.docx").blocks] == [
        (1, "总体"), (2, "目标"), (3, "甲"), (4, "乙"), (0, "①丙"), (3, "丁"), (1, "责任"),
    ]  # fmt: skip


def test_what_a_notice_issues_may_follow_below_its_date(tmp_path: Path):
    lines = (
        "^县政府办公室关于印发《重点项目/“百日攻坚”实施方案》的通知", "各乡镇：", "现印发给你们，请认真贯彻执行。", "县政府办公室", "2021年4月6日", "（此件公开发布）",
        "^重点项目“百日攻坚”/实施方案", "为加快建设，制定本方案。", "一、目标", "开工十个项目。", "附件：1．分工表", "2．名单",
        "附件1", "^分工表", "序号|任务/1|甲", "附件2", "^名单", "张三", "抄送：县委办公室。", "县政府办公室　2021年4月7日印发",
    )  # fmt: skip
    path = word(tmp_path, *lines)
    draft = read_draft(path)
    assert [block.text for block in draft.blocks] == ["现印发给你们，请认真贯彻执行。"] and not draft.annexes
    assert (str(draft.date), draft.note, draft.copies, draft.issued_by) == ("2021-04-06", "此件公开发布", ("县委办公室",), "县政府办公室")
    assert draft.plan and draft.plan.title == "重点项目“百日攻坚”实施方案"
    assert [(block.level, block.text) for block in draft.plan.blocks] == [(0, "为加快建设，制定本方案。"), (1, "目标"), (0, "开工十个项目。")]
    paper, _, problems = paper_of_draft(Settings(), path, Wanted())
    assert paper.issued and [annex.title for annex in paper.annexes] == ["分工表", "名单"]
    assert not [problem for problem in problems if "取自文稿" not in str(problem)]


def test_minutes_that_were_finished_give_their_mark_number_day_and_who_was_there(tmp_path: Path):
    lines = (
        "^湛河区人民政府/会议纪要", "^〔2021〕3号", "湛河区人民政府办公室　　　2021年4月8日", "^重点项目建设推进会议纪要", "会议议定事项如下：", "一、关于用地",
        "4月20日前办结。", "出席：张三　李　四", "请假：赵六", "列席：钱七、孙八", "分送：各街道办事处。",
    )  # fmt: skip
    draft = read(tmp_path, *lines)
    assert (draft.title, draft.series, draft.number, str(draft.date)) == ("重点项目建设推进会议纪要", "湛河区人民政府会议纪要", "〔2021〕3号", "2021-04-08")
    assert (draft.present, draft.absent, draft.attending, draft.copies) == (("张三", "李四"), ("赵六",), ("钱七", "孙八"), ("各街道办事处",))
    assert [block.text for block in draft.blocks] == ["会议议定事项如下：", "关于用地", "4月20日前办结。"]


def test_an_order_that_was_finished_is_an_order(tmp_path: Path):
    path = word(tmp_path, "^湛河区人民政府令", "^第5号", "现公布《湛河区重点项目管理办法》。", "区长　张 三", "2021年4月8日")
    draft = read_draft(path)
    assert (draft.title, draft.number, draft.issuers, draft.office, draft.signed_by) == ("湛河区人民政府令", "第5号", ("湛河区人民政府",), "区长", "张三")
    paper, _, _ = paper_of_draft(Settings(), path, Wanted())
    assert paper.kind == "命令" and paper.context["mark"] == "湛河区人民政府令"


def test_issuers_in_lines_of_their_own_stay_apart_in_the_title(tmp_path: Path):
    draft = read(tmp_path, "^中共湛河区委/湛河区人民政府/关于加强重点项目/建设的意见", "^（2021年4月8日）", "提出如下意见。")
    assert (draft.title, str(draft.date)) == ("中共湛河区委　湛河区人民政府关于加强重点项目建设的意见", "2021-04-08")


def test_a_short_date_and_a_line_of_whom_to_ask_end_a_text(tmp_path: Path):
    draft = read(tmp_path, f"^{TITLE}", "请于2021.4.30前报送。", "附  件：1、清单", "2、名单", "重点办", "2021.4.8", "联系人：张三　电话：1234567")
    assert (str(draft.date), draft.issuers, draft.note) == ("2021-04-08", ("重点办",), "联系人：张三　电话：1234567")
    assert [annex.title for annex in draft.annexes] == ["清单", "名单"] and [block.text for block in draft.blocks] == ["请于2021.4.30前报送。"]
