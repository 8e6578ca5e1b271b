"""新建（竣工）项目情况表: the projects that begin this year or are completed in it."""

from __future__ import annotations

from docgen.ledger.report import Report
from docgen.papers.table import INTEGER, MONEY, NAME, Cell, Column, Table
from docgen.papers.tables.facts import Facts
from docgen.papers.tables.record import record
from docgen.papers.tables.words import approval

NAME_OF_TABLE = "新建（竣工）项目情况表"
_GROUP = "前期进展情况（必须填写详细，不能留空格）"
PROCEDURES = {"filing": "审批、核准、备案", "environment": "环评", "land": "土地", "planning": "规划"}


def columns(year: int | str) -> tuple[Column, ...]:
    """Sixteen columns under two header rows."""
    return (
        Column("number", ("序号",), INTEGER),
        Column("name", ("项目名称",)),
        Column("industry", ("行业领域",), NAME),
        Column("builder", ("建设单位",), NAME),
        Column("content", ("建设规模和主要内容",)),
        Column("site", ("项目实施地点",), NAME),
        Column("total_investment", ("总投资",), MONEY),
        Column("years", ("建设起止年限",), NAME),
        Column("annual_plan", (f"{year}年投资目标",), MONEY),
        *(Column(key, (_GROUP, procedure), NAME, field=f"approvals/{procedure}") for key, procedure in PROCEDURES.items()),
        Column("progress", ("项目进展情况",)),
        Column("contact", ("项目单位联系人及电话",), NAME),
        Column("remark", ("备注",)),
    )


def build(facts: Facts) -> Table:
    """The projects of the stages 新建 and 竣工, in the order of the records."""
    return Table(
        name=NAME_OF_TABLE,
        title=f"{facts.region}{facts.period.year}年{NAME_OF_TABLE}",
        columns=columns(facts.period.year),
        rows=tuple(_row(number, report) for number, report in enumerate(facts.of_stage("新建", "竣工"), 1)),
        unit="单位：万元",
        as_of=facts.as_of,
        note=facts.note,
    )


def _row(number: int, report: Report) -> dict[str, Cell]:
    approvals = {key: approval(report, procedure) for key, procedure in PROCEDURES.items()}
    return {**record(report), **approvals, "number": number}
