"""观摩通报: marks averaged, ranks shared, who speaks, who is praised and criticised; bad sheets told by their cells."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from docgen.figures.viewing import Marks, first, last, scored
from docgen.problem import DocgenError
from tests.building.hand import command
from tests.papers.circulars.conftest import SHEETS, rows_of, text_of

SHEET = SHEETS["观摩通报"]


def test_the_average_leaves_out_the_highest_and_the_lowest(papers):
    # 95 93 96 94 92 97 94 without 97 and 92
    row = next(row for row in rows_of(papers["观摩通报"]) if row[1] == "高阳路街道装备制造产业园项目")
    assert row[4] == "94.40" and "评委一95" in row[3] and row[6] == "通报表扬经验发言"


def test_equal_scores_share_a_rank(papers):
    ranks = [(row[4], row[5]) for row in rows_of(papers["观摩通报"])[1:]]
    assert ("87.60", "5") in ranks and [rank for score, rank in ranks if score == "87.60"] == ["5", "5"]
    assert [rank for _, rank in ranks][4:7] == ["5", "5", "7"]


def test_the_ends_of_the_ranking_speak_and_are_praised_or_criticised(papers):
    text = text_of(papers["观摩通报"])
    assert "5个单位的10个项目，7名评委现场打分，去掉1个最高分和1个最低分后" in text
    assert "居后三位的是九里山街道新材料生产线改造项目（81.60分）、马庄街道污水管网提升二期项目（78.60分）、轻工路街道冷链物流园改造项目（75.00分）" in text
    assert "对高阳路街道、曹镇乡予以通报表扬。轻工路街道名次靠后、得分低于80分，予以通报批评。" in text
    assert "高阳路街道作经验发言，轻工路街道作表态发言，发言材料于4月9日前报" in text


def test_what_the_clerk_worked_out_and_what_the_ledger_tells_is_nobodys_mark(office, tmp_path):
    book = load_workbook(SHEET)
    headings = ("总投资（万元）", "去掉最高分", "去掉一个最低分", "最后得分", "名次")
    book.active["D2"] = "评委1"
    for column, heading in enumerate(headings, book.active.max_column + 1):
        for row in range(2, book.active.max_row + 1):
            book.active.cell(row, column, heading if row == 2 else 9000 if heading.startswith("总投资") else 60)
    book.save(tmp_path / "评分表.xlsx")
    _, said, _ = command(office, "circular", "--period", "2021-03", "--kind", "观摩通报", "--file", tmp_path / "评分表.xlsx")
    assert "7名评委现场打分" in text_of(office / said.strip()) and rows_of(office / said.strip())[1][4] == "94.40"
    assert "评委1：95，评委二93" in rows_of(office / said.strip())[1][3]


def changed(folder, cells: dict[str, object]):
    book = load_workbook(SHEET)
    for cell, value in cells.items():
        book.active[cell] = value
    file = folder / "评分表.xlsx"
    book.save(file)
    return file


@pytest.mark.parametrize(
    ("cell", "value", "words"),
    [
        ("D3", None, "“评委一”没有打分"),
        ("E4", 101, "“评委二”应在 0 至 100 之间，现为 101"),
        ("E5", "优", "“评委二”应为数字，现为“优”"),
        ("B4", "高阳路街道装备制造产业园项目", "列了两次（前一处在第3行）"),
        ("B6", None, "“观摩项目”没有填写"),
    ],
)
def test_a_wrong_cell_is_told_and_no_circular_is_made(office, tmp_path, cell, value, words):
    with pytest.raises(DocgenError) as error:
        command(office, "circular", "--period", "2021-03", "--kind", "观摩通报", "--file", changed(tmp_path, {cell: value}))
    [problem] = [problem for problem in error.value.problems if words in problem.message]
    assert problem.cell == cell and problem.sheet == "评分表"


def test_too_few_judges_are_told(office, tmp_path):
    file = changed(tmp_path, {f"{column}2": None for column in "FGHIJ"})
    with pytest.raises(DocgenError) as error:
        command(office, "circular", "--period", "2021-03", "--kind", "观摩通报", "--file", file)
    assert "只有2名评委，去掉1个最高分和1个最低分后没有分数了" in error.value.problems[0].message


def test_a_project_that_the_ledger_does_not_know_is_a_reminder_with_the_nearest(office, tmp_path):
    file = changed(tmp_path, {"B3": "高阳路街道装备制造产业园"})
    code, _, told = command(office, "circular", "--period", "2021-03", "--kind", "观摩通报", "--file", file)
    assert code == 1 and "是否为“高阳路街道装备制造产业园项目”" in told


_SHEETS = st.lists(st.lists(st.integers(0, 100), min_size=5, max_size=5), min_size=1, max_size=12)


@given(_SHEETS, st.integers(0, 2), st.integers(0, 4))
def test_ranks_follow_the_scores_and_nobody_stands_at_both_ends(sheet, drop, named):
    marks = [Marks(f"项目{n}", f"单位{n}", tuple((f"评委{j}", Decimal(mark)) for j, mark in enumerate(row))) for n, row in enumerate(sheet)]
    [members] = scored(marks, drop).values()
    for each in members:
        assert each.rank == 1 + sum(other.score > each.score for other in members)
        kept = sorted(mark for _, mark in each.given.marks)[drop : 5 - drop]
        assert abs(each.score - sum(kept) / len(kept)) <= Decimal("0.005")
        assert sorted([*each.dropped, *kept]) == sorted(mark for _, mark in each.given.marks)
    top = first(members, named)
    assert not {each.name for each in top} & {each.name for each in last(members, named, top)}


def test_the_blank_sheet_that_docgen_makes_is_filled_in_and_handed_back(office, tmp_path):
    command(office, "table", "评分表", "--period", "2021-03", "--format", "xlsx")
    book = load_workbook(office / "outputs" / "2021-03" / "评分表.xlsx")
    sheet = book.active
    for row in range(sheet.max_row, 4, -1):
        if isinstance(sheet.cell(row, 1).value, int | float):
            for column, mark in zip(range(7, 11), (15, 35, 18, 17), strict=True):
                sheet.cell(row, column).value = mark
    book.save(tmp_path / "评分表.xlsx")
    _, said, _ = command(office, "circular", "--period", "2021-03", "--kind", "观摩通报", "--file", tmp_path / "评分表.xlsx")
    text = text_of(office / said.strip())
    assert "按投资规模、建设进度、现场管理、服务保障四项打分，各项相加为得分" in text and "最高85.00分，最低85.00分" in text


def test_items_whose_full_marks_are_not_a_hundred_are_refused(office, tmp_path):
    with pytest.raises(DocgenError) as error:
        command(office, "circular", "--period", "2021-03", "--kind", "观摩通报", "--file", changed(tmp_path, {"D2": "投入强度（40分）"}))
    assert "各项满分合计应为100分" in error.value.problems[0].message
