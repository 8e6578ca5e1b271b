"""What tables carry so that edits can be taken back: it shows nowhere, and obeys what an office makes of its templates."""

from __future__ import annotations

import shutil
from copy import deepcopy
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from docgen.editing.paths import SHIPPED
from docgen.editing.word import read_document
from docgen.layout.document import to_bytes
from docgen.layout.sheets.render import render_sheet
from docgen.layout.tables.bookmarks import code_of, mark_of
from docgen.layout.tables.render import render_table
from docgen.layout.tables.texts import words
from docgen.papers.tables import TABLES
from tests.editing.conftest import WITH_RECORDS, Office
from tests.support import ooxml, pdf
from tests.support.office import ROOT, printed

WHEN = date(2021, 3, 31)
TEMPLATES = ROOT / "templates" / "tables"
MARKS = "\ue000\ue001\ue002\ue003\ue004"


def names(document) -> list[str]:
    return [start.get(qn("w:name")) for start in document.element.body.iter(qn("w:bookmarkStart"))]


def all_text(document) -> str:
    return "".join(text.text or "" for text in document.element.iter(qn("w:t")))


@pytest.mark.parametrize("name", WITH_RECORDS)
def test_every_cell_that_shows_a_field_is_marked_with_record_and_field(made: Office, name: str):
    table, document = made.table(name), Document(str(made.file(name, "docx")))
    found = {(mark.ref, SHIPPED.of_code[mark.code]) for each in names(document) if (mark := mark_of(each)) and mark.ref}
    shown = {table.fields[column.key] for column in table.columns if column.key in table.fields and not column.merge}
    assert found >= {(mark, path) for mark in table.marks for path in shown}
    assert len(set(names(document))) == len(names(document))
    assert all(len(each) <= 40 for each in names(document))
    assert not set(all_text(document)) & set(MARKS)


def test_fields_are_told_apart_by_their_six_characters():
    paths = {path for kind in TABLES.values() for path in kind.fields.values()}
    assert len({code_of(path) for path in paths}) == len(paths)


def test_tables_that_are_computed_or_filled_in_by_hand_have_no_records(made: Office):
    for name in ("排名表", "报送情况表", "反馈表"):
        document = render_table(made.table(name), TEMPLATES / f"{name}.docx")
        assert not [each for each in names(document) if mark_of(each).ref]
    assert not names(document), "nothing in a table to be filled in is docgen's to know again"


def test_bookmarks_change_nothing_that_is_printed(made: Office):
    path = made.file("在建项目进展情况表", "docx")
    bare = Document(str(path))
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        for element in list(bare.element.body.iter(qn(tag))):
            element.getparent().remove(element)
    assert places(printed(path)) == places(printed(to_bytes(bare, WHEN)))


