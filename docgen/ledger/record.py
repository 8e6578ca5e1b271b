"""A Report as plain values (for the database and for JSON) and back."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import date
from typing import Any

from docgen.ledger.report import Approval, Milestone, Person, Report, Source, Start

FIELDS = tuple(field.name for field in fields(Report) if field.compare)
"""What a record says, in order; its place in the ledger (``ref``, ``project``) is no part of it."""


def to_plain(report: Report) -> dict[str, Any]:
    """Every field by name; money stays Decimal, the rest becomes texts, lists and dicts that JSON can hold."""
    values = {name: getattr(report, name) for name in FIELDS}
    for name in ("leaders", "approvals", "milestones"):
        values[name] = [asdict(item) for item in values[name]]
    values["units"] = list(report.units)
    values["extra"] = [list(pair) for pair in report.extra]
    values["source"] = asdict(report.source)
    if report.start:
        values["start"] = asdict(report.start) | {"date": report.start.date and report.start.date.isoformat()}
    return values


def from_plain(values: dict[str, Any]) -> Report:
    """The Report that :func:`to_plain` was given."""
    known = dict(values)
    known["leaders"] = tuple(Person(**item) for item in values["leaders"])
    known["approvals"] = tuple(Approval(**item) for item in values["approvals"])
    known["milestones"] = tuple(Milestone(**item) for item in values["milestones"])
    known["units"] = tuple(values["units"])
    known["extra"] = tuple((label, text) for label, text in values["extra"])
    known["source"] = Source(**values["source"])
    if begun := values["start"]:
        known["start"] = Start(**begun | {"date": begun["date"] and date.fromisoformat(begun["date"])})
    return Report(**known)


def as_json(report: Report) -> dict[str, Any]:
    """The record as ``docgen records --json`` prints it: approvals by procedure, the start without its precision, the source's row."""
    values = to_plain(report)
    values["approvals"] = {item.procedure: {"state": item.state, "number": item.number} for item in report.approvals}
    values["extra"] = dict(report.extra)
    del values["source"]["columns"]
    if values["start"]:
        del values["start"]["precision"]
    return values
