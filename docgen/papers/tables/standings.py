"""排名表: the units by rank, series by series; those that did not report stand last, without a rank."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docgen.figures.ranking import Standing
from docgen.figures.summary import Figures
from docgen.figures.totals import Totals
from docgen.numerals import UNDEFINED, chinese, listed
from docgen.papers.table import (
    INTEGER,
    MONEY,
    NAME,
    PERCENT,
    SIGNED,
    Cell,
    Column,
    Subtotal,
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
    """Ranked units, then those without a rank, then those that did not report; the last row is the whole.

    Series of the office stand one below the other, each under its name.
    """
    figures = facts.figures
    rows = [_row(standing.rank, standing.unit, standing.totals, standing) for standing in figures.ranking]
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
        subtotals=tuple(_heads(figures)) if any(series.name for series in figures.series) else (),
    )


def _heads(figures: Figures) -> Iterator[Subtotal]:
    """A heading for each series, and one for those that are in none."""
    before, empty = 0, {column.key: "" for column in columns("")}
    for number, series in enumerate(figures.series, 1):
        yield Subtotal(before, {**empty, "unit": f"{chinese(number)}、{series.name}（{len(series.standings)}个）"})
        before += len(series.standings)
    others = len(figures.unranked) + len(figures.unreported)
    if others:
        yield Subtotal(before, {**empty, "unit": f"不排名（{others}个）"})


def _row(rank: int | str, unit: str, totals: Totals, standing: Standing | None = None) -> dict[str, Cell]:
    """``change`` (↑2) and ``value`` (what the unit was ranked by) are for templates that show them."""
    return {
        "rank": rank,
        "unit": unit,
        "projects": totals.projects,
        "annual_plan": _stated(totals.annual_plan),
        "year_investment": _stated(totals.year_investment),
        "completion_rate": _stated(totals.completion_rate),
        "gap": _stated(totals.gap),
        "change": standing.arrow if standing else "",
        "value": UNDEFINED if standing is None else standing.words,
    }


def _stated(value: Decimal | None) -> Cell:
    return UNDEFINED if value is None else value


def _unreported(unit: str) -> dict[str, Cell]:
    empty = {column.key: UNDEFINED for column in columns("")}
    return {**empty, "unit": unit, "rank": UNREPORTED}


def _note(facts: Facts) -> str:
    """What a reader needs to check the rates and ranks by hand, when it is not plain from the columns."""
    figures = facts.figures
    notes = []
    if figures.totals.measured_investment != figures.totals.year_investment:
        notes.append("投资完成率只计列有年度计划的项目")
    if figures.rules.set_by_office:
        notes += _rules(figures)
    if figures.unreported:
        notes.append(f"{listed(figures.unreported)}未报送，不参加排名")
    return f"注：{'；'.join(notes)}。" if notes else ""


def _rules(figures: Figures) -> Iterator[str]:
    """What the office ranks by, each unit's value where no column shows it, who is exempt, who moved."""
    rules = figures.rules
    if rules.score:
        yield f"按{rules.name}排名，{rules.name}＝{rules.score.formula}，各项按本组最好的为100分折算"
    if rules.score or rules.by.key != "completion_rate":
        yield f"{rules.name}：{listed(f'{standing.unit}{standing.words}' for standing in figures.ranking)}"
    if moved := [f"{standing.unit}{standing.arrow}" for standing in figures.ranking if standing.arrow]:
        yield f"名次较上期：{listed(moved)}"
    for exemption in figures.exempt:
        yield f"{exemption.name}不计入排名（{exemption.reason}）"
    out = {exemption.name for exemption in figures.exempt}
    if undefined := [unit for unit in figures.unranked if unit not in out]:
        yield f"{listed(undefined)}{'不在任何一组或' if rules.series else ''}没有可排名的数，不参加排名"
