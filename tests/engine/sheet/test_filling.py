"""A row of tags becomes a row a record; what else the office put into its workbook stays or goes along."""

import re
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break

from docgen.characters import clean
from docgen.engine.sheet.filling import Extras
from docgen.problem import DocgenError
from tests.engine.sheet.books import ROWS, filled, formulas, opened, part, parts, table, template, with_parts


def test_each_record_is_a_row_and_the_total_stands_below():
    sheet = opened(filled(template()))
    assert table(sheet) == [
        ["重点项目进展", None, None, None],
        ["类别", "项目", "计划", "完成"],
        *[list(row.values()) for row in ROWS],
        ["合计", None, "=SUM(C3:C7)", None],
    ]


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (Decimal("1234567.89"), 1234567.89),
        (Decimal("1E+3"), 1000),
        (Decimal("NaN"), None),
        (float("inf"), None),
        (0, 0),
        (-7, -7),
        (True, True),
        (None, None),
        ("", None),
        ("0012", "0012"),
        ("3.5", "3.5"),
        ("  前后有空格  ", "  前后有空格  "),
        ("第一行\n第二行", "第一行\n第二行"),
        ("第一行\r\n第二行", "第一行\n第二行"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("控制\x00字\x0b符\ud800\uffff", "控制字符"),
        ("=1+1", "=1+1"),
        ("+86", "+86"),
        ("-5%", "-5%"),
        ("@SUM(A1)", "@SUM(A1)"),
        (date(2021, 3, 31), datetime(2021, 3, 31)),
        (datetime(2021, 3, 31, 12, 30), datetime(2021, 3, 31, 12, 30)),
    ],
)
def test_a_value_is_in_the_cell_what_it_was_in_the_record(value, read):
    cell = opened(filled(template(), [{**ROWS[0], "name": value}]))["B3"]
    assert cell.value == read
    assert cell.data_type != "f"
    assert cell.quotePrefix == (isinstance(value, str) and value[:1] in "=+-@" and value != "")


def test_an_escape_of_excels_own_is_told_as_text():
    """Excel reads _x0041_ as A."""
    assert "_x005F_x0041_" in part(filled(template(), [{**ROWS[0], "name": "_x0041_"}]), "xl/worksheets/sheet1.xml")


def test_a_date_keeps_the_format_of_its_cell_and_gets_one_where_there_is_none():
    def edit(sheet):
        sheet["C3"].number_format = 'yyyy"年"m"月"'

    sheet = opened(filled(template(edit), [{**ROWS[0], "plan": date(2021, 3, 1), "done": date(2021, 3, 2)}]))
    assert (sheet["C3"].value, sheet["C3"].number_format) == (datetime(2021, 3, 1), 'yyyy"年"m"月"')
    assert sheet["D3"].is_date and sheet["D3"].value == datetime(2021, 3, 2)


def test_a_workbook_that_counts_from_1904_gets_its_own_days():
    made = filled(with_parts(template(), {"xl/workbook.xml": lambda xml: xml.replace("<workbookPr/>", '<workbookPr date1904="1"/>')}), [{**ROWS[0], "plan": date(2021, 3, 1)}])
    assert opened(made)["C3"].value == datetime(2021, 3, 1)


def test_looks_of_the_row_of_tags_are_every_records():
    def edit(sheet):
        sheet["B3"].font, sheet["B3"].fill = Font(name="楷体", size=14), PatternFill("solid", fgColor="FFEEDD")
        sheet["C3"].number_format = "#,##0.00"
        sheet["E3"].fill = PatternFill("solid", fgColor="112233")
        sheet["F3"] = "万元"
        sheet.row_dimensions[3].height = 33

    sheet = opened(filled(template(edit)))
    for row in range(3, 8):
        assert (sheet.cell(row, 2).font.name, sheet.cell(row, 2).fill.fgColor.rgb) == ("楷体", "00FFEEDD")
        assert sheet.cell(row, 3).number_format == "#,##0.00"
        assert sheet.cell(row, 5).fill.fgColor.rgb == "00112233"
        assert sheet.cell(row, 6).value == "万元"
        assert sheet.row_dimensions[row].height == 33


