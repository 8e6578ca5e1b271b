"""The sample office, and its circulars of every kind from the sample sheets."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from docx import Document

from tests.building.hand import command
from tests.support.office import DATA

SHEETS = {
    "督查通报": DATA / "督查问题样例.xlsx",
    "观摩通报": DATA / "评分样例.xlsx",
    "集中开工通报": DATA / "集中开工样例.csv",
    "考核通报": DATA / "考核打分样例.xlsx",
}


@pytest.fixture(scope="session")
def office(sample_office: Path, tmp_path_factory) -> Path:
    """A copy of the sample office with the sample sheets."""
    place = Path(shutil.copytree(sample_office, tmp_path_factory.mktemp("circulars") / "office"))
    for sheet in SHEETS.values():
        shutil.copy(sheet, place)
    return place


@pytest.fixture(scope="session")
def papers(office: Path) -> dict[str, Path]:
    """The circular of each kind, by its kind."""
    return {kind: made(office, "--kind", kind, "--file", office / sheet.name) for kind, sheet in SHEETS.items()}


def made(office: Path, *options: str | Path, period: str = "2021-03") -> Path:
    """The circular that a command makes."""
    code, said, told = command(office, "circular", "--period", period, *options)
    assert code in (0, 1), told
    return office / said.strip()


def text_of(paper: Path) -> str:
    """The paragraphs of a paper, a line each; the title in one line."""
    return "\n".join(p.text for p in Document(str(paper)).paragraphs)


def rows_of(paper: Path, *, at: int = 0) -> list[list[str]]:
    """The cells of an annex's table, white space left out."""
    return [[re.sub(r"\s", "", cell.text) for cell in row.cells] for row in Document(str(paper)).tables[at].rows]
