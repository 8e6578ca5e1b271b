"""How records stand that a table was made from: what they said then, what they say now, who changed them since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from docgen.ledger.closing import local
from docgen.ledger.period import Period
from docgen.ledger.projects import same_projects
from docgen.ledger.report import Report
from docgen.ledger.rows import batches, report_of, rows_at
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


def standings(session: Session, refs: Iterable[str]) -> dict[str, Standing]:
    """The standing of each record by its mark; marks of another ledger are left out."""
    found, same = rows_at(session, refs), same_projects(session)
    alike: dict[int, set[int]] = {}
    for project, one in same.items():
        alike.setdefault(one, {one}).add(project)
    projects = {row.project_id for row, _ in found.values()}
    wanted = {other for project in projects for other in alike.get(same.get(project, project), {project})}
    current = _current(session, wanted, {row.period for row, _ in found.values()}, same)
    told: dict[str, Standing] = {}
    for ref, (row, unit) in found.items():
        base = report_of(row, unit, same)
        standing = Standing(Period.parse(row.period), base)
        if there := current.get((base.project, row.period, row.form)):
            now, own_unit, step = there
            standing = Standing(
                standing.period, base, report_of(now, own_unit, same), step.who, step.kind, local(step.at), step.file
            )
        told[ref] = standing
    return told


def _current(
    session: Session, projects: set[int], periods: set[str], same: dict[int, int]
) -> dict[tuple[int, str, str], tuple[ReportRow, str, ImportRow]]:
    """What counts now by project, period and form, with its unit and the step that brought it."""
    found: dict[tuple[int, str, str], tuple[ReportRow, str, ImportRow]] = {}
    for some in batches(sorted(projects)):
        query = (
            select(ReportRow, ProjectRow.unit, ImportRow)
            .join(ProjectRow, ReportRow.project_id == ProjectRow.id)
            .join(ImportRow, ReportRow.import_id == ImportRow.id)
            .where(ReportRow.project_id.in_(some), ReportRow.period.in_(periods), ReportRow.superseded_by == 0)
            .order_by(ReportRow.id)
        )
        for row, unit, step in session.execute(query):
            found.setdefault((same.get(row.project_id, row.project_id), row.period, row.form), (row, unit, step))
    return found
