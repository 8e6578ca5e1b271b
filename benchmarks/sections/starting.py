"""How soon the program answers: ``docgen --help`` against a Python that imports click and nothing else."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence

from benchmarks.profiling import of_command
from benchmarks.racing import ROOT, Outcome
from benchmarks.report import NOT_MET, Line, Section, ratio, seconds
from benchmarks.scale import Scale

MOST = 3.0
HELP, CLICK = "docgen --help", "python -c 'import click'"
_COMMANDS = {HELP: (sys.executable, "-m", "docgen", "--help"), CLICK: (sys.executable, "-c", "import click")}


def measure(scale: Scale) -> list[Section]:
    found = {name: Outcome(name) for name in _COMMANDS}
    for turn in range(2 * scale.rounds + 1):
        for name, command in _COMMANDS.items():
            took = _seconds(command)
            if took is None:
                found[name].problem = "运行失败"
            elif turn == 0:
                found[name].first = took
            else:
                found[name].seconds.append(took)
    line = Line("docgen --help 对 import click", MOST, ratio(found, HELP, CLICK))
    rows = [[name, "—" if one.median is None else seconds(one.median), one.problem or f"{len(one.seconds)}次"] for name, one in found.items()]
    profile = of_command(["--help"], ROOT, 60) if line.verdict == NOT_MET else ()
    return [Section("启动", ("命令", "中位", ""), rows, (line,), ("整个进程从启动到结束。",), profile)]


def _seconds(command: Sequence[str]) -> float | None:
    begun = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    return None if done.returncode else time.perf_counter() - begun
