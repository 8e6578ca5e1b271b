"""Excel: a styled sheet of 22 columns from a template."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.comparing import BARE, DOCGEN, Peer, Shape, compare
from benchmarks.report import NOT_MET, Line, Section, head, outcomes, ratio
from benchmarks.scale import Scale
from benchmarks.sections.documents import profiled
from benchmarks.shapes import workbooks
from benchmarks.shapes.texts import cells

OURS = Peer(DOCGEN, "jinja", "docgen_sheet")
WRITER = "XlsxWriter（constant_memory）"
PEERS = (
    OURS,
    Peer("docgen（并算行高）", "jinja", "docgen_heights"),
    Peer(WRITER, "plain", "xlsxwriter"),
    Peer("openpyxl（模板）", "plain", "openpyxl"),
    Peer("openpyxl（write_only）", "plain", "openpyxl_writing"),
    Peer(BARE, "plain", "bare_sheet"),
)


def measure(scale: Scale) -> list[Section]:
    shape = Shape(workbooks.template, workbooks.contexts(scale.rows), cells, ".xlsx")
    with tempfile.TemporaryDirectory() as name:
        found = compare(shape, PEERS, Path(name), scale.rounds)
        lines = (Line(f"{scale.rows:,} × 22 格带格式的 xlsx，对 XlsxWriter", 1 / 3, ratio(found, DOCGEN, WRITER), said="1/3"),)
        profile = profiled(shape, OURS, Path(name)) if any(line.verdict == NOT_MET for line in lines) else ()
    notes = (
        "XlsxWriter 和 openpyxl 的 write_only 没有模板，同样的格式是手写的；其余由模板得来。"
        f"“{BARE}”是把每格拼成文字、压缩成包，是 Python 做这件事的下限。",
    )
    return [Section(f"{scale.rows:,} × 22 格带格式的表（xlsx）", head(DOCGEN), outcomes(found, DOCGEN), lines, notes, profile)]