def test_numbering_and_reckoning_and_words_around_tags():
    def edit(sheet):
        sheet["A3"] = "{{ loop.index }}"
        sheet["B3"] = "{{ row.name }}（{{ row.category }}类）"
        sheet["D3"] = "{{ (row.done or 0) / row.plan }}"

    sheet = opened(filled(template(edit)))
    assert [cell.value for cell in sheet["A"][2:7]] == [1, 2, 3, 4, 5]
    assert sheet["B4"].value == "高铁站前广场（交通类）"
    assert sheet["D3"].value == 0.25


def test_equal_cells_are_joined_downwards_within_those_at_their_left():
    def edit(sheet):
        sheet["A3"], sheet["B3"] = "{{ row.category|merge }}", "{{ row.unit|merge }}"

    rows = [{**row, "unit": "住建局"} for row in ROWS]
    sheet = opened(filled(template(edit), rows))
    assert {str(item) for item in sheet.merged_cells.ranges} == {"A3:A4", "A5:A7", "B3:B4", "B5:B7"}
    assert (sheet["A5"].value, sheet["A6"].value) == ("工业", None)


def test_blank_cells_are_not_joined():
    rows = [{**row, "category": None} for row in ROWS]
    assert not opened(filled(template(lambda sheet: sheet.__setitem__("A3", "{{ row.category|merge }}")), rows)).merged_cells.ranges


def test_formulas_follow_the_rows_from_everywhere():
    def edit(sheet):
        sheet["D1"] = "=SUM(C3:C3)/C4"
        sheet["E3"] = "=D3/C3"
        sheet["F3"] = "=C3/$C$4"
        sheet["G3"] = "=SUM($C$3:C3)"
        sheet["E4"] = "=AVERAGE(E3:E3)"
        sheet["F4"] = '=IF(COUNT($C$3:$C$3)>0,"有","无")'
        sheet["C9"] = "=C4*2"
        other = sheet.parent.create_sheet("汇总")
        other["A1"], other["A2"] = "=SUM(进展!C3:C3)", "='进展'!$C$4"

    book = openpyxl.load_workbook(BytesIO(filled(template(edit))))
    told = formulas(book["进展"])
    assert told["D1"] == "=SUM(C3:C7)/C8"
    assert (told["E3"], told["E6"]) == ("=D3/C3", "=D6/C6")
    assert told["F5"] == "=C5/$C$8"
    assert (told["G3"], told["G7"]) == ("=SUM($C$3:C3)", "=SUM($C$3:C7)")
    assert (told["E8"], told["F8"]) == ("=AVERAGE(E3:E7)", '=IF(COUNT($C$3:$C$7)>0,"有","无")')
    assert told["C13"] == "=C8*2"
    assert formulas(book["汇总"]) == {"A1": "=SUM(进展!C3:C7)", "A2": "='进展'!$C$8"}
    assert book.calculation.fullCalcOnLoad


def test_formulas_that_excel_shares_among_cells_are_each_cells_own():
    shared = '<c r="E3"><f t="shared" si="0" ref="E3:F3">C3*2</f><v>0</v></c><c r="F3"><f t="shared" si="0"/><v>0</v></c>'
    source = with_parts(template(), {"xl/worksheets/sheet1.xml": lambda xml: xml.replace('</row><row r="4"', f'{shared}</row><row r="4"')})
    told = formulas(opened(filled(source)))
    assert (told["E4"], told["F7"]) == ("=C4*2", "=D7*2")


