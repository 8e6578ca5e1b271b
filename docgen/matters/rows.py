"""Rows of the database as matters, and matters as rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from docgen.ledger.closing import local, now
from docgen.matters.matter import Letter, Matter, Reply, Step
from docgen.matters.schema import MatterRow, StepRow

_DAYS = ("day", "deadline")


def matter_of(row: MatterRow, steps: Iterable[StepRow]) -> Matter:
    """One matter with its steps, which come in their order."""
    return Matter(
        number=row.id,
        unit=row.unit,
        project=row.project,
        basis=row.basis,
        level=row.level,
        demands=tuple(row.demands),
        identity=row.project_id,
        steps=tuple(map(_step_of, steps)),
    )


def row_of(matter: int, place: int, step: Step, who: str) -> StepRow:
    """The row of a new step, recorded now."""
    return StepRow(
        matter_id=matter,
        place=place,
        kind=step.kind,
        day=step.day,
        who=who,
        at=now(),
        note=step.note,
        late=step.late,
        deadline=step.deadline,
        letter=_plain(step.letter),
        reply=asdict(step.reply) if step.reply else None,
    )


def _step_of(row: StepRow) -> Step:
    return Step(
        kind=row.kind,
        day=row.day,
        who=row.who,
        note=row.note,
        at=local(row.at),
        letter=_letter(row.letter),
        deadline=row.deadline,
        reply=Reply(**row.reply) if row.reply else None,
        late=row.late,
    )


def _plain(letter: Letter | None) -> dict[str, Any] | None:
    if letter is None:
        return None
    values = asdict(letter)
    return values | {name: values[name].isoformat() for name in _DAYS} | {"demands": list(letter.demands)}


def _letter(values: dict[str, Any] | None) -> Letter | None:
    if values is None:
        return None
    days = {name: date.fromisoformat(values[name]) for name in _DAYS}
    return Letter(**(values | days | {"demands": tuple(values["demands"])}))
