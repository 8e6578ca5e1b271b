"""What an import changed: projects in, out, fields from old to new."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from docgen.ledger.period import Period
from docgen.ledger.record import FIELDS
from docgen.ledger.report import Approval, Milestone, Person, Report, Start

_TOLD_ELSEWHERE = frozenset({"name", "unit", "form", "source"})


@dataclass(frozen=True)
class FieldChange:
    """One field of one project, before and after, as a person reads it."""

    name: str
    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Change:
    """One file's effect on one unit's reports of one period.

    ``first`` when the unit had reported none of these forms, ``unchanged`` when the file changed nothing.
    ``added`` and ``removed`` are project names in their order.
    """

    unit: str
    period: Period
    file: str
    forms: tuple[str, ...]
    projects: int
    first: bool = False
    unchanged: bool = False
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    fields: tuple[FieldChange, ...] = ()


def compare(before: Iterable[Report], after: Iterable[Report]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[FieldChange, ...]]:
    """Projects added, removed and fields changed; a project is known by form and name."""
    old = {(report.form, report.name): report for report in before}
    new = {(report.form, report.name): report for report in after}
    changes = tuple(
        FieldChange(report.name, field, shown(then), shown(now))
        for key, report in new.items()
        if key in old
        for field in FIELDS
        if field not in _TOLD_ELSEWHERE
        and (then := getattr(old[key], field)) != (now := getattr(report, field))
    )
    added = tuple(name for form, name in new if (form, name) not in old)
    removed = tuple(name for form, name in old if (form, name) not in new)
    return added, removed, changes


def shown(value: Any) -> str:
    """A field's value as a person reads it; empty stands for not reported."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Person):
        return f"{value.name}（{value.role}）" if value.role else value.name
    if isinstance(value, Approval):
        return f"{value.procedure}：{value.raw or value.state}"
    if isinstance(value, Milestone):
        return f"{value.when}：{value.what}"
    if isinstance(value, Start):
        return value.raw
    if isinstance(value, tuple):
        return "、".join("：".join(item) if isinstance(item, tuple) else shown(item) for item in value)
    return str(value)
