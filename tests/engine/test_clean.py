"""Characters that no paper can hold: told where they come in, never in what goes out."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from docgen.characters import clean, unprintable
from docgen.engine.clean import xml_text
from docgen.engine.compiled import compile_template
from docgen.layout.document import to_bytes
from docgen.layout.sheets.render import render_sheet
from docgen.layout.tables.render import render_table
from docgen.ledger.editing import read
from docgen.ledger.period import Period
from docgen.ledger.reading.submission import examine, read_submission
from docgen.papers.drafts.reading import read_draft
from docgen.papers.table import Table
from docgen.papers.tables import TABLES
from docgen.problem import REMINDER, DocgenError
from tests.engine.packages import document, docx
from tests.support.office import DATA, ROOT
from tests.support.office import docgen as run
from tests.support.ooxml import errors

ODD = "\x00\x07\x0b\x1f\ud800\udfff\ufffe\uffff\ue000\ue001\ue002\ue003\ue004\ue010\ue011\ue012"
ANY = st.text(alphabet=st.one_of(st.characters(exclude_categories=()), st.sampled_from(ODD + "<>&\"'{}%\t\r\n=+-@_x")), max_size=30)
FILED = "青山镇-2021-03.xlsx"


def well_formed(package: bytes) -> dict[str, bytes]:
    """The parts of a package, each read by a parser that forgives nothing."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(content)
    return parts


class TestClean:
    @given(ANY)
    def test_leaves_what_xml_can_hold_and_nothing_else(self, text: str):
        left = clean(text)
        assert clean(left) == left and not unprintable(left)
        element = etree.Element("t")
        element.text = left
        assert etree.fromstring(etree.tostring(element)).text in (left, None)

    @given(ANY)
    def test_says_what_it_takes_out(self, text: str):
        gone = {f"U+{ord(char):04X}" for char in text if char not in clean(text) and char != "\r"}
        assert set(unprintable(text)) == gone

    def test_what_honest_text_has_stays(self):
        text = "第一行\n第二行\t★〔2021〕8号 \u3000𠮷𡈽😀\u200b\uf0b7"
        assert clean(text) == xml_text(text) == text


class TestEngine:
    template = compile_template(docx(**{"word/document.xml": document('<w:p><w:pPr><w:pStyle w:val="{{ style }}"/></w:pPr><w:r><w:t xml:space="preserve">{{ x }}</w:t></w:r></w:p>')}))

    @given(ANY)
    def test_any_text_anywhere_gives_a_document(self, text: str):
        made = self.template.render({"x": text, "style": clean(text)})
        well_formed(made)
        if not set(text) & set("\t\n\r\a\f"):
            shown = "".join(etree.fromstring(self.template.text({"x": text, "style": ""}).encode()).itertext())
            assert shown == xml_text(text)


@pytest.fixture(scope="module")
def honest() -> Table:
    """A table of the sample ledger's own words."""
    kind = TABLES["滞后项目清单"]
    columns = kind.columns(2021) if callable(kind.columns) else kind.columns
    rows = tuple({column.key: f"{column.key}{n}" for column in columns} for n in range(2))
    return Table("滞后项目清单", "滞后项目清单", columns, rows, year=2021)


class TestTables:
    @settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
    @given(ANY, ANY)
    def test_any_text_gives_a_document_and_a_workbook(self, honest: Table, text: str, title: str):
        odd = self._with(honest, text, title)
        well_formed(to_bytes(render_table(odd, ROOT / "templates/tables/滞后项目清单.docx"), date(2021, 3, 31)))
        made = render_sheet(odd, ROOT / "templates/tables/滞后项目清单.xlsx", date(2021, 3, 31))
        well_formed(made)
        openpyxl.load_workbook(io.BytesIO(made))

    def test_the_validator_finds_nothing(self, honest: Table, tmp_path: Path):
        odd = self._with(honest, f"项目{ODD}<&>=1", f"{ODD}标题" * 20)
        files = [tmp_path / "a.docx", tmp_path / "a.xlsx"]
        files[0].write_bytes(to_bytes(render_table(odd, ROOT / "templates/tables/滞后项目清单.docx"), date(2021, 3, 31)))
        files[1].write_bytes(render_sheet(odd, ROOT / "templates/tables/滞后项目清单.xlsx", date(2021, 3, 31)))
        assert errors(*files) == []
        assert "项目<&>=1" in "".join(cell.text for table in Document(files[0]).tables for row in table.rows for cell in row.cells)

    @staticmethod
    def _with(table: Table, text: str, title: str) -> Table:
        rows = tuple({key: text for key in row} for row in table.rows)
        return replace(table, title=title, note=text, as_of=text, unit=text, rows=rows)


@pytest.fixture(scope="module")
def filed(tmp_path_factory) -> Path:
    """A unit's workbook with a bell in one cell and a mark of docgen's own in another."""
    path = tmp_path_factory.mktemp("filed") / FILED
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "台账"
    sheet.append(["序号", "项目名称", "总投资（万元）", "形象进度", "存在问题"])
    sheet.append([1, "青山镇文化广场", 1200, "主体完工BELL哈", "征地未完成"])
    sheet.append([2, "青山镇敬老院\ue000", 800, "基础施工", ""])
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in parts:
        parts[name] = parts[name].replace(b"BELL", b"_x0007_")
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


class TestRecords:
    def test_a_workbook_is_taken_and_each_cell_told(self, filed: Path):
        examined = examine(filed, Period.parse("2021-03"), unit="青山镇")
        told = {problem.cell: problem for problem in examined.findings.problems if "无法印出" in problem.message}
        assert told["B3"].sheet == "台账" and told["B3"].file == FILED and told["B3"].level == REMINDER
        assert "U+E000" in told["B3"].message and "U+0007" in told["D2"].message

    def test_the_records_are_clean(self, filed: Path):
        reports = read_submission(filed, Period.parse("2021-03"), unit="青山镇").reports
        assert [report.name for report in reports] == ["青山镇文化广场", "青山镇敬老院"]
        assert not any(unprintable(str(value)) for report in reports for value in vars(report).values())

    def test_a_field_that_a_person_writes_is_cleaned_and_told(self, filed: Path):
        report = read_submission(filed, Period.parse("2021-03"), unit="青山镇").reports[0]
        done = read(report, "progress", "竣工\x07验收\ue010")
        assert done.report.progress == "竣工验收"
        assert "U+0007、U+E010" in done.reminder

    def test_the_command_line_refuses_them(self, tmp_path: Path):
        done = run(tmp_path, "set", "青山镇文化广场", "形象进度=竣工\x07验收", "--period", "2021-03")
        assert done.returncode == 2
        assert "U+0007" in done.stderr and "请重新输入" in done.stderr

    def test_a_draft_is_refused_with_the_line(self, tmp_path: Path):
        draft = tmp_path / "通知.md"
        draft.write_text("---\ntitle: 关于开展督查的通知\n---\n各乡镇：\n请按\x0b时报送。\n", encoding="utf-8")
        with pytest.raises(DocgenError) as caught:
            read_draft(draft)
        [problem] = caught.value.problems
        assert problem.cell == "第5行" and "U+000B" in problem.message

    def test_honest_ledgers_are_not_spoken_of(self):
        for path in sorted(DATA.rglob("*.xlsx"))[:3]:
            found = examine(path, None).findings.problems
            assert not [problem for problem in found if re.search("无法印出", problem.message)]
