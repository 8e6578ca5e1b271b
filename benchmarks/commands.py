"""One docgen command as an office types it, in a process of its own: how long, how much memory, what it printed."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.racing import ROOT, Failed, peak

LONGEST = 400.0
"""Seconds that one command may take."""


@dataclass(frozen=True)
class Took:
    """``seconds`` on the clock, ``processor`` of all cores and child processes (0 where the system does not tell).

    ``megabytes`` is the most memory of the command's own process, None where the system does not tell.
    """

    seconds: float
    processor: float
    megabytes: float | None
    printed: str


def run(folder: Path, words: Sequence[str]) -> Took:
    """Run ``docgen words…`` in ``folder``. Raises Failed; exit codes 0 and 1 are both done."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as complaints:
        begun = time.perf_counter()
        process = subprocess.Popen([sys.executable, "-m", "docgen", *words], cwd=folder, env=environment, stdout=out, stderr=complaints)
        memory, used = None, _ended(process)
        while process.returncode is None:
            memory = peak(process.pid) or memory
            if time.perf_counter() - begun > LONGEST:
                process.kill()
            time.sleep(0.01)
            used = _ended(process)
        took = time.perf_counter() - begun
        out.seek(0)
        complaints.seek(0)
        if process.returncode not in (0, 1):
            why = complaints.read().decode("utf-8", "replace").strip().splitlines() or [f"超过 {LONGEST:g} 秒"]
            raise Failed(f"docgen {' '.join(words[2:] if words[0] == '--workspace' else words)}：{why[-1]}")
        return Took(took, used, memory, out.read().decode("utf-8"))


def _ended(process: subprocess.Popen) -> float:
    """Processor seconds of a process that ended, its children counted; 0 while it runs."""
    if not hasattr(os, "wait4"):
        process.poll()
        return 0.0
    done, status, usage = os.wait4(process.pid, os.WNOHANG)
    if not done:
        return 0.0
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime
