"""Thousands of broken workbooks: none stops docgen with a traceback, none changes the ledger unless it is taken whole."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from docgen.ledger.importing import import_files
from docgen.ledger.period import Period
from docgen.ledger.store import Ledger
from tests.corpus.base import plain
from tests.corpus.book import Book, Row, write
from tests.corpus.habits import HABITS

MARCH = Period.parse("2021-03")
RANDOM_CELLS, MUTATED, REPACKED, FILES_A_RUN = 150, 1500, 250, 50

ODD: tuple[Any, ...] = (
    "", " ", "\u3000", "/", "—", "0", "-0", "1e400", "NaN", "inf", "٣", "½", "１２．３４", "1,2,3", "1.2.3", "亿元", "约", "约约7", "(5)", "-7",
    "二〇二〇年", "2020.13", "2020-2-31", "13800001949" * 4, "合计", "其中：", "一、", "（一）", "序号", "项目名称", "总投资", "单位：元",
    "=1+1", "+1", "@x", "#DIV/0!", "\u200b", "\ufeff", "\ue000", "😀", "％", "{{ x }}", "{% if %}", "<w:p/>", "'\"\\;--", "名" * 5000,
    "\n".join("行" * 3 for _ in range(200)), True, False, 0, -1, 10**15, 1e308, -1e-308, 0.1 + 0.2, 43922, 2020.1,
    date(1900, 1, 1), datetime(9999, 12, 31, 23, 59, 59), time(1, 2, 3), timedelta(days=3, hours=5),
)  # fmt: skip


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(f"sqlite:///{(tmp_path / 'ledger.db').as_posix()}") as opened:
        folder = tmp_path / "first"
        folder.mkdir()
        (folder / "曹镇乡.xlsx").write_bytes(write(plain()).content)
        assert not import_files(opened, [folder], MARCH).refused
        yield opened


def test_random_cells_in_random_places(ledger, tmp_path):
    chance = random.Random(20210325)
    take(ledger, tmp_path, (write(scrambled(chance)).content for _ in range(RANDOM_CELLS)), chance)


def test_files_cut_short_and_with_bytes_changed(ledger, tmp_path):
    chance = random.Random(9704)
    whole = write(plain()).content
    take(ledger, tmp_path, (mutated(whole, chance) for _ in range(MUTATED)), chance)


def test_parts_of_the_package_spoilt_and_packed_again(ledger, tmp_path):
    chance = random.Random(2012)
    whole = write(plain()).content
    take(ledger, tmp_path, (repacked(whole, chance) for _ in range(REPACKED)), chance)


def take(ledger: Ledger, folder: Path, contents: Iterator[bytes], chance: random.Random) -> None:
    """Import the files, some at a time; a refused one must leave what its unit had reported as it stood."""
    for number, content in enumerate(contents):
        path = folder / f"{number % FILES_A_RUN:03}.xlsx"
        path.write_bytes(content)
        unit = f"第{chance.randrange(3)}街道"
        before = {report for report in map(_facts, ledger.reports(MARCH))}
        result = import_files(ledger, [path], MARCH, unit)
        (file,) = result.files
        after = {report for report in map(_facts, ledger.reports(MARCH))}
        if file.change is None:
            assert file.problems and all(str(problem) for problem in file.problems)
            assert after == before
        else:
            assert {facts for facts in after if facts[0] != unit} == {facts for facts in before if facts[0] != unit}
            assert file.change.projects == sum(facts[0] == unit for facts in after)


def _facts(report: Any) -> tuple[Any, ...]:
    return report.unit, report.form, report.name, report.total_investment, report.year_investment, report.source


def scrambled(chance: random.Random) -> Book:
    """A workbook with a few habits and odd values in a few cells, headers too."""
    book = plain()
    taken: set[str] = set()
    for habit in chance.sample(HABITS, chance.randrange(4)):
        if not habit.slots & taken:
            habit.apply(book)
            taken |= habit.slots
    for _ in range(chance.randrange(1, 8)):
        row = chance.choice(book.rows)
        row.cells[chance.choice(book.columns).key] = chance.choice(ODD)
    if not chance.randrange(3):
        column = chance.choice(book.columns)
        column.path = (*column.path[:-1], chance.choice([str(value) for value in ODD if isinstance(value, str) and value.strip() and len(value) < 50]))
    if not chance.randrange(5):
        book.rows.insert(chance.randrange(len(book.rows)), Row({column.key: chance.choice(ODD) for column in book.columns}))
    return book


def mutated(whole: bytes, chance: random.Random) -> bytes:
    """The file cut short, with bytes changed, doubled or taken out."""
    content = bytearray(whole)
    way = chance.randrange(4)
    if way == 0:
        return bytes(content[: chance.randrange(max(len(content), 1))])
    for _ in range(chance.randrange(1, 20)):
        at = chance.randrange(max(len(content), 1))
        if way == 1 and content:
            content[at] = chance.randrange(256)
        elif way == 2:
            del content[at : at + chance.randrange(1, 40)]
        else:
            content[at:at] = content[at : at + chance.randrange(1, 40)]
    return bytes(content)


def repacked(whole: bytes, chance: random.Random) -> bytes:
    """An honest archive in which one part is spoilt, gone, or another part's content."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        spoilt = chance.choice(names)
        for name in names:
            data = old.read(name)
            if name == spoilt:
                way = chance.randrange(4)
                if way == 0:
                    continue
                data = (mutated(data, chance), old.read(chance.choice(names)), data.replace(b"<row", b"<raw"))[way - 1]
            new.writestr(name, data)
    return stream.getvalue()
