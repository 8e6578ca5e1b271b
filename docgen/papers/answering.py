"""Who answers for a project: the unit that reports it; in a ledger that the office keeps itself, the unit that the record names."""

from __future__ import annotations

from docgen.figures.summary import Figures
from docgen.ledger.report import Report


def is_own(figures: Figures, region: str) -> bool:
    """Whether the ledger is one that the office keeps of its own region: nobody else owes a report or sent one."""
    return {*figures.reported, *figures.expected} == {region}


def answerers(report: Report, own: bool) -> tuple[str, ...]:
    """The unit, or each of the units that share a project of the office's own ledger."""
    return report.units or (report.unit,) if own else (report.unit,)


def answering(report: Report, own: bool) -> str:
    """The unit, or the units that share a project of the office's own ledger (甲局、乙镇)."""
    return "、".join(report.units) or report.unit if own else report.unit
