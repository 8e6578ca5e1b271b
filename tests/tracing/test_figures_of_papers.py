"""docgen verify and the figures: every change by hand is named with place, found and expected, and nothing else is."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from docgen.proof.clauses import LEDGER
from docgen.proof.finding import FAIL, PASS, SKIP, Finding
from docgen.proof.source import take
from docgen.proof.verify import Verdict, verify
from docgen.settings import load
from docgen.tracing.comparing import compare
from docgen.tracing.expected import expect
from docgen.tracing.given import read_given
from docgen.tracing.placing import Pages
from docgen.tracing.proving import against_ledger, check_figures
from docgen.tracing.trace import trace
from tests.support.office import docgen
from tests.tracing.hand import changed_cell, changed_text, saved_by_libreoffice

TEXT = {
    "a count of units": ("截至3月底，5个单位", "5", "6"),
    "a count of projects": ("共报送重点项目88个", "88", "89"),
    "a sum in 亿元": ("总投资220.5亿元", "220.5", "202.5"),
    "another unit of money": ("总投资220.5亿元", "亿", "万"),
    "a count of a stage": ("前期项目14个", "14", "60"),
    "the plan": ("年度计划投资85.6亿元", "85.6", "86.6"),
    "the month": ("3月份完成投资4.3亿元", "4.3", "3.4"),
    "the year": ("累计完成投资13.4亿元", "13.4", "13.5"),
    "the rate": ("，投资完成率15.7%", "15.7", "17.5"),
    "the benchmark": ("时序进度（25.0%）", "25.0", "24.0"),
    "the gap": ("（25.0%）9.3个百分点", "9.3", "9.4"),
    "the side of the gap": ("低于时序进度（", "低", "高"),
    "the change": ("比2月份下降", "下降", "增长"),
    "projects of an industry": ("农业18个", "18", "81"),
    "an industry's plan": ("年度计划投资257369万元", "257369", "275369"),
    "an industry's rate": ("完成率19.8%", "19.8", "18.9"),
    "how many are first": ("居前三位", "三", "四"),
    "a first unit's rate": ("高阳路街道（18.0%）", "18.0", "18.1"),
    "a first unit": ("（18.0%）、马庄街道", "马", "牛"),
    "how many lag": ("共有29个项目滞后", "29", "28"),
    "their share": ("占在建项目的48.3%", "48.3", "43.8"),
    "projects with nothing done": ("10个项目今年以来", "10", "11"),
    "how far a project is behind": ("落后19.9个百分点）、轻工路街道新材料", "19.9", "20.9"),
    "how many rest": ("14个项目连续", "14", "41"),
    "how long they rest": ("连续两个月", "两", "三"),
    "how many have not started": ("5个项目计划开工", "5", "7"),
    "unfinished procedures": ("用地规划手续36项", "36", "63"),
    "projects that report a problem": ("（7个项目）", "7", "17"),
}
"""What a person changes in the text: words that stand once, the part that is changed, what it becomes."""

TABLES = {
    "a rank": (0, 1, 0, "2"),
    "a unit's projects": (0, 2, 2, "99"),
    "a unit's plan": (0, 3, 3, "1"),
    "a unit's rate": (0, 1, 5, "18.4%"),
    "a gap without its sign": (0, 1, 6, "7.0"),
    "the total's plan": (0, -1, 3, "856038"),
    "the total's rate": (0, -1, 5, "15.8%"),
    "a project's total investment": (1, 4, 6, "1"),
    "a project's month": (1, 5, 7, "77777"),
    "how many projects there are": (1, -1, 1, "合计（61项）"),
    "the total of the year": (1, -1, 9, "1342586"),
    "a lagging project's rate": (2, 3, 5, "44.4%"),
    "how far it is behind": (2, 3, 6, "4.4"),
    "its level": (2, 3, 7, "红色"),
    "why it lags": (2, 3, 8, "连续22个月无投资"),
    "a unit's reports": (3, 2, 3, "44"),
    "all reports": (3, -1, 6, "888"),
}
"""What a person changes in the tables: table, row, cell, new words."""


@pytest.fixture(scope="module")
def verdict(circular: Path, settings) -> Verdict:
    return verify(take(circular, settings))


@pytest.fixture(scope="module")
def ledger(circular: Path, settings):
    """What says of a changed circular's figures how they stand to the ledger; the pages are those of the paper before."""
    found = trace(circular, settings).known
    wanted, pages = expect(found.work.content, settings), Pages(verify(take(circular, settings)).paper)

    def against(changed: bytes) -> list[Finding]:
        given = read_given(changed)
        return list(against_ledger(given, found, compare(given, wanted, found.ground), pages))

    return against


def findings(verdict: Verdict, changed: bytes, settings) -> list[Finding]:
    """What verify says of the figures; the pages are those of the paper before."""
    return list(check_figures(replace(verdict, source=replace(verdict.source, docx=changed)), None, settings))


