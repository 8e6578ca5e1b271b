"""Return copies of Word tables: shaded cells, comments, a list on the first page; readable again."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from docgen.ledger.period import Period
from docgen.ledger.reading.submission import Submission, read_submission
from docgen.ledger.returning.copies import return_copy
from docgen.ledger.returning.styles import RED, YELLOW
from docgen.problem import ERROR, REMINDER, Problem
from tests.ledger.workbooks import BUILDING, project
from tests.support import ooxml

MARCH = Period.parse("2021-03")


def paper(path: Path, *rows) -> Path:
    made = Document()
    made.add_paragraph("湛河区2021年在建项目进展情况表")
    made.add_paragraph("填报单位：曹镇乡    单位：万元")
    table = made.add_table(0, len(BUILDING), "Table Grid")
    for row in (BUILDING, *rows):
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = str(value)
    made.save(str(path))
    return path


def shade(cell) -> str:
    found = cell._tc.find(f"{qn('w:tcPr')}/{qn('w:shd')}")
    return "" if found is None else found.get(qn("w:fill"))


def read(path: Path) -> Submission:
    return read_submission(path, MARCH)


@pytest.fixture
def original(tmp_path) -> Path:
    return paper(tmp_path / "曹镇乡.docx", project("甲路", month=40, year=30), project("乙水厂", "约1000", number=2))


@pytest.fixture
def returned(original) -> Path:
    path = original.with_name("曹镇乡（退回）.docx")
    path.write_bytes(return_copy(original, original.name, MARCH.label, PROBLEMS).content)
    return path


PROBLEMS = (
    Problem("总投资“约1000”不是确数：请填确数", "曹镇乡.docx", "表1", "D5", REMINDER),
    Problem("本月完成投资 40 万元，大于年度完成投资 30 万元：请核对两格", "曹镇乡.docx", "表1", "E4", ERROR),
    Problem("少了“丁公园”：漏报的请补报", "曹镇乡.docx", "表1", "", REMINDER),
)


def test_the_cells_that_the_import_means_are_shaded(returned):
    table = Document(str(returned)).tables[1]
    shaded = {(row, column): shade(cell) for row, line in enumerate(table.rows) for column, cell in enumerate(line.cells) if shade(cell)}
    assert shaded == {(1, 4): RED[2:], (2, 3): YELLOW[2:]}
    assert (table.cell(1, 4).text, table.cell(2, 3).text) == ("40", "约1000")


def test_each_has_a_comment_that_says_what_to_do(returned):
    comments = list(Document(str(returned)).comments)
    assert [(comment.author, comment.text) for comment in comments] == [
        ("docgen", "1. 错误：本月完成投资 40 万元，大于年度完成投资 30 万元：请核对两格"),
        ("docgen", "2. 提醒：总投资“约1000”不是确数：请填确数"),
    ]


def test_the_first_page_lists_them_with_links_by_row_and_column(returned):
    document = Document(str(returned))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[0][0] == "核对清单" and rows[1][0] == "docgen 核对　曹镇乡.docx　2021年3月份　错误 1 处、提醒 2 处"
    assert rows[4][:5] == ["1", "错误", "表1 第 2 行第 5 列", "甲路", "40"]
    assert len(rows) == 7 and rows[6][2] == "表1" and "丁公园" in rows[6][5]
    links = [link.get(qn("w:anchor")) for link in document.element.body.iter(qn("w:hyperlink"))]
    marks = [mark.get(qn("w:name")) for mark in document.element.body.iter(qn("w:bookmarkStart"))]
    assert links == marks and len(links) == 2


def test_it_is_valid_and_the_same_every_time(original, returned):
    assert ooxml.errors(returned) == []
    assert return_copy(original, original.name, MARCH.label, PROBLEMS).content == returned.read_bytes()


def test_it_is_read_like_the_original_when_it_comes_back(original, returned):
    before, after = read(original), read(returned)
    assert after.unit == "曹镇乡"
    assert [(r.name, r.total_investment, r.month_investment) for r in after.reports] == [
        (r.name, r.total_investment, r.month_investment) for r in before.reports
    ]
    assert [problem.message for problem in after.reminders] == [problem.message for problem in before.reminders]


def test_a_second_return_takes_the_former_marks_off(returned):
    found = read(returned).reminders
    again = returned.with_name("again.docx")
    again.write_bytes(return_copy(returned, returned.name, MARCH.label, found).content)
    document = Document(str(again))
    assert len(document.tables) == 2 and len(list(document.comments)) == len({problem.cell for problem in found})
    assert shade(document.tables[1].cell(1, 4)) == ""
    assert ooxml.errors(again) == []
