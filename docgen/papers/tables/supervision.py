"""The letter's two tables: 督办事项清单 says what is wrong, 反馈表 is filled in and sent back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from docgen.papers.table import INTEGER, MONEY, NAME, PERCENT, POINTS, Column, Table
from docgen.papers.tables import laggards
from docgen.papers.tables.facts import Facts

MATTERS, FEEDBACK = "督办事项清单", "反馈表"
_BLANK = ("measures", "deadline", "person", "progress")


def matter_columns(year: int | str) -> tuple[Column, ...]:
    """Nine columns."""
    return (
        Column("number", ("序号",), INTEGER),
        Column("name", ("项目名称",)),
        Column("responsible_person", ("责任人",), NAME),
        Column("annual_plan", ("年度计划投资",), MONEY),
        Column("year_investment", ("年度完成投资",), MONEY),
        Column("completion_rate", ("完成率",), PERCENT),
        Column("behind", ("落后（个百分点）",), POINTS),
        Column("level", ("等级",), NAME),
        Column("reason", ("督办事项",)),
    )


def matters(facts: Facts) -> Table:
    """The letter's projects, each with its figures and what is to be put right."""
    return Table(
        name=MATTERS,
        title=f"{facts.period.label}重点项目{MATTERS}",
        columns=matter_columns(facts.period.year),
        rows=tuple(laggards.row(number, item, facts.period, facts.figures.course) for number, item in enumerate(facts.lagging, 1)),
        unit="单位：万元",
        as_of=facts.as_of or (f"责任单位：{facts.unit}" if facts.unit else ""),
        note=facts.note,
    )


def feedback_columns(year: int | str) -> tuple[Column, ...]:
    """Seven columns, the last four left blank for the unit."""
    return (
        Column("number", ("序号",), INTEGER),
        Column("name", ("项目名称",)),
        Column("reason", ("督办事项",)),
        Column("measures", ("整改措施",)),
        Column("deadline", ("完成时限",), NAME),
        Column("person", ("责任人",), NAME),
        Column("progress", ("目前进展",)),
    )


def feedback(facts: Facts) -> Table:
    """The same projects with what the unit has to fill in."""
    rows = [
        {**laggards.row(number, item, facts.period, facts.figures.course), **dict.fromkeys(_BLANK, "")}
        for number, item in enumerate(facts.lagging, 1)
    ]
    return Table(
        name=FEEDBACK,
        title=f"{facts.period.label}重点项目督办事项{FEEDBACK}",
        columns=feedback_columns(facts.period.year),
        rows=tuple(rows),
        as_of=facts.as_of or f"填报单位（盖章）：{facts.unit}",
        note=facts.note or "填报人：　　　　　　　　联系电话：　　　　　　　　填报日期：　　　　年　　月　　日",
    )


def feedback_of(form: Table, others: Iterable[tuple[str, str]]) -> Table:
    """The form with further rows: matters that rest on no lagging project, each with what is to be put right."""
    first = len(form.rows) + 1
    rows = [
        {"number": number, "name": name, "reason": reason, **dict.fromkeys(_BLANK, "")}
        for number, (name, reason) in enumerate(others, first)
    ]
    blank = ("",) * len(rows)
    return replace(
        form,
        rows=(*form.rows, *rows),
        refs=(*form.refs, *blank) if form.refs else (),
        marks=(*form.marks, *blank) if form.marks else (),
    )
