"""``docgen pull``: what a person did to a table in Word or Excel, and what he is told."""

from __future__ import annotations

import json
import shutil
import zipfile
from copy import deepcopy
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from docgen.ledger.period import Period
from docgen.ledger.report import Person
from tests.editing.conftest import Office
from tests.support.office import DATA, docgen

NAME = "在建项目进展情况表"
PERIOD = "2021-03"
PROJECT, TOTAL, MONTH, YEAR, PROGRESS, LEADERS = 1, 6, 7, 9, 10, 17
"""Columns of the table."""


class Paper:
    """A table in Word, in a person's hands."""

    def __init__(self, office: Office, name: str = NAME) -> None:
        self.path = office.file(name, "docx")
        self.document = Document(str(self.path))
        self.table = self.document.tables[-1]

    def cell(self, row: int, column: int):
        return self.table.rows[row].cells[column]

    def save(self, path: Path | None = None) -> Path:
        self.document.save(str(path or self.path))
        return path or self.path


def record(office: Office, name: str):
    with office.ledger() as ledger:
        return ledger.find(Period.parse(PERIOD), name)


def steps(office: Office) -> int:
    return len(office.steps(PERIOD))


class TestTelling:
    def test_it_lists_what_was_changed_and_writes_nothing_unasked(self, office: Office):
        paper = Paper(office)
        name, before = paper.cell(2, PROJECT).text, steps(office)
        paper.cell(2, PROGRESS).text = "主体封顶"
        path = paper.save()
        said = office.run("pull", path, code=1)
        assert name in said and "形象进度" in said and "主体封顶" in said and "加 --yes" in said
        assert "没有写入台账" in office.run("pull", path, "--dry-run")
        assert steps(office) == before

    def test_json_tells_each_edit_with_both_texts(self, office: Office):
        paper = Paper(office)
        name = paper.cell(2, PROJECT).text
        was = record(office, name).progress
        paper.cell(2, PROGRESS).text = "主体封顶"
        said = docgen(office.workspace, "pull", paper.save(), "--yes", "--json").stdout
        told = json.loads(said)
        [edit] = told["edits"]
        assert (edit["name"], edit["field"], edit["was"], edit["now"]) == (name, "progress", was, "主体封顶")
        assert (told["written"], told["refused"], told["problems"]) == (1, [], [])

    def test_figures_that_will_not_fit_are_told_before_anything_is_written(self, office: Office):
        paper = Paper(office)
        paper.cell(2, TOTAL).text = "1"
        said = office.run("pull", paper.save(), "--dry-run")
        assert "大于总投资 1 万元" in said

    def test_the_ledger_keeps_who_and_from_which_file(self, office: Office):
        paper = Paper(office)
        paper.cell(2, PROGRESS).text = "主体封顶"
        office.run("pull", paper.save(), "--yes", "--who", "王五", "--note", "电话核实")
        last = office.steps(PERIOD)[-1]
        assert (last.kind, last.who, last.file, last.note) == ("回填", "王五", paper.path.name, "电话核实")
        assert last.projects == 1

    def test_what_is_no_amount_is_told_with_file_table_row_and_column_and_the_rest_goes_in(self, office: Office):
        paper = Paper(office)
        name = paper.cell(4, PROJECT).text
        paper.cell(3, YEAR).text = "快完成了"
        paper.cell(4, YEAR).text = "77.7"
        said = office.run("pull", paper.save(), "--yes", code=1)
        assert f"{paper.path.name} 湛河区2021年{NAME} 第 4 行“年度完成投资”：应为金额，现为文字“快完成了”" in said
        assert f"{record(office, name).year_investment}" == "77.7"

    def test_an_amount_that_is_not_exact_is_taken_with_a_reminder(self, office: Office):
        paper = Paper(office)
        paper.cell(3, TOTAL).text = "约7200"
        said = office.run("pull", paper.save(), "--yes", code=1)
        assert "“约7200”不是确数，按 7200 万元读入" in said and "已回填" in said

    def test_a_changed_name_is_answered_with_rename_and_the_row_counts_all_the_same(self, office: Office):
        paper = Paper(office)
        name = paper.cell(3, PROJECT).text
        paper.cell(3, PROJECT).text = "改了名的项目"
        paper.cell(3, PROGRESS).text = "主体封顶"
        said = office.run("pull", paper.save(), "--yes", code=1)
        assert "docgen rename" in said
        assert record(office, name).progress == "主体封顶"

    def test_computed_cells_are_refused_and_renumbering_is_no_edit(self, office: Office):
        paper = Paper(office)
        paper.cell(3, 0).text = "99"
        paper.cell(len(paper.table.rows) - 1, TOTAL).text = "12345"
        said = office.run("pull", paper.save(), "--yes", code=1)
        assert said.count("由程序计算或拼成") == 1 and "“总投资”" in said
        sheet_path = office.file("滞后项目清单", "xlsx")
        book = openpyxl.load_workbook(sheet_path)
        book.active["G4"] = 1
        book.save(sheet_path)
        assert "滞后项目清单 G4：这一格由程序计算或拼成" in office.run("pull", sheet_path, "--yes", code=1)

    def test_a_cell_left_to_be_filled_in_is_not_said_to_be_computed(self, office: Office):
        office.run("table", "问题清单", "--period", PERIOD, "--format", "xlsx")
        sheet_path = office.file("问题清单", "xlsx")
        book = openpyxl.load_workbook(sheet_path)
        book.active["G4"] = "月底前协调到位"
        book.save(sheet_path)
        assert "问题清单 G4：这一格生成时是空白" in office.run("pull", sheet_path, "--yes", code=1)


