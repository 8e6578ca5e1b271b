"""A whole month as an office types it, with few and with very many projects; each command a process of its own."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks import ledgers
from benchmarks.report import Line, Section, seconds
from benchmarks.racing import ROOT
from benchmarks.scale import Scale

PERIOD = "2021-03"
ANNEXES = ("前期项目谋划表", "新建（竣工）项目情况表", "在建项目进展情况表", "排名表", "滞后项目清单", "报送情况表")
MOST = 11.0
STEPS = {
    "import": [["import", f"报送/{PERIOD}"]],
    "figures": [["figures", "--period", PERIOD]],
    "circular": [["circular", "--period", PERIOD]],
    "全部附件表": [["table", name, "--period", PERIOD, "--format", "docx"] for name in ANNEXES],
}
_LONGEST = 400.0
"""Seconds that one command may take."""


def measure(scale: Scale) -> list[Section]:
    """The small ledgers several times, the largest once: it takes the longest and varies the least."""
    found: dict[int, dict[str, list[float]]] = {size: {} for size in scale.projects}
    problems: list[str] = []
    largest = max(scale.projects)
    with tempfile.TemporaryDirectory() as name:
        for turn in range(min(3, scale.rounds)):
            for size in scale.projects:
                if size != largest or turn == 1 or scale.rounds < 2:
                    problem = _month(Path(name) / f"{size}-{turn}", size, found[size])
                    problems += [f"{size:,} 个项目：{problem}"] if problem else []
    *_, few, many = ({step: median(took) for step, took in found[size].items()} for size in sorted(scale.projects))
    head = ("步骤", *(f"{size:,} 个项目" for size in scale.projects), "后两者之比")
    rows = [_row(step, [found[size] for size in scale.projects]) for step in (*STEPS, "整月")]
    times = None if problems or "整月" not in few or "整月" not in many else many["整月"] / few["整月"]
    line = Line(f"整月，{scale.projects[-1]:,} 个项目对 {scale.projects[-2]:,} 个", MOST, times)
    notes = [f"各步是 docgen 的一条命令，含启动；附件表为{'、'.join(ANNEXES)}，每张一条命令，都出 docx。", *problems]
    return [Section("整月的公文", head, rows, (line,), notes)]


def _month(workspace: Path, size: int, found: dict[str, list[float]]) -> str:
    """One month in a fresh workspace; what went wrong, in words."""
    problem = _run(workspace.parent, ["init", str(workspace)])[1]
    if problem:
        return problem
    (workspace / "docgen.toml").write_text(ledgers.settings(size), encoding="utf-8")
    ledgers.make(workspace / "报送", size, (PERIOD,))
    whole = 0.0
    for step, commands in STEPS.items():
        took = 0.0
        for command in commands:
            one, problem = _run(workspace, command)
            if problem:
                return f"docgen {' '.join(command)}：{problem}"
            took += one
        found.setdefault(step, []).append(took)
        whole += took
    found.setdefault("整月", []).append(whole)
    return ""


def _run(folder: Path, words: Sequence[str]) -> tuple[float, str]:
    """Seconds, and what went wrong: exit codes 0 and 1 are both done."""
    command = [sys.executable, "-m", "docgen", "--workspace", str(folder), *words]
    if words[0] == "init":
        command = [sys.executable, "-m", "docgen", *words]
    begun = time.perf_counter()
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", env=_environment(), timeout=_LONGEST)
    except subprocess.TimeoutExpired:
        return _LONGEST, f"超过 {_LONGEST:g} 秒"
    took = time.perf_counter() - begun
    return took, "" if done.returncode in (0, 1) else (done.stderr.strip().splitlines() or ["失败"])[-1]


def _environment() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


def _row(step: str, sizes: Sequence[dict[str, list[float]]]) -> list[str]:
    medians = [median(size[step]) if size.get(step) else None for size in sizes]
    *_, few, many = medians
    times = f"{many / few:.2f}" if few and many else "—"
    return [step, *("—" if value is None else seconds(value) for value in medians), times]
