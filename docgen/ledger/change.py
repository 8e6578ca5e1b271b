"""What an import changed: projects in, out, fields from old to new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from docgen.ledger.period import Period
from docgen.ledger.reading.synonyms import CHINESE
from docgen.ledger.record import FIELDS
from docgen.ledger.report import Approval, Milestone, Person, Report, Start

_TOLD_ELSEWHERE = frozenset({"unit", "source"})
_WORDS = CHINESE | {"form": "表"}


@dataclass(frozen=True)
class FieldChange:
    """One field of one project, before and after, as a person reads it.

    ``field`` is a field's name or a path below one (``approvals/用地审批手续``); ``difference`` is new less old in 万元
    where both are amounts of money.
    """

    name: str
    field: str
    old: str
    new: str
    difference: Decimal | None = None


@dataclass(frozen=True)
class Change:
    """One file's effect on one unit's reports of one period.

    ``first`` when the unit had reported none of these forms, ``unchanged`` when the file changed nothing.
    ``added`` and ``removed`` are project names in their order. ``overwritten`` are the fields among ``fields`` that a person
    had corrected in the ledger and that the file tells otherwise.
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
    overwritten: tuple[FieldChange, ...] = ()


@dataclass(frozen=True)
class Pairing:
    """The records of two states of the ledger, those of the same project together; all in their order."""

    both: tuple[tuple[Report, Report], ...]
    gone: tuple[Report, ...]
    new: tuple[Report, ...]


def paired(before: Iterable[Report], after: Iterable[Report]) -> Pairing:
    """Pair records by form and project, then those left over by project alone: a project may move to another form.

    A project is known by its identity in the ledger, by unit and name where one side comes from no ledger.
    """
    old, new = list(before), list(after)
    in_ledger = any(report.project for report in old) and any(report.project for report in new)
    partner: dict[int, Report] = {}
    for with_form in (True, False):
        waiting: dict[Any, list[Report]] = {}
        taken = {id(report) for report in partner.values()}
        for report in old:
            if id(report) not in taken:
                waiting.setdefault(_place(report, in_ledger, with_form), []).append(report)
        for report in new:
            if id(report) not in partner and (alike := waiting.get(_place(report, in_ledger, with_form))):
                partner[id(report)] = alike.pop(0)
    kept = {id(report) for report in partner.values()}
    return Pairing(
        tuple((partner[id(report)], report) for report in new if id(report) in partner),
        tuple(report for report in old if id(report) not in kept),
        tuple(report for report in new if id(report) not in partner),
    )


def compare(before: Iterable[Report], after: Iterable[Report]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[FieldChange, ...]]:
    """Names of the projects added and removed, and the fields changed."""
    pairing = paired(before, after)
    changes = tuple(change for then, now in pairing.both for change in field_changes(then, now))
    return tuple(report.name for report in pairing.new), tuple(report.name for report in pairing.gone), changes


def field_changes(before: Report, after: Report) -> Iterator[FieldChange]:
    """The fields in which two records of a project differ, in the order of a record; named as the later is."""
    for field in FIELDS:
        then, now = getattr(before, field), getattr(after, field)
        if field in _TOLD_ELSEWHERE or then == now:
            continue
        if field in _PARTS:
            yield from _part_changes(after.name, field, then, now)
        else:
            money = isinstance(then, Decimal) and isinstance(now, Decimal)
            yield FieldChange(after.name, field, shown(then), shown(now), now - then if money else None)


def in_words(path: str) -> str:
    """How a person calls a field or a path below one: ``approvals/环评`` is 联审联批手续/环评."""
    field, slash, part = path.partition("/")
    return part if slash and field == "extra" else _WORDS.get(field, field) + slash + part


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


_PARTS = {
    "approvals": lambda item: (item.procedure, item.raw or " ".join(filter(None, (item.state, item.number)))),
    "milestones": lambda item: (item.when, item.what),
    "extra": lambda item: item,
}
"""Fields that hold several things by name → how to part one of them into its name and its text."""


def _part_changes(name: str, field: str, before: tuple, after: tuple) -> Iterator[FieldChange]:
    then, now = _parts(field, before), _parts(field, after)
    told = [FieldChange(name, f"{field}/{part}", then.get(part, ""), now.get(part, "")) for part in then | now]
    differing = [change for change in told if change.old != change.new]
    yield from differing or [FieldChange(name, field, shown(before), shown(after))]


def _parts(field: str, items: tuple) -> dict[str, str]:
    told: dict[str, str] = {}
    for item in items:
        part, text = _PARTS[field](item)
        told[part] = f"{told[part]}；{text}" if told.get(part) else text
    return told


def _place(report: Report, in_ledger: bool, with_form: bool) -> tuple:
    project = report.project if in_ledger and report.project else (report.unit, report.name)
    return (report.form, project) if with_form else (project,)
