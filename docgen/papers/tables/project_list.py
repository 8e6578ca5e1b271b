"""清单表: the list of the year's key projects, by category."""

from __future__ import annotations

from docgen.ledger.report import Report
from docgen.papers.table import INTEGER, NAME, Cell, Column, Table
from docgen.papers.tables.facts import Facts
from docgen.papers.tables.record import CATEGORY_OR_SYSTEM, record, shown

NAME_OF_TABLE = "清单表"
TITLE = "重点项目清单表"


def columns(year: int | str) -> tuple[Column, ...]:
    """Nine columns; number and category run downwards over the projects of a category."""
    return (
        Column("number", ("序号",), INTEGER, merge=True),
        Column("category", ("项目类别",), NAME, merge=True, field=CATEGORY_OR_SYSTEM),
        Column("name", ("项目名称",)),
        Column("content", ("建设内容",)),
        Column("leaders", ("牵头领导",), NAME),
        Column("units", ("责任科室",), NAME),
        Column("start", ("开工时间",), NAME),
        Column("progress", ("进展情况",)),
        Column("problems", ("存在问题",)),
    )


def build(facts: Facts) -> Table:
    """All projects reported in a 清单表, else all of the period, numbered by category."""
    reports = facts.of_form(NAME_OF_TABLE) or facts.reports
    order: dict[str, int] = {}
    for report in reports:
        order.setdefault(_category(report), len(order) + 1)
    rows = [_row(report, order[_category(report)]) for report in reports]
    rows.sort(key=lambda row: row["number"])
    end = facts.period.end
    return Table(
        name=NAME_OF_TABLE,
        title=f"{facts.region}{facts.period.year}年度{TITLE}",
        columns=columns(facts.period.year),
        rows=tuple(rows),
        as_of=facts.as_of or f"截至{end.month}月{end.day}日",
        note=facts.note,
    )


def _category(report: Report) -> str:
    return str(shown(report, CATEGORY_OR_SYSTEM))


def _row(report: Report, number: int) -> dict[str, Cell]:
    return {**record(report), "number": number, "category": _category(report)}
