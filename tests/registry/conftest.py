"""An office whose papers of March 2021 are drafts with blank numbers, and papers by the hundred made of one of them."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from docgen.settings import Settings, load
from tests.building.hand import PERIOD, command

MARCH = Path("outputs") / PERIOD
CIRCULAR = MARCH / "关于2021年3月份重点项目建设情况的通报.docx"
LETTER = MARCH / "督办函（曹镇乡政府）.docx"


@pytest.fixture(scope="session")
def drafted_once(sample_office: Path, tmp_path_factory) -> Path:
    """The sample office with a circular and letters as drafts. Read it, do not write to it."""
    office = Path(shutil.copytree(sample_office, tmp_path_factory.mktemp("drafted") / "office"))
    assert command(office, "circular", "--period", PERIOD)[0] == 0
    assert command(office, "letter", "--period", PERIOD, "--all")[0] == 0
    return office


@pytest.fixture
def office(drafted_once: Path, tmp_path: Path) -> Path:
    """A copy of it for one test to write to."""
    return Path(shutil.copytree(drafted_once, tmp_path / "office"))


@pytest.fixture
def settings(office: Path) -> Settings:
    return load(office)


@pytest.fixture
def many(office: Path) -> Callable[[int], list[Path]]:
    """Makes so many letters of one: each names another project in its title, so that it is a paper of its own."""
    return lambda count: [
        retold(office / LETTER, office / f"函{number:03}.docx", "滞后重点项目", f"第{number}号项目") for number in range(count)
    ]


def retold(paper: Path, target: Path, words: str, others: str) -> Path:
    """A copy of a paper with other words in its text, as a person would replace them in Word."""
    with zipfile.ZipFile(paper) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == "word/document.xml":
                assert words.encode() in data
                data = data.replace(words.encode(), others.encode())
            copy.writestr(entry, data)
    return target


def words_of(paper: Path) -> list[str]:
    """The paragraphs of a paper's text."""
    from docx import Document

    return [paragraph.text for paragraph in Document(BytesIO(paper.read_bytes())).paragraphs]


def all_words(paper: Path) -> str:
    """Every character of a paper, the imprint's too."""
    from docx import Document

    return "".join(text.text or "" for text in Document(str(paper)).element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"))
