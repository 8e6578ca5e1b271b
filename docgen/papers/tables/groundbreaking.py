"""集中开工项目清单 and 未实质性开工项目清单: the projects of a joint groundbreaking, and those that have not really begun."""

from __future__ import annotations

from docgen.figures.begun import IN_TIME, LATE, OVERDUE, Standing
from docgen.numerals import UNDEFINED
from docgen.papers.dates import spoken, spoken_within
from docgen.papers.table import INTEGER, MONEY, NAME, REF, Cell, Column, Table
from docgen.papers.tables.facts import Facts

ALL, NOT_BEGUN = "集中开工项目清单", "未实质性开工项目清单"


def all_columns(year: int | str) -> tuple[Column, ...]:
    """Eight columns."""
    return (
        Column("number", ("序号",), INTEGER),
        Column("name", ("项目名称",)),
        Column("unit", ("责任单位",), NAME),
        Column("total_investment", ("总投资",), MONEY),
        Column("batch", ("集中开工日期",), NAME),
        Column("due", ("应实质性开工日期",), NAME),
        Column("began", ("实质性开工日期",), NAME),
        Column("state", ("开工情况",), NAME),
    )


def not_begun_columns(year: int | str) -> tuple[Column, ...]:
    """Nine columns; the last is filled in by the unit."""
    return (
        Column("number", ("序号",), INTEGER),
        Column("name", ("项目名称",)),
        Column("unit", ("责任单位",), NAME),
        Column("batch", ("集中开工日期",), NAME),
        Column("due", ("应实质性开工日期",), NAME),
        Column("days", ("超期天数",), INTEGER),
        Column("progress", ("目前进展",)),
        Column("cause", ("未实质性开工原因",)),
        Column("promised", ("承诺开工日期",), NAME),
    )


def everything(facts: Facts) -> Table:
    """Every project of the batch in the order given; none without a groundbreaking."""
    found = facts.subject
    return _table(facts, ALL, all_columns, [_row(number, each, facts.period.year) for number, each in enumerate(found or (), 1)])


def not_begun(facts: Facts) -> Table:
    """Those that have not really begun, the longest overdue first."""
    waiting = sorted((each for each in facts.subject or () if each.state in (OVERDUE, IN_TIME)), key=lambda each: -each.days)
    return _table(facts, NOT_BEGUN, not_begun_columns, [_row(number, each, facts.period.year) for number, each in enumerate(waiting, 1)])


def _table(facts: Facts, name: str, columns, rows: list[dict[str, Cell]]) -> Table:
    return Table(
        name=name,
        title=f"{facts.region}{facts.period.label}{name}",
        columns=columns(facts.period.year),
        rows=tuple(rows),
        unit="单位：万元" if name == ALL else "",
        as_of=facts.as_of or f"截至{spoken(facts.period.end)}",
        note=facts.note,
    )


def _row(number: int, each: Standing, year: int) -> dict[str, Cell]:
    project = each.project
    return {
        REF: project.ref,
        "number": number,
        "name": project.name,
        "unit": project.unit,
        "total_investment": project.total_investment,
        "batch": spoken_within(project.batch, year),
        "due": spoken_within(each.due, year),
        "began": spoken_within(project.began, year) if project.began else "已开工" if project.really else "未开工",
        "state": f"{each.state}\n（{each.days}天）" if each.state in (LATE, OVERDUE) else each.state,
        "days": each.days or UNDEFINED,
        "progress": project.progress,
        "cause": project.cause,
        "promised": "",
    }
