"""Tables in Word papers: each a sheet, with the lines above it that say what it is."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.ledger.saving import book, convert, refused
from tests.support.office import docgen


class TestWord:
    HEADER = ("序号", "类别", "项目名称", "总投资")

    def paper(self, path: Path, *blocks) -> Path:
        """A paper: a text is a paragraph, a list of rows a table."""
        made = Document()
        for block in blocks:
            if isinstance(block, str):
                made.add_paragraph(block)
            else:
                table = made.add_table(len(block), len(block[0]))
                for row, values in enumerate(block):
                    for column, value in enumerate(values):
                        table.cell(row, column).text = value
        made.save(str(path))
        return path

    def test_every_table_is_a_sheet_with_the_lines_above_it(self, tmp_path):
        running = "现将有关事项通知如下，请各单位认真贯彻执行。"
        path = self.paper(
            tmp_path / "a.docx", "关于建立机制的通知", running, "重点项目清单表", "填报单位：陈宅镇\t单位：万元",
            [self.HEADER, ("1", "工业", "甲项目", "100")], "制表人：张三", running,
            "联系人名单", [("姓名", "电话"), ("李四", "8")],
        )  # fmt: skip
        first, second = book(path).sheets
        assert [row[0] for row in first.rows[:3]] == ["重点项目清单表", "填报单位：陈宅镇  单位：万元", "序号"]
        assert first.area(0, 0) == (0, 0, 0, 3) and first.rows[3] == ["1", "工业", "甲项目", "100"]
        assert (second.name, second.rows[0][0]) == ("表2", "联系人名单")

    def test_joined_cells(self, tmp_path):
        path = self.paper(tmp_path / "a.docx", [["一", "二", "三"], ["四", "五", "六"], ["七", "八", "九"]])
        made = Document(str(path))
        table = made.tables[0]
        table.cell(0, 0).merge(table.cell(0, 1)).text = "宽"
        table.cell(1, 2).merge(table.cell(2, 2)).text = "高"
        made.save(str(path))
        [sheet] = book(path).sheets
        assert sheet.rows == [["宽", None, "三"], ["四", "五", "高"], ["七", "八", None]]
        assert (sheet.area(0, 1), sheet.area(2, 2)) == ((0, 0, 0, 1), (1, 2, 2, 2))

    def test_a_table_goes_on_after_a_page(self, tmp_path):
        rows = [("1", "工业", "甲项目", "100")], [("2", "工业", "乙项目", "200")]
        again = self.paper(tmp_path / "a.docx", [self.HEADER, *rows[0]], "（续表）", [self.HEADER, *rows[1]])
        onward = self.paper(tmp_path / "b.docx", [self.HEADER, *rows[0]], "", rows[1])
        assert [sheet.height for sheet in book(again).sheets] == [4]
        assert [sheet.height for sheet in book(onward).sheets] == [3]

    def test_another_table_does_not_go_on(self, tmp_path):
        other = ("序号", "类别", "项目名称", "本月完成投资")
        path = self.paper(tmp_path / "a.docx", [self.HEADER, ("1", "", "甲项目", "1")], "", [other, ("1", "", "甲项目", "1")])
        assert len(book(path).sheets) == 2

    def test_a_table_within_a_frame_counts_and_one_within_a_cell_is_its_text(self, tmp_path):
        made = Document()
        frame = made.add_table(1, 1).cell(0, 0)
        frame.text = "重点项目清单表"
        inner = frame.add_table(2, 2)
        inner.cell(0, 0).text, inner.cell(1, 0).text = "项目名称", "甲项目"
        small = inner.cell(1, 1).add_table(1, 2)
        small.cell(0, 0).text, small.cell(0, 1).text = "主体", "完成"
        made.save(str(tmp_path / "a.docx"))
        [sheet] = book(tmp_path / "a.docx").sheets
        assert [row[0] for row in sheet.rows] == ["重点项目清单表", "项目名称", "甲项目"]
        assert sheet.rows[2][1] == "主体 完成"

    def test_tracked_changes_are_read_as_accepted(self, tmp_path):
        made = Document(str(self.paper(tmp_path / "a.docx", [self.HEADER, ("1", "工业", "甲项目", ""), ("2", "", "撤销", "1")])))
        table = made.tables[0]
        paragraph = table.cell(1, 3).paragraphs[0]._p
        for what, text in (("del", "<w:delText>100</w:delText>"), ("ins", "<w:t>200</w:t>")):
            paragraph.append(parse_xml(f'<w:{what} {nsdecls("w")} w:id="1" w:author="a"><w:r>{text}</w:r></w:{what}>'))
        table.rows[2]._tr.get_or_add_trPr().append(parse_xml(f'<w:del {nsdecls("w")} w:id="2" w:author="a"/>'))
        made.save(str(tmp_path / "a.docx"))
        [sheet] = book(tmp_path / "a.docx").sheets
        assert sheet.rows == [[*self.HEADER], ["1", "工业", "甲项目", "200"]]

    def test_an_old_document_is_read_through_libreoffice(self, tmp_path):
        path = self.paper(tmp_path / "a.docx", "重点项目清单表", [self.HEADER, ("1", "工业", "甲项目", "100")], "")
        old = Path(shutil.copy(convert(path, "doc", tmp_path / "doc"), tmp_path / "a.wps"))
        assert [sheet.rows for sheet in book(old).sheets] == [sheet.rows for sheet in book(path).sheets]
        assert "[pdf] soffice" in refused(old) and ".docx" in refused(old)

    def test_a_paper_without_a_table_is_refused(self, tmp_path):
        assert "没有表格" in refused(self.paper(tmp_path / "a.docx", "只有文字"))


    def test_a_covering_letter_in_the_folder_is_told_of_and_hinders_nothing(self, tmp_path):
        assert docgen(Path(), "init", tmp_path / "office").returncode == 0
        folder = tmp_path / "报送" / "2021-03"
        shutil.copytree(tmp_path / "office" / "data" / "zhanhe" / "2021-03", folder)
        self.paper(folder / "关于报送3月份进展情况的函.docx", "现将我单位进展情况报上。")
        done = docgen(tmp_path / "office", "import", folder)
        assert done.returncode == 0, done.stderr
        assert "关于报送3月份进展情况的函.docx：Word 文件里没有表格，没有读入" in done.stderr


def test_a_table_that_docgen_made_comes_back_record_for_record(tmp_path):
    assert docgen(Path(), "init", tmp_path / "office").returncode == 0
    office = tmp_path / "office"
    own = ("--settings", "data/陈宅镇.toml")
    assert docgen(office, *own, "import", "data/chenzhai-2020-03.xlsx", "--period", "2020-03").returncode == 0
    assert docgen(office, *own, "table", "清单表", "--period", "2020-03", "--format", "docx").returncode == 0
    made = office / "outputs" / "2020-03" / "清单表.docx"
    assert docgen(office, *own, "import", made, "--period", "2020-04", "--unit", "陈宅镇").returncode == 0
    first, again = (json.loads(docgen(office, *own, "records", "--period", month, "--json").stdout) for month in ("2020-03", "2020-04"))
    told = ("name", "category", "content", "leaders", "units", "start", "progress", "problems")
    assert len(first) == 16
    assert [[record[field] for field in told] for record in again] == [[record[field] for field in told] for record in first]
