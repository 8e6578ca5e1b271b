"""Ways in which a good paper can be spoilt, each with the clause and subject that must name it."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor, Twips

from tests.proof.spoiling import (
    align,
    border,
    element,
    everywhere,
    find,
    font,
    imprint,
    indent,
    mm,
    reword,
    say,
    seal,
    size,
    spacing,
)

BODY, TITLE, MARK, NUMBER = "公文正文", "公文标题", "发文机关标志", "发文字号"


@dataclass(frozen=True)
class Spoiling:
    """``paper`` is spoilt by ``how``; ``clause`` and ``what`` must then fail, and nothing of another clause.

    ``also`` are clauses that the fault truly breaks with it.
    """

    paper: str
    what: str
    clause: str
    how: Callable
    also: tuple[str, ...] = ()


ALL: list[Spoiling] = []


def spoils(paper: str, clause: str, what: str, *also: str):
    """Register a spoiling; its function takes the document."""

    def register(how: Callable) -> Callable:
        ALL.append(Spoiling(paper, what, clause, how, also))
        return how

    return register


# --- page -------------------------------------------------------------------------------------------------------


@spoils("notice", "5.2.1", "订口（左边距）")
def everything_5_mm_to_the_right(document):
    for section in document.sections:
        section.left_margin += Mm(5)
        section.right_margin -= Mm(5)
    place = imprint(document).find(f"{qn('w:tblPr')}/{qn('w:tblpPr')}")
    place.set(qn("w:tblpX"), str(int(place.get(qn("w:tblpX"))) + mm(5)))


@spoils("upward", "5.2.1", "天头（上边距）")
def top_margin_5_mm_too_large(document):
    document.sections[0].top_margin += Mm(5)
    # the signers' row keeps the spoilt page short of text: the rest must still run on to page 2
    for text in ("一是抓开工。", "二是抓要素。", "三是抓服务。", "四是抓督查。"):
        find(document, BODY, "妥否").insert_paragraph_before(text, BODY)


@spoils("circular", "5.2.3", "行距（每面22行）")
def lines_26_to_the_page(document):
    for style in (BODY, "一级标题"):
        spacing(document, style, line=490)


@spoils("notice", "5.2.2", "正文字体")
def body_in_songti(document):
    font(document, BODY, "宋体")


@spoils("letter", "5.2.2", "正文字号")
def body_in_size_4(document):
    size(document, BODY, 14)


@spoils("notice", "5.2.1", "表格不出版心")
def table_runs_off_the_type_area(document):
    table = next(t for t in document.element.body.iter(qn("w:tbl")) if t is not imprint(document))
    for old in table.tblPr.findall(qn("w:jc")):
        table.tblPr.remove(old)
    shift = table.tblPr.find(qn("w:tblInd"))
    if shift is None:
        shift = element("w:tblInd")
        table.tblPr.append(shift)
    shift.set(qn("w:w"), str(mm(12)))
    shift.set(qn("w:type"), "dxa")


# --- head -------------------------------------------------------------------------------------------------------


@spoils("notice", "7.2.4", "发文机关标志上边缘距版心上边缘")
def mark_at_38(document):
    find(document, MARK).paragraph_format.space_before = Mm(0.8)


@spoils("notice", "7.2.4", "发文机关标志的颜色")
def black_mark(document):
    find(document, MARK).runs[0].font.color.rgb = RGBColor(0, 0, 0)


@spoils("notice", "7.2.4", "发文机关标志排成一行")
def mark_on_two_lines(document):
    say(find(document, MARK), "陈宅镇党政\n办公室文件")


@spoils("joint", "7.2.4", "联合行文的标志")
def word_at_the_foot_of_the_joint_mark(document):
    words = next(p for p in everywhere(document) if p.text.strip() == "文件")
    cell = words._p.getparent()
    row = cell.getparent()
    for other in row.getparent().iter(qn("w:tc")):
        merge = other.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        align_ = other.find(f"{qn('w:tcPr')}/{qn('w:vAlign')}")
        if merge is not None and align_ is not None:
            align_.set(qn("w:val"), "bottom")


@spoils("notice", "7.2.5", "发文字号的写法")
def square_brackets(document):
    say(find(document, NUMBER), "陈党政办[2020]3号")


@spoils("notice", "7.2.5", "发文字号的写法")
def number_with_di(document):
    say(find(document, NUMBER), "陈党政办〔2020〕第3号")


@spoils("letter", "7.2.5", "发文字号的写法")
def number_with_leading_zero(document):
    say(find(document, "信函字号"), "平湛政督函〔2021〕05号")


@spoils("notice", "7.2.5", "发文字号居中的偏差")
def number_at_the_left(document):
    align(document, NUMBER, "left")


@spoils("notice", "7.2.5", "发文字号与标志之间")
def number_one_line_below_the_mark(document):
    find(document, NUMBER).paragraph_format.space_before = Mm(10)


@spoils("upward", "7.2.5", "上行文的发文字号居左空一字")
def upward_number_flush_left(document):
    find(document, "上行文发文字号").paragraph_format.first_line_indent = Twips(0)


@spoils("notice", "7.2.7", "红色分隔线在发文字号之下")
def rule_8_below(document):
    border(find(document, NUMBER)).set(qn("w:space"), "23")


@spoils("notice", "7.2.7", "红色分隔线的宽度")
def rule_140_wide(document):
    number = find(document, NUMBER)
    number.paragraph_format.left_indent = number.paragraph_format.right_indent = Mm(8)


@spoils("notice", "7.2.7", "红色分隔线在发文字号之下")
def black_rule(document):
    border(find(document, NUMBER)).set(qn("w:color"), "000000")


@spoils("upward", "7.2.6", "签发人的字体")
def signers_in_fangsong(document):
    for run in find(document, "签发人").runs:
        for slot in ("ascii", "hAnsi", "eastAsia", "cs"):
            if run._r.rPr is not None and run._r.rPr.find(qn("w:rFonts")) is not None:
                run._r.rPr.find(qn("w:rFonts")).set(qn(f"w:{slot}"), "仿宋_GB2312")


@spoils("upward", "7.2.1", "份号")
def copy_number_of_4_digits(document):
    say(find(document, "份号"), "0012")


@spoils("upward", "7.2.2", "密级和保密期限")
def secrecy_without_star(document):
    say(find(document, "密级"), "机密1年")


@spoils("upward", "7.2.3", "紧急程度")
def urgency_in_fangsong(document):
    font(document, "紧急程度", "仿宋_GB2312")


# --- title and addressees ---------------------------------------------------------------------------------------


@spoils("notice", "7.3.1", "标题回行的形状")
def hourglass_title(document):
    say(find(document, TITLE), "关于建立陈宅镇2020年度\n重大项目\n全过程推进工作机制的通知")


@spoils("notice", "7.3.1", "标题回行处词意完整")
def title_parts_a_number(document):
    say(find(document, TITLE), "关于建立陈宅镇20\n20年度重大项目推进机制的通知")


@spoils("notice", "7.3.1", "标题居中的偏差")
def title_at_the_left(document):
    say(find(document, TITLE), "关于重大项目推进机制的通知")
    align(document, TITLE, "left")


@spoils("letter", "7.3.1", "标题字号")
def title_too_small(document):
    size(document, "信函标题", 20)


@spoils("notice", "7.3.1", "标题字体")
def title_in_heiti(document):
    font(document, TITLE, "黑体")


@spoils("notice", "7.3.1", "标题与红色分隔线之间")
def title_close_to_the_rule(document):
    spacing(document, TITLE, before=200)


@spoils("notice", "7.3.2", "主送机关末尾的标点")
def addressees_without_colon(document):
    say(find(document, "主送机关"), "机关各职能办（中心）")


@spoils("notice", "7.3.2", "主送机关顶格，回行也顶格")
def addressees_set_in(document):
    indent(document, "主送机关", firstLine=630)


# --- body -------------------------------------------------------------------------------------------------------


@spoils("notice", "7.3.3", "自然段左空二字")
def no_indent(document):
    indent(document, BODY, firstLine=0)


@spoils("notice", "7.3.3", "一级（一、）标题的字体")
def first_level_in_fangsong(document):
    font(document, "一级标题", "仿宋_GB2312")


@spoils("circular", "7.3.3", "二级（（一））标题的字体")
def second_level_in_heiti(document):
    font(document, "二级标题", "黑体")


@spoils("letter", "7.3.3", "三级标题的标点")
def enumeration_comma_after_a_digit(document):
    reword(find(document, "三级标题", "1."), "1.", "1、")


@spoils("circular", "7.3.3", "带括号的序号后的标点")
def enumeration_comma_after_brackets(document):
    reword(find(document, "二级标题", "（一）"), "（一）", "（一）、")


@spoils("notice", "7.3.3", "结构层次序数连续")
def a_level_is_skipped(document):
    reword(find(document, "一级标题", "三、"), "三、", "四、")


# --- end --------------------------------------------------------------------------------------------------------


@spoils("circular", "7.3.4", "附件名称后的标点")
def stop_after_an_annex_name(document):
    note = find(document, "附件说明续项", "3.")
    say(note, f"{note.text}。")


@spoils("letter", "7.3.4", "附件说明的序号")
def annexes_numbered_otherwise(document):
    for style in ("附件说明首项", "附件说明续项"):
        paragraph = find(document, style)
        say(paragraph, paragraph.text.replace("1.", "1、", 1) if style.endswith("首项") else paragraph.text.replace("2.", "2、", 1))


@spoils("notice", "7.3.4", "附件说明左空二字")
def annex_note_flush_left(document):
    find(document, "附件说明").paragraph_format.left_indent = Twips(945)


@spoils("circular", "7.3.4", "文中提到的附件")
def an_annex_that_is_not_there(document):
    paragraph = next(p for p in everywhere(document) if p.style.name == BODY and "（见附件4）" in p.text)
    reword(paragraph, "（见附件4）", "（见附件6）")


@spoils("letter", "7.3.5.1", "加盖印章：成文日期右空四字")
def sign_off_too_far_right(document):
    for style in ("成文日期", "发文机关署名"):
        find(document, style).paragraph_format.right_indent -= Mm(11)


@spoils("upward", "7.3.5.2", "不加盖印章：日期首字比署名首字右移二字")
def unsealed_issuer_too_far_left(document):
    find(document, "发文机关署名").paragraph_format.right_indent += Mm(10)


@spoils("letter", "7.3.5.4", "成文日期的写法")
def date_with_leading_zeros(document):
    say(find(document, "成文日期"), "2021年04月06日")


@spoils("upward", "7.3.6", "附注")
def note_flush_left(document):
    remark = find(document, "附注")
    remark.paragraph_format.first_line_indent = Twips(0)


@spoils("sealed", "7.3.5.1", "印章的颜色")
def black_seals(document):
    for part in document.part.package.iter_parts():
        if part.content_type == "image/png":
            part._blob = seal("black")


@spoils("sealed", "7.3.5.1", "印章下压署名和日期")
def seals_beside_the_date(document):
    for offset in document.element.body.iter(qn("wp:posOffset")):
        if offset.getparent().tag == qn("wp:positionH"):
            offset.text = str(int(offset.text) - 14 * 36000)


@spoils("circular", "7.3.7", "附件序号、标题与附件说明一致")
def annex_renamed(document):
    say(find(document, "附件标题", "湛河区2021年3月份滞后"), "湛河区2021年3月份推进缓慢项目清单")


@spoils("notice", "7.3.7", "附件序号的位置和字体")
def annex_label_in_fangsong(document):
    font(document, "附件序号", "仿宋_GB2312")


@spoils("notice", "7.3.7", "附件标题居中编排在第三行")
def annex_title_on_line_5(document):
    spacing(document, "附件标题", before=1800)


# --- imprint ----------------------------------------------------------------------------------------------------


@spoils("notice", "7.4.1", "版记末条分隔线与版心下边缘重合")
def imprint_floats_in_mid_page(document):
    table = imprint(document)
    for tag in ("w:tblpPr", "w:tblOverlap"):
        table.tblPr.remove(table.tblPr.find(qn(tag)))


@spoils("circular", "7.4.1", "版记首末条分隔线的粗细")
def imprint_rules_too_thick(document):
    for rows in imprint(document).iter(qn("w:top"), qn("w:bottom")):
        if rows.get(qn("w:sz")) == "8":
            rows.set(qn("w:sz"), "18")


@spoils("circular", "7.4.2", "抄送机关末尾的标点")
def copies_without_stop(document):
    copies = find(document, "版记抄送")
    say(copies, copies.text.rstrip("。"))


@spoils("notice", "7.4.2", "版记字体字号")
def imprint_in_size_3(document):
    size(document, "版记印发", 16)


@spoils("notice", "7.4.3", "印发日期的写法")
def issue_date_with_leading_zeros(document):
    row = find(document, "版记印发")
    row.runs[-1].text = "2020年04月07日印发"


# --- page numbers -----------------------------------------------------------------------------------------------


@spoils("notice", "7.5", "单页码右空一字")
def odd_page_number_at_the_left(document):
    align(document, "页码单页", "left")


@spoils("notice", "7.5", "页码字号")
def page_number_in_size_5(document):
    size(document, "页码单页", 10.5)


@spoils("notice", "7.5", "页码的样子")
def page_number_without_dashes(document):
    for style in ("页码单页", "页码双页"):
        for paragraph in everywhere(document):
            if paragraph.style.name == style:
                for text in paragraph._p.iter(qn("w:t")):
                    text.text = text.text.replace("— ", "").replace(" —", "")


@spoils("notice", "7.5", "页码连续")
def numbering_starts_at_3(document):
    document.sections[0]._sectPr.append(element("w:pgNumType", start="3"))


@spoils("circular", "8", "横排页的页码")
def landscape_page_number_at_the_foot(document):
    upright = document.sections[0]
    for section in document.sections:
        if section.page_width > section.page_height:
            for name in ("footer", "even_page_footer"):
                holder = getattr(section, name)
                if holder.is_linked_to_previous:
                    continue
                for child in list(holder._element):
                    holder._element.remove(child)
                for paragraph in getattr(upright, name).paragraphs:
                    holder._element.append(deepcopy(paragraph._p))


# --- the imprint on the back of the last sheet ---------------------------------------------------------------------


def number_in(document, footer: str):
    """Give the last section's footer the number that the first section's pages have there."""
    holder = getattr(document.sections[-1], footer)
    first = getattr(document.sections[0], footer).paragraphs[0]._p
    last = holder.paragraphs[-1]._p
    last.getparent().replace(last, deepcopy(first))


@spoils("back", "7.5", "空白页和其后的版记页无页码")
def blank_page_with_a_number(document):
    number_in(document, "footer")


@spoils("back", "7.5", "空白页和其后的版记页无页码")
def imprint_page_with_a_number(document):
    number_in(document, "even_page_footer")


# the imprint's page is odd then, follows no blank page and should have a number
@spoils("back", "—", "版记在双数页", "7.5")
def blank_page_taken_away(document):
    breaks = [e for e in document.element.body.iter(qn("w:pageBreakBefore")) if e.getparent().getparent().getnext() is imprint(document)]
    [found] = breaks
    found.getparent().remove(found)


@spoils("back", "7.4.1", "版记末条分隔线与版心下边缘重合")
def imprint_at_the_head_of_its_page(document):
    place = imprint(document).tblPr.find(qn("w:tblpPr"))
    for name in ("w:tblpYSpec", "w:tblpY"):
        place.attrib.pop(qn(name), None)
    place.set(qn("w:tblpYSpec"), "top")


# --- tables on A3 --------------------------------------------------------------------------------------------------


def fold_outs(document):
    """The sections on A3."""
    return [section for section in document.sections if section.page_width > Mm(400)]


@spoils("foldout", "5.2.1", "A3 折页的订口（左边距）")
def fold_out_6_mm_to_the_right(document):
    for section in fold_outs(document):
        section.left_margin += Mm(6)
        section.right_margin -= Mm(6)


@spoils("foldout", "5.2.1", "A3 折页的天头（上边距）")
def fold_out_5_mm_too_low(document):
    for section in fold_outs(document):
        section.top_margin += Mm(5)


@spoils("foldout", "5.2.1", "表格不出版心")
def table_runs_off_the_fold_out(document):
    table_runs_off_the_type_area(document)


@spoils("foldout", "7.5", "A3 折页的页码")
def fold_out_numbered_in_the_middle(document):
    for section in fold_outs(document):
        for footer in (section.footer, section.even_page_footer):
            footer.paragraphs[0].alignment = 1


@spoils("foldout", "7.5", "A3 折页的页码")
def fold_out_numbered_too_low(document):
    for section in fold_outs(document):
        section.footer_distance -= Mm(5)


@spoils("foldout", "5.1", "用纸")
def imprint_on_a3(document):
    section = document.sections[-1]
    section.page_width, section.page_height = Mm(420), Mm(297)


# --- other formats ----------------------------------------------------------------------------------------------


@spoils("letter", "10.1", "信函双线的长度")
def letter_rule_156_wide(document):
    mark = find(document, "信函标志")
    mark.paragraph_format.left_indent += Mm(7)
    mark.paragraph_format.right_indent += Mm(7)


@spoils("letter", "10.1", "信函的发文字号居右顶格")
def letter_number_at_the_left(document):
    align(document, "信函字号", "left")


@spoils("letter", "10.1", "信函下线距下页边")
def lower_rule_too_high(document):
    frame = next(document.sections[0].first_page_footer._element.iter(qn("w:framePr")))
    frame.set(qn("w:y"), str(int(frame.get(qn("w:y"))) - mm(6)))


@spoils("letter", "10.1", "信函首页不显示页码")
def letter_numbers_its_first_page(document):
    section = document.sections[0]
    last = section.first_page_footer.paragraphs[-1]._p
    last.addnext(deepcopy(section.footer.paragraphs[0]._p))
    last.getparent().remove(last)


@spoils("letter", "10.1", "信函标志上边缘距上页边")
def letter_mark_too_low(document):
    document.sections[0].header_distance += Mm(6)


@spoils("order", "10.2", "命令标志上边缘距版心上边缘")
def order_mark_as_low_as_any(document):
    mark = next(p for p in everywhere(document) if p.text.strip().endswith("令"))
    mark.paragraph_format.space_before = Mm(34.8)


@spoils("minutes", "10.3", "出席、请假、列席人员")
def attendance_labels_in_fangsong(document):
    label = next(p for p in everywhere(document) if p.text.strip().startswith("出席"))
    for run in label.runs:
        fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
        for slot in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{slot}"), "仿宋_GB2312")


@spoils("briefing", "简报惯例", "期号")
def issue_number_with_leading_zero(document):
    issue = next(p for p in everywhere(document) if p.text.strip() == "第3期")
    say(issue, "第03期")


# --- wording ----------------------------------------------------------------------------------------------------


@spoils("letter", "GB/T 15834", "汉字之间的半角标点")
def half_width_comma(document):
    reword(find(document, BODY, "根据"), "），", "）,")


@spoils("letter", "7.2.5", "文中发文字号的括号")
def square_brackets_in_the_text(document):
    reword(find(document, BODY, "根据"), "〔2021〕", "[2021]")


@spoils("letter", "公文用语", "两个比率之差的单位")
def percentage_points_as_percent(document):
    paragraph = next(p for p in everywhere(document) if "落后时序进度" in p.text and p.style.name in (BODY, "三级标题"))
    reword(paragraph, "个百分点", "%")


@spoils("letter", "GB/T 15835", "年份之间的连接号")
def hyphen_between_years(document):
    reword(find(document, BODY, "根据"), "根据", "根据2020-2021年计划和")


@spoils("letter", "GB/T 15834", "“第一”之后的标点")
def first_with_enumeration_comma(document):
    reword(find(document, BODY, "联系人"), "联系人", "第一、联系人")


@spoils("letter", "公文用语", "单独成行的标题末尾的标点")
def heading_with_a_stop(document):
    heading = find(document, "一级标题", "二、")
    say(heading, f"{heading.text}。")


# --- package ----------------------------------------------------------------------------------------------------


@spoils("notice", "文件", "遗留的模板标记")
def a_tag_left_over(document):
    reword(find(document, BODY, "为加快"), "为加快", "{{ basis }}为加快")


@spoils("notice", "文件", "用空行调间距")
def an_empty_paragraph_for_room(document):
    find(document, "一级标题", "三、").insert_paragraph_before("", BODY)


@spoils("notice", "文件", "主题字体")
def a_theme_font(document):
    run = find(document, BODY, "为加快").runs[0]
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsiaTheme"), "minorEastAsia")


@spoils("upward", "文件", "引号、破折号的字体")
def latin_quotes(document):
    fonts = document.styles[BODY].element.rPr.find(qn("w:rFonts"))
    fonts.set(qn("w:hint"), "default")
    for slot in ("ascii", "hAnsi"):
        fonts.set(qn(f"w:{slot}"), "Times New Roman")


# without a date nobody sees why the lines of this paper were set closer
@spoils("notice", "文件", "域", "5.2.3")
def a_date_that_changes(document):
    field = element("w:fldSimple", instr=" DATE \\@ yyyy年M月d日 ")
    field.append(deepcopy(find(document, "成文日期").runs[0]._r))
    date = find(document, "成文日期")
    date._p.append(field)
    date._p.remove(date.runs[0]._r)


# a grid of characters overrides the lines in LibreOffice: they hold fewer characters
@spoils("notice", "文件", "文档网格", "5.2.3")
def a_grid_of_lines_and_characters(document):
    grid = element("w:docGrid", type="linesAndChars", linePitch="579", charSpace="-1024")
    for section in document.sections:
        section._sectPr.append(deepcopy(grid))


@spoils("notice", "文件", "修订和批注")
def a_revision_left_over(document):
    paragraph = find(document, BODY, "为加快")._p
    inserted = element("w:ins", id="1", author="张三", date="2021-04-01T00:00:00Z")
    run = paragraph.find(qn("w:r"))
    paragraph.replace(run, inserted)
    inserted.append(run)
