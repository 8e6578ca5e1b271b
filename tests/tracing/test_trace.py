"""docgen trace: every number of a paper has its formula, its records, their cells, and who corrected them."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from docgen import numerals
from docgen.tracing.comparing import ADDED, DATE, FIGURE, FIXED, NUMBER, WRITTEN
from docgen.tracing.expression import Cell, Given, behind
from docgen.tracing.given import read_given
from docgen.tracing.trace import trace
from tests.support.office import DATA, docgen
from tests.tracing.conftest import CORRECTED
from tests.tracing.hand import changed_text, saved_by_libreoffice


@pytest.fixture(scope="module")
def traced(circular: Path, settings):
    return trace(circular, settings)


class TestText:
    def test_no_number_of_the_circular_is_left_unexplained(self, traced, circular: Path):
        text = [figure for figure in traced.figures if not figure.place.table]
        assert {figure.kind for figure in text} <= {FIGURE, DATE, NUMBER, WRITTEN, FIXED}
        assert not [figure for figure in text if figure.kind == FIGURE and figure.expression is None]
        numbers = sum(len(re.findall(r"\d+(?:\.\d+)?", words)) for words in read_given(circular.read_bytes()).texts)
        assert len([figure for figure in text if figure.found[0].isdigit()]) == numbers

    def test_fixed_numbers_are_annexes_and_ordinals_only(self, traced):
        fixed = [figure for figure in traced.figures if figure.kind == FIXED]
        assert all(re.search(rf"附件{figure.found}|^正文“{figure.found}|：{figure.found}\.", figure.place.said) for figure in fixed)

    def test_each_value_is_worked_out_anew_from_the_records_and_prints_alike(self, traced):
        checked = 0
        for figure in traced.figures:
            made = figure.expression
            if made is None or made.value is None or isinstance(made, Given):
                continue
            assert any(_prints(figure.expected, made.value)), (figure.place.said, figure.expected, made.words)
            checked += 1
        assert checked > 500

    def test_the_rate_names_its_parts_and_the_benchmark_its_months(self, traced):
        formulas = [figure.expression.words for figure in traced.figures if figure.expression]
        assert any(words.startswith("投资完成率 = ") and "÷" in words for words in formulas)
        assert any("已过 3 个月 ÷ 12 个月" in words for words in formulas)

    def test_nothing_is_told_only_by_its_name_in_the_template(self, traced):
        assert not [figure.expression.words for figure in traced.figures if figure.expression and "模板所取" in figure.expression.words]


class TestRecords:
    def test_a_cell_leads_to_the_cell_of_the_workbook(self, traced, traced_office: Path):
        books, checked = {}, 0
        for figure in traced.figures:
            made = figure.expression
            if isinstance(made, Cell) and figure.place.table.startswith("附件2"):
                [(_, report)] = behind(made)
                source = report.source
                if report.name == CORRECTED or not figure.found:
                    continue
                file = next((DATA / "zhanhe" / "2021-03").rglob(Path(source.file).name))
                book = books.setdefault(file, load_workbook(file, data_only=True))
                told = book[source.sheet][source.cell(made.field)].value
                if isinstance(told, int | float):
                    assert Decimal(str(told)) == Decimal(figure.found), (figure.place.said, told)
                    checked += 1
        assert checked > 100

    def test_a_corrected_record_tells_who_changed_it_and_when(self, traced_office: Path, circular: Path):
        done = docgen(traced_office, "trace", circular)
        assert done.returncode == 0, done.stderr
        assert re.search(rf"{CORRECTED}：\d{{4}}-\d\d-\d\d \d\d:\d\d 李四修改，.*年度完成投资 55.2 → 60", done.stdout)

    def test_json_has_place_formula_inputs_records_and_cells(self, traced_office: Path, circular: Path):
        done = docgen(traced_office, "trace", circular, "--json")
        told = json.loads(done.stdout)
        assert (told["kind"], told["period"]) == ("circular", "2021-03")
        rate = next(one for one in told["figures"] if one.get("formula", "").startswith("投资完成率") and not one["place"]["table"])
        assert len(rate["inputs"]) == 2
        assert rate["value"] == pytest.approx(rate["inputs"][0]["value"] / rate["inputs"][1]["value"])
        one = rate["records"][0]
        assert re.fullmatch(r"[A-Z]+\d+", one["cells"]["year_investment"]) and one["file"].endswith(".xlsx")
        assert any(record["amended"] and record["amended"][0]["who"] == "李四" for record in rate["records"])


class TestAnyPaper:
    def test_every_paper_is_known_and_agrees_with_the_ledger(self, papers: list[Path], settings):
        for paper in papers:
            found = trace(paper, settings)
            assert found.figures and not found.compared.differing, paper.name

    def test_papers_are_known_by_their_words_where_no_record_tells(self, papers: list[Path], settings, tmp_path: Path):
        for paper in papers:
            copy = Path(shutil.copy(paper, tmp_path / f"{len(list(tmp_path.iterdir()))}.docx"))
            found = trace(copy, settings)
            assert found.known.work.content.title == trace(paper, settings).known.work.content.title
            assert not found.compared.differing, paper.name

    def test_a_period_given_counts(self, traced_office: Path, circular: Path, tmp_path: Path):
        copy = shutil.copy(circular, tmp_path / "通报.docx")
        assert docgen(traced_office, "trace", copy, "--period", "2021-03").returncode == 0
        done = docgen(traced_office, "trace", copy, "--period", "2019-03")
        assert done.returncode == 2 and "2021-03" in done.stderr

    def test_a_number_added_by_hand_has_no_source(self, circular: Path, settings, tmp_path: Path):
        made = tmp_path / "通报.docx"
        made.write_bytes(changed_text(circular, "居前三位的是", "的是", "的是（共评比12次）"))
        figures = trace(made, settings).figures
        assert [figure.found for figure in figures if figure.kind == ADDED] == ["12"]
        assert not [figure for figure in figures if figure.differs]

    def test_another_paper_is_refused_with_what_to_do(self, traced_office: Path, tmp_path: Path):
        from docx import Document

        other = tmp_path / "会议通知.docx"
        document = Document()
        document.add_paragraph("关于召开会议的通知")
        document.save(str(other))
        (tmp_path / "空.docx").write_bytes(b"")
        for file, words in ((other, "docgen verify"), (tmp_path / "空.docx", "不是有效的 Word 文档"), (tmp_path / "没有.docx", "不存在")):
            done = docgen(traced_office, "trace", file)
            assert done.returncode == 2 and words in done.stderr, done.stderr


class TestWorkbook:
    def test_libreoffice_reckons_every_figure_alike(self, traced_office: Path, papers: list[Path], tmp_path: Path):
        wanted = [paper for paper in papers if "督办函（曹镇乡政府）" in paper.name or "通报" in paper.name]
        for number, paper in enumerate(wanted):
            done = docgen(traced_office, "trace", paper, "--xlsx", tmp_path / f"{number}.xlsx")
            assert done.returncode == 0, done.stderr
        for file in saved_by_libreoffice(sorted(tmp_path.glob("*.xlsx")), tmp_path / "out"):
            sheet = load_workbook(file, data_only=True)["数"]
            rows = list(sheet.iter_rows(min_row=2, values_only=True))
            checks = Counter(row[5] for row in rows)
            assert set(checks) <= {"一致", None} and checks["一致"] > len(rows) * 0.5, checks
            assert all(abs(row[3] - row[4]) < 1e-6 for row in rows if row[5])

    def test_a_changed_record_shows_in_the_check(self, circular: Path, settings, tmp_path: Path):
        from docgen.tracing.workbook import as_workbook

        file = tmp_path / "追溯.xlsx"
        file.write_bytes(as_workbook(trace(circular, settings)))
        book = load_workbook(file)
        records = book["记录"]
        heads = {cell.value: cell.column for cell in records[1]}
        records.cell(2, heads["总投资"]).value += 10000
        book.save(file)
        [saved] = saved_by_libreoffice([file], tmp_path / "out")
        rows = list(load_workbook(saved, data_only=True)["数"].iter_rows(min_row=2, values_only=True))
        wrong = [row[1] for row in rows if row[5] == "不一致"]
        assert len(wrong) in (1, 2) and "总投资" in wrong[0]

    def test_the_same_trace_gives_the_same_bytes(self, circular: Path, settings):
        from docgen.tracing.workbook import as_workbook

        assert as_workbook(trace(circular, settings)) == as_workbook(trace(circular, settings))


def _prints(text: str, value):
    """The ways in which the papers print a value: as it is, in percent, in 亿元, rounded to the digits shown."""
    shown = numerals.rounded
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    digits = text.lstrip("+-").rstrip("%亿元万")
    plain = re.search(r"\d+(?:\.\d+)?", digits)
    places = len(plain[0].partition(".")[2]) if plain else 0
    for scale in (1, 100, Decimal("0.0001")):
        yield plain is not None and shown(abs(exact) * scale, places) == Decimal(plain[0])
    yield plain is None and numerals.chinese(int(exact)) in (text, "二" if text == "两" else text)
