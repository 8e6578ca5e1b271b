"""How each unit stands with its report for a period (报送情况): sent or not, when, and whether late."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from docgen.ledger.imports import Import
from docgen.ledger.period import Period
from docgen.ledger.store import Ledger


@dataclass(frozen=True)
class Filing:
    """One unit's report. ``at`` is when what counts now came in; ``days_late`` how long after the report day the unit
    first reported, 0 when in time, None when that is not known."""

    unit: str
    reported: bool
    forms: tuple[str, ...] = ()
    projects: int = 0
    at: datetime | None = None
    files: tuple[str, ...] = ()
    days_late: int | None = None


def filings(ledger: Ledger, period: Period, owing: Iterable[str], report_day: int) -> tuple[Filing, ...]:
    """Every unit of ``owing`` and every other that reported, in this order."""
    reported = ledger.units(period)
    projects = Counter(report.unit for report in ledger.reports(period))
    imports: dict[str, list[Import]] = {}
    for item in ledger.imports(period):
        imports.setdefault(item.unit, []).append(item)
    due = due_date(period, report_day)
    found = []
    for unit in dict.fromkeys((*owing, *reported)):
        if unit not in reported:
            found.append(Filing(unit, False))
            continue
        current = [item for item in imports[unit] if item.current]
        forms = tuple(dict.fromkeys(form for item in current for form in item.forms))
        files = tuple(item.file for item in current)
        late = days_late(due, imports[unit][0].at.date())
        found.append(Filing(unit, True, forms, projects[unit], current[-1].at, files, late))
    return tuple(found)


def due_date(period: Period, report_day: int) -> date | None:
    """The report day in the month in which the period ends; None for half months, which have days of their own."""
    if period.halves == 1:
        return None
    end = period.end
    return end.replace(day=min(report_day, end.day))


def days_late(due: date | None, came: date) -> int | None:
    """Days from the report day to the day a report came in, 0 when in time.

    Known only within the month of the report day and the next: what is read in at another time was sent long before.
    """
    if due is None or not due.replace(day=1) <= came <= _end_of_next_month(due):
        return None
    return max(0, (came - due).days)


def _end_of_next_month(day: date) -> date:
    next_month = day.replace(day=28) + timedelta(days=4)
    return next_month.replace(day=monthrange(next_month.year, next_month.month)[1])
