"""Whatever a table was saved as, it is read as it stands: told by content, right to the cell."""

from __future__ import annotations

import csv
import shutil
import struct
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.ledger.saving import DATA, assert_alike, book, convert, refused, saved
from tests.ledger.workbooks import BUILDING, TITLE, UNIT_LINE, project, read

SAMPLES = (DATA / "chenzhai-2020-03.xlsx", DATA / "luanchuan-2018.xlsx")
XML_TABLE = """<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="清单"><Table>
<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">重点项目清单表</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">项目名称</Data></Cell><Cell><Data ss:Type="String">总投资</Data></Cell></Row>
<Row ss:Hidden="1"><Cell><Data ss:Type="String">甲项目</Data></Cell><Cell><Data ss:Type="Number">2</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


class TestWorkbooks:
    def test_the_reference_holds_all_that_may_be_lost(self, reference):
        sheet, old, empty = reference
        assert sheet.value(5, 2) == "工业" and sheet.own(5, 2) is None
        assert (sheet.hidden_rows, sheet.hidden_columns) == ({4}, {7})
        assert sheet.rows[3][9:] == ["2020.04", 2000.0] and sheet.rows[4][9:] == [date(2020, 10, 1), "#DIV/0!"]
        assert sheet.rows[5][9:] == [True, "两行\n文字 & <符号>"]
        assert {(3, 10), (4, 10)} <= sheet.formulas
        assert old.hidden and old.rows == [[None, None], [None, "旧"]] and empty.empty

    @pytest.mark.parametrize("to", ["xls", "ods"])
    def test_another_format_gives_the_same_cells(self, office_book, old_book, reference, to):
        made = old_book if to == "xls" else convert(office_book, to, office_book.parent / to)
        assert_alike(book(made).sheets, reference)

    @pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
    def test_the_samples_are_the_same_as_old_workbooks(self, sample, tmp_path):
        assert_alike(book(convert(sample, "xls", tmp_path)).sheets, book(sample).sheets)

    def test_the_name_does_not_matter(self, old_book, reference, tmp_path):
        for name in ("a.xlsx", "a.et", "a.wps", "a.csv", "a"):
            assert_alike(book(Path(shutil.copy(old_book, tmp_path / name))).sheets, reference)

    def test_a_formula_without_a_result_is_known_in_an_old_workbook_too(self, old_book, tmp_path):
        content = bytearray(old_book.read_bytes())
        formula = content.index(struct.pack("<HH", 3, 10), content.index(b"\x06\x00"))
        content[formula + 6 : formula + 14] = b"\x03\0\0\0\0\0\xff\xff"
        sheet = book(saved(tmp_path / "a.xls", bytes(content))).sheets[0]
        assert sheet.unsaved_formula(3, 10) and not sheet.unsaved_formula(4, 10)

    def test_an_xml_table_is_read_through_libreoffice(self, tmp_path):
        [sheet] = book(saved(tmp_path / "a.xls", XML_TABLE)).sheets
        assert sheet.rows == [["重点项目清单表", None], ["项目名称", "总投资"], ["甲项目", 2.0]]
        assert sheet.area(0, 1) == (0, 0, 0, 1) and sheet.hidden_rows == {2}
        assert "[pdf] soffice" in refused(tmp_path / "a.xls") and "XML 表格" in refused(tmp_path / "a.xls")


class TestReal:
    """An office's own ten-day form of 2010, saved by Excel 2003, with nothing filled in yet."""

    path = DATA / "旧格式" / "旬报表.xls"

    def test_it_is_read_cell_for_cell_as_libreoffice_reads_it(self, tmp_path):
        assert_alike(book(self.path).sheets, book(convert(self.path, "xlsx", tmp_path)).sheets)


class TestText:
    ROWS = (TITLE, UNIT_LINE, BUILDING, project("甲项目", "1,000.50"), project("乙项目，二期", "=1+1"))

    def csv(self, path: Path, separator: str, encoding: str, end: str = "\r\n") -> Path:
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=separator, lineterminator=end).writerows(self.ROWS)
        return path

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
    @pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
    def test_every_encoding_and_separator(self, tmp_path, encoding, separator):
        [sheet] = book(self.csv(tmp_path / "a.csv", separator, encoding)).sheets
        assert sheet.rows[2] == [*BUILDING]
        assert sheet.rows[3][1:4] == ["甲项目", "工业", "1,000.50"]
        assert sheet.rows[4][3] == "=1+1" and not sheet.formulas
        assert sheet.rows[1][:7] == [None] * 7

    def test_numbers_stay_as_they_were_typed(self, tmp_path):
        [sheet] = book(saved(tmp_path / "a.csv", "序号,项目名称,开工时间\n01,甲项目,2020.10\n")).sheets
        assert sheet.rows[1] == ["01", "甲项目", "2020.10"]

    def test_a_line_break_within_quotes_stays_in_its_cell(self, tmp_path):
        [sheet] = book(saved(tmp_path / "a.csv", '甲,"一\n二",丙\n1,2,3\n')).sheets
        assert sheet.rows[0][1] == "一\n二"

    def test_a_submission_as_csv(self, tmp_path):
        text = self.csv(tmp_path / "a.csv", ",", "gb18030").read_bytes().replace(b"=1+1", b"2")
        first, second = read(saved(tmp_path / "b.xlsx", text), "曹镇乡").reports
        assert (first.name, first.total_investment, second.total_investment) == ("甲项目", Decimal("1000.5"), 2)

    @pytest.mark.parametrize("text", ["没有分栏的一段话。\n第二段。\n", "\x01\x02,\x03\n", '甲,"乙\n' + "丙" * 200_000])
    def test_what_is_no_table_is_refused(self, tmp_path, text):
        assert "另存为 .xlsx" in refused(saved(tmp_path / "a.txt", text))


class TestWebPages:
    PAGE = (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body>'
        "<h3>湛河区在建项目进展情况表</h3><table border=1><tr><td colspan=3>单位：万元</td></tr>"
        "<tr><th rowspan=2>项目名称</th><th colspan=2>完成投资</th></tr><tr><th>本月</th><th>本年</th></tr>"
        "<tr><td>甲<br>项目</td><td x:num>1,200</td><td>&nbsp;</td></tr>"
        '<tr style="display:none"><td>乙项目</td><td>3</td><td>4</td></tr></table></body></html>'
    )

    def test_a_page_named_xls_is_read(self, tmp_path):
        [sheet] = book(saved(tmp_path / "a.xls", self.PAGE.encode("gb18030"))).sheets
        assert sheet.rows[0][0] == "湛河区在建项目进展情况表"
        assert sheet.rows[2] == ["项目名称", "完成投资", None] and sheet.value(3, 0) == "项目名称"
        assert sheet.rows[3][1:] == ["本月", "本年"] and sheet.area(2, 1) == (2, 1, 2, 2)
        assert sheet.rows[4] == ["甲\n项目", "1,200", None] and sheet.hidden_rows == {5}

    def test_a_page_without_a_table_is_refused(self, tmp_path):
        assert "网页" in refused(saved(tmp_path / "a.xls", "<html><body><p>见附件</p></body></html>"))
