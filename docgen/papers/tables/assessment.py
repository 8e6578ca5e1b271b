"""考核得分表: each unit with its items, what each gave and why points are lacking, its total, grade and rank."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.figures.assessing import Assessed
from docgen.numerals import plain, score
from docgen.papers.table import INTEGER, NAME, Cell, Column, Table
from docgen.papers.tables.facts import Facts

NAME_OF_TABLE = "考核得分表"


def columns(year: int | str) -> tuple[Column, ...]:
    """Nine columns; rank, unit, total and grade stand once for all items of a unit."""
    return (
        Column("rank", ("名次",), INTEGER, merge=True),
        Column("unit", ("单位",), NAME, merge=True),
        Column("total", ("总分",), NAME, merge=True),
        Column("grade", ("等次",), NAME, merge=True),
        Column("item", ("考核项目",)),
        Column("full", ("分值",), NAME),
        Column("measured", ("完成情况",), NAME),
        Column("points", ("得分",), NAME),
        Column("reason", ("加减分原因",)),
    )


def build(facts: Facts) -> Table:
    """The best first, a row an item, then a row for each change; no rows without an assessment."""
    found: tuple[Assessed, ...] = facts.subject or ()
    notes = [f"{each.unit}不涉及{'、'.join(each.not_applied)}，按其余项目得分折算" for each in found if each.not_applied]
    return Table(
        name=NAME_OF_TABLE,
        title=f"{facts.region}{facts.period.label}重点项目建设{NAME_OF_TABLE}",
        columns=columns(facts.period.year),
        rows=tuple(row for each in found for row in _rows(each)),
        unit="单位：分",
        as_of=facts.as_of,
        note=facts.note or (f"注：{'；'.join(notes)}。" if notes else ""),
    )


def _rows(each: Assessed) -> Iterator[dict[str, Cell]]:
    own = {"rank": each.rank, "unit": each.unit, "total": score(each.total), "grade": each.grade}
    for result in each.results:
        yield own | {
            "item": result.item.name,
            "full": plain(result.item.points),
            "measured": result.measured or "—",
            "points": score(result.points),
            "reason": result.reason,
        }
    for change in each.changes:
        sign = "+" if change.points > 0 else "−"
        yield own | {
            "item": "加分" if change.points > 0 else "扣分",
            "full": "—",
            "measured": "—",
            "points": f"{sign}{plain(abs(change.points))}",
            "reason": change.reason,
        }
