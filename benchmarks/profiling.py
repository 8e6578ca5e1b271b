"""Where a piece of work spends its time, for the lines that were not met."""

from __future__ import annotations

import cProfile
import io
import pstats
import re
from collections.abc import Callable

MOST = 12
"""How many functions are told."""


def profile(work: Callable[[], object]) -> list[str]:
    """The functions that took the most time in themselves, a line each; files by their names within their package."""
    watch = cProfile.Profile()
    watch.runcall(work)
    return told(pstats.Stats(watch, stream=io.StringIO()))


def told(stats: pstats.Stats) -> list[str]:
    rows = sorted(stats.stats.items(), key=lambda item: -item[1][2])[:MOST]
    return [f"{own:8.3f} s {calls:>9} 次  {_place(*place)}" for place, (_, calls, own, _, _) in rows]


def _place(file: str, line: int, name: str) -> str:
    """No path of this machine: from the package on."""
    short = re.sub(r"^.*/(?:site-packages|lib/python[\d.]+)/", "", file.replace("\\", "/"))
    short = re.sub(r"^.*/(?=(?:docgen|benchmarks)/)", "", short)
    return name if file.startswith(("~", "<")) else f"{short.removeprefix('/')}:{line} {name}"
