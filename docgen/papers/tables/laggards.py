"""滞后项目清单: the projects that lag, with the figures and the reasons."""

from __future__ import annotations

from docgen.figures.benchmark import LINEAR, Course
from docgen.figures.lag import LEVELS, Lagging
from docgen.figures.totals import completion_of
from docgen.ledger.period import Period
from docgen.numerals import UNDEFINED
from docgen.papers.table import (
    INTEGER,
    MONEY,
    NAME,
    PERCENT,
    POINTS,
    Cell,
    Column,
    Table,
)
from docgen.papers.tables.facts import Facts
from docgen.papers.tables.record import UNITS_OR_UNIT, record, shown

NAME_OF_TABLE = "滞后项目清单"


def columns(year: int | str) -> tuple[Column, ...]:
    """Nine columns."""
    return (
        Column("number", ("序号",), INTEGER),
        Column("name", ("项目名称",)),
        Column("units", ("责任单位",), NAME, field=UNITS_OR_UNIT),
        Column("annual_plan", ("年度计划投资",), MONEY),
        Column("year_investment", ("年度完成投资",), MONEY),
        Column("completion_rate", ("完成率",), PERCENT),
        Column("behind", ("落后（个百分点）",), POINTS),
        Column("level", ("等级",), NAME),
        Column("reason", ("滞后情形",)),
    )


def build(facts: Facts) -> Table:
    """The lagging projects in the order of the figures: red before yellow, unit by unit, the furthest behind first."""
    return Table(
        name=NAME_OF_TABLE,
        title=f"{facts.region}{facts.period.label}{NAME_OF_TABLE}",
        columns=columns(facts.period.year),
        rows=tuple(row(number, item, facts.period, facts.figures.course) for number, item in enumerate(facts.lagging, 1)),
        unit="单位：万元",
        as_of=facts.as_of,
        note=facts.note,
    )


def row(number: int, item: Lagging, period: Period, course: Course = LINEAR) -> dict[str, Cell]:
    """One lagging project: money 万元, completion_rate a fraction, behind in 个百分点 (— when it is not behind)."""
    report = item.report
    completion = completion_of(report, period, course)
    return {
        **record(report),
        "number": number,
        "units": shown(report, UNITS_OR_UNIT),
        "completion_rate": completion.rate if completion else UNDEFINED,
        "behind": -completion.gap if completion and completion.gap < 0 else UNDEFINED,
        "level": "\n".join(filter(None, [LEVELS[item.level], item.consequence])),
        "reason": item.reason,
    }
