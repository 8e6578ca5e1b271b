"""When units reported (报送), and by when they owed it."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from docgen.ledger.period import Period


@dataclass(frozen=True)
class Filings:
    """``expected`` owe a report each period; ``arrived`` is the day of each unit's first report by period, None where the
    day is not known; ``days`` of the month by which reports are owed when a rule names none."""

    expected: tuple[str, ...] = ()
    arrived: Mapping[Period, Mapping[str, date | None]] = field(default_factory=dict)
    days: tuple[int, ...] = (25,)


def due_day(period: Period, days: tuple[int, ...]) -> date:
    """The day by which a period's report is owed: the last of ``days`` (of the month) within its last month, the first
    half month's within it; without one there, the first of the days after it."""
    year, month = period.year, period.month
    last = calendar.monthrange(year, month)[1]
    first = period.end.day // 2 if period.halves == 1 and period.last_half % 2 == 0 else 0
    inside = [day for day in (min(day, last) for day in days) if first < day <= period.end.day]
    return date(year, month, inside[-1] if inside else min(day for day in (min(day, last) for day in days)))
