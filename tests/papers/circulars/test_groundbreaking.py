"""集中开工通报: real start within two months by the day, from a sheet or the ledger's own column."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.figures.begun import BEGUN, IN_TIME, LATE, OVERDUE, Broken, months_on, standing
from docgen.problem import DocgenError
from tests.building.hand import command
from tests.papers.circulars.conftest import SHEETS, made, rows_of, text_of

SHEET = SHEETS["集中开工通报"].read_text(encoding="utf-8-sig")


def test_the_projects_are_counted_by_batch_and_as_a_whole(papers):
    text = text_of(papers["集中开工通报"])
    assert "1月8日集中开工项目5个，总投资2.6亿元，已实质性开工3个；1月28日集中开工项目2个" in text
    assert "合计集中开工项目10个，总投资9.1亿元（见附件1）。已实质性开工6个，占集中开工项目的60.0%，其中超过期限开工的1个。" in text
    assert "逾期未实质性开工3个。未到期限、尚未实质性开工1个。" in text


def test_who_has_not_begun_stands_with_day_and_delay_the_longest_first(papers):
    rows = rows_of(papers["集中开工通报"], at=1)
    # broken on 8 January, due on 8 March, 23 days before the end of March
    assert rows[1][1:6] == ["九里山街道新材料生产线改造项目", "九里山街道", "1月8日", "3月8日", "23"]
    assert [row[5] for row in rows[1:]] == ["23", "23", "3", "—"]
    assert rows[2][7] == "施工图审查未通过"


def test_one_project_is_told_as_one_and_none_begun_in_words(office, tmp_path):
    head, *rows = SHEET.splitlines()
    late = next(row for row in rows if row.startswith("九里山街道新材料"))
    file = tmp_path / "开工.csv"
    file.write_text("\n".join([head, late]), encoding="utf-8")
    text = text_of(made(Path(shutil.copytree(office, tmp_path / "office")), "--kind", "集中开工通报", "--file", file))
    assert "（见附件1）。尚无项目实质性开工。逾期未实质性开工1个。" in text
    assert "九里山街道负责的九里山街道新材料生产线改造项目集中开工已超过两个月，应于3月8日前开工，超期23天，至今没有实质性开工（见附件2）。" in text


SAID = """项目名称,责任单位,集中开工日期,是否实质性开工,实质性开工日期
曹镇乡标准化厂房项目,曹镇乡,2021-01-08,是,
曹镇乡道路改扩建改造项目,曹镇乡,2021-01-08,√,1月15日
九里山街道新材料生产线改造项目,九里山街道,2021-01-08,否,
九里山街道商业综合体项目,九里山街道,2021-01-08,,尚未开工
"""


def test_a_column_of_yes_and_no_tells_who_has_begun_without_a_day(own_office, tmp_path):
    file = tmp_path / "开工.csv"
    file.write_text(SAID, encoding="utf-8")
    code, said, told = command(own_office, "circular", "--period", "2021-03", "--kind", "集中开工通报", "--file", file)
    assert code == 1 and "“曹镇乡标准化厂房项目”写明已实质性开工，没有写日期" in told and told.count("没有写日期") == 1
    paper = own_office / said.strip()
    assert "已实质性开工2个" in text_of(paper) and "逾期未实质性开工2个" in text_of(paper)
    states = [row[6:] for row in rows_of(paper)[1:]]
    assert states == [["已开工", "已实质性开工"], ["1月15日", "按期实质性开工"], ["未开工", "逾期未实质性开工（23天）"], ["未开工", "逾期未实质性开工（23天）"]]


@pytest.mark.parametrize(
    ("was", "now", "words", "cell"),
    [
        ("否,", "否,2021-02-03", "写了“否”，又写了实质性开工日期 2021-02-03", "D4"),
        ("是,", "正在平整场地,", "“是否实质性开工”应为“是”或“否”，现为“正在平整场地”", "D2"),
    ],
)
def test_a_yes_or_no_that_says_neither_or_both_is_told_with_its_cell(office, tmp_path, was, now, words, cell):
    file = tmp_path / "开工.csv"
    file.write_text(SAID.replace(was, now), encoding="utf-8")
    with pytest.raises(DocgenError) as error:
        command(office, "circular", "--period", "2021-03", "--kind", "集中开工通报", "--file", file)
    assert [problem.cell for problem in error.value.problems if words in problem.message] == [cell]


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        ("马庄街道,2021-02-26,2021-03-10", "马庄街道,2021-04-26,", "集中开工日期（2021-04-26）在报告期最后一天（2021-03-31）之后"),
        ("2021-02-20", "2021-04-20", "实质性开工日期（2021-04-20）在报告期最后一天"),
        ("2021-02-20", "二月下旬", "应为日期"),
        ("曹镇乡标准化厂房项目,曹镇乡", "某某项目,", "“某某项目”没有写责任单位"),
        ("曹镇乡道路改扩建改造项目", "曹镇乡标准化厂房项目", "列了两次"),
        ("2021-01-08,2021-02-20", ",2021-02-20", "“集中开工日期”没有填写"),
    ],
)
def test_a_wrong_cell_is_told_and_no_circular_is_made(office, tmp_path, was, now, words):
    assert was in SHEET
    file = tmp_path / "开工.csv"
    file.write_text(SHEET.replace(was, now, 1), encoding="utf-8")
    with pytest.raises(DocgenError) as error:
        command(office, "circular", "--period", "2021-03", "--kind", "集中开工通报", "--file", file)
    found = [problem for problem in error.value.problems if words in problem.message]
    assert found and found[0].cell


def test_the_ledger_s_own_column_is_enough(own_office, tmp_path):
    """A workbook with the columns 集中开工日期 and 实质性开工情况."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    heads = ["序号", "项目名称", "行业领域", "总投资（万元）", "本月完成投资（万元）", "累计完成投资（万元）", "年度完成投资（万元）",
             "2021年计划完成投资（万元）", "形象进度", "集中开工日期", "责任单位"]  # fmt: skip
    sheet.append(["在建项目进展情况表"])
    sheet.append(heads)
    sheet.append([1, "甲项目", "工业", 9000, 0, 0, 0, 1000, "尚未开工", "2021-01-20", "曹镇乡"])
    sheet.append([2, "乙项目", "工业", 8000, 50, 50, 50, 1000, "主体施工", "2021-01-20", "曹镇乡"])
    sheet.append([3, "丙项目", "工业", 7000, 50, 50, 50, 1000, "主体施工", None, "曹镇乡"])
    file = tmp_path / "曹镇乡.xlsx"
    book.save(file)
    command(own_office, "import", file, "--period", "2021-04", "--unit", "曹镇乡")
    text = text_of(made(own_office, "--kind", "集中开工通报", period="2021-04"))
    assert "1月20日集中开工项目2个，总投资1.7亿元（见附件1）。已实质性开工1个" in text
    assert "甲项目集中开工已超过两个月，应于3月20日前开工，超期41天" in text


_DAYS = st.dates(date(2020, 1, 1), date(2022, 12, 31))


@given(_DAYS, st.none() | _DAYS, _DAYS, st.integers(1, 24))
def test_each_project_stands_in_one_way_and_days_are_told_only_beyond_the_day(batch, began, day, months):
    found = standing(Broken("甲", "乙", batch, began is not None, began), months, day)
    assert found.state in ((BEGUN, LATE) if began else (IN_TIME, OVERDUE))
    assert found.days == max(((began or day) - found.due).days, 0)
    assert (found.days > 0) == (found.state in (LATE, OVERDUE))
    due = months_on(batch, months)
    assert due.day == batch.day or (due + timedelta(days=1)).day == 1
