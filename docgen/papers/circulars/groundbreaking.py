"""集中开工通报: which projects of the joint groundbreaking have really begun, which have not and by when they must."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from docgen.figures.begun import IN_TIME, LATE, OVERDUE, Broken, Standing, begun_rate, standing
from docgen.figures.summary import Figures
from docgen.forms.form import Row
from docgen.papers import dates
from docgen.papers.answering import answering, is_own
from docgen.papers.circulars.batch import from_ledger, from_sheet
from docgen.papers.frame import frame
from docgen.papers.paper import Paper
from docgen.papers.tables import TABLES, Facts
from docgen.papers.tables.groundbreaking import ALL, NOT_BEGUN
from docgen.settings import Settings

KIND = "集中开工通报"
_MOST_NAMED = 5


@dataclass(frozen=True)
class Batch:
    """The projects of one day: how many, their total investment (万元; None where none is told), how many have begun."""

    day: str
    projects: int
    total_investment: Decimal | None
    begun: int


@dataclass(frozen=True)
class Overdue:
    """A project beyond its day: how many days."""

    name: str
    unit: str
    due: str
    days: int


@dataclass(frozen=True)
class Owed:
    """A unit and how many of its projects are overdue."""

    unit: str
    projects: int


def groundbreaking_circular(
    figures: Figures, settings: Settings, issued: date, number: int | None, rows: Sequence[Row], matters: Sequence[object] = ()
) -> Paper:
    """The circular from the rows of a sheet, or from the ledger where there are none."""
    projects, reminders = from_sheet(rows, figures) if rows else (from_ledger(figures), ())
    projects = tuple(_owned(project, figures, settings) for project in projects)
    months, end, year = settings.groundbreaking.months, figures.period.end, figures.period.year
    found = tuple(standing(project, months, end) for project in projects)
    facts = Facts(figures, settings.office.region, subject=found)
    annexes = tuple(table for name in (ALL, NOT_BEGUN) if (table := TABLES[name].build(facts)).rows)
    title = f"关于{figures.period.label}集中开工项目实质性开工情况的通报"
    overdue = sorted((each for each in found if each.state == OVERDUE), key=lambda each: -each.days)
    context = frame(settings, title, issued, number, annexes) | {
        "period": figures.period,
        "basis": settings.circular.basis,
        "as_of": dates.spoken_within(end, year),
        "limit": months,
        "joined": len(found),
        "total_investment": _sum(found),
        "batches": _batches(found, year),
        "begun": sum(each.project.really for each in found),
        "begun_rate": begun_rate(found),
        "late": sum(each.state == LATE for each in found),
        "waiting": sum(each.state == IN_TIME for each in found),
        "overdue": [Overdue(each.project.name, each.project.unit, dates.spoken_within(each.due, year), each.days) for each in overdue],
        "shown": min(len(overdue), _MOST_NAMED),
        "by_unit": _owed(overdue),
        "waiting_units": list(dict.fromkeys(each.project.unit for each in found if each.state == IN_TIME)),
        "plan_date": dates.spoken_within(dates.plan_date(issued, settings), year),
    }
    return Paper(KIND, title, title, context, annexes, reminders=reminders)


def _batches(found: Sequence[Standing], year: int) -> list[Batch]:
    days = sorted({each.project.batch for each in found})
    groups = [(day, [each for each in found if each.project.batch == day]) for day in days]
    return [
        Batch(dates.spoken_within(day, year), len(members), _sum(members), sum(each.project.really for each in members))
        for day, members in groups
    ]


def _owed(overdue: Sequence[Standing]) -> list[Owed]:
    counts: dict[str, int] = {}
    for each in overdue:
        counts[each.project.unit] = counts.get(each.project.unit, 0) + 1
    return [Owed(unit, count) for unit, count in sorted(counts.items(), key=lambda pair: -pair[1])]


def _owned(project: Broken, figures: Figures, settings: Settings) -> Broken:
    """The project with the responsible unit in place of the region, where the office keeps the ledger itself."""
    report = next((each for each in figures.reports if each.name == project.name), None)
    if report is None or project.unit != report.unit or not is_own(figures, settings.office.region):
        return project
    return replace(project, unit=answering(report, own=True))


def _sum(found: Sequence[Standing]) -> Decimal | None:
    known = [each.project.total_investment for each in found if each.project.total_investment is not None]
    return sum(known, Decimal(0)) if known else None
