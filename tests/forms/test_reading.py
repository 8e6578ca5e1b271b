"""A clerk's sheet as clerks make them: headings in two rows, merged cells, notes and sums below, dates without a year."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from docgen.forms.deadline import deadline_of
from docgen.forms.form import DAY, DEADLINE, MONEY, NAME, Field
from docgen.forms.reading import read_tables
from docgen.problem import DocgenError
from docgen.settings import Calendar, Settings

FIELDS = (
    Field("name", ("项目名称", "项目"), NAME, required=True, filled=True),
    Field("unit", ("责任单位",), NAME),
    Field("began", ("开工日期",), DAY),
    Field("due", ("整改时限",), DEADLINE),
    Field("money", ("总投资",), MONEY),
)
ON = date(2021, 4, 6)


def rows_of(folder: Path, rows: list[list[object]], *merged: str):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for area in merged:
        book.active.merge_cells(area)
    file = folder / "表.xlsx"
    book.save(file)
    [found] = read_tables(file, FIELDS, Settings(), "小表", ON)[0].values()
    return found


def test_headings_in_two_rows_head_every_column(tmp_path):
    head = [
        ["评分表"], ["序号", "项目名称", "责任单位", "评委打分", None, None, "得分"], [None, None, None, "张三", "李四", "王五", None],
    ]  # fmt: skip
    [row] = rows_of(tmp_path, [*head, [1, "某路", "某乡", 90, 91, 92, 91]], "A1:G1", "A2:A3", "B2:B3", "C2:C3", "D2:F2", "G2:G3")
    assert row.text("name") == "某路" and row.number == 4
    assert row.others == {"序号": "1", "张三": "90", "李四": "91", "王五": "92", "得分": "91"}


def test_headings_in_two_rows_are_seen_where_nothing_is_merged(tmp_path):
    [row] = rows_of(tmp_path, [["项目", "责任单位", "评委打分", None], [None, None, "张三", "李四"], ["某路", "某乡", 90, 91]])
    assert (row.text("name"), row.others) == ("某路", {"张三": "90", "李四": "91"})


def test_one_field_and_columns_of_marks_make_a_table(tmp_path):
    [row] = rows_of(tmp_path, [["评分表"], ["项目", "张三", "李四"], ["某路", 90, 91]])
    assert (row.text("name"), row.others) == ("某路", {"张三": "90", "李四": "91"})


def test_a_first_record_with_gaps_is_no_heading(tmp_path):
    found = rows_of(tmp_path, [["项目", "责任单位", "整改时限"], ["某路", "某乡", None], ["某桥", None, None]])
    assert [row.text("name") for row in found] == ["某路", "某桥"]


def test_the_unit_of_money_stands_over_either_row_of_the_headings(tmp_path):
    [row] = rows_of(tmp_path, [["项目名称", "投资（亿元）", None], [None, "总投资", "计划"], ["某路", 1.5, 1]], "A1:A2", "B1:C1")
    assert row.amount("money") == 15000


def test_sums_notes_titles_and_headings_repeated_are_no_records(tmp_path):
    rows = [
        ["序号", "项目名称", "责任单位", "总投资（万元）"],
        ["合计（2个）", None, None, 300],
        ["一、第一批"],
        [1, "某路", "某乡", 100],
        [None, None, None, None],
        ["二、第二批"],
        ["序号", "项目名称", "责任单位", "总投资（万元）"],
        [2, "某桥", "某镇", 200],
        ["合  计", "2个项目", None, 300],
        ["平均", None, None, 150],
        ["注：以上为计划数。"],
        ["填表人：李某", None, "审核人：王某"],
    ]
    assert [row.text("name") for row in rows_of(tmp_path, rows, "A2:C2", "A3:D3", "A6:D6", "A11:D11")] == ["某路", "某桥"]


def test_a_row_without_its_name_is_still_told(tmp_path):
    with pytest.raises(DocgenError) as error:
        rows_of(tmp_path, [["序号", "项目名称", "责任单位"], [1, "某路", "某乡"], [2, None, "某镇"]])
    assert [(problem.cell, problem.message) for problem in error.value.problems] == [("B3", "“项目名称”没有填写")]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1月8日", date(2021, 1, 8)), ("12月28日", date(2020, 12, 28)), ("2021.1.8", date(2021, 1, 8)), ("2021年1月8日", date(2021, 1, 8)),
        (datetime(2021, 1, 8), date(2021, 1, 8)), ("/", None),
    ],
)  # fmt: skip
def test_a_day_without_a_year_is_the_one_that_has_been(tmp_path, typed, day):
    [row] = rows_of(tmp_path, [["项目", "开工日期"], ["某路", typed]])
    assert row.day("began") == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("4月20日前", date(2021, 4, 20)), ("4月底", date(2021, 4, 30)), ("5月中旬", date(2021, 5, 20)), ("1月15日", date(2021, 1, 15)),
        ("2021年6月底前", date(2021, 6, 30)), (datetime(2021, 4, 25), date(2021, 4, 25)), ("2021.4.25", date(2021, 4, 25)),
    ],
)  # fmt: skip
def test_a_deadline_is_read_as_offices_write_it(tmp_path, typed, day):
    [row] = rows_of(tmp_path, [["项目", "整改时限"], ["某路", typed]])
    assert row.day("due") == day


def test_words_stand_for_a_deadline_that_may_be_left_out(tmp_path):
    [row] = rows_of(tmp_path, [["项目", "整改时限"], ["某路", "立行立改"]])
    assert row.day("due") is None and row.text("due") == "立行立改"
    with pytest.raises(DocgenError) as error:
        rows_of(tmp_path, [["项目", "整改时限"], ["某路", "4月31日"]])
    assert "看不出是哪一天" in error.value.problems[0].message and error.value.problems[0].cell == "B2"


@given(st.dates(date(2000, 2, 1), date(2090, 1, 1)), st.integers(1, 12))
def test_the_end_of_a_month_is_within_half_a_year_back_and_a_year_ahead(seen, month):
    found = deadline_of(f"{month}月底", seen, Calendar())
    assert found.month == month and -184 < (found - seen).days < 365
