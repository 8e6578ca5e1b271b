"""Rows that are parts of the project above them: which they are, and what becomes of their words and money."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from docgen.ledger.reading.money import shortest
from docgen.ledger.reading.rows import Kind, Row
from docgen.ledger.reading.synonyms import CHINESE, MONEY
from docgen.ledger.report import Report

PARTS = "子项"
"""The label in a record's ``extra`` under which its parts are kept."""

_FAMILY = re.compile(r"(?:建设)?(?:项目|工程)$")
_MARK = re.compile(r"^(?:其中[:：、,，]?|[(（]\d{1,2}[)）]|\d{1,2}[)）]|[①-⑳⑴-⒇]|[-—–·•]+)")
_JOINED = ("content", "progress", "problems", "signing", "demolition", "procedures", "remark")
_UNITED = ("leaders", "units")
_TOLD_ASIDE = ("industry", "years", "site", "owner", "owner_person", "builder", "responsible_person", "contact", "phone")
_SHARE_OF_UNNUMBERED = 3
"""Where more than one row in three has no number, numbers do not tell projects from parts."""

Amounts = Mapping[str, Decimal | None]


@dataclass(frozen=True)
class Part:
    """A part of a project: the row it stands in (from 0) and what it says, read as a report."""

    row: int
    report: Report


def with_children(rows: list[Row], name_of: Callable[[Row], str], amounts_of: Callable[[Row], Amounts]) -> tuple[list[Row], list[Row]]:
    """The rows with parts marked as such; and the rows without a number that count as projects though they may be parts.

    A part is a row with no number of its own below one that has it, when it is marked as one, when its name begins
    with the name above, or when the rows together come to an amount above. Where no row is numbered the mark decides.
    """
    numbered = any(row.own for row in rows)
    found, doubtful = list(rows), []
    parent: int | None = None
    run: list[int] = []
    for place, row in enumerate([*rows, Row(-1, Kind.TOTAL)]):
        if row.kind is Kind.PROJECT and parent is not None and not row.own and (row.marked or numbered):
            run.append(place)
        elif row.kind in (Kind.PROJECT, Kind.TOTAL, Kind.GROUP):
            parts = _parts(rows, parent, run, name_of, amounts_of)
            for part in parts:
                found[part] = replace(rows[part], kind=Kind.CHILD)
            doubtful += [rows[other] for other in run if other not in parts]
            parent, run = (place if row.kind is Kind.PROJECT and not row.marked else None), []
    projects = sum(row.kind is Kind.PROJECT for row in found)
    return found, doubtful if len(doubtful) * _SHARE_OF_UNNUMBERED <= projects else []


def _parts(rows: list[Row], parent: int | None, run: list[int], name_of, amounts_of) -> set[int]:
    if parent is None or not run:
        return set()
    first = next((n for n, place in enumerate(run) if rows[place].marked), len(run))
    marked = set(run[first:])  # what follows 其中 without a number goes on with it
    unmarked = [place for place in run if place not in marked]
    family = _FAMILY.sub("", name_of(rows[parent]))
    named = {place for place in unmarked if len(family) > 1 and name_of(rows[place]).startswith(family)}
    if len(unmarked) > 1 and _come_to(amounts_of(rows[parent]), [amounts_of(rows[place]) for place in unmarked]):
        named = set(unmarked)
    return marked | named


def _come_to(whole: Amounts, parts: list[Amounts]) -> bool:
    for field, amount in whole.items():
        told = [part.get(field) for part in parts]
        if amount and None not in told and sum(value for value in told if value is not None) == amount:
            return True
    return False


def part_name(name: str) -> str:
    """A part's name without the mark before it: 其中：一期 → 一期."""
    return _MARK.sub("", name) or name


def joined(project: Report, parts: list[Part]) -> tuple[Report, list[str]]:
    """The project with its parts' words; its own amounts stand, and a blank one becomes the sum of its parts'.

    Also answers what a person should know of the amounts. The parts are kept in ``extra`` under 子项.
    """
    changed: dict[str, object] = {}
    told: list[str] = []
    for field in sorted(MONEY, key=list(CHINESE).index):
        own, amounts = getattr(project, field), [getattr(part.report, field) for part in parts]
        known = [amount for amount in amounts if amount is not None]
        if own is None and known and len(known) == len(parts):
            changed[field] = sum(known, Decimal(0))
            told.append(f"{CHINESE[field]}没有填，按各子项相加 {shortest(changed[field]):f} 万元读入")
        elif own is None and known:
            told.append(f"{CHINESE[field]}没有填，子项也没有填全，按没有填报读入")
        elif own is not None and sum(known, Decimal(0)) > own:
            told.append(f"各子项{CHINESE[field]}相加为 {shortest(sum(known, Decimal(0))):f} 万元，多于项目的 {shortest(own):f} 万元")
    for field in _JOINED:
        lines = [f"{part_name(part.report.name)}：{words}" for part in parts if (words := getattr(part.report, field))]
        if lines:
            changed[field] = "\n".join(filter(None, (getattr(project, field), *lines)))
    for field in _UNITED:
        changed[field] = tuple(dict.fromkeys((*getattr(project, field), *(item for part in parts for item in getattr(part.report, field)))))
    described = "\n".join(_description(part.report, project) for part in parts)
    extra = (*project.extra, (PARTS, described), *(pair for part in parts for pair in _own_extra(part)))
    return replace(project, **changed, extra=extra), told


def _own_extra(part: Part) -> list[tuple[str, str]]:
    return [(f"{part_name(part.report.name)}/{label}", text) for label, text in part.report.extra]


def _description(part: Report, project: Report) -> str:
    """一期：总投资 400 万元，责任人 张三: what a part tells that its project does not take over."""
    told = [
        f"{CHINESE[field]} {shortest(amount):f} 万元"
        for field in sorted(MONEY, key=list(CHINESE).index)
        if (amount := getattr(part, field)) is not None
    ]
    told += [
        f"{CHINESE[field]} {words}"
        for field in _TOLD_ASIDE
        if (words := getattr(part, field)) and words != getattr(project, field)
    ]
    if part.start and part.start != project.start:
        told.append(f"{CHINESE['start']} {part.start.raw}")
    told += [f"{item.procedure} {item.raw or item.state}" for item in part.approvals if item not in project.approvals]
    told += [f"{node.when} {node.what}" for node in part.milestones if node not in project.milestones]
    return part_name(part.name) + (f"：{'，'.join(told)}" if told else "")
