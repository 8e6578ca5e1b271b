"""What Excel keeps beside a sheet: tables, charts, pictures. They go with the rows, and Excel finds no fault."""

import re
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter
from openpyxl.chart import BarChart, Reference

from tests.engine.sheet.books import ROWS, filled, opened, part, parts, template, with_parts
from tests.support.ooxml import errors


@pytest.fixture(scope="module")
def rich() -> bytes:
    """A template with all that an office might put into one, as Excel itself lays it down."""
    saved = BytesIO()
    book = xlsxwriter.Workbook(saved)
    sheet, money = book.add_worksheet("进展"), book.add_format({"num_format": "#,##0.0", "border": 1, "text_wrap": True})
    sheet.write_row("A2", ["类别", "项目", "{{ year }}年计划", "完成"])
    sheet.write_row("A3", ["{{ row.category }}", "{{ row.name }}", "{{ row.plan }}", "{{ row.done }}"], money)
    sheet.write("E3", "=D3/C3")
    sheet.add_table("A2:D4", {"name": "项目表", "total_row": True, "columns": [
        {"header": "类别", "total_string": "合计"}, {"header": "项目"},
        {"header": "{{ year }}年计划", "total_function": "sum"}, {"header": "完成", "total_function": "sum"},
    ]})  # fmt: skip
    # the table wrote its headings over the tags of the row below it as blanks
    sheet.write_row("A3", ["{{ row.category }}", "{{ row.name }}", "{{ row.plan }}", "{{ row.done }}"], money)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"categories": "=进展!$B$3:$B$3", "values": "=进展!$C$3:$C$3", "name": "=进展!$C$2"})
    sheet.insert_chart("A7", chart)
    sheet.write_comment("B6", "下面是图")
    sheet.add_sparkline("F3", {"range": "进展!C3:D3"})
    sheet.conditional_format("D3", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("C3", {"type": "icon_set", "icon_style": "3_arrows"})
    sheet.data_validation("A3", {"validate": "list", "source": ["交通", "工业"]})
    sheet.write_url("A6", "https://www.gov.cn/", string="依据")
    sheet.repeat_rows(1)
    sheet.set_column("B:B", 24)
    sheet.protect("", {"sort": True})
    sheet.ignore_errors({"number_stored_as_text": "A3:B3"})
    book.close()
    return saved.getvalue()


def test_a_table_reaches_over_the_records_and_its_heading_is_filled(rich):
    made = filled(rich, year=2021)
    found = opened(made).tables["项目表"]
    assert (found.ref, found.autoFilter.ref) == ("A2:D8", "A2:D7")
    assert found.column_names == ["类别", "项目", "2021年计划", "完成"]
    assert opened(made)["C2"].value == "2021年计划"


def test_a_table_without_records_keeps_the_row_that_excel_wants_of_it(rich):
    sheet = opened(filled(rich, [], year=2021))
    assert sheet.tables["项目表"].ref == "A2:D4"
    assert [cell.value for cell in sheet[3]][:4] == [None] * 4
    assert sheet["A4"].value == "合计"


def test_a_chart_shows_all_records_and_stands_below_them(rich):
    made = filled(rich, year=2021)
    chart = part(made, "xl/charts/chart1.xml")
    assert "进展!$B$3:$B$7" in chart and "进展!$C$3:$C$7" in chart and "进展!$C$2" in chart
    assert "<xdr:row>10</xdr:row>" in part(made, "xl/drawings/drawing1.xml")


def test_bars_that_only_newer_programs_know_reach_over_the_records(rich):
    sheet = part(filled(rich, year=2021), "xl/worksheets/sheet1.xml")
    assert "<xm:sqref>D3:D7</xm:sqref>" in sheet


def test_a_line_drawn_in_the_row_of_tags_is_drawn_for_every_record(rich):
    sheet = part(filled(rich, year=2021), "xl/worksheets/sheet1.xml")
    drawn = re.findall("<xm:f>([^<]*)</xm:f><xm:sqref>([^<]*)</xm:sqref></x14:sparkline>", sheet)
    assert drawn == [(f"进展!C{row}:D{row}", f"F{row}") for row in range(3, 8)]


def test_the_open_xml_sdk_finds_no_fault(rich, tmp_path):
    for name, rows in (("多行", ROWS), ("一行", ROWS[:1]), ("空", ())):
        (tmp_path / f"{name}.xlsx").write_bytes(filled(rich, rows, year=2021))
    odd = [{**ROWS[0], "name": "=1+1\x00"}, {**ROWS[0], "name": " <b>&\n\ud800 "}]
    (tmp_path / "怪字.xlsx").write_bytes(filled(rich, odd, year=2021))
    assert errors(*sorted(tmp_path.glob("*.xlsx"))) == []


def test_a_chart_of_another_sheet_is_stretched_too():
    def edit(sheet):
        other = sheet.parent.create_sheet("图")
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=3, min_row=3, max_row=3))
        other.add_chart(chart, "A1")

    made = filled(template(edit))
    [chart] = [content.decode() for name, content in parts(made).items() if "charts/chart" in name]
    assert "$C$3:$C$7" in chart


def test_the_order_in_which_excel_reckoned_is_left_out():
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    source = with_parts(
        template(),
        {
            "xl/calcChain.xml": '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="C4" i="1"/></calcChain>',
            "xl/_rels/workbook.xml.rels": lambda xml: xml.replace(
                "</Relationships>", f'<Relationship Id="rId99" Type="{kind}" Target="calcChain.xml"/></Relationships>'
            ),
            "[Content_Types].xml": lambda xml: xml.replace(
                "</Types>",
                '<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-officedocument.'
                'spreadsheetml.calcChain+xml"/></Types>',
            ),
        },
    )
    made = parts(filled(source))
    assert not [name for name, content in made.items() if "calcChain" in name or b"calcChain" in content]
    assert openpyxl.load_workbook(BytesIO(filled(source))).active["C8"].value == "=SUM(C3:C7)"
