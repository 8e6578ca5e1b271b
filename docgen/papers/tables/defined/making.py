"""From a definition to a kind of table: its columns, and the rows that a period's facts give it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial
from itertools import groupby
from typing import Any

from docgen.figures.lag.days import last_day
from docgen.ledger.report import Report
from docgen.numerals import UNDEFINED, chinese
from docgen.papers.table import MONEY, REF, Cell, Column, Subtotal, Table
from docgen.papers.tables.defined.definition import (
    BLANK,
    FORMULA,
    MATTERS,
    NODES,
    PROCEDURES,
    PROJECTS,
    Definition,
    Order,
    Show,
)
from docgen.papers.tables.defined.formula import Formula, Wrong, formula
from docgen.papers.tables.defined.gathering import groups
from docgen.papers.tables.defined.sieve import WORDS, Standing
from docgen.papers.tables.defined.subjects import PATHS_OF_PROJECTS, Subject, matters, subjects
from docgen.papers.tables.defined.vocabulary import known_of
from docgen.papers.tables.facts import Facts
from docgen.papers.tables.kind import Kind
from docgen.papers.tables.record import shown
from docgen.papers.tables.words import added
from docgen.problem import DocgenError, Problem

_OF_REPORTS = (PROJECTS, NODES, PROCEDURES)
_read = cache(formula)


def kind_of(definition: Definition) -> Kind:
    """The kind of table that a definition makes."""
    return Kind(
        definition.name,
        partial(columns, definition),
        partial(build, definition),
        landscape=definition.landscape,
        totals=definition.total,
        by_hand=definition.by_hand,
        monthly=definition.monthly,
        source=definition.file,
        paths=PATHS_OF_PROJECTS if definition.rows == PROJECTS else {},
        known_again=definition.rows == PROJECTS,
    )


def columns(definition: Definition, year: int | str) -> tuple[Column, ...]:
    """The columns, {年} in their headings standing for ``year``."""
    return tuple(
        replace(show.column, header=tuple(word.replace("{年}", str(year)) for word in show.column.header)) for show in definition.shows
    )


def build(definition: Definition, facts: Facts) -> Table:
    """The table of one period. Raises DocgenError naming table and column where a formula cannot be worked out."""
    found, whole = _subjects(definition, facts)
    found = [each for each in found if _is_listed(definition, each)]
    found = _ordered(definition, found)
    rows = [_row(definition, number, each) for number, each in _numbered(definition, found)]
    return Table(
        name=definition.name,
        title=_filled(definition.title or "{地区}{报告期}重点项目{名称}", definition, facts),
        columns=columns(definition, facts.period.year),
        rows=tuple(rows),
        unit=definition.unit,
        as_of=facts.as_of or _filled(definition.as_of, definition, facts),
        note=facts.note or _filled(definition.note, definition, facts),
        groups=definition.rows if whole else "",
        total=_total(definition, found, rows, whole) if definition.total and rows else None,
        subtotals=tuple(_subtotals(definition, found, rows)) if definition.group else (),
    )


def _subjects(definition: Definition, facts: Facts) -> tuple[list[Subject], Mapping[str, Any]]:
    if definition.rows == MATTERS:
        return list(matters(facts, _day(facts))), {}
    if definition.rows not in _OF_REPORTS:
        return groups(definition.rows, {show.key for show in definition.shows} | _used(definition), facts)
    standing = Standing(facts)
    return list(subjects(definition.rows, standing, _reports(definition, standing))), {}


def _reports(definition: Definition, standing: Standing) -> Sequence[Report]:
    """The projects that the definition's words leave; those of its table forms, where the period has any."""
    reports = standing.facts.reports
    formed = tuple(report for report in reports if report.form in definition.forms)
    return [
        report
        for report in (formed or reports)
        if (not definition.stages or report.stage in definition.stages)
        and all(standing.meets(word, report) for word in definition.only if word in WORDS)
    ]


def _is_listed(definition: Definition, subject: Subject) -> bool:
    if not all(word in subject.meets for word in definition.only if word not in WORDS):
        return False
    if not definition.condition:
        return True
    try:
        return _formula(definition.condition).holds(_named(_formula(definition.condition), definition, subject.values))
    except Wrong as error:
        raise _refused(definition, "条件", error) from None


def _ordered(definition: Definition, found: list[Subject]) -> list[Subject]:
    """Sorted by the group first, then by the order asked for; texts as they first appear, what is blank last."""
    for order in reversed((*((Order(definition.group),) if definition.group else ()), *definition.order)):
        places: dict[str, int] = {}
        for each in found:
            value = each.values.get(order.key)
            if isinstance(value, str):
                places.setdefault(value, len(places))
        found = sorted(found, key=partial(_place, order=order, places=places))
    return found


def _place(subject: Subject, order: Order, places: Mapping[str, int]) -> tuple[int, Any]:
    value = subject.values.get(order.key)
    if value in (None, "", UNDEFINED):
        return (2, 0)
    if isinstance(value, str):
        return (1, places[value])
    return (0, -value if order.falling else value)


