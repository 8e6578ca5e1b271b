"""观摩评分表: what each project (or unit) got from whom, its score and rank, what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.figures.viewing import Scored
from docgen.numerals import plain, score
from docgen.papers.table import INTEGER, NAME, Cell, Column, Subtotal, Table
from docgen.papers.tables.facts import Facts

if TYPE_CHECKING:
    from docgen.papers.circulars.viewing import Verdict

NAME_OF_TABLE = "观摩评分表"


def columns(year: int | str) -> tuple[Column, ...]:
    """Seven columns."""
    return (
        Column("number", ("序号",), INTEGER),
        Column("name", ("观摩项目（单位）",)),
        Column("unit", ("责任单位",), NAME),
        Column("marks", ("评分",)),
        Column("score", ("得分",), NAME),
        Column("rank", ("名次",), INTEGER),
        Column("outcome", ("结果运用",), NAME),
    )


def build(facts: Facts) -> Table:
    """The best first, series by series; no rows without a viewing."""
    found = facts.subject
    rows: list[dict[str, Cell]] = []
    heads = []
    for series, members in found.viewed.series.items() if found else ():
        if series:
            heads.append(Subtotal(len(rows), {**dict.fromkeys((column.key for column in columns("")), ""), "name": series}))
        rows += [_row(number, each, found.verdict) for number, each in enumerate(members, len(rows) + 1)]
    drop = found and any(each.dropped for each in found.viewed.all)
    return Table(
        name=NAME_OF_TABLE,
        title=f"{facts.region}{facts.period.label}重点项目{NAME_OF_TABLE}",
        columns=columns(facts.period.year),
        rows=tuple(rows),
        unit="单位：分",
        as_of=facts.as_of,
        note=facts.note or ("注：得分为去掉最高分、最低分后的平均分，保留两位小数。" if drop else ""),
        subtotals=tuple(heads),
    )


def _row(number: int, each: Scored, verdict: Verdict) -> dict[str, Cell]:
    return {
        "number": number,
        "name": each.name,
        "unit": each.unit,
        "marks": "，".join(f"{judge}{'：' if judge[-1:].isascii() else ''}{plain(mark)}" for judge, mark in each.given.marks),
        "score": score(each.score),
        "rank": each.rank,
        "outcome": "\n".join(verdict.outcomes.get(each.name, ())),
    }
