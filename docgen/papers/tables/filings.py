"""报送情况表: which units have reported, and how many projects in each form."""

from __future__ import annotations

from docgen.ledger.report import Report
from docgen.numerals import UNDEFINED, plain
from docgen.papers.table import INTEGER, NAME, Column, Table
from docgen.papers.tables.facts import Facts

NAME_OF_TABLE = "报送情况表"
_GROUP = "报送项目数（项）"
_FORMS = {"planning": ("前期",), "beginning": ("新建", "竣工"), "building": ("在建",)}
REPORTED, UNREPORTED = "已报送", "未报送"


def columns(year: int | str) -> tuple[Column, ...]:
    """Seven columns under two header rows."""
    return (
        Column("number", ("序号",), INTEGER),
        Column("unit", ("单位",), NAME),
        Column("state", ("报送情况",), NAME),
        Column("planning", (_GROUP, "前期项目"), INTEGER),
        Column("beginning", (_GROUP, "新建（竣工）项目"), INTEGER),
        Column("building", (_GROUP, "在建项目"), INTEGER),
        Column("projects", (_GROUP, "合计"), INTEGER),
    )


def build(facts: Facts) -> Table:
    """Every unit that owes a report or sent one; projects in none of the three forms count in 合计 only."""
    figures = facts.figures
    units = tuple(dict.fromkeys((*figures.expected, *figures.reported)))
    of_unit: dict[str, list[Report]] = {unit: [] for unit in units}
    for report in facts.reports:
        of_unit.setdefault(report.unit, []).append(report)
    reported = set(figures.reported)
    days = {item.unit: hit.measured for item in figures.late_units for hit in item.hits if hit.measured is not None}
    rows = [
        {
            "number": number,
            "unit": unit,
            "state": (f"迟报{plain(days[unit])}天" if unit in days else REPORTED) if unit in reported else UNREPORTED,
            **(_counts(reports) if unit in reported else dict.fromkeys((*_FORMS, "projects"), UNDEFINED)),
        }
        for number, (unit, reports) in enumerate(of_unit.items(), 1)
    ]
    total = {"number": "", "unit": "合计", "state": f"{len(reported)}个单位", **_counts(facts.reports)}
    return Table(
        name=NAME_OF_TABLE,
        title=f"{facts.region}{facts.period.label}重点项目{NAME_OF_TABLE}",
        columns=columns(facts.period.year),
        rows=tuple(rows),
        as_of=facts.as_of,
        note=facts.note,
        total=total if rows else None,
    )


def _counts(reports: list[Report] | tuple[Report, ...]) -> dict[str, int | str]:
    """Projects in each form; unknown, not 0, where a list tells no project's stage."""
    if reports and not any(report.stage for report in reports):
        return {**dict.fromkeys(_FORMS, UNDEFINED), "projects": len(reports)}
    counts = {key: sum(report.stage in stages for report in reports) for key, stages in _FORMS.items()}
    return {**counts, "projects": len(reports)}
