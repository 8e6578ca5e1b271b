"""Stored rows as records: a report's row, its mark (``ref``) and the record that it tells."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from docgen.ledger.period import Period
from docgen.ledger.record import FIELDS, from_plain, to_plain
from docgen.ledger.report import Report
from docgen.ledger.schema import ProjectRow, ReportRow

STORED = tuple(name for name in FIELDS if name != "unit")
"""The fields that a row keeps; the unit is its project's."""

_REF = re.compile(r"(\d{1,18})-([0-9a-f]{6})")


def plain_values(report: Report) -> dict[str, Any]:
    """What a report's row keeps of it."""
    values = to_plain(report)
    return {name: values[name] for name in STORED}


def copied(row: ReportRow) -> dict[str, Any]:
    """What another row of the same record keeps: all that was told, its seat and its project."""
    return {name: getattr(row, name) for name in (*STORED, "seat", "project_id", "period")}


def report_of(row: ReportRow, unit: str, same: Mapping[int, int]) -> Report:
    """The record of a row; its project is the one that the row's project is the ``same`` as."""
    plain = {field: getattr(row, field) for field in STORED} | {"unit": unit}
    return replace(from_plain(plain), ref=ref_of(row, unit), project=same.get(row.project_id, row.project_id))


def ref_of(row: ReportRow, unit: str) -> str:
    """The row's number, and a digest by which a table made from another ledger gives itself away."""
    told = "\0".join((unit, row.name, row.period, row.form))
    return f"{row.id}-{hashlib.sha256(told.encode()).hexdigest()[:6]}"


def rows_at(session: Session, refs: Iterable[str]) -> dict[str, tuple[ReportRow, str]]:
    """The rows under these marks with their units, superseded or not; marks of another ledger are left out."""
    marks = {int(found[1]): ref for ref in refs if (found := _REF.fullmatch(ref))}
    there: dict[str, tuple[ReportRow, str]] = {}
    for some in batches(list(marks)):
        query = select(ReportRow, ProjectRow.unit).join(ProjectRow, ReportRow.project_id == ProjectRow.id)
        for row, unit in session.execute(query.where(ReportRow.id.in_(some))):
            if ref_of(row, unit) == marks[row.id]:
                there[marks[row.id]] = row, unit
    return there


def current_rows(session: Session, unit: str, period: Period, forms: Iterable[str] | None = None) -> list[ReportRow]:
    """What counts of a unit in a period, of some ``forms`` or all."""
    query = (
        select(ReportRow)
        .join(ProjectRow, ReportRow.project_id == ProjectRow.id)
        .where(ProjectRow.unit == unit, ReportRow.period == str(period), ReportRow.superseded_by == 0)
        .order_by(ReportRow.seat, ReportRow.id)
    )
    return list(session.scalars(query if forms is None else query.where(ReportRow.form.in_(tuple(forms)))))


def batches(identities: list[int], size: int = 500) -> Iterator[list[int]]:
    """Few enough at a time for any database's statement."""
    for begin in range(0, len(identities), size):
        yield identities[begin : begin + size]