def test_rules_reach_over_the_records_and_move_below_them():
    def edit(sheet):
        sheet.conditional_formatting.add("C3:D3", FormulaRule(formula=["$D3<$C$4*0.1"], font=Font(bold=True)))
        sheet.conditional_formatting.add("C4", FormulaRule(formula=["C4>0"], font=Font(bold=True)))
        allowed = DataValidation(type="list", formula1="$A$9:$A$10")
        sheet.add_data_validation(allowed)
        allowed.add("A3")
        sheet["A9"], sheet["A10"] = "交通", "工业"
        sheet.auto_filter.ref = "A2:D3"
        sheet.print_area = "A1:D4"
        sheet.print_title_rows = "2:2"
        sheet.row_breaks.append(Break(id=4))
        sheet.freeze_panes = "B3"
        sheet["A4"].hyperlink = "#汇总!A1"
        sheet.merge_cells("A1:D1")
        sheet.merge_cells("A4:B4")
        sheet.parent.defined_names["计划"] = DefinedName("计划", attr_text="进展!$C$3:$C$3")

    made = filled(template(edit))
    sheet = opened(made)
    assert {str(item.sqref): item.rules[0].formula for item in sheet.conditional_formatting} == {
        "C3:D7": ["$D3<$C$8*0.1"],
        "C8": ["C8>0"],
    }
    [allowed] = sheet.data_validations.dataValidation
    assert (str(allowed.sqref), allowed.formula1) == ("A3:A7", "$A$13:$A$14")
    assert sheet.auto_filter.ref == "A2:D7"
    assert (sheet.print_area, sheet.print_title_rows, sheet.freeze_panes) == ("'进展'!$A$1:$D$8", "$2:$2", "B3")
    assert [each.id for each in sheet.row_breaks.brk] == [8]
    assert sheet["A8"].hyperlink is not None
    assert {str(item) for item in sheet.merged_cells.ranges} == {"A1:D1", "A8:B8"}
    assert sheet.parent.defined_names["计划"].attr_text == "进展!$C$3:$C$7"
    assert sheet.dimensions == "A1:D14"


def test_comments_stay_at_their_cells():
    def edit(sheet):
        sheet["B3"].comment = Comment("逐项填写", "督查室")
        sheet["A4"].comment = Comment("自动求和", "督查室")

    made = filled(template(edit))
    sheet = opened(made)
    assert (sheet["B3"].comment.text, sheet["A8"].comment.text) == ("逐项填写", "自动求和")
    [box] = [content.decode() for name, content in parts(made).items() if name.endswith(".vml")]
    assert re.findall(r"Row>(\d+)<", box) == ["2", "7"]


def test_what_a_row_below_asks_of_something_that_there_is_not_falls_away():
    def edit(sheet):
        sheet["C4"] = "{{ total.plan }}"
        sheet["A5"] = "{{ note }}"

    assert opened(filled(template(edit), total=None, note="")).max_row == 7
    kept = opened(filled(template(edit), total={"plan": 6000}, note="注：含续建项目"))
    assert (kept["C8"].value, kept["A9"].value) == (6000, "注：含续建项目")


def test_no_record_leaves_no_row_and_formulas_say_so():
    sheet = opened(filled(template(), []))
    assert table(sheet)[2:] == [["合计", None, "=SUM(#REF!)", None]]


def test_records_may_come_from_a_generator():
    plain = template(lambda sheet: sheet.delete_rows(4))
    assert table(opened(filled(plain, (row for row in ROWS)))) == table(opened(filled(plain)))


def test_every_sheet_is_filled_also_one_that_shows_no_records():
    def edit(sheet):
        cover, second = sheet.parent.create_sheet("封面", 0), sheet.parent.create_sheet("名单")
        cover["B2"], second["A1"], second["A2"] = "{{ title }}，共{{ count }}项", "项目", "{{ row.name }}"

    book = openpyxl.load_workbook(BytesIO(filled(template(edit), count=5)))
    assert book["封面"]["B2"].value == "重点项目进展，共5项"
    assert [cell.value for cell in book["名单"]["A"]] == ["项目", *[row["name"] for row in ROWS]]


