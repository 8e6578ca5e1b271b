"""考核通报: points by item, what was taken off and why, totals, grades and ranks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from docgen.figures.assessing import Assessed
from docgen.figures.summary import Figures
from docgen.forms.form import Row
from docgen.papers import dates
from docgen.papers.circulars.points import assessed, rules_of
from docgen.papers.frame import frame
from docgen.papers.paper import Paper
from docgen.papers.tables import TABLES, Facts
from docgen.papers.tables.assessment import NAME_OF_TABLE as SHEET
from docgen.settings import Settings

KIND = "考核通报"


@dataclass(frozen=True)
class Lost:
    """An item on which points were lost: how many units lost any, who lost most, how much of how much."""

    item: str
    units: int
    worst: tuple[str, ...]
    points: Decimal
    full: Decimal


@dataclass(frozen=True)
class Grade:
    """A grade and who has it, each with its total."""

    name: str
    units: tuple[Assessed, ...]


@dataclass(frozen=True)
class Changed:
    """Points added or taken off (``points`` without sign) and why."""

    unit: str
    points: Decimal
    added: bool
    reason: str


def assessment_circular(
    figures: Figures, settings: Settings, issued: date, number: int | None, rows: Sequence[Row], matters: Sequence[object] = ()
) -> Paper:
    """The circular of an assessment, the points that people give from the rows of their sheet."""
    found, reminders = assessed(rows, figures, settings)
    rules = rules_of(settings)
    annexes = (TABLES[SHEET].build(Facts(figures, settings.office.region, subject=found)),)
    title = f"关于{figures.period.label}重点项目建设考核情况的通报"
    grades = [Grade(name, tuple(each for each in found if each.grade == name)) for name in rules.grades]
    context = frame(settings, title, issued, number, annexes) | {
        "period": figures.period,
        "basis": settings.circular.basis,
        "units": len(found),
        "assessed": list(rules.items),
        "grades": [grade for grade in grades if grade.units],
        "best": found[0],
        "worst": found[-1],
        "lost": _lost([each for each in found if each.unit not in figures.unreported]),
        "unreported": [each.unit for each in found if each.unit in figures.unreported],
        "changed": [
            Changed(each.unit, abs(change.points), change.points > 0, change.reason) for each in found for change in each.changes
        ],
        "poor": [each.unit for each in found if len(rules.grades) > 1 and each.grade == list(rules.grades)[-1]],
        "good": [each.unit for each in found if each.grade == next(iter(rules.grades))],
        "plan_date": dates.spoken_within(dates.plan_date(issued, settings), figures.period.year),
    }
    return Paper(KIND, title, title, context, annexes, reminders=reminders)


def _lost(found: Sequence[Assessed]) -> list[Lost]:
    """The items on which points were lost, the one that cost most first."""
    made = []
    for place, first in enumerate(found[0].results if found else ()):
        lost = {each.unit: each.results[place].lost or Decimal(0) for each in found}
        if most := max(lost.values()):
            worst = tuple(unit for unit, points in lost.items() if points == most)
            made.append((sum(lost.values()), Lost(first.item.name, sum(map(bool, lost.values())), worst, most, first.item.points)))
    return [each for _, each in sorted(made, key=lambda pair: -pair[0])]
