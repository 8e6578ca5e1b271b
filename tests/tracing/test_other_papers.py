"""Reminders, second letters, talks and a quarter's circular: each is known, traced and verified without a false alarm."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from docgen.ledger.period import Period
from docgen.problem import DocgenError
from docgen.proof.finding import FAIL, PASS
from docgen.proof.source import take
from docgen.proof.verify import verify
from docgen.settings import load
from docgen.tracing.comparing import FIGURE, NUMBER
from docgen.tracing.proving import check_figures
from docgen.tracing.trace import trace
from tests.building.hand import FACTORY, command
from tests.support.office import DATA
from tests.tracing.conftest import PERIOD
from tests.tracing.hand import changed_text

KINDS = ("提醒函", "再次督办函", "约谈通知", "通报")


@pytest.fixture(scope="module")
def made(sample_office: Path, tmp_path_factory) -> tuple[Path, dict[str, Path]]:
    """An office whose letter was not answered, nor its second one, and which reminds of what is yellow; its papers by kind."""
    office = Path(shutil.copytree(sample_office, tmp_path_factory.mktemp("others") / "office"))
    about = ("letter", "--period", PERIOD, "--project", FACTORY)

    def of_kind(kind: str) -> Path:
        return next((office / "outputs" / PERIOD).glob(f"{kind}（*.docx"))

    def ran(*words: str | Path) -> None:
        assert command(office, *words)[0] in (0, 1)

    ran(*about)
    ran("issue", of_kind("督办函"), "--date", "2021-04-06")
    ran(*about, "--date", "2021-04-20")
    ran("issue", of_kind("再次督办函"))
    ran(*about, "--date", "2021-04-29", "--time", "2021-05-10 15:00", "--place", "区政府第二会议室")
    settings = office / "docgen.toml"
    before = settings.read_text(encoding="utf-8")
    assert 'yellow = "督办"' in before
    settings.write_text(before.replace('yellow = "督办"', 'yellow = "提醒"'), encoding="utf-8")
    ran("letter", "--period", PERIOD, "--all", "--date", "2021-04-06")
    ran("circular", "--period", "2021-Q1")
    papers = {kind: of_kind(kind) for kind in KINDS[:-1]}
    return office, papers | {"通报": next((office / "outputs" / "2021-Q1").glob("*.docx"))}


@pytest.fixture(scope="module")
def verdict(made):
    """What verify takes the pages from; the figures are read from the paper at hand."""
    office, papers = made
    return verify(take(papers["通报"], load(office)))


def against(verdict, content: bytes, path: Path | None, office: Path) -> list:
    from dataclasses import replace

    return list(check_figures(replace(verdict, source=replace(verdict.source, docx=content)), path, load(office)))


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_traced_and_every_figure_is_explained_by_records(made, kind: str):
    office, papers = made
    found = trace(papers[kind], load(office))
    figures = [figure for figure in found.figures if figure.kind == FIGURE]
    assert len(figures) >= 10 and not found.compared.differing
    assert not [figure.place.said for figure in figures if figure.expression is None or "模板所取" in figure.expression.words]


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_verified_quietly_wherever_it_lies(made, verdict, kind: str):
    office, papers = made
    for path in (papers[kind], None):
        [found] = against(verdict, papers[kind].read_bytes(), path, office)
        assert found.verdict == PASS, found


def test_the_quarters_circular_is_told_by_its_quarter(made):
    office, papers = made
    code, told, _ = command(office, "trace", papers["通报"], "--json")
    assert code == 0 and json.loads(told)["period"] == "2021-Q1"


def test_a_count_changed_in_the_quarters_circular_is_named_and_nothing_else(made, verdict):
    office, papers = made
    changed = changed_text(papers["通报"], "共报送重点项目88个", "88", "89")
    [found] = against(verdict, changed, papers["通报"], office)
    assert found.verdict == FAIL and found.measured.startswith("89")


def test_the_quarters_figures_can_be_followed_in_a_workbook(made, tmp_path: Path):
    office, papers = made
    file = tmp_path / "追溯.xlsx"
    assert command(office, "trace", papers["通报"], "--xlsx", file)[0] == 0
    assert sum(sheet.max_row for sheet in load_workbook(file)) > 500


def test_a_circular_whose_sheet_is_gone_is_told_with_the_sheet(own_office: Path, tmp_path: Path):
    sheet = Path(shutil.copy(DATA / "集中开工样例.csv", tmp_path))
    _, said, _ = command(own_office, "circular", "--period", PERIOD, "--kind", "集中开工通报", "--file", sheet)
    sheet.unlink()
    with pytest.raises(DocgenError, match="找不到集中开工项目表"):
        trace(own_office / said.strip(), load(own_office))


def test_minutes_and_papers_of_small_tables_are_told_not_to_rest_on_the_ledger(own_office: Path):
    _, said, _ = command(own_office, "minutes", DATA / "纪要样例.xlsx")
    with pytest.raises(DocgenError, match="由文稿、小表排成的公文（纪要、简报、调整通知.*对照文稿、小表"):
        trace(own_office / said.splitlines()[0], load(own_office))


def test_numbers_of_former_letters_are_numbers_of_documents(made):
    office, papers = made
    numbers = [figure for figure in trace(papers["约谈通知"], load(office)).figures if figure.kind == NUMBER]
    assert [figure.place.words for figure in numbers if "督办函（平湛政督函〔2021〕1号" in figure.place.words]


def test_periods_of_a_ledger_are_composed_of_what_it_has():
    from docgen.figures.composing import composable

    told = composable(map(Period.parse, ("2021-01", "2021-02-1", "2021-Q3", "2020")))
    assert [str(period) for period in told] == ["2021-02", "2021-Q1", "2021-H1", "2021-H2", "2021"]
