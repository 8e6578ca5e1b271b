"""前期项目谋划表: the projects still being prepared."""

from __future__ import annotations

from docgen.ledger.report import Report
from docgen.papers.table import INTEGER, MONEY, NAME, Cell, Column, Table
from docgen.papers.tables.facts import Facts
from docgen.papers.tables.record import record

NAME_OF_TABLE = "前期项目谋划表"


def columns(year: int | str) -> tuple[Column, ...]:
    """Fourteen columns."""
    return (
        Column("number", ("序号",), INTEGER),
        Column("name", ("项目名称",)),
        Column("industry", ("行业领域",), NAME),
        Column("content", ("建设内容及规模",)),
        Column("years", ("建设年限",), NAME),
        Column("site", ("建设地点",), NAME),
        Column("total_investment", ("总投资",), MONEY),
        Column("signing", ("签约情况",), NAME),
        Column("procedures", ("手续办理进展",)),
        Column("demolition", ("拆迁进展",), NAME),
        Column("problems", ("存在问题",)),
        Column("units", ("责任单位",), NAME),
        Column("owner", ("项目单位",), NAME),
        Column("contact", ("项目单位联系人及电话",), NAME),
    )


def build(facts: Facts) -> Table:
    """The projects of the stage 前期, in the order of the records."""
    return Table(
        name=NAME_OF_TABLE,
        title=f"{facts.region}{facts.period.year}年{NAME_OF_TABLE}",
        columns=columns(facts.period.year),
        rows=tuple(_row(number, report) for number, report in enumerate(facts.of_stage("前期"), 1)),
        unit="单位：万元",
        as_of=facts.as_of,
        note=facts.note,
    )


def _row(number: int, report: Report) -> dict[str, Cell]:
    return {**record(report), "number": number}
