"""Three published papers made again from records and drafts: all that they state is there, in the same structure.

``originals/*.toml`` hold the facts of each: its numbers, names, columns, heading levels, people, who does what. The same
papers are measured and validated in test_commands.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.table import Table
from openpyxl import load_workbook

from tests.building.hand import command
from tests.support.office import DATA

ORIGINALS = Path(__file__).parent / "originals"
EXAMPLES = DATA / "实例"
LEVELS = {"一级标题": 1, "二级标题": 2, "三级标题": 3, "四级标题": 4}


@dataclass(frozen=True)
class Rebuilt:
    """A paper and the facts of the one that it was made after."""

    file: Path
    facts: dict[str, Any]

    @property
    def document(self):
        return Document(str(self.file))

    @property
    def words(self) -> str:
        """All its words, text and tables, without blanks."""
        return plain("".join(node.text or "" for node in self.document.element.body.iter("{*}t")))


def plain(text: object) -> str:
    return re.sub(r"\s+", "", str(text))


def run(office: Path, *words: str | Path) -> None:
    code, _, told = command(office, *words)
    assert code == 0, told


def _town(office: Path) -> None:
    settings = ("--settings", DATA / "陈宅镇.toml")
    run(office, *settings, "import", DATA / "chenzhai-2020-03.xlsx", "--period", "2020-03")
    run(office, *settings, "notice", EXAMPLES / "陈宅镇" / "通知.md", "--period", "2020-03")


def _district(office: Path) -> None:
    (office / "docgen.toml").write_bytes((DATA.parent / "docgen.toml").read_bytes())
    run(office, "import", DATA / "zhanhe" / "2021-03", "--period", "2021-03")
    run(office, "notice", EXAMPLES / "湛河区" / "通知.md", "--period", "2021-03")


def _county(office: Path) -> None:
    run(office, "--settings", EXAMPLES / "弋阳县" / "弋阳县.toml", "plan", EXAMPLES / "弋阳县" / "方案.md")


MAKING = {"陈宅镇": _town, "湛河区": _district, "弋阳县": _county}


@pytest.fixture(scope="module")
def papers(tmp_path_factory) -> dict[str, Rebuilt]:
    found = {}
    for name, make in MAKING.items():
        office = tmp_path_factory.mktemp("rebuilt")
        make(office)
        [file] = (office / "outputs").glob("20*/*.docx")
        found[name] = Rebuilt(file, tomllib.loads((ORIGINALS / f"{name}.toml").read_text(encoding="utf-8")))
    return found


@pytest.fixture(params=MAKING)
def paper(request, papers) -> Rebuilt:
    return papers[request.param]


class TestEachPaper:
    @pytest.mark.parametrize("kind", ["numbers", "quoted", "names"])
    def test_states_what_the_original_states(self, paper, kind):
        assert paper.facts[kind]
        assert [fact for fact in paper.facts[kind] if not _found(plain(fact), paper.words)] == []

    def test_has_headings_of_the_same_depths_in_the_same_order(self, paper):
        styles = [paragraph.style.name for paragraph in paper.document.paragraphs]
        assert [LEVELS[style] for style in styles if style in LEVELS] == paper.facts["levels"]

    def test_has_every_column_of_every_table_in_its_order(self, paper):
        tables = [table for table in paper.document.tables if len(table.columns) > 2]
        assert [_columns(table) for table in tables] == [table["columns"] for table in paper.facts.get("tables", [])]

    def test_names_its_tables_as_the_original_does(self, paper):
        titles = {plain(p.text) for p in paper.document.paragraphs if p.style.name == "附件标题"}
        assert {table["title"] for table in paper.facts.get("tables", [])} <= titles


def _found(fact: str, words: str) -> bool:
    """A number is found as a whole: 3亿元 is not within 23亿元."""
    before = r"(?<![\d.])" if fact[0].isdigit() else ""
    return re.search(before + re.escape(fact), words) is not None


def _columns(table: Table) -> list[str]:
    """The heading of each column; of two rows ``upper/lower`` where they differ."""
    heads = [row for row in table.rows if row._tr.find("{*}trPr/{*}tblHeader") is not None]
    found = []
    for column in range(len(table.columns)):
        path = [plain(row.cells[column].text) for row in heads]
        found.append("/".join(dict.fromkeys(path)))
    return found


def test_the_town_list_holds_every_cell_of_its_ledger(papers):
    sheet = load_workbook(DATA / "chenzhai-2020-03.xlsx").active
    cells = {plain(cell) for row in sheet.iter_rows(min_row=3, max_row=22, values_only=True) for cell in row if cell}
    shown = {plain(cell.text) for table in papers["陈宅镇"].document.tables for row in table.rows for cell in row.cells}
    assert len(cells) > 80
    assert cells - shown == set()


def test_the_district_tables_hold_every_project_of_the_month(papers):
    tables = [table for table in papers["湛河区"].document.tables if len(table.columns) > 2]
    assert [len(table.rows) for table in tables] == [1 + 14, 2 + 14, 2 + 60 + 1]


class TestTheCountyPlan:
    @pytest.fixture
    def county(self, papers) -> Rebuilt:
        return papers["弋阳县"]

    def test_says_behind_each_task_who_leads_and_who_else_is_charged(self, county):
        found = re.findall(r"（([^（）]*)牵头，([^（）]*)负责）", county.words)
        charged = [{"lead": lead.split("、"), "others": others.split("、")} for lead, others in found]
        assert charged == county.facts["tails"]

    def test_lists_everybody_in_his_role_and_office(self, county):
        listed, role = [], ""
        for paragraph in county.document.paragraphs:
            if paragraph.text.count("\t") and (found := re.fullmatch(r"(?:(.*)：|\t)(.*)\t(.*)", paragraph.text)):
                role = found[1] or role
                listed.append([plain(role), plain(found[2]), plain(found[3])])
        assert len(listed) == 34
        assert listed == county.facts["people"]

    def test_comes_after_the_notice_that_issues_it(self, county):
        words = county.words
        order = [
            "弋府办字〔2020〕28号",
            "各乡（镇）人民政府、街道办，县直各单位：",
            "2020年3月17日",
            "（此件主动公开）",
            "制订本方案",
        ]
        assert sorted(order, key=words.index) == order