def test_rows_are_as_high_as_their_texts_where_the_room_above_measures_them():
    def edit(sheet):
        sheet["B3"].alignment = Alignment(wrap_text=True)
        sheet.row_dimensions[3].height = 20

    rows = [ROWS[0], {**ROWS[1], "name": "很长的名称" * 20}]
    sheet = opened(filled(template(edit), rows, Extras(lines=lambda text, room: -(-len(text) // int(room)))))
    assert sheet.row_dimensions[3].height < 40 < sheet.row_dimensions[4].height


def test_the_same_records_give_the_same_bytes_and_what_names_no_row_is_as_it_was():
    source = template(lambda sheet: sheet.__setitem__("F1", "=1+1"))
    first, second = filled(source), filled(source)
    assert first == second
    before, after = parts(source), parts(first)
    assert set(before) == set(after)
    untouched = {name for name in before if before[name] == after[name]}
    assert {"xl/theme/theme1.xml", "xl/styles.xml", "docProps/app.xml", "[Content_Types].xml"} <= untouched


def test_nothing_of_the_tags_is_left_in_what_was_made():
    strings = "<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><si><t>{{ title }}</t></si><si><t>合计</t></si></sst>"

    def sheet(xml):
        return xml.replace('<c r="A1" t="inlineStr"><is><t>{{ title }}</t></is></c>', '<c r="A1" t="s"><v>0</v></c>').replace(
            '<c r="A4" t="inlineStr"><is><t>&#21512;&#35745;</t></is></c>', '<c r="A4" t="s"><v>1</v></c>'
        )

    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    source = with_parts(
        template(),
        {
            "xl/worksheets/sheet1.xml": sheet,
            "xl/sharedStrings.xml": strings,
            "xl/_rels/workbook.xml.rels": lambda xml: xml.replace(
                "</Relationships>", f'<Relationship Id="rId99" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
            ),
            "[Content_Types].xml": lambda xml: xml.replace(
                "</Types>",
                '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.'
                'spreadsheetml.sharedStrings+xml"/></Types>',
            ),
        },
    )
    made = filled(source)
    assert (opened(made)["A1"].value, opened(made)["A8"].value) == ("重点项目进展", "合计")
    assert not [name for name, content in parts(made).items() if b"{{" in content]


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("{{ row.plam / 2 }}", "没有“plam”这一项，是否为“plan”"),
        ("{{ row.plan / 0 }}", "无法计算"),
        ("{{ row.name.__class__ }}", "不允许"),
        ("{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}{{ row.name }}", "计算过久"),
        ("{{ row.name * 10000000 }}", "过大"),
        ("{{ row.name }", "标记写法有误"),
        ("{{ rwo.name }}{{ row.name }}", "没有“rwo”这一项"),
    ],
)
def test_a_tag_that_cannot_be_evaluated_is_told_with_its_cell(tag, said):
    with pytest.raises(DocgenError) as caught:
        filled(template(lambda sheet: sheet.__setitem__("D3", tag)))
    [problem] = caught.value.problems
    assert said in problem.message
    assert (problem.file, problem.sheet, problem.cell) == ("进展表.xlsx", "进展", "D3")


def test_a_tag_that_takes_its_time_in_every_row_is_stopped_all_the_same():
    slow = "{% for a in range(90000) %}{% endfor %}{{ row.name }}"
    with pytest.raises(DocgenError, match="D3.*计算过久"):
        filled(template(lambda sheet: sheet.__setitem__("D3", slow)), ROWS * 190)


def test_a_second_row_of_tags_is_refused():
    with pytest.raises(DocgenError, match="A4.*只能有一行"):
        filled(template(lambda sheet: sheet.__setitem__("A4", "{{ row.name }}")))


@pytest.mark.parametrize("rows", [ROWS, [{**ROWS[0], "done": 1}] * 3])
def test_a_text_that_no_cell_holds_is_told_with_its_cell(rows):
    with pytest.raises(DocgenError, match="进展 B3.*32767"):
        filled(template(), [*rows, {**ROWS[0], "name": "长" * 32768}])


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "category": st.text(max_size=20) | st.none(),
                "name": st.text(max_size=40),
                "plan": st.integers(-(10**12), 10**12) | st.decimals(-(10**9), 10**9, places=4),
                "done": st.floats(allow_nan=False, allow_infinity=False) | st.booleans() | st.none(),
            }
        ),
        max_size=6,
    ),
    st.booleans(),
)
def test_whatever_a_record_says_is_read_again(rows, merging):
    source = template(lambda sheet: sheet.__setitem__("A3", "{{ row.category|merge }}") if merging else None)
    sheet = opened(filled(source, rows))
    for number, row in enumerate(rows, 3):
        assert (sheet.cell(number, 2).value or "") == clean(row["name"])
        assert sheet.cell(number, 3).value == pytest.approx(float(row["plan"]))
        assert sheet.cell(number, 4).value == row["done"]
    assert sheet.cell(3 + len(rows), 1).value == "合计"
