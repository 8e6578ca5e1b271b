"""A project's record as a row of a table: everything that a template may show, whether docgen's own shows it or not."""

from __future__ import annotations

from docgen.ledger.report import Report
from docgen.papers.table import Cell
from docgen.papers.tables.words import lines, people, reached
from docgen.papers.tables.words import name as spread

MONEY_KEYS = ("total_investment", "annual_plan", "month_investment", "year_investment", "cumulative_investment")
_AS_THEY_ARE = (
    "name", "unit", "stage", "category", "industry", "system", "content", "years", "site", "progress", "problems",
    "owner", "builder", "signing", "demolition", "procedures", "remark",
)  # fmt: skip


def record(report: Report) -> dict[str, Cell]:
    """The fields of a report by the names that the templates use; money in 万元, persons and units one a line."""
    return {
        **{key: getattr(report, key) for key in (*_AS_THEY_ARE, *MONEY_KEYS)},
        "leaders": people(report.leaders),
        "units": lines(*report.units),
        "owner_person": spread(report.owner_person),
        "responsible_person": spread(report.responsible_person),
        "contact": reached(report),
        "start": report.start.raw if report.start else "",
    }
