"""Amounts, times, people and phones as offices type them: read exactly, or told."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from docgen.ledger.period import Period
from docgen.ledger.reading.recognition import Habits
from docgen.ledger.reading.submission import read_submission
from docgen.problem import DocgenError
from tests.ledger.workbooks import BUILDING, MARCH, TITLE, UNIT_LINE, building, project, read, write


def errors(path: Path, **options) -> list:
    with pytest.raises(DocgenError) as caught:
        read_submission(path, MARCH, "曹镇乡", **options)
    return list(caught.value.problems)


def told(submission, cell: str) -> str:
    return "\n".join(problem.message for problem in submission.reminders if problem.cell == cell)


# --- the unit of money ------------------------------------------------------------------------------


def test_a_sheet_that_names_no_unit_of_money_is_refused_with_what_to_do(tmp_path):
    (problem,) = errors(building(tmp_path / "a.xlsx", project("甲项目"), above=(TITLE,)))
    assert problem.cell == "D2"
    assert "单位：万元" in problem.message and "--money-unit" in problem.message and "money_unit" in problem.message


@pytest.mark.parametrize(("unit", "total"), [("万元", 1000), ("元", Decimal("0.1")), ("亿元", 10000000)])
def test_the_office_may_say_what_a_sheet_without_a_unit_is_written_in(tmp_path, unit, total):
    path = building(tmp_path / "a.xlsx", project("甲项目"), above=(TITLE,))
    assert read_submission(path, MARCH, "曹镇乡", habits=Habits(money_unit=unit)).reports[0].total_investment == total


def test_a_unit_on_the_sheet_counts_before_the_offices(tmp_path):
    path = building(tmp_path / "a.xlsx", project("甲项目"), above=(TITLE, ("单位：亿元",)))
    assert read_submission(path, MARCH, "曹镇乡", habits=Habits(money_unit="元")).reports[0].year_investment == 300000


def test_cells_that_name_their_unit_and_zeros_need_no_other(tmp_path):
    path = building(tmp_path / "a.xlsx", project("甲项目", "1.2亿元", 0, "/", "30万元", "100万"), above=(TITLE,))
    report = read(path).reports[0]
    assert (report.total_investment, report.month_investment, report.year_investment, report.annual_plan) == (12000, 0, 30, 100)


@pytest.mark.parametrize("line", ["单位：亿元", "金额单位：亿元", "（单位：亿元、项）", "计量单位为亿元"])
def test_the_unit_line_in_other_words(tmp_path, line):
    assert read(building(tmp_path / "a.xlsx", project("甲项目"), above=(TITLE, (line,)))).reports[0].year_investment == 300000


def test_the_unit_at_the_end_of_the_title_or_in_a_note_below(tmp_path):
    title = ("湛河区 2021 年在建项目进展情况表（亿元）",)
    assert read(building(tmp_path / "a.xlsx", project("甲项目"), above=(title,))).reports[0].year_investment == 300000
    below = building(tmp_path / "b.xlsx", project("甲项目"), ("注：表中金额单位为亿元。",), above=(TITLE,))
    assert read(below).reports[0].year_investment == 300000


def test_a_line_with_two_units_of_money_tells_none(tmp_path):
    assert "没有写明金额单位" in errors(building(tmp_path / "a.xlsx", project("甲项目"), above=(TITLE, ("单位：万元、亿元",))))[0].message


def test_adjacent_columns_in_different_units(tmp_path):
    header = ["总投资（亿元）" if word == "总投资" else "本月完成投资(万)" if word == "本月完成投资" else word for word in BUILDING]
    report = read(building(tmp_path / "a.xlsx", project("甲项目", total=1.2, month=10), header=header)).reports[0]
    assert (report.total_investment, report.month_investment) == (12000, 10)


# --- odd amounts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "said"),
    [("35%", "百分数"), ("500-800", "一段"), ("3000万美元", "外币"), ("O", "不是数字"), ("〇", "不是数字"), ("同上", "文字")],
)
def test_what_is_no_amount_says_what_it_is(tmp_path, typed, said):
    (problem,) = errors(building(tmp_path / "a.xlsx", project("甲项目", year=typed)))
    assert problem.cell == "G4" and said in problem.message


@pytest.mark.parametrize("typed", ["约7200", "~7200", "超7200", "≥7200", "7200余", "7200万元以上", "7200（含土地）"])
def test_an_uncertain_amount_is_told(tmp_path, typed):
    submission = read(building(tmp_path / "a.xlsx", project("甲项目", total=typed)))
    assert submission.reports[0].total_investment == 7200 and "7200" in told(submission, "D4")


def rows_of(*totals) -> list:
    return [project(f"第{number}项目", total=total, number=number) for number, total in enumerate(totals, 1)]


def test_yuan_typed_in_a_column_of_wan_is_suspected(tmp_path):
    submission = read(building(tmp_path / "a.xlsx", *rows_of(1000, 2500, 30000000, 800, 1200)))
    assert submission.reports[2].total_investment == 30000000
    assert "元写进了万元栏" in told(submission, "D6")


def test_yi_typed_in_a_column_of_wan_is_suspected(tmp_path):
    submission = read(building(tmp_path / "a.xlsx", *rows_of(10000, 25000, 2.63, 8000, 12000)))
    assert "亿元写进了万元栏" in told(submission, "D6")


def test_projects_of_very_different_size_are_not_suspected(tmp_path):
    assert not read(building(tmp_path / "a.xlsx", *rows_of(150, 2500, 103000, 800, 40))).reminders


def test_a_vast_amount_in_a_table_of_one_project_is_suspected(tmp_path):
    assert "亿元" in told(read(building(tmp_path / "a.xlsx", project("甲项目", total=30000000))), "D4")


@pytest.mark.parametrize("merge", ["D4:D5", "D4:E4"])
def test_an_amount_merged_over_projects_or_columns_is_refused(tmp_path, merge):
    rows = [TITLE, UNIT_LINE, BUILDING, project("甲项目"), (2, "乙项目", "工业", "", 10, 50, 30, 100)]
    assert merge[-2:] in [problem.cell for problem in errors(write(tmp_path / "a.xlsx", rows, merge=[merge]))]


@pytest.mark.parametrize("typed", [1e300, "9" * 40, 1e-20])
def test_a_number_that_can_be_no_amount_is_refused_also_beside_a_total(tmp_path, typed):
    path = building(tmp_path / "a.xlsx", project("甲项目", total=typed), ("合计", "", "", typed))
    assert errors(path)[0].cell == "D4"


# --- times ------------------------------------------------------------------------------------------

LIST_HEADER = ("序号", "项目类别", "项目名称", "建设内容", "牵头领导", "责任科室", "开工时间", "建设年限", "进展情况")


def listed(path: Path, start="", years="", phone="", header=LIST_HEADER) -> Path:
    row = (1, "工业", "甲项目", "", "周雪野", "经发办", start, years, "", *((phone,) if phone else ()))
    return write(path, [("陈宅镇2020年度重点项目清单表",), (), (*header, *(("联系电话",) if phone else ())), row])


@pytest.mark.parametrize(
    ("typed", "raw", "said"),
    [
        (2020.1, "2020.10", "10 月"), ("2020.1", "2020.1", "1 月"), (2020.4, "2020.4", ""), (2020.13, "2020.13", "没有 13 月"),
        ("2020年13月", "2020年13月", "没有 13 月"), ("2020-02-30", "2020-02-30", "30 日"), ("3.15", "3.15", "没有读懂"),
        ("二〇二〇年三月", "二〇二〇年三月", ""), ("20年3月", "20年3月", ""), ("43922", "2020-04-01", ""), ("20200415", "20200415", ""),
    ],
)  # fmt: skip
def test_starts_that_a_person_should_look_at(tmp_path, typed, raw, said):
    submission = read_submission(listed(tmp_path / "a.xlsx", typed), Period.parse("2020-03"))
    assert submission.reports[0].start.raw == raw
    assert said in told(submission, "G4") and bool(told(submission, "G4")) == bool(said)


@pytest.mark.parametrize(
    ("typed", "kept", "said"),
    [
        ("2019－2022", "2019－2022", ""), (2020.1, "2020.10", "10 月"), (43922, "2020.04", ""), ("2022-2019", "2022-2019", "早于"),
        ("2021.13-2022", "2021.13-2022", "月份"), ("09.10-11.3", "09.10-11.3", ""), ("/", "", ""),
    ],
)  # fmt: skip
def test_ranges_of_years(tmp_path, typed, kept, said):
    submission = read_submission(listed(tmp_path / "a.xlsx", years=typed), Period.parse("2020-03"))
    assert submission.reports[0].years == kept
    assert said in told(submission, "H4") and bool(told(submission, "H4")) == bool(said)


@pytest.mark.parametrize(
    ("typed", "kept", "said"),
    [
        ("1380000194", "1380000194", "10 位"), (138000019491, "138000019491", "12 位"), ("13800001949", "13800001949", ""),
        ("13800001949\n13900001234", "13800001949、13900001234", ""), ("0375-2345678", "0375-2345678", ""), ("4001234567", "4001234567", ""),
    ],
)  # fmt: skip
def test_phones(tmp_path, typed, kept, said):
    submission = read_submission(listed(tmp_path / "a.xlsx", phone=typed), Period.parse("2020-03"))
    assert submission.reports[0].phone == kept
    assert said in told(submission, "J4") and bool(told(submission, "J4")) == bool(said)


def test_a_phone_of_ten_digits_beside_the_contacts_name_is_told(tmp_path):
    submission = read(building(tmp_path / "a.xlsx", (*project("甲项目"), "王经理1380000194"), header=(*BUILDING, "项目单位联系人及电话")))
    assert (submission.reports[0].contact, submission.reports[0].phone) == ("王经理", "1380000194")
    assert "10 位" in told(submission, "J4")


# --- the period -------------------------------------------------------------------------------------


def titled(path: Path, title: str, header=BUILDING) -> Path:
    return building(path, project("甲项目"), above=((title,), UNIT_LINE), header=header)


@pytest.mark.parametrize(
    "title", ["湛河区2021年在建项目进展情况表", "湛河区在建项目进展情况表（截至2021年3月底）", "湛河区2021年1-3月在建项目进展情况表", "湛河区2021年一季度在建项目进展情况表", "湛河区在建项目进展情况表（三月份）", "湛河区在建项目进展情况表（截至2021年4月2日）"],
)  # fmt: skip
def test_a_title_that_agrees_with_the_period_is_no_matter(tmp_path, title):
    assert not read(titled(tmp_path / "a.xlsx", title)).reminders


@pytest.mark.parametrize("title", ["湛河区2020年在建项目进展情况表", "湛河区2021年1-2月在建项目进展情况表", "湛河区二月份在建项目进展情况表"])
def test_a_title_left_over_from_another_time_is_told(tmp_path, title):
    assert any("请核对是否报错了期" in problem.message for problem in read(titled(tmp_path / "a.xlsx", title, [w.replace("2021年", "年度") for w in BUILDING])).reminders)


def test_title_and_columns_of_another_year_are_of_another_year(tmp_path):
    header = [word.replace("2021", "2010") for word in BUILDING]
    assert "报告期" in errors(titled(tmp_path / "a.xlsx", "湛河区2010年在建项目进展情况表", header))[0].message
