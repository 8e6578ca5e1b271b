"""Rows that an office writes once for each group: its name above, its sums below, groups within groups."""

from decimal import Decimal

import openpyxl
import pytest

from docgen.engine.sheet.filling import Extras
from docgen.engine.sheet.groups import Heading
from docgen.problem import DocgenError
from tests.engine.sheet.books import ROWS, filled, formulas, opened, table, template


def grouped(sheet) -> None:
    """A heading above and a subtotal below each category."""
    sheet.insert_rows(3)
    sheet["A3"] = "{{ group.number }}. {{ group.category }}（{{ group.count }}项）"
    sheet.insert_rows(5)
    sheet["A5"], sheet["C5"], sheet["D5"] = "小计", "{{ group.sum('plan') }}", "=SUBTOTAL(9,D4:D4)"
    sheet["A5"].value = "{{ group.name }}小计"
    sheet["C6"] = "=SUBTOTAL(9,C4:C4)"
    sheet["D6"] = "{{ total }}"
    sheet["A5"].font = openpyxl.styles.Font(bold=True)
    sheet.merge_cells("A3:D3")


def test_each_group_is_headed_and_summed_up():
    sheet = opened(filled(template(grouped), total=950))
    assert [row[0] for row in table(sheet)[2:]] == [
        "1. 交通（2项）", "交通", "交通", "交通小计", "2. 工业（3项）", "工业", "工业", "工业", "工业小计", "合计",
    ]  # fmt: skip
    assert (sheet["C6"].value, sheet["C11"].value, sheet["D12"].value) == (2000, 4000, 950)
    assert sheet["A11"].font.b and not sheet["A10"].font.b
    assert {str(item) for item in sheet.merged_cells.ranges} == {"A3:D3", "A7:D7"}


def test_a_groups_own_formulas_reach_over_its_records_and_the_totals_over_all():
    told = formulas(opened(filled(template(grouped), total=950)))
    assert told == {"D6": "=SUBTOTAL(9,D4:D5)", "D11": "=SUBTOTAL(9,D8:D10)", "C12": "=SUBTOTAL(9,C4:C10)"}


def test_a_sum_is_exact_and_what_nobody_reported_is_not_nought():
    rows = [{**row, "plan": Decimal("0.1"), "done": None} for row in ROWS]

    def edit(sheet):
        grouped(sheet)
        sheet["D5"] = "{{ group.sum('done') }}"

    sheet = opened(filled(template(edit), rows, total=0))
    assert (sheet["C6"].value, sheet["C11"].value) == (0.2, 0.3)
    assert sheet["D6"].value is None


def test_a_dash_stands_for_what_nobody_told():
    rows = [{**row, "plan": "—" if row is ROWS[0] else row["plan"]} for row in ROWS]
    assert opened(filled(template(grouped), rows, total=0))["C6"].value == 800


def test_a_row_that_heads_others_is_neither_counted_nor_summed_up_with_them():
    rows = [row for each in ROWS for row in ((Heading(each), each) if each["plan"] else (each,))]
    sheet = opened(filled(template(grouped), rows, total=0))
    heads = [row[0] for row in table(sheet) if "项）" in str(row[0])]
    sums = [row[2] for row in table(sheet) if str(row[0]).endswith("小计")]
    assert (heads, sums) == (["1. 交通（2项）", "2. 工业（3项）"], [2000, 4000])


def test_groups_stand_within_groups():
    rows = [{**row, "town": town} for row, town in zip(ROWS, ("甲镇", "乙镇", "乙镇", "乙镇", "丙镇"), strict=True)]

    def edit(sheet):
        sheet.insert_rows(3, 2)
        sheet["A3"], sheet["A4"] = "{{ group.category }}", "{{ group.town }}：{{ group.sum('plan') }}"

    told = [row[0] for row in table(opened(filled(template(edit), rows)))[2:-1]]
    assert told == [
        "交通", "甲镇：1200", "交通", "乙镇：800", "交通",
        "工业", "乙镇：3400", "工业", "工业", "丙镇：600", "工业",
    ]  # fmt: skip


def test_cells_are_joined_within_a_group_only():
    def edit(sheet):
        grouped(sheet)
        sheet["A4"], sheet["B4"] = "{{ row.category }}", "{{ row.unit|merge }}"

    rows = [{**row, "unit": "住建局"} for row in ROWS]
    assert {"B4:B5", "B8:B10"} <= {str(item) for item in opened(filled(template(edit), rows, total=0)).merged_cells.ranges}


def test_a_group_without_a_field_of_its_own_is_that_of_the_cells_joined_first():
    def edit(sheet):
        sheet["A3"] = "{{ row.category|merge }}"
        sheet.insert_rows(4)
        sheet["B4"] = "{{ group.name }}小计"

    assert [row[1] for row in table(opened(filled(template(edit))))[2:]] == [
        "北环路改造", "高铁站前广场", "交通小计", "轴承产业园二期", "智能装备基地", "新材料中试线", "工业小计", None,
    ]  # fmt: skip


def test_no_record_makes_no_group():
    assert [row[0] for row in table(opened(filled(template(grouped), [], total=950)))] == ["重点项目进展", "类别", "合计"]


@pytest.mark.parametrize(
    ("cell", "text", "said"),
    [
        ("A4", "{{ group.count }}项", "没有说明按哪一项分组"),
        ("A8", "{{ group.category }}", "应紧挨在数据行的上面或下面"),
        ("A4", "{{ group.catgory }}", "没有“catgory”这一项，是否为“category”"),
        ("C4", "{{ group.sum('plam') }}{{ group.category }}", "没有“plam”这一项，是否为“plan”"),
        ("B4", "{{ group.category|sing }}", "sing"),
    ],
)
def test_a_group_row_that_cannot_be_is_told_with_its_cell(cell, text, said):
    def edit(sheet):
        sheet.delete_rows(4)
        sheet[cell] = text

    with pytest.raises(DocgenError) as caught:
        filled(template(edit))
    [problem] = caught.value.problems
    assert said in problem.message
    assert (problem.file, problem.sheet, problem.cell) == ("进展表.xlsx", "进展", cell)


def test_a_group_row_on_a_sheet_without_records_is_told():
    with pytest.raises(DocgenError, match="进展 A3.*没有含 row 标记的数据行"):
        filled(template(lambda sheet: (sheet.delete_rows(3), sheet.__setitem__("A3", "{{ group.name }}"))))


def test_a_heading_reckoned_by_whoever_made_the_rows_is_set_apart_in_the_row_of_tags():
    head = Heading({"category": "=一、交通", "name": None, "plan": 2000, "done": 800})
    made = filled(template(lambda sheet: sheet.__setitem__("A3", "{{ row.category|merge }}")), [head, *ROWS[:2]], Extras(heading_font="黑体"))
    sheet = opened(made)
    assert {str(item) for item in sheet.merged_cells.ranges} == {"A4:A5"}
    assert (sheet["A3"].value, sheet["A3"].quotePrefix, sheet["C3"].value) == ("=一、交通", True, 2000)
    assert {sheet[cell].font.name for cell in ("A3", "C3", "D3")} == {"黑体"} and "黑体" not in {cell.font.name for cell in sheet[4]}
