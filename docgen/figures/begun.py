"""Joint groundbreaking (集中开工): which projects of a batch have really begun, who is beyond the time for it."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

BEGUN, LATE, OVERDUE, IN_TIME, UNDATED = "按期实质性开工", "超期实质性开工", "逾期未实质性开工", "未到期限", "已实质性开工"
"""How a project of a batch stands. IN_TIME: not really begun, and the day has not passed; UNDATED: begun, nobody says when."""


@dataclass(frozen=True)
class Broken:
    """A project whose ground was broken on ``batch``. ``began`` is the day on which work really began, None where it has
    not or the day is not told; ``really`` whether it has. Money in 万元."""

    name: str
    unit: str
    batch: date
    really: bool
    began: date | None = None
    total_investment: Decimal | None = None
    progress: str = ""
    cause: str = ""
    ref: str = ""


@dataclass(frozen=True)
class Standing:
    """A project on a day: ``due`` is the last day for the real start, ``days`` by how many that was or is exceeded."""

    project: Broken
    due: date
    state: str
    days: int = 0


def standing(project: Broken, months: int, day: date) -> Standing:
    """How ``project`` stands at the end of ``day``, where work must have begun within ``months``."""
    due = months_on(project.batch, months)
    if project.really and project.began is None and day > due:
        return Standing(project, due, UNDATED)
    if project.really:
        late = (project.began - due).days if project.began else 0
        return Standing(project, due, LATE if late > 0 else BEGUN, max(late, 0))
    over = (day - due).days
    return Standing(project, due, OVERDUE if over > 0 else IN_TIME, max(over, 0))


def months_on(day: date, months: int) -> date:
    """The same day so many months later, the month's last where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def begun_rate(standings: Iterable[Standing]) -> Fraction | None:
    """Those that have really begun over all; None of none."""
    states = [each.project.really for each in standings]
    return Fraction(sum(states), len(states)) if states else None
