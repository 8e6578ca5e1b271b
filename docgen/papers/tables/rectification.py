"""督查整改台账: what an inspection found, unit by unit, what is to be put right, by when, by whom."""

from __future__ import annotations

from docgen.papers.table import INTEGER, NAME, REF, Cell, Column, Table
from docgen.papers.tables.facts import Facts
from docgen.papers.tables.words import name as spread

NAME_OF_TABLE = "督查整改台账"


def columns(year: int | str) -> tuple[Column, ...]:
    """Eight columns; the last is filled in as things are put right."""
    return (
        Column("number", ("序号",), INTEGER),
        Column("unit", ("责任单位",), NAME, merge=True),
        Column("name", ("项目名称",)),
        Column("problem", ("存在问题",)),
        Column("demand", ("整改要求",)),
        Column("deadline", ("整改时限",), NAME),
        Column("responsible_person", ("责任人",), NAME),
        Column("outcome", ("整改情况",), NAME),
    )


def build(facts: Facts) -> Table:
    """The findings in their order; no rows without an inspection."""
    rows = [
        {
            REF: each.ref,
            "number": number,
            "unit": each.unit,
            "name": each.project,
            "problem": each.problem,
            "demand": each.demand,
            "deadline": each.deadline,
            "responsible_person": spread(each.person),
            "outcome": "",
        }
        for number, each in enumerate(facts.subject or (), 1)
    ]
    told: tuple[dict[str, Cell], ...] = tuple(rows)
    return Table(
        name=NAME_OF_TABLE,
        title=f"{facts.region}{facts.period.label}重点项目{NAME_OF_TABLE}",
        columns=columns(facts.period.year),
        rows=told,
        as_of=facts.as_of,
        note=facts.note,
    )
