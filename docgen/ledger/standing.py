"""How records stand that a table was made from: what they said then, what they say now, who changed them since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from docgen.ledger.closing import local
from docgen.ledger.marks import mark_of, period_of
from docgen.ledger.period import Period
from docgen.ledger.projects import same_projects
from docgen.ledger.report import Report
from docgen.ledger.rows import report_of
from docgen.ledger.schema import ImportRow, ProjectRow, ReportRow


@dataclass(frozen=True)
class Standing:
    """The record under a mark (``base``) and what counts now for its project (``current``, None when it is gone).

    ``who``, ``kind``, ``at`` (local time) and ``file`` tell of the step that brought ``current``.
    """

    period: Period
    base: Report
    current: Report | None = None
    who: str = ""
    kind: str = ""
    at: datetime | None = None
    file: str = ""


def standings(session: Session, marks: Iterable[str]) -> dict[str, Standing]:
    """The standing of each record by its mark (:func:`docgen.ledger.marks.mark_of`); marks of no record here are left out."""
    wanted: dict[Period, set[str]] = {}
    for mark in marks:
        if period := period_of(mark):
            wanted.setdefault(period, set()).add(mark)
    found: dict[str, Standing] = {}
    for period, here in wanted.items():
        found |= _of_period(session, period, here)
    return found


def _of_period(session: Session, period: Period, marks: set[str]) -> dict[str, Standing]:
    same = same_projects(session)
    query = (
        select(ReportRow, ProjectRow.unit, ImportRow)
        .join(ProjectRow, ReportRow.project_id == ProjectRow.id)
        .join(ImportRow, ReportRow.import_id == ImportRow.id)
        .where(ReportRow.period == str(period))
        .order_by(ReportRow.id)
    )
    bases: dict[str, Report] = {}
    current: dict[tuple[int, str], tuple[Report, ImportRow]] = {}
    for row, unit, step in session.execute(query):
        report = report_of(row, unit, same)
        if (mark := mark_of(report, period)) in marks:
            bases[mark] = report
        if not row.superseded_by:
            current.setdefault((report.project, report.form), (report, step))
    return {mark: _standing(period, base, current.get((base.project, base.form))) for mark, base in bases.items()}


def _standing(period: Period, base: Report, there: tuple[Report, ImportRow] | None) -> Standing:
    if there is None:
        return Standing(period, base)
    report, step = there
    return Standing(period, base, report, step.who, step.kind, local(step.at), step.file)
