"""Where a piece of work spends its time, for the lines that were not met."""

from __future__ import annotations

import cProfile
import io
import os
import pstats
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.racing import ROOT

MOST = 12
"""How many functions are told."""


def profile(work: Callable[[], object]) -> list[str]:
    """The functions that took the most time in themselves, a line each; files by their names within their package."""
    watch = cProfile.Profile()
    watch.runcall(work)
    return told(pstats.Stats(watch, stream=io.StringIO()))


def of_command(words: Sequence[str], folder: Path, most: float) -> list[str]:
    """The same of a ``docgen`` command in a process of its own; nothing where it fails or takes more than ``most`` seconds."""
    with tempfile.TemporaryDirectory() as name:
        out = Path(name) / "profile"
        command = [sys.executable, "-m", "cProfile", "-o", str(out), "-m", "docgen", *words]
        try:
            subprocess.run(command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, timeout=most, check=False)
            return told(pstats.Stats(str(out)))
        except (OSError, TypeError, ValueError, EOFError, subprocess.TimeoutExpired):
            return []


def told(stats: pstats.Stats) -> list[str]:
    rows = sorted(stats.stats.items(), key=lambda item: -item[1][2])[:MOST]
    return [f"{own:8.3f} s {calls:>9} 次  {_place(*place)}" for place, (_, calls, own, _, _) in rows]


def _place(file: str, line: int, name: str) -> str:
    """No path of this machine: from the package on."""
    short = re.sub(r"^.*/(?:site-packages|lib/python[\d.]+)/", "", file.replace("\\", "/"))
    short = re.sub(r"^.*/(?=(?:docgen|benchmarks)/)", "", short)
    return name if file.startswith(("~", "<")) else f"{short.removeprefix('/')}:{line} {name}"
