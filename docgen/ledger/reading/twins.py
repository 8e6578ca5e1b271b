"""The same project twice in one workbook: by region on one sheet and by trade on another it counts once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace

from docgen.ledger.reading.findings import Findings
from docgen.ledger.reading.forms import GENERAL
from docgen.ledger.reading.headers import Column
from docgen.ledger.reading.money import shortest
from docgen.ledger.reading.sheet import cell_name
from docgen.ledger.reading.synonyms import CHINESE, MONEY
from docgen.ledger.reading.table import Table
from docgen.ledger.reading.text import half_width
from docgen.ledger.report import Report

_SHOWN = 5
_Placed = tuple[int, Report]
"""The number of the table that a report stands in, and the report."""


def once(read: Sequence[tuple[Table, Sequence[Report]]], findings: Findings) -> tuple[Report, ...]:
    """The reports of all tables in order, each project once.

    Twice in one table is an error; in two tables of the same form (or of none) the two become one when their figures
    agree, and an error when they do not. In two different forms both stay, with a reminder.
    """
    kept: list[_Placed] = []
    seats: dict[str, list[int]] = {}
    merged: dict[tuple[int, int], list[tuple[Report, Report]]] = {}
    both: dict[tuple[int, int], list[tuple[Report, Report]]] = {}
    tables = [table for table, _ in read]
    for number, (table, reports) in enumerate(read):
        for report in reports:
            others = seats.setdefault(half_width(report.name), [])
            twin = next((seat for seat in others if kept[seat][0] == number or _same_form(kept[seat][1], report)), None)
            if twin is None:
                for seat in others:
                    both.setdefault((kept[seat][0], number), []).append((kept[seat][1], report))
                others.append(len(kept))
                kept.append((number, report))
                continue
            where, first = kept[twin]
            if where == number:
                _refuse_repeated(table, first, report, findings)
            elif differing := [field for field in sorted(MONEY, key=list(CHINESE).index) if _differ(first, report, field)]:
                _refuse_differing(tables[where], table, first, report, differing, findings)
            else:
                merged.setdefault((where, number), []).append((first, report))
                kept[twin] = (where, _filled(first, report))
    for (first, second), pairs in merged.items():
        _tell(tables[first], tables[second], pairs, "两处都有，数字一致，各按一个项目读入", findings)
    for (first, second), pairs in both.items():
        told = f"既在{tables[first].form.name}，又在{tables[second].form.name}，两种表各存一份，合计时会计两次：请核对"
        _tell(tables[first], tables[second], pairs, told, findings)
    return tuple(report for _, report in kept)


def _same_form(one: Report, other: Report) -> bool:
    return one.form == other.form or GENERAL in (one.form, other.form)


def _differ(one: Report, other: Report, field: str) -> bool:
    first, second = getattr(one, field), getattr(other, field)
    return first is not None and second is not None and first != second


def _filled(first: Report, second: Report) -> Report:
    """The record of the more telling form, its blanks filled from the other; it keeps its own place."""
    base, other = (second, first) if first.form == GENERAL and second.form != GENERAL else (first, second)
    values = {
        each.name: getattr(other, each.name)
        for each in fields(Report)
        if each.compare and each.name not in ("source", "extra") and getattr(base, each.name) in (None, "", ())
    }
    labels = {label for label, _ in base.extra}
    extra = (*base.extra, *(pair for pair in other.extra if pair[0] not in labels))
    return replace(base, **values, extra=extra)


def _cell(table: Table, report: Report, field: str) -> str:
    header = table.header
    column = header.column(field) or header.column("name")
    assert isinstance(column, Column)
    return cell_name(report.source.row - 1, column.number)


def _refuse_repeated(table: Table, first: Report, report: Report, findings: Findings) -> None:
    message = f"“{report.name}”与第 {first.source.row} 行重名：请删去重复的一行，或在名称中加以区别"
    findings.error(message, table.sheet.name, _cell(table, report, "name"))


def _refuse_differing(one: Table, other: Table, first: Report, report: Report, differing: list[str], findings: Findings) -> None:
    told = "；".join(
        f"{CHINESE[field]}这里是 {shortest(getattr(report, field)):f} 万元（{_cell(other, report, field)}），"
        f"{one.sheet.name} {_cell(one, first, field)} 是 {shortest(getattr(first, field)):f} 万元"
        for field in differing
    )
    message = f"“{report.name}”在两处的数字不同：{told}。请改成一致；不是同一项目的，请在名称中加以区别"
    findings.error(message, other.sheet.name, _cell(other, report, differing[0]))


def _tell(one: Table, other: Table, pairs: list[tuple[Report, Report]], what: str, findings: Findings) -> None:
    names = "、".join(
        f"“{second.name}”（{one.sheet.name} {_cell(one, first, 'name')} 和 {other.sheet.name} {_cell(other, second, 'name')}）"
        for first, second in pairs[:_SHOWN]
    )
    more = f"等 {len(pairs)} 个项目" if len(pairs) > _SHOWN else ""
    findings.remind(f"{names}{more}{what}", other.sheet.name, _cell(other, pairs[0][1], "name"))
