"""目标任务分解一览表: each project's plan for the year, quarter by quarter, with who answers for it."""

from __future__ import annotations

from docgen.ledger.report import Report
from docgen.papers.table import INTEGER, MONEY, NAME, Column, Table
from docgen.papers.tables.facts import Facts
from docgen.papers.tables.words import added, lines, people
from docgen.papers.tables.words import name as spread

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
    total: dict[str, object] = {column.key: "" for column in columns(facts.period.year)}
    total["name"] = f"合计（{len(reports)}项）"
    for key in _SUMMED:
        total[key] = added(getattr(report, key) for report in reports)
    return Table(
        name=NAME_OF_TABLE,
        title=f"{facts.region}{facts.period.year}年重点项目{NAME_OF_TABLE}",
        columns=columns(facts.period.year),
        rows=tuple(_row(number, report) for number, report in enumerate(reports, 1)),
        unit="单位：万元",
        as_of=facts.as_of,
        note=facts.note,
        total=total if reports else None,
    )


def _row(number: int, report: Report) -> dict[str, object]:
    nodes = {milestone.when: milestone.what for milestone in report.milestones}
    return {
        "number": number,
        "system": report.system,
        "name": report.name,
        "content": report.content,
        "years": report.years,
        **{key: getattr(report, key) for key in _SUMMED},
        **{key: nodes.get(quarter, "") for key, quarter in QUARTERS.items()},
        "leaders": people(report.leaders),
        "units": lines(*report.units, spread(report.responsible_person)),
        "owner": lines(report.owner, spread(report.owner_person)),
    }
