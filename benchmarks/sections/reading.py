"""Reading a unit's workbook against calamine alone; the work itself is in ``benchmarks/reading.py``."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks import reading
from benchmarks.profiling import profile
from benchmarks.report import NOT_MET, Line, Section, seconds
from benchmarks.scale import Scale


def measure(scale: Scale) -> list[Section]:
    with tempfile.TemporaryDirectory() as name:
        path = reading.make(Path(name) / "曹镇乡.xlsx", scale.rows)
        ours, theirs = reading.ratio(path, scale.rounds)
        memory = reading.megabytes(path)
        whole = reading.whole_import(path)
        lines = (
            Line(f"读 {scale.rows:,} 行 × {reading.COLUMNS} 列的台账，对 calamine", reading.MOST_TIMES, ours / theirs),
            Line("读台账，整个进程的内存", reading.MOST_MEGABYTES, memory, unit="MB"),
        )
        slow = any(line.verdict == NOT_MET for line in lines)
        watched = profile(lambda: reading.ratio(path, 1)) if slow else ()
    rows = [["只用 calamine 取值", seconds(theirs)], ["读出工作簿（read_workbook）", seconds(ours)], ["读到项目（read_submission）", seconds(whole)]]
    return [Section("读台账", ("步骤", "最快"), rows, lines, ("处理器时间，轮流各读几遍，取最快的一遍。",), watched)]
