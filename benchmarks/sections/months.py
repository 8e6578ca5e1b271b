"""A whole month as an office types it, with few and with very many projects; each command a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks import ledgers
from benchmarks.racing import ROOT, Failed, peak
from benchmarks.report import Line, Section, seconds
from benchmarks.scale import Scale

PERIOD = "2021-03"
ANNEXES = ("前期项目谋划表", "新建（竣工）项目情况表", "在建项目进展情况表", "排名表", "滞后项目清单", "报送情况表")
MOST = 11.0
STEPS = {
    "import": [["import", f"报送/{PERIOD}"]],
    "figures": [["figures", "--period", PERIOD, "--json"]],
    "circular": [["circular", "--period", PERIOD]],
    "全部附件表": [["table", name, "--period", PERIOD, "--format", "docx"] for name in ANNEXES],
}
_WHOLE = "整月"
_LONGEST = 400.0
"""Seconds that one command may take."""


MEMORY = "内存峰值"


def measure(scale: Scale) -> list[Section]:
    """The small ledgers several times, the largest once: it takes the longest and varies the least."""
    found: dict[int, dict[str, list[float]]] = {size: {} for size in scale.projects}
    problems: list[str] = []
    largest = max(scale.projects)
    turns = min(3, scale.rounds)
    with tempfile.TemporaryDirectory() as name:
        for turn in range(turns):
            for size in scale.projects:
                if size != largest or turn == turns // 2:
                    problem = _month(Path(name) / f"{size}-{turn}", size, found[size])
                    problems += [f"{size:,} 个项目未测完：{problem}"] if problem else []
    sizes = [found[size] for size in scale.projects]
    times = None if problems else median(sizes[-1][_WHOLE]) / median(sizes[-2][_WHOLE])
    line = Line(f"整月，{scale.projects[-1]:,} 个在建项目对 {scale.projects[-2]:,} 个", MOST, times)
    head = ("步骤", *(f"{size:,} 个在建项目" for size in scale.projects), "后两者之比")
    rows = [_row(step, sizes) for step in (*STEPS, _WHOLE)]
    rows.append([MEMORY, *(f"{max(size[MEMORY]):.0f} MB" if size.get(MEMORY) else "—" for size in sizes), ""])
    note = f"每步是 docgen 的命令，含启动；附件表为{'、'.join(ANNEXES)}，一张一条命令，都出 docx。内存是各命令自身进程中最多的一个。"
    return [Section("整月的公文", head, rows, (line,), (note, *problems))]


def _month(workspace: Path, size: int, found: dict[str, list[float]]) -> str:
    """One month in a fresh workspace; what went wrong, in words."""
    try:
        _run(workspace.parent, ["init", str(workspace)])
        (workspace / "docgen.toml").write_text(ledgers.settings(size), encoding="utf-8")
        ledgers.make(workspace / "报送", size, (PERIOD,))
        whole, most = 0.0, 0.0
        for step, commands in STEPS.items():
            took = 0.0
            for command in commands:
                one, told, memory = _run(workspace, ["--workspace", str(workspace), *command])
                took, most = took + one, max(most, memory or 0.0)
                if step == "figures" and json.loads(told)["projects"] < size:
                    raise Failed(f"台账里只有 {json.loads(told)['projects']} 个项目")
            found.setdefault(step, []).append(took)
            whole += took
        found.setdefault(_WHOLE, []).append(whole)
        found.setdefault(MEMORY, []).append(most)
    except (Failed, OSError, ValueError, KeyError) as problem:
        return str(problem)
    return ""


def _run(folder: Path, words: Sequence[str]) -> tuple[float, str, float | None]:
    """Seconds, what was printed, megabytes. Raises Failed; exit codes 0 and 1 are both done."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as complaints:
        begun = time.perf_counter()
        process = subprocess.Popen([sys.executable, "-m", "docgen", *words], cwd=folder, env=environment, stdout=out, stderr=complaints)
        memory = None
        while process.poll() is None:
            memory = peak(process.pid) or memory
            if time.perf_counter() - begun > _LONGEST:
                process.kill()
            time.sleep(0.01)
        took = time.perf_counter() - begun
        out.seek(0)
        complaints.seek(0)
        if process.returncode not in (0, 1):
            why = complaints.read().decode("utf-8", "replace").strip().splitlines() or [f"超过 {_LONGEST:g} 秒"]
            raise Failed(f"docgen {words[-1]}：{why[-1]}")
        return took, out.read().decode("utf-8"), memory


def _row(step: str, sizes: Sequence[dict[str, list[float]]]) -> list[str]:
    medians = [median(size[step]) if size.get(step) else None for size in sizes]
    *_, few, many = medians
    times = f"{many / few:.2f}" if few and many else "—"
    return [step, *("—" if value is None else seconds(value) for value in medians), times]
