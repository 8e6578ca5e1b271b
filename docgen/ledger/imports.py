"""The steps that made a period what it is: files taken in, records amended, steps back; none is ever deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from docgen.ledger.closing import local
from docgen.ledger.period import Period
from docgen.ledger.schema import IMPORTED, ImportRow, ReportRow


@dataclass(frozen=True)
class Import:
    """A step: a file taken in (``kind`` 导入), an amendment (修改, 回填) or a step back (撤销).

    ``at`` is local time; ``current`` whether any of its reports still counts; ``problems`` with how many a file was taken.
    ``number`` names the step, ``goes_back_to`` the step whose state a step back restored (0: before the first);
    ``reopened`` that the period was closed.
    """

    unit: str
    file: str
    sha256: str
    at: datetime
    forms: tuple[str, ...] = ()
    projects: int = 0
    current: bool = True
    who: str = ""
    kind: str = IMPORTED
    note: str = ""
    problems: int = 0
    number: int = 0
    goes_back_to: int = 0
    reopened: bool = False


def imports_of(session: Session, period: Period) -> tuple[Import, ...]:
    """Every step of a period, earliest first, the superseded too."""
    taken = session.scalars(select(ImportRow).where(ImportRow.period == str(period)).order_by(ImportRow.id)).all()
    brought: dict[int, list[tuple[str, int]]] = {}
    for import_id, form, superseded_by in session.execute(
        select(ReportRow.import_id, ReportRow.form, ReportRow.superseded_by)
        .where(ReportRow.period == str(period))
        .order_by(ReportRow.seat)
    ):
        brought.setdefault(import_id, []).append((form, superseded_by))
    return tuple(import_of(row, brought.get(row.id, [])) for row in taken)


def forms_of(row: ImportRow, brought: tuple[str, ...]) -> tuple[str, ...]:
    """The forms that a step brought; a step of version 0.2 tells only those with a project."""
    return brought if row.forms is None else tuple(filter(None, row.forms.split("、"))) or brought


def import_of(row: ImportRow, brought: Sequence[tuple[str, int]] = ()) -> Import:
    """The step of a row; ``brought`` are form and ``superseded_by`` of the reports that it brought."""
    return Import(
        unit=row.unit,
        file=row.file,
        sha256=row.sha256,
        at=local(row.at),
        forms=forms_of(row, tuple(dict.fromkeys(form for form, _ in brought))),
        projects=len(brought),
        current=any(superseded_by == 0 for _, superseded_by in brought),
        who=row.who,
        kind=row.kind,
        note=row.note or "",
        problems=row.told,
        number=row.id,
        goes_back_to=row.goes_back_to,
        reopened=bool(row.reopened),
    )
