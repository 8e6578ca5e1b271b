"""Word: one large table, the same table five times as long, many letters."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.comparing import BARE, DOCGEN, Peer, Shape, compare, competitor, difference
from benchmarks.racing import Competitor, Failed, Outcome, once, race
from benchmarks.report import NOT_MET, Line, Section, head, outcomes, ratio
from benchmarks.scale import Scale
from benchmarks.shapes import letters, rows
from benchmarks.shapes.texts import paragraphs

OURS = Peer(DOCGEN, "jinja", "docgen")
PEERS = (
    OURS,
    Peer("docxtpl", "jinja", "docxtpl"),
    Peer("Carbone", "carbone", "carbone", node=True),
    Peer("docxtemplater", "mustache", "docxtemplater", node=True),
    Peer("easy-template-x", "mustache", "easy-template-x", node=True),
    Peer("python-docx", "marked", "python_docx"),
    Peer(BARE, "marked", "bare"),
)


def measure(scale: Scale) -> list[Section]:
    return [table(scale), longer(scale), many(scale)]


def table(scale: Scale) -> Section:
    """One document whose table has ten columns."""
    shape = Shape(rows.template, rows.contexts(scale.rows), paragraphs)
    with tempfile.TemporaryDirectory() as name:
        found = compare(shape, PEERS, Path(name), scale.rounds)
        work = f"{scale.rows:,} 行 × 10 列 docx，对"
        lines = (
            Line(f"{work} docxtpl", 1 / 12, ratio(found, DOCGEN, "docxtpl"), said="1/12"),
            Line(f"{work} Carbone", 2 / 3, ratio(found, DOCGEN, "Carbone"), said="2/3"),
            Line(f"{work}{BARE}", 2, ratio(found, DOCGEN, BARE)),
        )
        note = f"“{BARE}”是把文字直接拼进 XML、压缩成包：没有模板语言，也不核对，是 Python 做这件事的下限；压缩用 zlib 最快的一级，与 docgen 相同，别的程序用各自的。"
        return _section(f"{scale.rows:,} 行 × 10 列的表（docx）", shape, found, lines, Path(name), (note,))


def longer(scale: Scale) -> Section:
    """docgen alone: how time and memory grow; the records come one after the other, as from a database."""
    sizes = (scale.rows, scale.more_rows)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "jinja.docx").write_bytes(rows.template("jinja"))
        (folder / "marked.docx").write_bytes(rows.template("marked"))
        streamed = {size: _command("docgen_streamed", folder, size) for size in sizes}
        limit = _command("bare_streamed", folder, scale.more_rows)
        found = race([*streamed.values(), limit], scale.rounds)
        few, many = (found[streamed[size].name] for size in sizes)
        unlike = _unlike(streamed[scale.more_rows], limit, folder)
        if unlike:
            many.problem = unlike
        lines = (
            Line(f"{scale.more_rows:,} 行对 {scale.rows:,} 行，用时", 1.1 * scale.more_rows / scale.rows, ratio(found, many.name, few.name)),
            Line(f"{scale.more_rows:,} 行，整个进程的内存", 100, None if many.problem else many.megabytes, unit="MB"),
        )
        note = "记录一条一条取来，成品边写边存盘，内存不随行数增长。"
        slow = any(line.verdict == NOT_MET for line in lines)
        profile = _profile(streamed[scale.more_rows]) if slow else ()
        return Section(f"{scale.more_rows:,} 行的表（docx）", head(few.name), outcomes(found, few.name), lines, (note,), profile)


def many(scale: Scale) -> Section:
    """Letters of one page, all in one process."""
    shape = Shape(letters.template, letters.contexts(scale.letters), paragraphs)
    with tempfile.TemporaryDirectory() as name:
        found = compare(shape, PEERS, Path(name), scale.rounds)
        work = f"{scale.letters} 份一页的函，对"
        lines = (
            Line(f"{work} docxtpl", 1 / 15, ratio(found, DOCGEN, "docxtpl"), said="1/15"),
            Line(f"{work} easy-template-x", 1 / 3, ratio(found, DOCGEN, "easy-template-x"), said="1/3"),
        )
        return _section(f"{scale.letters} 份一页的函（docx，一个进程）", shape, found, lines, Path(name))


def _section(
    title: str, shape: Shape, found: dict[str, Outcome], lines: Sequence[Line], folder: Path, notes: Sequence[str] = ()
) -> Section:
    profile = profiled(shape, OURS, folder) if any(line.verdict == NOT_MET for line in lines) else ()
    return Section(title, head(DOCGEN), outcomes(found, DOCGEN), lines, notes, profile)


def profiled(shape: Shape, peer: Peer, folder: Path) -> Sequence[str]:
    """Where ``peer``'s time goes; nothing where it does not run."""
    try:
        return _profile(competitor(peer, shape, folder))
    except Failed:
        return ()


def _profile(one: Competitor) -> Sequence[str]:
    try:
        return once(one, "profile")["profile"]
    except (Failed, OSError, ValueError, KeyError):
        return ()


def _command(module: str, folder: Path, size: int) -> Competitor:
    contexts = folder / f"{module}-{size}.json"
    contexts.write_text(f'[{{"title": "在建项目进展情况表", "count": {size}}}]', encoding="utf-8")
    name = f"docgen {size:,} 行" if module == "docgen_streamed" else f"{BARE} {size:,} 行"
    template = folder / ("jinja.docx" if module == "docgen_streamed" else "marked.docx")
    return Competitor(name, (sys.executable, "-m", "benchmarks.worker", module, str(template), str(contexts)))


def _unlike(one: Competitor, other: Competitor, folder: Path) -> str:
    """Where the texts of two workers' documents part; empty when they do not, or one is missing (its row says so)."""
    said = []
    for number, command in enumerate((one, other)):
        place = folder / str(number)
        place.mkdir()
        try:
            once(command, f"keep {place}")
        except (Failed, ValueError):
            return ""
        said.append(paragraphs((place / "0").read_bytes()))
    return difference(*said)
