"""One lag rule: what it measures, from where on which level counts, for whom, and what follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from docgen.rules.measure import BY_KEY, Measure


@dataclass(frozen=True)
class Rule:
    """``name`` as the papers call it; ``key`` of what it measures (:mod:`docgen.rules.measure`).

    ``thresholds`` pair levels with figures (percentage points, percent, months or days), the mildest level first.
    It holds for projects of all ``stages``, ``units``, ``categories``, ``industries``, ``projects`` that it names; a
    list left empty holds for all. It counts when it was met ``for_periods`` in a row, and ``raise_after`` in a row it
    counts one level higher (0: never). ``words`` is its own sentence, empty for the measure's. ``consequences`` pair
    levels with what follows. ``dates`` pair projects, nodes or procedures with days, ``day`` is one for all.
    ``silence``: a node of which the record says nothing counts as not finished. ``report_days`` are the days of the
    month by which reports are owed (empty: the settings' own); ``missing`` the level of a report never sent.
    """

    name: str
    key: str
    thresholds: tuple[tuple[str, Decimal], ...]
    stages: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    for_periods: int = 1
    raise_after: int = 0
    words: str = ""
    consequences: tuple[tuple[str, str], ...] = ()
    dates: tuple[tuple[str, date], ...] = ()
    day: date | None = None
    silence: bool = False
    report_days: tuple[int, ...] = ()
    missing: str = ""

    @property
    def measure(self) -> Measure:
        return BY_KEY[self.key]

    def met(self, measured: Decimal) -> tuple[str, Decimal] | None:
        """The gravest level that an unrounded figure reaches, with its threshold; None when it reaches none."""
        return next((pair for pair in reversed(self.thresholds) if self.measure.reaches(measured, pair[1])), None)
