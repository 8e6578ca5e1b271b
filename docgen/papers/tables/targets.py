"""目标任务分解一览表: each project's plan for the year, quarter by quarter, with who answers for it."""

from __future__ import annotations

from docgen.ledger.report import Report
from docgen.papers.table import INTEGER, MONEY, NAME, Cell, Column, Table
from docgen.papers.tables.facts import Facts
from docgen.papers.tables.record import record
from docgen.papers.tables.words import lines, totals

NAME_OF_TABLE = "目标任务分解一览表"
QUARTERS = {"first": "一季度", "second": "二季度", "third": "三季度", "fourth": "四季度"}
_SUMMED = ("total_investment", "annual_plan")


def columns(year: int | str) -> tuple[Column, ...]:
    """Fourteen columns under two header rows; the system runs downwards over its projects."""
    return (
        Column("number", ("序号",), INTEGER),
        Column("system", ("体系",), NAME, merge=True),
        Column("name", ("项目名称",)),
        Column("content", ("建设规模及内容",)),
        Column("years", ("建设年限",), NAME),
        Column("total_investment", ("总投资",), MONEY),
        Column("annual_plan", (f"{year}年计划投资",), MONEY),
        *(Column(key, ("时间节点", quarter)) for key, quarter in QUARTERS.items()),
        Column("leaders", ("县级责任领导（指挥长）",), NAME),
        Column("units", ("责任单位及责任人",), NAME),
        Column("owner", ("业主单位及法人代表",), NAME),
    )


def build(facts: Facts) -> Table:
    """The projects reported in this form, else all that have nodes; the last row sums the money (万元)."""
    reports = facts.of_form(NAME_OF_TABLE) or tuple(report for report in facts.reports if report.milestones)
    return Table(
        name=NAME_OF_TABLE,
        title=f"{facts.region}{facts.period.year}年重点项目{NAME_OF_TABLE}",
        columns=columns(facts.period.year),
        rows=tuple(_row(number, report) for number, report in enumerate(reports, 1)),
        unit="单位：万元",
        as_of=facts.as_of,
        note=facts.note,
        total=totals(reports, columns(facts.period.year), _SUMMED),
    )


def _row(number: int, report: Report) -> dict[str, Cell]:
    nodes = {milestone.when: milestone.what for milestone in report.milestones}
    row = record(report)
    return {
        **row,
        **{key: nodes.get(quarter, "") for key, quarter in QUARTERS.items()},
        "number": number,
        "units": lines(*report.units, row["responsible_person"]),
        "owner": lines(report.owner, row["owner_person"]),
    }
