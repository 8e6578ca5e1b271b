"""目标任务分解一览表: each project's plan for the year, quarter by quarter, with who answers for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from docgen.ledger.report import Report
from docgen.numerals import chinese
from docgen.papers.table import (
    INTEGER,
    MONEY,
    NAME,
    Cell,
    Column,
    Subtotal,
    Table,
)
from docgen.papers.tables.facts import Facts
from docgen.papers.tables.record import OWNER_AND_PERSON, UNITS_AND_PERSON, record, shown
from docgen.papers.tables.words import added, totals

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
        *(Column(key, ("时间节点", quarter), field=f"milestones/{quarter}") for key, quarter in QUARTERS.items()),
        Column("leaders", ("县级责任领导（指挥长）",), NAME),
        Column("units", ("责任单位及责任人",), NAME, field=UNITS_AND_PERSON),
        Column("owner", ("业主单位及法人代表",), NAME, field=OWNER_AND_PERSON),
    )


def build(facts: Facts, subtotals: bool = True) -> Table:
    """The projects reported in this form, else all that have nodes; the last row sums the money (万元).

    ``subtotals``: where all projects belong to systems, they stand by system, each headed by its sums.
    """
    reports = facts.of_form(NAME_OF_TABLE) or tuple(report for report in facts.reports if report.milestones)
    systems = dict.fromkeys(report.system for report in reports)
    grouped = subtotals and len(systems) > 1 and all(systems)
    if grouped:
        places = {system: place for place, system in enumerate(systems)}
        reports = tuple(sorted(reports, key=lambda report: places[report.system]))
    rows = tuple(_row(number, report) for number, report in enumerate(reports, 1))
    return Table(
        name=NAME_OF_TABLE,
        title=f"{facts.region}{facts.period.year}年重点项目{NAME_OF_TABLE}",
        columns=columns(facts.period.year),
        rows=rows,
        unit="单位：万元",
        as_of=facts.as_of,
        note=facts.note,
        total=totals(reports, columns(facts.period.year), _SUMMED),
        subtotals=tuple(_subtotals(reports, tuple(rows[0]))) if grouped else (),
    )


def _subtotals(reports: Sequence[Report], keys: Sequence[str]) -> Iterator[Subtotal]:
    """One for each run of a system: 一、现代创新体系（11项） and the sums of its projects (万元)."""
    before = 0
    for number, (system, found) in enumerate(groupby(reports, key=lambda report: report.system), 1):
        group = tuple(found)
        sums = {key: added(getattr(report, key) for report in group) for key in _SUMMED}
        name = f"{chinese(number)}、{system}（{len(group)}项）"
        yield Subtotal(before, {**dict.fromkeys(keys, ""), "name": name, **sums})
        before += len(group)


def _row(number: int, report: Report) -> dict[str, Cell]:
    return {
        **record(report),
        **{key: shown(report, f"milestones/{quarter}") for key, quarter in QUARTERS.items()},
        "number": number,
        "units": shown(report, UNITS_AND_PERSON),
        "owner": shown(report, OWNER_AND_PERSON),
    }