def test_the_hidden_row_and_column_change_nothing_that_is_printed(made: Office, tmp_path: Path):
    path = made.file("新建（竣工）项目情况表", "xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book.active
    sheet.delete_rows(sheet.max_row)
    sheet.row_dimensions.pop(sheet.max_row + 1, None)
    sheet.column_dimensions.pop(get_column_letter(sheet.max_column), None)
    sheet.delete_cols(sheet.max_column)
    bare = tmp_path / path.name
    book.save(bare)
    assert places(printed(path)) == places(printed(bare))


def places(document: bytes) -> list[tuple]:
    """Every character with its place, to a hundredth of a millimetre."""
    return [(char.text, round(char.x0, 2), round(char.base, 2)) for page in pdf.pages(document) for char in page.chars]


def test_the_open_xml_sdk_finds_no_fault(made: Office):
    made.run("circular", "--period", "2021-03")
    papers = [*(made.workspace / "outputs" / "2021-03").glob("*通报*.docx")]
    assert papers
    files = [made.file(name, suffix) for name in ("清单表", "在建项目进展情况表") for suffix in ("docx", "xlsx")]
    assert ooxml.errors(*files, *papers) == []


def test_a_papers_annexes_have_no_bookmark_twice(made: Office):
    made.run("circular", "--period", "2021-03")
    [paper] = (made.workspace / "outputs" / "2021-03").glob("*通报*.docx")
    document = Document(str(paper))
    assert len(names(document)) > 500
    assert len(set(names(document))) == len(names(document))
    starts = [start.get(qn("w:id")) for start in document.element.body.iter(qn("w:bookmarkStart"))]
    assert sorted(starts) == sorted(end.get(qn("w:id")) for end in document.element.body.iter(qn("w:bookmarkEnd")))
    assert len(set(starts)) == len(starts)


def test_the_same_records_give_the_same_bytes(made: Office):
    table = made.table("清单表")
    assert len({to_bytes(render_table(table, TEMPLATES / "清单表.docx"), WHEN) for _ in range(2)}) == 1
    assert len({render_sheet(table, TEMPLATES / "清单表.xlsx", WHEN) for _ in range(2)}) == 1


class TestTemplatesOfAnOffice:
    def rendered(self, made: Office, folder: Path, edit):
        template = folder / "清单表.docx"
        document = Document(str(TEMPLATES / "清单表.docx"))
        edit(document, document.tables[0].rows[2].cells)
        document.save(str(template))
        return render_table(made.table("清单表"), template)

    def test_a_cell_that_shows_more_than_a_field_is_no_field_of_the_record(self, made: Office, tmp_path: Path):
        def edit(document, cells):
            cells[5].paragraphs[0].runs[0].text = "{{ row.units|upper }}"
            cells[6].paragraphs[0].runs[0].text = "开工：{{ row.start }}"
            cells[7].paragraphs[0].runs[0].text = "{{ row.progress }}{% if row.problems %}（{{ row.problems }}）{% endif %}"
            document.paragraphs[0].insert_paragraph_before("{% for row in rows %}{{ row.name }}、{% endfor %}")

        document = self.rendered(made, tmp_path, edit)
        assert not set(all_text(document)) & set(MARKS)
        table = made.table("清单表")
        assert "、".join(row["name"] for row in table.rows) in all_text(document)
        found = read_document("表.docx", to_bytes(document, WHEN))
        pure = {"category_or_system", "name", "content", "leaders", "problems"}
        assert {cell.path for cell in found.cells} - pure <= {"progress"}
        with_both = {mark for mark, row in zip(table.marks, table.rows, strict=True) if row["problems"]}
        assert with_both and not [cell for cell in found.cells if cell.path == "progress" and cell.refs[0] in with_both]
        assert not found.problems

    def test_values_are_what_they_were_for_a_template(self, made: Office, tmp_path: Path):
        def edit(document, cells):
            cells[8].paragraphs[0].runs[0].text = "{% if row.problems == '' %}没有{% else %}{{ row.problems }}{% endif %}"
            cells[7].paragraphs[0].runs[0].text = "{{ row.progress or '未报' }}"
            cells[3].paragraphs[0].runs[0].text = "{{ row.content[:2] }}"

        document = self.rendered(made, tmp_path, edit)
        table, lines = made.table("清单表"), document.tables[0].rows[1:]
        for row, line in zip(table.rows, lines, strict=True):
            assert line.cells[3].text == row["content"][:2]
            assert "".join(line.cells[7].text.split()) == ("".join(row["progress"].split()) or "未报")
            assert (line.cells[8].text == "没有") == (row["problems"] == "")

    def test_a_column_that_an_office_added_can_be_edited_too(self, made: Office, tmp_path: Path):
        document = self.rendered(made, tmp_path, lambda _, cells: setattr(cells[8].paragraphs[0].runs[0], "text", "{{ row.remark }}"))
        found = read_document("表.docx", to_bytes(document, WHEN))
        assert "remark" in {cell.path for cell in found.cells}

    def test_two_lines_a_record_are_both_its_own(self, made: Office, tmp_path: Path):
        def edit(document, cells):
            row = document.tables[0].rows[2]._tr
            second = deepcopy(row)
            row.addnext(second)
            texts = ["", "", "{{ row.problems }}", "{{ row.remark }}", "", "", "", "", ""]
            for cell, text in zip(document.tables[0].rows[3].cells, texts, strict=True):
                cell.paragraphs[0].runs[0].text = text
            cells[8].paragraphs[0].runs[0].text = ""

        found = read_document("表.docx", to_bytes(self.rendered(made, tmp_path, edit), WHEN))
        table = made.table("清单表")
        told = {(cell.refs[0], cell.path): "".join(str(cell.value).split()) for cell in found.cells}
        assert len(told) == len(found.cells)
        for mark, row in zip(table.marks, table.rows, strict=True):
            assert told[mark, "problems"] == "".join(row["problems"].split())
            assert told[mark, "name"] == row["name"]
        assert not found.problems

    def test_a_finished_table_may_become_a_template(self, made: Office, tmp_path: Path):
        """Its own bookmarks do not come into the tables that are made of it."""
        path = tmp_path / "清单表.docx"
        shutil.copy(made.file("清单表", "docx"), path)
        old = set(names(Document(str(path))))
        document = render_table(made.table("清单表"), path)
        assert old and not names(document)


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=30))
def test_no_text_of_a_record_is_taken_for_a_mark(made: Office, text: str):
    from dataclasses import replace

    table = made.table("清单表")
    table = replace(table, rows=tuple({**row, "progress": text} for row in table.rows[:2]), total=None)
    told = words(table)["rows"][0]["progress"]
    assert not set(told) & set(MARKS)
    sheet = openpyxl.load_workbook(BytesIO(render_sheet(table, TEMPLATES / "清单表.xlsx", WHEN))).active
    assert (sheet["H4"].value or "") == told.replace("\r", "\n") or not told.strip() or "\r" in text

