"""What a person changed in the records that count now, since the file that brought them: who, when, from what."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from docgen.ledger.change import FieldChange, field_changes
from docgen.ledger.imports import Import, import_of
from docgen.ledger.period import Period
from docgen.ledger.rows import ref_of, report_of
from docgen.ledger.schema import AMENDED, PULLED, ImportRow, ProjectRow, ReportRow


@dataclass(frozen=True)
class Amendment:
    """A step that corrected a record, and what it changed."""

    step: Import
    changes: tuple[FieldChange, ...]


def amendments(session: Session, period: Period) -> dict[str, tuple[Amendment, ...]]:
    """The mark of each current record that was corrected since its file → the corrections, earliest first."""
    query = (
        select(ReportRow, ProjectRow.unit, ImportRow)
        .join(ProjectRow, ReportRow.project_id == ProjectRow.id)
        .join(ImportRow, ReportRow.import_id == ImportRow.id)
        .where(ReportRow.period == str(period))
        .order_by(ReportRow.id)
    )
    touched = select(ReportRow.project_id).join(ImportRow, ReportRow.import_id == ImportRow.id)
    touched = touched.where(ReportRow.period == str(period), ImportRow.kind.in_((AMENDED, PULLED)))
    lives: dict[tuple[int, str], list[tuple[ReportRow, str, ImportRow]]] = {}
    for row, unit, step in session.execute(query.where(ReportRow.project_id.in_(touched))):
        lives.setdefault((row.project_id, row.form), []).append((row, unit, step))
    found: dict[str, tuple[Amendment, ...]] = {}
    for life in lives.values():
        row, unit, _ = life[-1]
        if row.superseded_by == 0 and (steps := _since_the_file(life)):
            found[ref_of(row, unit)] = tuple(steps)
    return found


def _since_the_file(life: list[tuple[ReportRow, str, ImportRow]]) -> list[Amendment]:
    steps: list[Amendment] = []
    for (before, unit, _), (after, _, step) in zip(life, life[1:]):
        if step.kind not in (AMENDED, PULLED):
            steps = []
            continue
        changes = tuple(field_changes(report_of(before, unit, {}), report_of(after, unit, {})))
        steps.append(Amendment(import_of(step), changes))
    return steps
