"""A paper dated anew when it is issued: the limits in its text move with its date, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from docgen.building.due import due
from docgen.building.footing import Ground, digest
from docgen.building.producing import lay_out_work
from docgen.building.record import Record
from docgen.building.work import Work
from docgen.settings import Settings


@dataclass(frozen=True)
class Redated:
    """A paper for another day: what it says, and its file."""

    work: Work
    data: bytes


def redated(record: Record, content: bytes, day: date, ground: Ground, settings: Settings) -> Redated | None:
    """The paper of ``record`` as docgen makes it for this day, from the same records.

    None where ``content``, what stands there, is not what docgen would make of them now: a person edited it, or the
    ledger, a template or the settings changed since. Then what was signed is not replaced by anything else.
    """
    former = _made(record, ground, settings)
    if former is None or former.data != content or digest(content) != record.base:
        return None
    return _made(replace(record, order=replace(record.order, issued=day.isoformat())), ground, settings)


def _made(record: Record, ground: Ground, settings: Settings) -> Redated | None:
    works = due(ground, [record], settings).works
    work = next((work for work in works if work.relative == record.relative), None)
    return work and Redated(work, lay_out_work(work, settings))