def _numbered(definition: Definition, found: Sequence[Subject]) -> list[tuple[int, Subject]]:
    """Rows numbered on; a project's nodes or procedures share its number where the column of numbers is joined."""
    joined = any(show.key == "number" and show.column.merge for show in definition.shows)
    numbered, number, before = [], 0, None
    for each in found:
        if not joined or each.report is None or each.report is not before:
            number += 1
        before = each.report
        numbered.append((number, each))
    return numbered


def _row(definition: Definition, number: int, subject: Subject) -> dict[str, Cell]:
    values = {**subject.values, "number": number, BLANK: ""}
    row: dict[str, Cell] = {**values} if subject.report else {}
    for show in definition.shows:
        row[show.column.key] = _shown(definition, show, subject, values)
    if subject.report:
        row[REF] = subject.report.ref
    return row


def _shown(definition: Definition, show: Show, subject: Subject, values: Mapping[str, Any]) -> Cell:
    if show.key == FORMULA:
        try:
            return _formula(show.formula).of(_named(_formula(show.formula), definition, values))
        except Wrong as error:
            raise _refused(definition, show.place, error) from None
    if "/" in show.key and subject.report:
        return shown(subject.report, show.key)
    return values.get(show.key)


def _named(used: Formula, definition: Definition, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that a formula uses, by the words that it uses for them."""
    keys = _keys(definition.rows)
    return {name: values.get(keys.get(name, name)) for name in used.names}


def _used(definition: Definition) -> set[str]:
    """The keys of the values that formulas of the table use."""
    texts = [show.formula for show in definition.shows if show.formula] + ([definition.condition] if definition.condition else [])
    keys = _keys(definition.rows)
    named = {keys.get(name, name) for text in texts for name in _formula(text).names}
    return named | {order.key for order in definition.order}


@cache
def _keys(rows: str) -> dict[str, str]:
    return {word: each.key for each in known_of(rows).values() for word in each.words}


def _formula(text: str) -> Formula:
    return _read(text)


def _total(definition: Definition, found: Sequence[Subject], rows: Sequence[dict[str, Cell]], whole: Mapping[str, Any]) -> dict[str, Cell]:
    """The last row: how many, and the sums; of groups the values of the whole, for rates do not add up."""
    if whole:
        values = {show.column.key: whole.get(show.key, "") for show in definition.shows}
    else:
        values = _sums(definition, found, rows)
    return {**values, _label(definition): f"合计（{_count(found)}项）" if not whole else "合计"}


def _subtotals(definition: Definition, found: Sequence[Subject], rows: Sequence[dict[str, Cell]]) -> list[Subtotal]:
    """A heading for each group: 一、高阳路街道（7项）, with its sums where they are wanted."""
    heads, before = [], 0
    for number, (name, members) in enumerate(groupby(found, key=lambda each: str(each.values.get(definition.group) or "")), 1):
        group = list(members)
        sums = _sums(definition, group, rows[before : before + len(group)]) if definition.subtotals else _empty(definition)
        heads.append(Subtotal(before, {**sums, _label(definition): f"{chinese(number)}、{name or '未填写'}（{_count(group)}项）"}))
        before += len(group)
    return heads


def _sums(definition: Definition, found: Sequence[Subject], rows: Sequence[dict[str, Cell]]) -> dict[str, Cell]:
    """Money added up, each project once; ticks counted, each row."""
    once = {id(each.report) if each.report else number: row for number, (each, row) in enumerate(zip(found, rows, strict=True))}
    values = _empty(definition)
    for show in definition.shows:
        key = show.column.key
        if show.column.holds == MONEY and show.summed:
            numbers = [row[key] for row in once.values()]
            values[key] = added(None if isinstance(number, str) else number for number in numbers)
        elif show.summed:
            values[key] = sum(bool(row[key]) for row in rows)
    return values


def _empty(definition: Definition) -> dict[str, Cell]:
    return dict.fromkeys((show.column.key for show in definition.shows), "")


def _label(definition: Definition) -> str:
    """The key of the column that says 合计: that of names, else the first that is no number."""
    keys = {show.key: show.column.key for show in reversed(definition.shows)}
    for key in ("name", "group"):
        if key in keys:
            return keys[key]
    return next((show.column.key for show in definition.shows if show.key != "number"), definition.shows[0].column.key)


def _count(found: Sequence[Subject]) -> int:
    """Projects, where rows are of projects; else rows."""
    reports = {id(each.report) for each in found if each.report}
    return len(reports) or len(found)


def _filled(text: str, definition: Definition, facts: Facts) -> str:
    end = facts.period.end
    said = {"地区": facts.region, "报告期": facts.period.label, "年": str(facts.period.year), "名称": definition.name,
            "截止日": f"{end.month}月{end.day}日"}  # fmt: skip
    for word, value in said.items():
        text = text.replace("{" + word + "}", value)
    return text


def _day(facts: Facts) -> date:
    """The day as of which matters are told: the one that the table names, else the last on which anything was done."""
    if facts.as_of and (named := last_day(facts.as_of, facts.period.year)):
        return named
    return max((facts.period.end, *(step.day for matter in facts.register for step in matter.steps)))


def _refused(definition: Definition, place: str, error: Wrong) -> DocgenError:
    return DocgenError("表没有生成", (Problem(str(error), definition.file, definition.name, place),))