class TestMeanwhile:
    def test_a_field_that_the_ledger_tells_otherwise_by_now_is_refused_with_both_values(self, office: Office):
        paper = Paper(office)
        one, other = paper.cell(2, PROJECT).text, paper.cell(3, PROJECT).text
        office.run("set", one, "形象进度=基础施工", "--period", PERIOD, "--who", "赵六")
        paper.cell(2, PROGRESS).text = "主体封顶"
        paper.cell(3, PROGRESS).text = "装修阶段"
        said = office.run("pull", paper.save(), "--yes", code=1)
        assert "赵六" in said and "台账现为“基础施工”" in said and "文件里是“主体封顶”" in said
        assert record(office, one).progress == "基础施工"
        assert record(office, other).progress == "装修阶段"

    def test_another_field_of_a_changed_record_goes_in(self, office: Office):
        paper = Paper(office)
        name = paper.cell(2, PROJECT).text
        office.run("set", name, "形象进度=基础施工", "--period", PERIOD)
        paper.cell(2, LEADERS).text = "李　明（施工）"
        office.run("pull", paper.save(), "--yes")
        found = record(office, name)
        assert (found.progress, found.leaders) == ("基础施工", (Person("李明", "施工"),))

    def test_what_the_ledger_says_already_is_no_edit(self, office: Office):
        paper = Paper(office)
        office.run("set", paper.cell(2, PROJECT).text, "形象进度=主体封顶", "--period", PERIOD)
        paper.cell(2, PROGRESS).text = "主体封顶"
        assert "没有需要回填的改动" in office.run("pull", paper.save())

    def test_the_same_file_may_be_edited_on_and_pulled_again(self, office: Office):
        paper = Paper(office)
        name = paper.cell(2, PROJECT).text
        paper.cell(2, PROGRESS).text = "主体封顶"
        office.run("pull", paper.save(), "--yes")
        paper.cell(2, YEAR).text = "88"
        office.run("pull", paper.save(), "--yes")
        found = record(office, name)
        assert (found.progress, str(found.year_investment)) == ("主体封顶", "88")

    def test_a_project_that_is_gone_is_told(self, office: Office):
        paper = Paper(office)
        report = record(office, paper.cell(2, PROJECT).text)
        office.run("undo", PERIOD, "--unit", report.unit, "--yes") if undo_asks() else office.run("undo", PERIOD, "--unit", report.unit)
        paper.cell(2, PROGRESS).text = "主体封顶"
        assert "已没有这个项目" in office.run("pull", paper.save(), "--yes", code=1)

    def test_a_closed_period_wants_reopen(self, office: Office):
        paper = Paper(office)
        name = paper.cell(2, PROJECT).text
        paper.cell(2, PROGRESS).text = "主体封顶"
        path = paper.save()
        office.run("close", PERIOD)
        office.run("pull", path, "--yes", code=2)
        assert record(office, name).progress != "主体封顶"
        office.run("pull", path, "--yes", "--reopen", "--note", "更正")
        assert record(office, name).progress == "主体封顶"


