"""排名表: the units by completion rate; those that did not report stand last, without a rank."""

from __future__ import annotations

from decimal import Decimal

from docgen.figures.totals import Totals
from docgen.numerals import UNDEFINED, listed
from docgen.papers.table import (
    INTEGER,
    MONEY,
    NAME,
    PERCENT,
    SIGNED,
    Cell,
    Column,
    Table,
)
from docgen.papers.tables.facts import Facts

NAME_OF_TABLE = "排名表"
UNREPORTED = "未报送"


def columns(year: int | str) -> tuple[Column, ...]:
    """Seven columns."""
    return (
        Column("rank", ("名次",), INTEGER),
        Column("unit", ("单位",), NAME),
        Column("projects", ("项目数",), INTEGER),
        Column("annual_plan", ("年度计划投资",), MONEY),
        Column("year_investment", ("年度完成投资",), MONEY),
        Column("completion_rate", ("投资完成率",), PERCENT),
        Column("gap", ("与时序进度相比（个百分点）",), SIGNED),
    )


def build(facts: Facts) -> Table:
    """Ranked units, then those without a rate, then those that did not report; the last row is the whole."""
    figures = facts.figures
    rows = [_row(standing.rank, standing.unit, standing.totals) for standing in figures.ranking]
    rows += [_row(UNDEFINED, unit, figures.by_unit[unit]) for unit in figures.unranked]
    rows += [_unreported(unit) for unit in figures.unreported]
    return Table(
        name=NAME_OF_TABLE,
        title=f"{facts.region}{facts.period.label}重点项目投资完成情况{NAME_OF_TABLE}",
        columns=columns(facts.period.year),
        rows=tuple(rows),
        unit="单位：万元",
        as_of=facts.as_of,
        note=facts.note or _note(facts),
        total=_row("", "合计", figures.totals) if rows else None,
    )


def _row(rank: int | str, unit: str, totals: Totals) -> dict[str, Cell]:
    return {
        "rank": rank,
        "unit": unit,
        "projects": totals.projects,
        "annual_plan": _stated(totals.annual_plan),
        "year_investment": _stated(totals.year_investment),
        "completion_rate": _stated(totals.completion_rate),
        "gap": _stated(totals.gap),
    }


def _stated(value: Decimal | None) -> Cell:
    return UNDEFINED if value is None else value


def _unreported(unit: str) -> dict[str, Cell]:
    empty = {column.key: UNDEFINED for column in columns("")}
    return {**empty, "unit": unit, "rank": UNREPORTED}


def _note(facts: Facts) -> str:
    """What a reader needs to check the rates by hand, when it is not plain from the columns."""
    figures = facts.figures
    notes = []
    if figures.totals.measured_investment != figures.totals.year_investment:
        notes.append("投资完成率只计列有年度计划的项目")
    if figures.unreported:
        notes.append(f"{listed(figures.unreported)}未报送，不参加排名")
    return f"注：{'；'.join(notes)}。" if notes else ""
