"""Matters as lists show them: how each stands on a day, how many working days are left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from docgen.figures.workdays import is_workday
from docgen.matters.matter import DRAFTED, OVERDUE, REPLIED, SETTLED, Letter, Matter, Step, state_of
from docgen.settings import Settings


@dataclass(frozen=True)
class Standing:
    """A matter on a day: its state, ``left`` working days to its deadline (negative: overdue; None where nothing is
    awaited), whether that is ``soon``."""

    matter: Matter
    state: str
    left: int | None
    soon: bool


def standing(matter: Matter, day: date, settings: Settings) -> Standing:
    """How a matter stands at the end of ``day``."""
    stood = matter.on(day)
    state = state_of(matter, day)
    if state in (DRAFTED, REPLIED, SETTLED) or stood.deadline is None:
        return Standing(matter, state, None, False)
    left = workdays_between(day, stood.deadline, settings)
    return Standing(matter, state, left, state != OVERDUE and left <= settings.ladder.soon_days)


def workdays_between(first: date, last: date, settings: Settings) -> int:
    """Working days after ``first`` up to ``last``; negative when ``last`` lies before."""
    if last < first:
        return -workdays_between(last, first, settings)
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(is_workday(day, settings.calendar) for day in days)


def as_json(standing: Standing, day: date) -> dict[str, Any]:
    """A matter with its steps as JSON; days as ISO dates."""
    matter = standing.matter
    stood = matter.on(day)
    last = stood.last
    return {
        "number": matter.number,
        "unit": matter.unit,
        "project": matter.project,
        "state": standing.state,
        "basis": matter.basis,
        "level": last.level if last else matter.level,
        "step": last.step if last else "",
        "paper": last.kind if last else "",
        "document": last.number if last else "",
        "deadline": _iso(stood.deadline),
        "workdays_left": standing.left,
        "soon": standing.soon,
        "demands": list(stood.asked),
        "steps": [_step(step) for step in stood.steps],
    }


def _step(step: Step) -> dict[str, Any]:
    told: dict[str, Any] = {"step": step.kind, "date": _iso(step.day), "who": step.who, "note": step.note}
    if step.at:
        told["recorded"] = step.at.isoformat(timespec="seconds")
    if step.letter:
        told["letter"] = _letter(step.letter)
    if step.deadline:
        told["deadline"] = _iso(step.deadline)
    if step.reply:
        told["reply"] = {name: value for name, value in vars(step.reply).items() if value}
    if step.late:
        told["late"] = True
    return told


def _letter(letter: Letter) -> dict[str, Any]:
    return vars(letter) | {"kind": letter.kind, "day": _iso(letter.day), "deadline": _iso(letter.deadline), "demands": list(letter.demands)}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
