"""A project's record as a row of a table: everything that a template may show, whether docgen's own shows it or not."""

from __future__ import annotations

from collections.abc import Callable

from docgen.ledger.report import Report
from docgen.papers.table import REF, Cell
from docgen.papers.tables.words import approval, lines, people, reached
from docgen.papers.tables.words import name as spread

MONEY_KEYS = ("total_investment", "annual_plan", "month_investment", "year_investment", "cumulative_investment")
_AS_THEY_ARE = (
    "name", "category", "industry", "system", "content", "years", "site", "progress", "problems",
    "owner", "builder", "signing", "demolition", "procedures", "remark", *MONEY_KEYS,
)  # fmt: skip
_IN_WORDS: dict[str, Callable[[Report], str]] = {
    "leaders": lambda report: people(report.leaders),
    "units": lambda report: lines(*report.units),
    "owner_person": lambda report: spread(report.owner_person),
    "responsible_person": lambda report: spread(report.responsible_person),
    "start": lambda report: report.start.raw if report.start else "",
}
UNITS_AND_PERSON, OWNER_AND_PERSON, CONTACT_AND_PHONE = "units_and_person", "owner_and_person", "contact_and_phone"
CATEGORY_OR_SYSTEM, UNITS_OR_UNIT = "category_or_system", "units_or_unit"
"""Paths of cells that show two fields, or another field where the first says nothing."""

PATHS: dict[str, str] = {**{key: key for key in (*_AS_THEY_ARE, *_IN_WORDS)}, "contact": CONTACT_AND_PHONE}
"""Keys of :func:`record` that show a field of the record: key → path."""

_JOINED: dict[str, Callable[[Report], str]] = {
    CONTACT_AND_PHONE: reached,
    UNITS_AND_PERSON: lambda report: lines(*report.units, spread(report.responsible_person)),
    OWNER_AND_PERSON: lambda report: lines(report.owner, spread(report.owner_person)),
    CATEGORY_OR_SYSTEM: lambda report: report.category or report.system or report.industry,
    UNITS_OR_UNIT: lambda report: lines(*report.units) or report.unit,
}


def record(report: Report) -> dict[str, Cell]:
    """The fields of a report by the names that the templates use; money in 万元, persons and units one a line."""
    fields = {key: shown(report, path) for key, path in PATHS.items()}
    return {REF: report.ref, "unit": report.unit, "stage": report.stage, **fields}


def shown(report: Report, path: str) -> Cell:
    """What a table's cell shows of the field at ``path`` (``progress``, ``approvals/环评``, ``milestones/一季度``)."""
    group, _, part = path.partition("/")
    if group == "approvals":
        return approval(report, part)
    if group == "milestones":
        return {milestone.when: milestone.what for milestone in report.milestones}.get(part, "")
    if group == "extra":
        return "；".join(text for header, text in report.extra if header == part)
    words = _IN_WORDS.get(path) or _JOINED.get(path)
    return words(report) if words else getattr(report, path)
