"""How much work: the sizes of the targets, or small ones to try the benchmarks themselves."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """Rows of a table, letters, papers to print, projects of a ledger; ``rounds`` is how often each is measured."""

    rows: int = 10_000
    more_rows: int = 50_000
    letters: int = 200
    printed: int = 40
    cold: int = 6
    """Cold starts of LibreOffice that stand for ``printed`` ones."""
    projects: tuple[int, ...] = (72, 1_000, 10_000)
    rounds: int = 5


FULL = Scale()
QUICK = Scale(rows=200, more_rows=1_000, letters=6, printed=4, cold=1, projects=(12, 72), rounds=2)