def undo_asks() -> bool:
    from docgen.cli.steps import undo

    return any(option.name == "yes" for option in undo.params)


class TestRowsInWord:
    def test_a_row_moved_is_known_and_a_row_deleted_changes_nothing(self, office: Office):
        paper = Paper(office)
        name = paper.cell(5, PROJECT).text
        paper.cell(5, PROGRESS).text = "主体封顶"
        rows = paper.table._tbl.tr_lst
        rows[20].addnext(rows[5])
        rows[10].getparent().remove(rows[10])
        said = office.run("pull", paper.save(), "--yes")
        assert "1 个项目的 1 处" in said
        assert record(office, name).progress == "主体封顶"

    def test_a_row_added_by_hand_or_copied_is_told_and_not_taken(self, office: Office):
        paper = Paper(office)
        row = paper.table._tbl.tr_lst[5]
        copy = deepcopy(row)
        for mark in [*copy.iter(qn("w:bookmarkStart")), *copy.iter(qn("w:bookmarkEnd"))]:
            # Word leaves the bookmarks with the row that was copied
            mark.getparent().remove(mark)
        row.addnext(copy)
        paper.cell(6, PROJECT).text = "手工加的项目"
        before = office.reports(PERIOD)
        assert "手工加入的一行" in office.run("pull", paper.save(), "--yes", code=1)
        assert office.reports(PERIOD) == before

    def test_joined_cells_that_are_parted_are_no_edit(self, office: Office):
        paper = Paper(office, "清单表")
        for merge in list(paper.table._tbl.iter(qn("w:vMerge"))):
            merge.getparent().remove(merge)
        assert "没有需要回填的改动" in office.run("pull", paper.save())

    def test_a_copy_that_kept_all_bookmarks_does_not_count_twice(self, office: Office):
        paper = Paper(office)
        name = paper.cell(5, PROJECT).text
        row = paper.table._tbl.tr_lst[5]
        row.addnext(deepcopy(row))
        paper.cell(6, PROGRESS).text = "另一项目的进度"
        before = record(office, name)
        office.run("pull", paper.save(), "--yes", code=1)
        assert record(office, name) == before

    def test_a_table_copied_into_another_document_without_its_heading_is_known(self, office: Office, tmp_path: Path):
        paper = Paper(office)
        name = paper.cell(5, PROJECT).text
        paper.cell(5, PROGRESS).text = "主体封顶"
        other = Document()
        other.add_paragraph("请核对下表")
        table = deepcopy(paper.table._tbl)
        for row in table.tr_lst[:2]:
            table.remove(row)
        other.element.body.insert(1, table)
        other.save(str(tmp_path / "核对.docx"))
        office.run("pull", tmp_path / "核对.docx", "--yes")
        assert record(office, name).progress == "主体封顶"

    def test_tracked_changes_count_as_accepted(self, office: Office):
        paper = Paper(office)
        name = paper.cell(5, PROJECT).text
        paragraph = paper.cell(5, PROGRESS).paragraphs[0]._p
        deleted, inserted = OxmlElement("w:del"), OxmlElement("w:ins")
        for run in paragraph.findall(qn("w:r")):
            deleted.append(run)
            for text in run.iter(qn("w:t")):
                text.tag = qn("w:delText")
        run, text = OxmlElement("w:r"), OxmlElement("w:t")
        text.text = "主体封顶"
        run.append(text)
        inserted.append(run)
        paragraph.append(deleted)
        paragraph.append(inserted)
        office.run("pull", paper.save(), "--yes")
        assert record(office, name).progress == "主体封顶"


