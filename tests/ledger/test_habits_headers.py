"""Headers as offices draw them, their own words for columns, and words that are nearly right."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.figures.ownplan import planned_spans
from docgen.ledger.reading.dictionary import STANDARD, load_dictionary
from docgen.ledger.reading.proposals import proposed
from docgen.ledger.reading.recognition import Habits
from docgen.ledger.reading.submission import read_submission
from docgen.problem import DocgenError
from tests.ledger.workbooks import BUILDING, MARCH, TITLE, UNIT_LINE, building, project, read, write
from tests.support.office import DATA


def errors(path: Path, **options) -> list:
    with pytest.raises(DocgenError) as caught:
        read_submission(path, MARCH, "曹镇乡", **options)
    return list(caught.value.problems)


def messages(submission) -> str:
    return "\n".join(problem.message for problem in submission.reminders)


def renamed(old: str, new: str) -> list[str]:
    return [new if word == old else word for word in BUILDING]


# --- where the header is ----------------------------------------------------------------------------


def test_a_header_of_four_rows(tmp_path):
    path = write(
        tmp_path / "a.xlsx",
        [
            TITLE, UNIT_LINE,
            ("序号", "项目名称", "投资情况", "", "", "", "", "形象进度"),
            ("", "", "总投资", "2021年投资", "", "", "累计完成投资"),
            ("", "", "", "计划", "完成情况", ""),
            ("", "", "", "", "本月完成", "年度完成投资"),
            (1, "甲项目", 1000, 100, 10, 30, 50, "主体施工"),
        ],
        merge=["A3:A6", "B3:B6", "C3:G3", "H3:H6", "C4:C6", "D4:F4", "G4:G6", "D5:D6", "E5:F5"],
    )  # fmt: skip
    report = read(path).reports[0]
    assert (report.total_investment, report.annual_plan, report.month_investment) == (1000, 100, 10)
    assert (report.year_investment, report.cumulative_investment, report.progress) == (30, 50, "主体施工")


def test_a_header_far_down_and_to_the_right(tmp_path):
    rows = [TITLE, *[("",)] * 30, ("", "", "", "单位：万元"), ("", "", *BUILDING), ("", "", *project("甲项目"))]
    submission = read(write(tmp_path / "a.xlsx", rows))
    assert submission.reports[0].year_investment == 30
    assert submission.cell(submission.reports[0], "year_investment") == "I34"


def test_the_project_name_below_a_group_of_its_own(tmp_path):
    path = write(
        tmp_path / "a.xlsx",
        [
            TITLE, UNIT_LINE,
            ("序号", "项目", "", "总投资", "年度完成投资", "年度计划投资"),
            ("", "名称", "建设地点"),
            (1, "甲项目", "曹镇乡", 1000, 30, 100),
        ],
        merge=["A3:A4", "B3:C3", "D3:D4", "E3:E4", "F3:F4"],
    )  # fmt: skip
    report = read(path).reports[0]
    assert (report.name, report.site, report.annual_plan) == ("甲项目", "曹镇乡", 100)


def test_a_row_of_units_below_the_headings_tells_each_columns_unit(tmp_path):
    units = ("", "", "", "亿元", "万元", "万元", "万元", "万元", "")
    report = read(building(tmp_path / "a.xlsx", units, project("甲项目", total=1.2), above=(TITLE,))).reports[0]
    assert (report.total_investment, report.month_investment) == (12000, 10)


def test_a_row_that_numbers_the_columns_is_no_project(tmp_path):
    submission = read(building(tmp_path / "a.xlsx", ("甲", "乙", "丙", 1, 2, 3, 4, 5, 6), project("甲项目")))
    assert [report.name for report in submission.reports] == ["甲项目"]


def test_two_tables_one_above_the_other_are_both_read_by_their_own_columns(tmp_path):
    other = ("序号", "项目名称", "建设单位", "总投资", "2021年投资目标", "项目进展情况")
    path = write(
        tmp_path / "a.xlsx",
        [
            TITLE, UNIT_LINE, BUILDING, project("甲项目"),
            ("湛河区2021年新建（竣工）项目情况表",), other, (1, "乙项目", "某公司", 500, 200, "正在平整场地"),
        ],
    )  # fmt: skip
    submission = read(path)
    first, second = submission.reports
    assert (first.form, second.form) == ("在建项目进展情况表", "新建（竣工）项目情况表")
    assert (second.builder, second.total_investment, second.annual_plan) == ("某公司", 500, 200)
    assert submission.cell(second, "annual_plan") == "E7"
    assert submission.cell(first, "annual_plan") == "H4"


def test_of_project_and_project_name_the_name_is_the_name(tmp_path):
    path = building(tmp_path / "a.xlsx", (1, "交通", "甲项目", 1000, 10, 50, 30, 100, ""), header=("序号", "项目", "项目名称", *BUILDING[3:]))
    report = read(path).reports[0]
    assert report.name == "甲项目" and report.extra == (("项目", "交通"),)


def test_two_tables_side_by_side_are_refused_with_both_columns(tmp_path):
    path = building(tmp_path / "a.xlsx", (*project("甲项目"), "乙项目", 5), header=(*BUILDING, "项目名称", "总投资"))
    (problem,) = errors(path)
    assert problem.cell == "J3" and "B、J 列" in problem.message


def test_columns_of_the_same_name_that_no_field_takes_are_all_kept(tmp_path):
    report = read(building(tmp_path / "a.xlsx", (*project("甲项目"), "3栋", "5栋"), header=(*BUILDING, "栋数", "栋数"))).reports[0]
    assert report.extra == (("栋数", "3栋"), ("栋数（2）", "5栋"))


# --- what a column is not ---------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["年度完成投资（%）", "年度投资完成率", "完成投资占年计划%", "上年度完成投资", "下月完成投资", "去年完成投资"])
def test_shares_and_other_times_are_no_money_of_this_period(tmp_path, word):
    path = building(tmp_path / "a.xlsx", (*project("甲项目"), "85%"), header=(*BUILDING, word))
    report = read(path).reports[0]
    assert report.year_investment == 30 and report.extra == ((word, "85%"),)


def test_a_forecast_for_the_whole_year_is_not_what_was_completed(tmp_path):
    path = building(tmp_path / "a.xlsx", (*project("甲项目"), 99), header=(*BUILDING, "全年完成投资"))
    assert read(path).reports[0].year_investment == 30


def test_two_columns_that_may_both_be_meant_are_told(tmp_path):
    path = building(tmp_path / "a.xlsx", (*project("甲项目"), 35), header=(*BUILDING, "今年完成投资"))
    submission = read(path)
    assert submission.reports[0].year_investment == 30
    assert "都像年度完成投资" in messages(submission)


def test_the_progress_of_the_periods_month_counts_among_months(tmp_path):
    header = (*renamed("形象进度", "备注"), "2月", "", "3月", "")
    below = ("",) * len(BUILDING) + ("计划安排", "形象进度", "计划安排", "形象进度")
    path = building(tmp_path / "a.xlsx", below, (*project("甲项目"), "", "打桩", "", "封顶"), header=header)
    assert read(path).reports[0].progress == "封顶"


def test_a_foreign_currency_is_refused_with_its_column(tmp_path):
    (problem,) = errors(building(tmp_path / "a.xlsx", project("甲项目"), header=renamed("总投资", "总投资（万美元）")))
    assert problem.cell == "D3" and "美元" in problem.message


# --- near misses ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("年度己完成投资", "year_investment"), ("总投姿（万元）", "total_investment"), ("责任单立", "units"), ("形像进度", "progress"), ("投资年度完成", "year_investment")],
)
def test_a_word_that_is_nearly_right_is_proposed(typed, meant):
    near = proposed(typed, STANDARD)
    assert near and near[1] == meant


@pytest.mark.parametrize("typed", ["月计划投资", "拟竣工时间", "季度完成投资", "施工栋数", "至2009年底累计完成投资", "占月计划投资（%）", "所属乡镇"])
def test_a_word_that_means_something_else_is_not(typed):
    assert proposed(typed, STANDARD) is None


MONTHLY = ["1月计划投资", "1月份计划投资", "3月投资计划", "1-3月计划投资", "1—6月计划完成投资", "1月计划完成投资", "1月拟完成投资", "一季度计划投资", "上半年投资目标"]


@pytest.mark.parametrize("typed", [*MONTHLY, "本月计划投资", "本月计划完成投资", "预计本月完成投资"])
def test_a_plan_of_a_part_of_the_year_is_no_completion(typed):
    near = proposed(typed, STANDARD)
    assert near is None


@given(st.sampled_from(sorted(STANDARD.words)), st.sampled_from(["计划", "拟", "预计", "目标"]), st.integers(0, 9))
def test_a_column_that_plans_is_never_proposed_as_a_completion(word, plan, place):
    near = proposed(word[:place] + plan + word[place:], STANDARD)
    assert near is None or near[1] not in ("month_investment", "year_investment", "cumulative_investment", "progress")


def test_columns_of_a_projects_own_monthly_plan_draw_no_hint_and_are_read_as_its_plan(tmp_path):
    # no column of the month's investment: a hint would offer the plan for it
    header = [word for word in BUILDING if word != "本月完成投资"]
    values = [value for word, value in zip(BUILDING, project("甲项目"), strict=True) if word != "本月完成投资"]
    months = [f"{month}月计划投资" for month in range(1, 13)]
    amounts = [4] * 4 + [8] * 4 + [13] * 4
    submission = read(building(tmp_path / "a.xlsx", (*values, *amounts), header=(*header, *months)))
    assert "没有认出" not in messages(submission)
    report = submission.reports[0]
    assert report.month_investment is None and [path for path, _ in report.extra] == months
    assert [amount for _, _, amount in planned_spans(report)] == amounts


def test_a_months_own_plan_below_its_heading_is_not_the_years(tmp_path):
    header, below = (*BUILDING, "4月", "一季度"), (*[""] * len(BUILDING), "计划完成投资", "计划完成投资")
    merged = [f"{letter}3:{letter}4" for letter in "ABCDEFGHI"]
    rows = (TITLE, UNIT_LINE, header, below, (*project("甲项目"), 7, 21))
    submission = read(write(tmp_path / "a.xlsx", rows, merge=merged))
    report = submission.reports[0]
    assert report.annual_plan == 100 and "没有认出" not in messages(submission)
    assert report.extra == (("4月/计划完成投资", "7"), ("一季度/计划完成投资", "21"))


@given(st.sampled_from(sorted(STANDARD.words)))
def test_no_known_word_is_its_own_near_miss_for_another_field(word):
    near = proposed(word, STANDARD)
    assert near is None or near[1] == STANDARD.field_of(word)


def test_a_near_miss_is_told_and_kept_but_never_taken(tmp_path):
    submission = read(building(tmp_path / "a.xlsx", (*project("甲项目"), "李玮"), header=(*BUILDING, "责任单立")))
    report = submission.reports[0]
    assert report.units == () and report.extra == (("责任单立", "李玮"),)
    (problem,) = [problem for problem in submission.reminders if "责任单立" in problem.message]
    assert problem.cell == "J3" and '责任单位 = ["责任单立"]' in problem.message


def test_where_the_column_is_required_the_error_says_which_it_probably_is(tmp_path):
    (problem,) = errors(building(tmp_path / "a.xlsx", project("甲项目"), header=renamed("年度完成投资", "年度己完成投资")))
    assert "缺少“年度完成投资”" in problem.message and "“年度己完成投资”（G3）" in problem.message


def test_a_misspelt_project_name_is_proposed_where_no_header_was_found(tmp_path):
    (problem,) = errors(building(tmp_path / "a.xlsx", project("甲项目"), header=renamed("项目名称", "项目名秤")))
    assert "B3“项目名秤”可能是“项目名称”" in problem.message


def test_a_heading_that_is_known_is_not_proposed_again():
    (problem,) = errors(DATA / "调整样例.xlsx")
    assert "只认出序号、项目名称" in problem.message and "可能是" not in problem.message
    assert "docgen circular、adjust、letter" in problem.message


# --- an office's own words --------------------------------------------------------------------------


def dictionary(tmp_path: Path, text: str):
    path = tmp_path / "词典.toml"
    path.write_text(text, encoding="utf-8")
    return load_dictionary(path)


def read_with(path: Path, own):
    return read_submission(path, MARCH, "曹镇乡", habits=Habits(own))


@pytest.mark.parametrize("line", ['"年度完成投资" = ["开年完成额"]', "年度完成投资 = [“开年完成额”，“其他叫法”]", 'year_investment = "开年完成额（万元）"'])
def test_an_office_adds_its_words_by_chinese_or_english_name(tmp_path, line):
    path = building(tmp_path / "a.xlsx", project("甲项目"), header=renamed("年度完成投资", "开年\n完成额（亿元）"))
    assert read_with(path, dictionary(tmp_path, line)).reports[0].year_investment == 300000


def test_an_offices_word_below_a_group_only(tmp_path):
    own = dictionary(tmp_path, '年度完成投资 = ["战役/成绩"]')
    below = ("",) * len(BUILDING) + ("成绩", "名次")
    header = (*renamed("年度完成投资", "成绩"), "战役", "")
    path = building(tmp_path / "a.xlsx", below, (*project("甲项目"), 77, 3), header=header)
    assert read_with(path, own).reports[0].year_investment == 77


def test_a_column_that_the_office_knows_as_other_is_kept_without_a_question(tmp_path):
    path = building(tmp_path / "a.xlsx", (*project("甲项目"), "甲"), header=(*BUILDING, "责任单立"))
    submission = read_with(path, dictionary(tmp_path, '其他栏目 = ["责任单立"]'))
    assert submission.reports[0].extra == (("责任单立", "甲"),) and not submission.reminders


def test_a_group_of_procedures_in_the_offices_words(tmp_path):
    own = dictionary(tmp_path, '联审联批手续 = ["要件"]')
    below = ("",) * len(BUILDING) + ("土地证", "规划证")
    path = building(tmp_path / "a.xlsx", below, (*project("甲项目"), "已办结", "未办"), header=(*BUILDING, "要件", ""))
    assert [(item.procedure, item.state) for item in read_with(path, own).reports[0].approvals] == [("土地证", "已办结"), ("规划证", "未办理")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('总投姿 = ["盘子"]', "是否为“总投资”"),
        ("总投资 = [1]", "“总投资”"),
        ('总投资 = ["盘子"]\n年度计划投资 = ["盘子"]', "只能有一种意思"),
        ('总投资 = ["（万元）"]', "（万元）"),
        ('总投资 = ["盘子"', "写法不对"),
        ("总投资 = 盘子\n", "第 1 行"),
    ],
)
def test_a_wrong_entry_is_told_with_file_and_name(tmp_path, text, said):
    with pytest.raises(DocgenError) as caught:
        dictionary(tmp_path, text)
    assert "词典.toml" in str(caught.value) and said in str(caught.value)


def test_without_a_dictionary_the_standard_words_count(tmp_path):
    assert load_dictionary(tmp_path / "没有.toml") is STANDARD
