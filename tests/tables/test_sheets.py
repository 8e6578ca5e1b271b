"""Tables as workbooks: what a clerk sees in Excel, and that an edited template is obeyed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from docgen.layout.sheets.render import render_sheet
from docgen.problem import DocgenError

WHEN = date(2021, 3, 31)


def opened(table, template: Path):
    return openpyxl.load_workbook(BytesIO(render_sheet(table, template, WHEN))).active


def edited(template: Path, folder: Path, edit) -> Path:
    """A copy of a template that a person has changed."""
    book = openpyxl.load_workbook(template)
    edit(book.active)
    copy = folder / template.name
    book.save(copy)
    return copy


def joined(sheet) -> set[str]:
    return {str(item) for item in sheet.merged_cells.ranges}


@pytest.fixture
def building(every_table, templates):
    return opened(every_table["在建项目进展情况表"], templates / "在建项目进展情况表.xlsx")


def test_two_header_rows_are_joined_over_the_approvals(building):
    assert building["A1"].value == "湛河区2021年在建项目进展情况表"
    assert building["A2"].value == "单位：万元"
    assert building["L3"].value == "联审联批手续"
    assert building["L4"].value == "用地审批手续"
    assert building["Q3"].value == "2021年计划完成投资"
    assert {"A1:V1", "L3:P3", "A3:A4"} <= joined(building)


def test_money_is_a_number_as_the_ledger_has_it(building, every_table):
    rows = every_table["在建项目进展情况表"].rows
    for number, row in enumerate(rows, 5):
        cell = building.cell(number, 8)
        assert cell.data_type == "n"
        assert Decimal(str(cell.value)) == row["month_investment"]
    assert building.cell(5 + len(rows), 2).value == f"合计（{len(rows)}项）"
    assert Decimal(str(building.cell(5 + len(rows), 17).value)) == sum(row["annual_plan"] for row in rows)


def test_it_prints_on_landscape_pages_with_its_header_on_each(building):
    assert building.freeze_panes == "C5"
    assert building.print_title_rows == "$3:$4"
    assert building.page_setup.orientation == "landscape"
    assert int(building.page_setup.paperSize) == 9
    assert (building.page_setup.fitToWidth, building.page_setup.fitToHeight) == (1, 0)
    assert building.sheet_properties.pageSetUpPr.fitToPage


def test_a_rate_is_a_number_shown_as_a_percentage(every_table, templates):
    sheet = opened(every_table["排名表"], templates / "排名表.xlsx")
    assert 0 < sheet["F4"].value < 1
    assert sheet["F4"].number_format == "0.0%"
    assert sheet["G4"].number_format == "+0.0;-0.0;0.0"
    assert sheet["A9"].value == "未报送"


def test_number_and_category_are_joined_downwards(every_table, templates):
    sheet = opened(every_table["清单表"], templates / "清单表.xlsx")
    assert {"A4:A7", "B4:B7", "A8:A12", "B8:B12", "A13:A18", "B13:B18"} <= joined(sheet)
    assert sheet["B8"].value == "农业+旅游"
    assert sheet["E17"].value == "杨　洋"


def test_rows_are_high_enough_for_their_lines(every_table, templates):
    sheet = opened(every_table["清单表"], templates / "清单表.xlsx")
    longest = max(range(4, 20), key=lambda row: len(sheet.cell(row, 4).value))
    assert sheet.row_dimensions[longest].height > 3 * 12
    assert all(sheet.row_dimensions[row].height >= 24 for row in range(4, 20))


def test_the_same_table_gives_the_same_bytes(every_table, templates):
    for name, table in every_table.items():
        first, second = (render_sheet(table, templates / f"{name}.xlsx", WHEN) for _ in range(2))
        assert first == second


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5%", "@SUM(A1)", "=cmd|'/c calc'!A1"])
def test_a_record_that_looks_like_a_formula_stays_text(every_table, templates, text):
    table = every_table["排名表"]
    table = replace(table, rows=({**table.rows[0], "unit": text},))
    cell = opened(table, templates / "排名表.xlsx")["B4"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_columns_that_an_office_moved_and_removed_stay_so(every_table, templates, tmp_path):
    def edit(sheet):
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
        for row in range(3, sheet.max_row + 1):
            sheet.cell(row, 3).value = sheet.cell(row, 6).value
        sheet["C3"] = "完成率（％）"
        sheet.delete_cols(6, 2)

    sheet = opened(every_table["排名表"], edited(templates / "排名表.xlsx", tmp_path, edit))
    assert [cell.value for cell in sheet[3]] == ["名次", "单位", "完成率（％）", "年度计划投资", "年度完成投资"]
    assert sheet["B4"].value == every_table["排名表"].rows[0]["unit"]
    assert sheet["C4"].value == pytest.approx(float(every_table["排名表"].rows[0]["completion_rate"]))


def test_a_column_that_an_office_added_is_filled_from_the_record(every_table, templates, tmp_path):
    def edit(sheet):
        sheet["W3"] = "报送单位"
        sheet["W5"] = "{{ row.unit }}"
        sheet["X3"] = "完成率"
        sheet["X5"] = "{{ row.year_investment / row.annual_plan }}"

    table = every_table["在建项目进展情况表"]
    sheet = opened(table, edited(templates / "在建项目进展情况表.xlsx", tmp_path, edit))
    assert [sheet.cell(number, 23).value for number in range(5, 65)] == [row["unit"] for row in table.rows]
    assert sheet["X5"].value == pytest.approx(float(table.rows[0]["year_investment"] / table.rows[0]["annual_plan"]))


def test_looks_that_an_office_gave_the_row_of_tags_are_given_to_every_record(every_table, templates, tmp_path):
    def edit(sheet):
        sheet["D4"].font = openpyxl.styles.Font(name="楷体", size=15, bold=True)
        sheet["D4"].number_format = "#,##0.00"
        sheet.row_dimensions[4].height = 50
        sheet.column_dimensions["D"].width = 33

    sheet = opened(every_table["排名表"], edited(templates / "排名表.xlsx", tmp_path, edit))
    for row in range(4, 9):
        assert (sheet.cell(row, 4).font.name, sheet.cell(row, 4).font.sz) == ("楷体", 15)
        assert sheet.cell(row, 4).number_format == "#,##0.00"
        assert sheet.row_dimensions[row].height == 50
    assert sheet.column_dimensions["D"].width == 33


def test_cells_that_an_office_joined_across_are_joined_for_every_record(every_table, templates, tmp_path):
    def edit(sheet):
        sheet["G4"] = None
        sheet.merge_cells("F4:G4")
        sheet.auto_filter.ref = "A3:G4"
        sheet.print_area = "A1:G6"

    table = every_table["排名表"]
    sheet = opened(table, edited(templates / "排名表.xlsx", tmp_path, edit))
    last = 3 + len(table.rows)
    assert {f"F{row}:G{row}" for row in range(4, last + 1)} <= joined(sheet)
    assert sheet.auto_filter.ref == f"A3:G{last}"
    assert sheet.print_area == f"'排名表'!$A$1:$G${last + 2}"


def test_a_run_joined_downwards_is_high_enough_for_its_words(every_table, templates):
    table = every_table["清单表"]
    category = "基础设施和公共服务配套工程" * 12
    rows = [{**row, "category": category, "number": 1} for row in table.rows[:2]]
    sheet = opened(replace(table, rows=tuple(rows)), templates / "清单表.xlsx")
    assert "B4:B5" in joined(sheet)
    width = sheet.column_dimensions["B"].width * 5.25 / sheet["B4"].font.sz
    assert sum(sheet.row_dimensions[row].height for row in (4, 5)) >= len(category) / width * sheet["B4"].font.sz


def test_an_offices_own_formulas_reach_over_all_records(every_table, templates, tmp_path):
    def edit(sheet):
        sheet["D5"] = "=SUM(D4:D4)"
        sheet["G4"] = "=E4/D4-$G$1"

    table = every_table["排名表"]
    sheet = opened(table, edited(templates / "排名表.xlsx", tmp_path, edit))
    last = 3 + len(table.rows)
    assert sheet.cell(last + 1, 4).value == f"=SUM(D4:D{last})"
    assert sheet["G6"].value == "=E6/D6-$G$1"


def test_an_offices_conditional_format_and_extra_words_survive(every_table, templates, tmp_path):
    from openpyxl.formatting.rule import CellIsRule

    def edit(sheet):
        sheet.conditional_formatting.add("F4", CellIsRule(operator="lessThan", formula=["0.1"]))
        sheet["A8"] = "填表：{{ count }}个单位"

    table = every_table["排名表"]
    sheet = opened(table, edited(templates / "排名表.xlsx", tmp_path, edit))
    last = 3 + len(table.rows)
    assert [str(item.sqref) for item in sheet.conditional_formatting] == [f"F4:F{last}"]
    texts = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert f"填表：{len(table.rows)}个单位" in texts


def test_a_total_or_note_that_there_is_not_leaves_no_row(every_table, templates):
    table = replace(every_table["排名表"], total=None, note="")
    sheet = opened(table, templates / "排名表.xlsx")
    assert sheet.max_row == 3 + len(table.rows)


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("{{ row.unti }}", "没有“unti”这一项，是否为“unit”"),
        ("{{ row.unit }", "标记写法有误"),
        ("{{ row.unit|sing }}", "没有“sing”这个过滤器"),
        ("{{ ().__class__.__mro__ }}", "不允许"),
        ("{{ row.unit / 0 }}", "无法计算"),
        ("{% for x in row %}", "标记写法有误"),
    ],
)
def test_a_broken_tag_is_told_with_template_sheet_and_cell(every_table, templates, tmp_path, tag, said):
    template = edited(templates / "排名表.xlsx", tmp_path, lambda sheet: sheet["B4"].__setattr__("value", tag + "{{ row.rank }}"))
    with pytest.raises(DocgenError) as caught:
        render_sheet(every_table["排名表"], template, WHEN)
    [problem] = caught.value.problems
    assert said in problem.message
    assert (problem.file, problem.sheet, problem.cell) == (str(template), "排名表", "B4")


def test_a_template_without_a_row_of_tags_says_how_to_get_it_back(every_table, templates, tmp_path):
    template = edited(templates / "排名表.xlsx", tmp_path, lambda sheet: sheet.delete_rows(4, 5))
    with pytest.raises(DocgenError, match="没有数据行.*docgen template build"):
        render_sheet(every_table["排名表"], template, WHEN)


def test_a_template_that_is_no_workbook_is_refused(every_table, tmp_path):
    broken = tmp_path / "排名表.xlsx"
    broken.write_text("不是工作簿", encoding="utf-8")
    with pytest.raises(DocgenError, match="不是有效的 xlsx 工作簿"):
        render_sheet(every_table["排名表"], broken, WHEN)


def test_rows_of_an_offices_own_groups_are_taken_back_as_what_they_are(every_table, templates, tmp_path):
    """Read back unchanged, no subtotal is taken for a row that someone added; changed, it is told as computed."""
    from docgen.editing.excel import read_book

    def edit(sheet):
        for merged in [item for item in sheet.merged_cells.ranges if item.min_row > 5]:
            sheet.unmerge_cells(str(merged))
        sheet.insert_rows(6)
        sheet["B6"], sheet["Q6"] = "{{ group.unit }}小计", "{{ group.sum('annual_plan') }}"

    name = "在建项目进展情况表"
    table = every_table[name]
    made = render_sheet(table, edited(templates / f"{name}.xlsx", tmp_path, edit), WHEN)
    names = dict(zip(table.marks, (row["name"] for row in table.rows), strict=True))
    found = read_book("表.xlsx", made, lambda refs: {ref: names[ref] for ref in refs})
    assert found.problems == () and {ref for cell in found.cells for ref in cell.refs} == set(table.marks)
    book = openpyxl.load_workbook(BytesIO(made))
    sums = next(row for row in range(5, 90) if str(book.active.cell(row, 2).value).endswith("小计"))
    book.active.cell(sums, 17).value = 1
    changed = BytesIO()
    book.save(changed)
    [problem] = read_book("表.xlsx", changed.getvalue(), lambda refs: {ref: names[ref] for ref in refs}).problems
    assert problem.cell == f"Q{sums}"