class TestPapers:
    def test_the_annexes_of_a_circular_and_a_letter_are_read_too(self, office: Office):
        office.run("circular", "--period", PERIOD, "--number", "9")
        office.run("letter", "--all", "--period", PERIOD)
        papers = sorted((office.workspace / "outputs" / PERIOD).glob("*督办函*.docx"))[:1]
        papers += (office.workspace / "outputs" / PERIOD).glob("*通报*.docx")
        for number, path in enumerate(papers):
            document = Document(str(path))
            table = next(table for table in document.tables if "责任人" in header(table) or "责任单位" in header(table))
            place = header(table).index("责任人" if "责任人" in header(table) else "责任单位")
            name, text = table.rows[3].cells[1].text, f"新单位{number}"
            table.rows[3].cells[place].text = text
            document.save(str(path))
            office.run("pull", path, "--yes")
            found = record(office, name)
            assert text in (found.responsible_person, *found.units)

    def test_two_annexes_that_disagree_are_told_and_neither_is_taken(self, office: Office, tmp_path: Path):
        paper, laggards = Paper(office), Paper(office, "滞后项目清单")
        names = [row.cells[PROJECT].text for row in paper.table.rows]
        row = next(row for row in laggards.table.rows[1:] if row.cells[1].text in names)
        paper.cell(names.index(row.cells[1].text), YEAR).text = "11"
        row.cells[4].text = "12"
        paper.document.element.body.insert(2, deepcopy(laggards.table._tbl))
        before = office.reports(PERIOD)
        said = office.run("pull", paper.save(tmp_path / "两表.docx"), "--yes", code=1)
        assert "几种不同的内容" in said
        assert office.reports(PERIOD) == before


def header(table) -> list[str]:
    return ["".join(cell.text.split()) for cell in table.rows[0].cells]


class TestOtherFiles:
    def test_a_table_of_another_ledger_is_refused(self, office: Office, tmp_path: Path):
        path = Paper(office).path
        docgen(Path(), "init", tmp_path / "other")
        docgen(tmp_path / "other", "import", DATA / "chenzhai-2020-03.xlsx", "--period", "2020-03")
        done = docgen(tmp_path / "other", "pull", path, "--yes")
        assert (done.returncode, done.stdout) == (2, "") and "不是用本台账生成的" in done.stderr

    def test_files_that_docgen_did_not_make_are_refused_with_what_to_do(self, office: Office, tmp_path: Path):
        document = tmp_path / "自己写的.docx"
        Document().save(str(document))
        text, old, missing = tmp_path / "说明.txt", tmp_path / "旧.doc", tmp_path / "没有.docx"
        text.write_text("说明", encoding="utf-8")
        old.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
        for path, words in (
            (document, "没有认出 docgen 生成的附件表"),
            (DATA / "zhanhe" / "2021-03" / "曹镇乡.xlsx", "请用 docgen import 导入"),
            (text, "不是 Word 文档或 Excel 工作簿"),
            (old, "另存为 .docx 或 .xlsx"),
            (missing, "文件或文件夹不存在"),
        ):
            assert words in office.run("pull", path, "--yes", code=2), path

    @pytest.mark.parametrize("suffix", ["docx", "xlsx"])
    def test_spoilt_files_are_refused_and_the_ledger_stays(self, office: Office, tmp_path: Path, suffix: str):
        path, before = office.file(NAME, suffix), office.reports(PERIOD)
        content = path.read_bytes()
        for length in (40, len(content) // 2, len(content) - 30):
            spoilt = tmp_path / f"{length}.{suffix}"
            spoilt.write_bytes(content[:length])
            office.run("pull", spoilt, "--yes", code=2)
        bomb = tmp_path / f"实体.{suffix}"
        shutil.copy(path, bomb)
        part = "word/document.xml" if suffix == "docx" else "xl/workbook.xml"
        with zipfile.ZipFile(path) as source, zipfile.ZipFile(bomb, "w") as target:
            for name in source.namelist():
                data = source.read(name)
                target.writestr(name, b'<!DOCTYPE a [<!ENTITY b "c">]>' + data.split(b"?>", 1)[-1] if name == part else data)
        assert "实体" in office.run("pull", bomb, "--yes", code=2)
        assert office.reports(PERIOD) == before


class TestCells:
    def test_a_formula_without_a_stored_result_is_told_and_nothing_is_emptied(self, office: Office):
        path = office.file(NAME, "xlsx")
        book = openpyxl.load_workbook(path)
        sheet = book.active
        name = sheet["B5"].value
        before = record(office, name)
        sheet["J5"] = "=H5*2"
        book.save(path)
        assert "公式而文件没有保存结果" in office.run("pull", path, "--yes", code=1)
        assert record(office, name) == before

    def test_an_emptied_cell_empties_the_field(self, office: Office):
        path = office.file(NAME, "xlsx")
        book = openpyxl.load_workbook(path)
        name = book.active["B5"].value
        book.active["J5"] = None
        book.save(path)
        assert "空" in office.run("pull", path, "--yes")
        assert record(office, name).year_investment is None
