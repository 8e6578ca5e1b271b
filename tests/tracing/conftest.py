"""The sample office's papers of March 2021, one project corrected by hand beforehand."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from docgen.settings import load
from tests.support.office import DATA, docgen

PERIOD = "2021-03"
CORRECTED = "曹镇乡标准化厂房项目"


@pytest.fixture(scope="session")
def traced_office(sample_office: Path, tmp_path_factory) -> Path:
    """A workspace with circular, letters, notice and tables made; read it, do not write to it."""
    office = Path(shutil.copytree(sample_office, tmp_path_factory.mktemp("tracing") / "office"))
    said = ("--who", "李四", "--note", "核对后更正")
    for words in (
        ("set", CORRECTED, "年度完成投资=60", "--period", PERIOD, *said),
        ("circular", "--period", PERIOD),
        ("letter", "--period", PERIOD, "--all"),
        ("letter", "--period", PERIOD, "--project", CORRECTED),
        ("table", "报送情况表", "--period", PERIOD, "--format", "docx"),
        ("table", "在建项目进展情况表", "--period", "2021-02", "--format", "docx"),
        ("import", DATA / "chenzhai-2020-03.xlsx", "--period", "2020-03"),
        ("notice", "--period", "2020-03"),
        ("table", "清单表", "--period", "2020-03", "--format", "docx"),
    ):
        done = docgen(office, *words)
        assert done.returncode in (0, 1), done.stderr
    return office


@pytest.fixture(scope="session")
def papers(traced_office: Path) -> list[Path]:
    """Every Word document that the office has made."""
    found = sorted((traced_office / "outputs").glob("20*/*.docx"))
    assert len(found) >= 10
    return found


@pytest.fixture(scope="session")
def circular(papers: list[Path]) -> Path:
    return next(paper for paper in papers if "2021年3月份" in paper.name and paper.name.endswith("通报.docx"))


@pytest.fixture(scope="session")
def settings(traced_office: Path):
    return load(traced_office)
