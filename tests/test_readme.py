"""The documents hold: the README's commands run in its order, its settings and template names are the program's,
the architecture's rooms import what it says."""

from __future__ import annotations

import ast
import dataclasses
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document

from docgen.cli import GROUPS
from docgen.figures.loading import figures_for
from docgen.layout.paper import lay_out
from docgen.layout.tables.texts import words
from docgen.ledger.period import Period
from docgen.ledger.store import Ledger
from docgen.matters.ladder import Decision
from docgen.matters.matter import Letter
from docgen.papers.cases import Case, Due
from docgen.papers.circular import circular
from docgen.papers.escalation import PAPERS
from docgen.papers.letter import letters
from docgen.papers.notice import notice
from docgen.papers.paper import Paper
from docgen.papers.prose import FILTERS
from docgen.problem import DocgenError
from docgen.settings import TALK, Settings, load
from tests.support.office import DATA, ROOT, docgen, within_this_process

README = (ROOT / "README.md").read_text(encoding="utf-8")
KINDS = ("月通报", "督办函", "通知")
SET_UP = ("make ", ". .venv/")


def blocks(language: str) -> Iterator[list[str]]:
    """The lines of each code block in a language, comments left out."""
    for found in re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL):
        yield [line for line in found.splitlines() if line.strip() and not line.startswith("#")]


def section(title: str) -> str:
    """What stands below a heading, up to the next of its rank or above."""
    found = re.search(rf"^(#+) {re.escape(title)}\n(.*?)(?=^#{{1,6}} |\Z)", README, re.MULTILINE | re.DOTALL)
    assert found, f"README 没有“{title}”一节"
    return found[2]


def first_column(title: str) -> list[str]:
    """What a section's table puts between backticks in its first column."""
    cells = re.findall(r"^\| (.+?) \|", section(title), re.MULTILINE)
    return [code for cell in cells for code in re.findall(r"`([^`]+)`", cell)]


def root_of(expression: str) -> str:
    return re.match(r"\w+", expression)[0]


class TestCommands:
    def test_the_first_two_are_the_demonstration_and_the_tests(self):
        assert next(blocks("sh")) == ["make demo", "make test"]

    def test_every_command_runs_in_the_order_given(self, tmp_path: Path, monkeypatch):
        ran = 0
        monkeypatch.chdir(tmp_path)
        for line in (line for block in blocks("sh") for line in block):
            program, *arguments = shlex.split(line)
            if program == "cd":
                monkeypatch.chdir(arguments[0])
            elif program == "docgen":
                done = within_this_process(arguments)
                assert done.returncode in (0, 1), f"{line}\n{done.stderr}"
                ran += 1
            else:
                assert line.startswith(SET_UP), f"README 的代码块中有未曾运行的命令：{line}"
        assert ran >= 20

    def test_every_command_of_the_program_is_told(self):
        for name in (name for names in GROUPS.values() for name in names):
            assert f"docgen {name} " in README or re.search(rf"docgen --settings \S+ {name} ", README), name


class TestSettings:
    told = {
        found[1]: set(re.findall(r"`(\w+)`", found[2]))
        for found in re.finditer(r"^\| `\[(\w+)\]` [^|]*\| (.+) \|$", README, re.MULTILINE)
    }

    def test_the_sections_are_those_of_the_program(self):
        sections = {name for name, value in vars(Settings()).items() if dataclasses.is_dataclass(value)}
        assert set(self.told) == sections

    def test_the_entries_are_those_of_the_program(self):
        for name, entries in self.told.items():
            assert entries == {entry.name for entry in dataclasses.fields(getattr(Settings(), name))}, name


@pytest.fixture(scope="module")
def papers(tmp_path_factory) -> dict[str, tuple[Paper, Settings]]:
    """A paper of each kind from the sample ledgers, with the settings of a new workspace."""
    workspace = tmp_path_factory.mktemp("readme") / "office"
    assert docgen(Path(), "init", workspace).returncode == 0
    for ledger, period in ((DATA / "zhanhe", ()), (DATA / "chenzhai-2020-03.xlsx", ("--period", "2020-03"))):
        done = docgen(workspace, "import", ledger, *period)
        assert done.returncode in (0, 1), done.stderr
    settings = load(workspace)
    with Ledger.open(settings.database_url) as ledger:
        march = figures_for(ledger, Period.parse("2021-03"), settings)
        listed = figures_for(ledger, Period.parse("2020-03"), settings)
    made = (circular(march, settings), letters(march, settings)[0], notice(listed, settings))
    return {paper.kind: (paper, settings) for paper in made}


