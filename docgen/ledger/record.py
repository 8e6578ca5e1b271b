"""A Report as plain values (for the database and for JSON) and back."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from docgen.ledger.report import Approval, Milestone, Person, Report, Source, Start

FIELDS = tuple(field.name for field in fields(Report) if field.compare)
"""What a record says, in order; its place in the ledger (``ref``, ``project``) is no part of it."""


def to_plain(report: Report) -> dict[str, Any]:
    """Every field by name; money stays Decimal, the rest becomes texts, lists and dicts that JSON can hold."""
    values = {name: getattr(report, name) for name in FIELDS}
    for name in ("leaders", "approvals", "milestones"):
        values[name] = [_by_name(item) for item in values[name]]
    values["units"] = list(report.units)
    values["extra"] = [list(pair) for pair in report.extra]
    values["source"] = _by_name(report.source) | {"columns": dict(report.source.columns)}
    if report.start:
        values["start"] = _by_name(report.start) | {"date": report.start.date and report.start.date.isoformat()}
    return values


_NAMES = {kind: tuple(field.name for field in fields(kind)) for kind in (Person, Approval, Milestone, Source, Start)}


def _by_name(item: Any) -> dict[str, Any]:
    """The fields of a value; ``dataclasses.asdict``, which looks into each of them, takes six times as long."""
    return {name: getattr(item, name) for name in _NAMES[type(item)]}


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
