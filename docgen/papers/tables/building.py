"""在建项目进展情况表: the projects under construction, with their investment and approvals."""

from __future__ import annotations

from docgen.ledger.report import Report
from docgen.papers.table import INTEGER, MONEY, NAME, Cell, Column, Table
from docgen.papers.tables.facts import Facts
from docgen.papers.tables.record import MONEY_KEYS, record
from docgen.papers.tables.words import approval, totals

NAME_OF_TABLE = "在建项目进展情况表"
_GROUP = "联审联批手续"
PROCEDURES = {
    "land": "用地审批手续",
    "filing": "审批核准备案手续",
    "land_planning": "用地规划手续",
    "building_planning": "建设规划手续",
    "environment": "环评审批手续",
}


def columns(year: int | str) -> tuple[Column, ...]:
    """Twenty-two columns under two header rows."""
    return (
        Column("number", ("序号",), INTEGER),
        Column("name", ("项目名称",)),
        Column("industry", ("行业领域",), NAME),
        Column("content", ("建设内容及规模",)),
        Column("years", ("建设年限",), NAME),
        Column("site", ("建设地点",), NAME),
        Column("total_investment", ("总投资",), MONEY),
        Column("month_investment", ("本月完成投资",), MONEY),
        Column("cumulative_investment", ("累计完成投资",), MONEY),
        Column("year_investment", ("年度完成投资",), MONEY),
        Column("progress", ("形象进度",)),
        *(Column(key, (_GROUP, procedure), NAME, field=f"approvals/{procedure}") for key, procedure in PROCEDURES.items()),
        Column("annual_plan", (f"{year}年计划完成投资",), MONEY),
        Column("leaders", ("首席服务员",), NAME),
        Column("units", ("责任单位",), NAME),
        Column("responsible_person", ("责任人",), NAME),
        Column("owner", ("项目单位",), NAME),
        Column("contact", ("项目单位联系人及电话",), NAME),
    )


def build(facts: Facts) -> Table:
    """The projects of the stage 在建 in the order of the records; the last row sums the money (万元)."""
    reports = facts.of_stage("在建")
    return Table(
        name=NAME_OF_TABLE,
        title=f"{facts.region}{facts.period.year}年{NAME_OF_TABLE}",
        columns=columns(facts.period.year),
        rows=tuple(_row(number, report) for number, report in enumerate(reports, 1)),
        unit="单位：万元",
        as_of=facts.as_of,
        note=facts.note,
        total=totals(reports, columns(facts.period.year), MONEY_KEYS),
    )


def _row(number: int, report: Report) -> dict[str, Cell]:
    approvals = {key: approval(report, procedure) for key, procedure in PROCEDURES.items()}
    return {**record(report), **approvals, "number": number}