def paragraphs_with(paper: Paper, settings: Settings, texts: list[str]) -> list[str]:
    """What ``texts`` become as further paragraphs of the paper's own template."""
    template = settings.workspace / settings.paths.templates / "notices" / f"{paper.kind}.docx"
    as_it_was = template.read_bytes()
    document = Document(str(template))
    first = document.paragraphs[0]
    for text in texts:
        first.insert_paragraph_before(text)
    document.save(str(template))
    out = settings.workspace / "made.docx"
    try:
        out.write_bytes(lay_out(paper, settings, Period.parse("2021-03").end))
    finally:
        template.write_bytes(as_it_was)
    return [paragraph.text for paragraph in Document(str(out)).paragraphs[: len(texts)]]


class TestTemplateNames:
    @pytest.mark.parametrize("kind", KINDS)
    def test_every_name_told_renders(self, papers, kind: str):
        paper, settings = papers[kind]
        names = [*first_column("通用"), *first_column(kind)]
        made = paragraphs_with(paper, settings, [f"‖{{{{ {name} }}}}‖" for name in names])
        assert all(text.startswith("‖") and text.endswith("‖") for text in made)
        assert not any("{{" in text for text in made)

    @pytest.mark.parametrize("kind", KINDS)
    def test_every_name_there_is_is_told(self, papers, kind: str):
        paper, _ = papers[kind]
        told = {root_of(name) for name in (*first_column("通用"), *first_column(kind))}
        assert told - {"level"} == set(paper.context)

    @pytest.mark.parametrize("step", PAPERS)
    def test_the_names_of_the_ladder_s_papers_are_told_and_render(self, papers, step: str):
        first, settings = papers["督办函"]
        figures = first.context["figures"]
        unit, items = next(iter(figures.lagging_by_unit.items()))
        day = figures.period.end
        letter = Letter("督办", "关于……的督办函", day, day, str(figures.period), demands=("按时回复",))
        cases = tuple(Case(unit, item.report.name, item, Decision(step, "逾期未回复", letters=(letter,))) for item in items)
        paper = PAPERS[step](figures, settings, Due(unit, step, cases), day, None)
        section_names = first_column("提醒函、再次督办函、约谈通知")
        names = [name for name in section_names if step == TALK or root_of(name) not in ("talk", "cause")]
        made = paragraphs_with(paper, settings, [f"‖{{{{ {name} }}}}‖" for name in names])
        assert all(text.startswith("‖") and text.endswith("‖") for text in made)
        told = {root_of(name) for name in (*first_column("通用"), *first_column("督办函"), *names)}
        assert set(paper.context) <= told

    def test_a_name_not_told_is_refused(self, papers):
        paper, settings = papers["通知"]
        with pytest.raises(DocgenError):
            paragraphs_with(paper, settings, ["{{ 没有这个名称 }}"])

    def test_the_names_of_tables_are_told(self, papers):
        paper, _ = papers["月通报"]
        assert set(first_column("附件表")) == set(words(paper.annexes[0]))


class TestFilters:
    [lines] = blocks("jinja")

    def test_every_filter_is_shown(self):
        assert {name for line in self.lines for name in re.findall(r"\|(\w+)", line)} == set(FILTERS)

    def test_every_example_renders(self, papers):
        made = paragraphs_with(*papers["月通报"], self.lines)
        assert made[0].startswith("220.5亿元")
        assert made[3].startswith("15.7%")
        assert made[6].startswith("十二、两位、两个月")
        assert made[7].startswith("低于时序进度（25.0%）9.3个百分点")
        assert made[8].startswith("比2月份下降6.6%")


class TestArchitecture:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")

    def test_the_rooms_import_what_the_table_says(self):
        table = self.text.split("## The rooms")[1].split("\n## ")[0]
        rows = re.findall(r"^\| `(\w+)` \| .* \| (.*)\|$", table, re.MULTILINE)
        told = {room: set(re.findall(r"`(\w+)`", cell)) for room, cell in rows}
        assert set(told) == rooms(), "a room is missing in the table, or gone"
        others = set(told) - {"cli"}
        assert told.pop("cli") == set(), "the command line knows all rooms"
        seen = {room: imported_by(room) for room in others}
        assert seen == told

    def test_every_file_named_is_there(self):
        named = re.findall(r"`((?:docgen|tests|docs|templates|data)/[\w/.-]+\.\w+|(?:docgen|tests)/[\w/]+/)`", self.text)
        assert len(named) > 20
        for name in named:
            assert (ROOT / name).exists(), name


def rooms() -> set[str]:
    """The folders and modules directly in the package; the package's own two files left out."""
    places = (ROOT / "docgen").iterdir()
    return {place.stem for place in places if place.suffix == ".py" or (place / "__init__.py").exists()} - {"__init__", "__main__"}


def imported_by(room: str) -> set[str]:
    """The other rooms that a room's modules import, within functions too; imports for type checkers count."""
    place = ROOT / "docgen" / room
    modules = place.rglob("*.py") if place.is_dir() else [place.with_suffix(".py")]
    found = set()
    for module in modules:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("docgen."):
                found.add(node.module.split(".")[1])
            elif isinstance(node, ast.ImportFrom) and node.module == "docgen":
                found |= {name.name for name in node.names} & rooms()
    return found - {room}
