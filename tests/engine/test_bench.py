"""The benchmarks compare like with like, go on when a program fails, and judge what they measured."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import npm, report
from benchmarks.comparing import DOCGEN, Peer, Shape, compare
from benchmarks.racing import ROOT, Outcome
from benchmarks.report import MET, NOT_MET, UNKNOWN, Line, Section
from benchmarks.sections import documents, workbooks
from benchmarks.shapes import letters, rows
from benchmarks.shapes import workbooks as sheets
from benchmarks.shapes.texts import cells, paragraphs


def there(peers: tuple[Peer, ...]) -> list[Peer]:
    """Those that are installed here: tests fetch nothing."""
    writer = importlib.util.find_spec("xlsxwriter")
    return [peer for peer in peers if (npm.present() if peer.node else peer.module != "xlsxwriter" or writer)]


TABLE = Shape(rows.template, rows.contexts(8), paragraphs)
LETTERS = Shape(letters.template, letters.contexts(3), paragraphs)
SHEET = Shape(sheets.template, sheets.contexts(8), cells, ".xlsx")


@pytest.mark.parametrize(
    ("shape", "peers"),
    [(TABLE, documents.PEERS), (LETTERS, documents.PEERS), (SHEET, workbooks.PEERS)],
    ids=["table", "letters", "sheet"],
)
def test_every_program_makes_the_same_document(shape: Shape, peers: tuple[Peer, ...], tmp_path: Path):
    found = compare(shape, there(peers), tmp_path, rounds=0)
    assert len(found) >= 4
    assert {name: one.problem for name, one in found.items() if one.problem} == {}
    assert all(one.median > 0 and one.size > 0 for one in found.values())


def test_the_shapes_say_what_was_filled_in(tmp_path: Path):
    from benchmarks.peers.docgen import fill

    template = tmp_path / "letter.docx"
    template.write_bytes(letters.template("jinja"))
    second = list(fill(template, letters.contexts(2)))[1]
    said = paragraphs(second)
    assert "平湛政督函〔2021〕2号" in said and sum("标准化厂房" in text for text in said) == 3
    assert not any("{" in text for text in said)


def test_who_makes_something_else_is_told_and_not_compared(tmp_path: Path):
    peers = [documents.OURS, Peer("手写", "marked", "bare")]
    shape = replace(TABLE, template=lambda syntax: rows.template(syntax) if syntax == "jinja" else letters.template(syntax))
    found = compare(replace(shape, contexts=[{**letters.contexts(1)[0], **TABLE.contexts[0]}]), peers, tmp_path, rounds=1)
    assert "不同" in found["手写"].problem and found["手写"].median is None
    assert found[DOCGEN].median and report.ratio(found, DOCGEN, "手写") is None


def test_a_program_that_is_not_there_loses_its_own_line_alone(tmp_path: Path):
    found = compare(TABLE, [documents.OURS, Peer("没有的程序", "jinja", "nowhere")], tmp_path, rounds=1)
    assert "nowhere" in found["没有的程序"].problem
    assert found[DOCGEN].median > 0


def test_a_line_is_met_up_to_its_limit_and_unknown_without_a_measurement():
    assert [Line("x", 2, measured).verdict for measured in (1.99, 2.0, 2.01, None)] == [MET, MET, NOT_MET, UNKNOWN]


def test_the_page_tells_the_verdicts_the_spread_and_no_folder_of_this_machine():
    found = {"甲": Outcome("甲", [0.2, 0.3, 0.4], 0.9, 50.0, 1000), "乙": Outcome("乙", problem=f"坏在 {ROOT}/a.py")}
    section = Section("表", report.head("甲"), report.outcomes(found, "甲"), [Line("甲对乙", 1, 3.0)], ["注"], ["  0.1 s  慢的函数"])
    page = report.document([("处理器", "两核")], [section])
    assert "| 甲对乙 | 1 倍 | 3 倍 | 未达到 |" in page and "| 处理器 | 两核 |" in page
    assert "0.300 秒" in page and "0.200 秒–0.400 秒" in page and "慢的函数" in page
    assert str(ROOT) not in page and "坏在 …/a.py" in page
