"""docs/mechanisms.md: every mechanism has its row, every command there runs as it stands, every paper keeps to the standard."""

from __future__ import annotations

import re
import shlex
import shutil
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

import pytest

from docgen.problem import DocgenError
from tests.building.hand import command
from tests.support.measured import stated_faults
from tests.support.office import ROOT
from tests.support.ooxml import errors

MECHANISMS = (
    "清单制和责任制", "半月一分析", "一月一通报", "攻坚任务、签订任务书", "分类目标", "排名、按时报送", "月考核和交办、督办、约谈",
    "五个一", "例会、联席会、专题会", "联审联批", "观摩点评", "调入调出", "月报和三张表", "集中开工", "倒排工期、挂图作战",
    "分级调度", "领导小组", "印发方案、谁牵头谁负责", "联合行文", "情况交流",
)  # fmt: skip
NOT_PAPERS = {"import", "matter"}
NOT_MEASURED = {"chart"}
"""A wall chart hangs on a wall: it is a picture on A3 or A1, no paper in the standard's format."""


@dataclass(frozen=True)
class Row:
    """A mechanism, and its commands without ``docgen``."""

    mechanism: str
    commands: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Made:
    """What a command answered and the files that it made; ``verb`` is its name."""

    verb: str
    code: int
    told: str
    files: tuple[Path, ...]


def rows() -> dict[str, Row]:
    """The table of the document by mechanism."""
    lines = (ROOT / "docs" / "mechanisms.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    found = [
        Row(first, tuple(tuple(shlex.split(told)[1:]) for told in re.findall(r"`(docgen [^`]+)`", last)))
        for first, _, last in cells[1:]
    ]
    return {row.mechanism: row for row in found}


def _verb(words: tuple[str, ...]) -> str:
    return words[2] if words[0] == "--settings" else words[0]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory) -> Path:
    """The workspace that the document's first lines make."""
    folder = tmp_path_factory.mktemp("mechanisms")
    text = (ROOT / "docs" / "mechanisms.md").read_text(encoding="utf-8")
    [first, second, *imports] = re.search(r"```sh\n(.*?)```", text, re.DOTALL)[1].splitlines()
    with chdir(folder):
        command(Path("."), *shlex.split(first)[1:])
    office = folder / shlex.split(second)[1]
    with chdir(office):
        for line in imports:
            assert command(Path("."), *shlex.split(line)[1:])[0] in (0, 1)
    return office


@pytest.fixture(scope="module")
def papers(prepared: Path, tmp_path_factory) -> dict[str, list[Made]]:
    """What each command of each mechanism made, in a workspace of the mechanism's own."""
    found: dict[str, list[Made]] = {}
    for number, row in enumerate(rows().values()):
        office = Path(shutil.copytree(prepared, tmp_path_factory.mktemp(f"row{number}") / "office"))
        with chdir(office):
            found[row.mechanism] = [_made(office, words) for words in row.commands]
    return found


def _made(office: Path, words: tuple[str, ...]) -> Made:
    said = f"docgen {shlex.join(words)}\n"
    try:
        code, told, wrong = command(Path("."), *words)
    except DocgenError as error:
        return Made(_verb(words), 2, f"{said}{error}", ())
    files = tuple(office / line for line in told.splitlines() if line.startswith("outputs"))
    return Made(_verb(words), code, f"{said}{told}{wrong}", files)


def test_every_mechanism_has_its_row_and_its_commands():
    assert tuple(rows()) == MECHANISMS
    assert all(any(_verb(words) not in NOT_PAPERS for words in row.commands) for row in rows().values())


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_its_commands_make_its_papers(papers, mechanism):
    for one in papers[mechanism]:
        assert one.code in (0, 1), one.told
        assert one.files or one.verb in NOT_PAPERS, one.told
        assert all(file.stat().st_size > 1000 for file in one.files)


def test_no_paper_breaks_a_stated_clause_of_the_standard(papers):
    measured = [one for row in papers.values() for one in row if one.verb not in NOT_MEASURED]
    assert stated_faults([file for one in measured for file in one.files]) == []


def test_every_package_is_valid(papers):
    made = [file for row in papers.values() for one in row for file in one.files]
    assert errors(*(file for file in made if file.suffix == ".docx")) == []


def test_the_rebuilt_papers_are_among_them():
    commands = {word for row in rows().values() for words in row.commands for word in words}
    assert {f"data/实例/{place}" for place in ("陈宅镇/通知.md", "湛河区/通知.md", "弋阳县/方案.md")} <= commands