class TestChangesByHand:
    def test_there_are_more_than_thirty(self):
        assert len(TEXT) + len(TABLES) >= 45

    @pytest.mark.parametrize("what", TEXT)
    def test_each_in_the_text_is_named_and_nothing_else(self, what: str, ledger, circular: Path):
        where, old, new = TEXT[what]
        [found] = ledger(changed_text(circular, where, old, new))
        assert found.verdict == FAIL and found.clause.strength == LEDGER
        assert found.measured.startswith(new) or new in found.measured
        assert found.clause.required.startswith(old) or old in found.clause.required
        assert found.note.startswith("正文“") and found.page in (1, 2, 3, 4) and found.where

    @pytest.mark.parametrize("what", TABLES)
    def test_each_in_the_tables_is_named_and_nothing_else(self, what: str, ledger, circular: Path):
        table, row, column, new = TABLES[what]
        [found] = ledger(changed_cell(circular, table, row, column, new))
        assert found.verdict == FAIL and found.measured == new
        assert found.note.startswith(f"附件{table + 1}（")

    def test_a_count_that_only_sets_thousands_apart_is_no_change(self, ledger, circular: Path):
        changed = changed_text(circular, "年度计划投资257369万元", "257369", "257,369")
        assert [found.verdict for found in ledger(changed)] == [PASS]

    def test_words_rewritten_around_the_figures_are_no_change(self, ledger, circular: Path):
        changed = changed_text(circular, "按年度投资完成率排名，", "按年度投资完成率排名，", "从年度投资完成情况看，")
        assert [found.verdict for found in ledger(changed)] == [PASS]

    def test_dates_and_numbers_of_documents_are_the_offices_own(self, ledger, circular: Path):
        changed = changed_text(circular, "要于4月25日前报送", "4月25日", "4月23日")
        assert [found.verdict for found in ledger(changed)] == [PASS]

    def test_a_row_taken_out_is_missed(self, ledger, circular: Path):
        from io import BytesIO

        from docx import Document

        document = Document(str(circular))
        row = document.tables[2]._tbl.tr_lst[4]
        name = document.tables[2].rows[4].cells[1].text
        row.getparent().remove(row)
        out = BytesIO()
        document.save(out)
        [found] = ledger(out.getvalue())
        assert found.measured == "缺这一行" and name.replace("\n", "") in found.note


class TestCorrectPapers:
    def test_every_paper_is_quiet(self, papers: list[Path], verdict, settings):
        for paper in papers:
            [found] = findings(verdict, paper.read_bytes(), settings)
            assert found.verdict == PASS, (paper.name, found)

    def test_after_libreoffice_saved_it_too(self, papers: list[Path], verdict, settings, tmp_path: Path):
        for paper in saved_by_libreoffice(papers, tmp_path / "saved"):
            [found] = findings(verdict, paper.read_bytes(), settings)
            assert found.verdict == PASS, (paper.name, found)

    def test_without_a_ledger_they_agree_with_themselves(self, papers: list[Path], verdict, tmp_path: Path):
        nowhere = load(tmp_path)
        for paper in papers:
            found = findings(verdict, paper.read_bytes(), nowhere)
            assert {one.verdict for one in found} <= {PASS, SKIP}, (paper.name, found)
            assert found[0].verdict == SKIP and "没有台账" in found[0].note
        assert not list(tmp_path.rglob("*.db"))


@pytest.fixture(scope="module")
def changed(circular: Path, tmp_path_factory) -> Path:
    """The circular with a rate of the text and one of an annex changed."""
    file = tmp_path_factory.mktemp("changed") / "改过的通报.docx"
    file.write_bytes(changed_text(circular, "，投资完成率15.7%", "15.7", "17.5"))
    file.write_bytes(changed_cell(file, 2, 3, 5, "44.4%"))
    return file


class TestCommand:
    def test_json_names_place_found_and_expected(self, changed: Path, traced_office: Path, tmp_path: Path):
        report = tmp_path / "核验.html"
        done = docgen(traced_office, "verify", changed, "--json", "--html", report)
        assert done.returncode == 1
        failing = [one for one in json.loads(done.stdout) if one["strength"] == "ledger"]
        assert [one["measured"] for one in failing] == ["17.5%", "44.4%"]
        assert failing[0]["required"].startswith("15.7%（投资完成率 = ")
        assert all(one["verdict"] == "fail" and one["page"] and len(one["where"]) == 4 for one in failing)
        html = report.read_text(encoding="utf-8")
        assert "17.5%" in html and "44.4%" in html and "台账" in html

    def test_the_table_in_the_terminal_says_it_is_the_ledger(self, changed: Path, traced_office: Path):
        done = docgen(traced_office, "verify", changed)
        assert re.search(r"✗ 台账　比率等于其分子除以分母（台账）应为：15\.7%", done.stdout)
