"""Competitors measured in turn: each a process of its own that stays alive, one run each a round (ABAB…).

Whatever else the machine does hits all alike, and a competitor that fails or takes too long only loses its own line.
"""

from __future__ import annotations

import json
import re
import subprocess
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SLOW = 30.0
"""Seconds after which a competitor sits out the remaining rounds."""
HANGS = 180.0
"""Seconds of one run after which a competitor is ended."""


class Failed(Exception):
    """A competitor could not do it; the message says why, for the report."""


@dataclass
class Outcome:
    """What one competitor took: ``seconds`` a run; ``first`` is its first run, which counts for nothing else.

    ``megabytes`` is the most memory the whole process had by the end of the first run, None where the system does
    not tell; ``size`` the bytes it made. ``problem`` says why there is nothing to compare.
    """

    name: str
    seconds: list[float] = field(default_factory=list)
    first: float | None = None
    megabytes: float | None = None
    size: int = 0
    problem: str = ""

    @property
    def median(self) -> float | None:
        """Seconds; None when it failed or said something else than the others."""
        if self.problem or self.first is None:
            return None
        return median(self.seconds or [self.first])


@dataclass(frozen=True)
class Competitor:
    """``command`` starts a process that speaks as ``benchmarks.worker`` does."""

    name: str
    command: Sequence[str]


class Runner:
    """A competitor's process."""

    def __init__(self, competitor: Competitor) -> None:
        self._process = subprocess.Popen(
            list(competitor.command), cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True, encoding="utf-8", errors="replace",
        )  # fmt: skip
        self._words: list[str] = []
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()
        try:
            if self._answer() != "ready":
                raise Failed(self._last_words())
        except Failed:
            self.end()
            raise

    def ask(self, word: str) -> dict[str, Any]:
        """Send one line, wait for the answer. Raises Failed."""
        try:
            self._process.stdin.write(word + "\n")
            self._process.stdin.flush()
        except OSError:
            raise Failed(self._last_words()) from None
        return json.loads(self._answer())

    def megabytes(self) -> float | None:
        return peak(self._process.pid)

    def end(self) -> None:
        """The process is ended, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        self._listening.join(timeout=5)
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            try:
                stream.close()
            except OSError:
                pass

    def _listen(self) -> None:
        for line in self._process.stderr:
            self._words.append(line.strip())

    def _answer(self) -> str:
        clock = threading.Timer(HANGS, self._process.kill)
        clock.start()
        try:
            line = self._process.stdout.readline()
        finally:
            clock.cancel()
        if not line:
            raise Failed(self._last_words())
        return line.strip()

    def _last_words(self) -> str:
        self._listening.join(timeout=2)
        return next((word for word in reversed(self._words) if word), f"运行超过 {HANGS:g} 秒或意外退出")[:200]


def peak(process: int) -> float | None:
    """The most megabytes that a process had so far; None where the system does not tell.

    VmHWM (Linux), since ru_maxrss begins with what the starting process had.
    """
    try:
        found = re.search(r"VmHWM:\s*(\d+)", Path(f"/proc/{process}/status").read_text(encoding="utf-8"))
    except OSError:
        return None
    return int(found[1]) / 1024 if found else None


def race(competitors: Sequence[Competitor], rounds: int) -> dict[str, Outcome]:
    """Each competitor's outcome by its name: one run that does not count, then ``rounds`` in turn."""
    outcomes = {one.name: Outcome(one.name) for one in competitors}
    runners: dict[str, Runner] = {}
    try:
        for one in competitors:
            _start(one, outcomes[one.name], runners)
        for _ in range(rounds):
            for name, runner in list(runners.items()):
                outcome = outcomes[name]
                if outcome.first + sum(outcome.seconds) > SLOW:
                    continue
                try:
                    outcome.seconds.append(runner.ask("run")["seconds"])
                except (Failed, ValueError) as problem:
                    outcome.problem = str(problem)
                    runners.pop(name).end()
    finally:
        for runner in runners.values():
            runner.end()
    return outcomes


def _start(one: Competitor, outcome: Outcome, runners: dict[str, Runner]) -> None:
    try:
        runners[one.name] = runner = Runner(one)
        told = runner.ask("run")
        outcome.first, outcome.size, outcome.megabytes = told["seconds"], told["bytes"], runner.megabytes()
    except (Failed, OSError, ValueError) as problem:
        outcome.problem = str(problem)
        if one.name in runners:
            runners.pop(one.name).end()


def once(competitor: Competitor, word: str) -> dict[str, Any]:
    """One answer of a fresh process. Raises Failed."""
    runner = Runner(competitor)
    try:
        return runner.ask(word)
    finally:
        runner.end()
