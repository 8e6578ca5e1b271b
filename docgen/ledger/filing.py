"""How each unit stands with its report for a period (报送情况): sent or not, when, and whether late."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from docgen.ledger.imports import Import
from docgen.ledger.period import Period
from docgen.ledger.schema import IMPORTED, UNDONE
from docgen.ledger.store import Ledger


@dataclass(frozen=True)
class Filing:
    """One unit's report. ``at`` and ``who`` are of the last step that counts, ``files`` what its forms were read from,
    ``problems`` with how many these were taken; ``days_late`` how long after the report day the unit
    first reported, 0 when in time, None when that is not known."""

    unit: str
    reported: bool
    forms: tuple[str, ...] = ()
    projects: int = 0
    at: datetime | None = None
    files: tuple[str, ...] = ()
    days_late: int | None = None
    who: str = ""
    problems: int = 0


def filings(ledger: Ledger, period: Period, owing: Iterable[str], report_day: int) -> tuple[Filing, ...]:
    """Every unit of ``owing`` and every other that reported, in this order."""
    reported = ledger.units(period)
    reports = ledger.reports(period)
    projects = Counter(report.unit for report in reports)
    brought: dict[str, set[str]] = {}
    for report in reports:
        brought.setdefault(report.unit, set()).add(report.form)
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
        last = current[-1]
        read = _files(imports[unit])
        forms = tuple(form for form in read if form in brought[unit])
        sent = dict.fromkeys(item for form, item in read.items() if form in forms)
        late = days_late(due, imports[unit][0].at.date())
        files, told = tuple(item.file for item in sent), sum(item.problems for item in sent)
        found.append(Filing(unit, True, forms, projects[unit], last.at, files, late, last.who, told))
    return tuple(found)


def _files(steps: list[Import]) -> dict[str, Import]:
    """The file that each form of a unit was last read from, by form in the order of the files; steps back are followed."""
    by_number = {step.number: step for step in steps}
    found: dict[str, Import] = {}
    for form in dict.fromkeys(form for step in steps for form in step.forms):
        number = steps[-1].number
        touching = [step.number for step in steps if form in step.forms and step.kind in (IMPORTED, UNDONE)]
        while before := [one for one in touching if one <= number]:
            step = by_number[before[-1]]
            if step.kind == IMPORTED:
                found[form] = step
                break
            number = step.goes_back_to
    return dict(sorted(found.items(), key=lambda item: item[1].number))


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
