"""调整通知: what leaves, what enters and why, what the list amounts to afterwards; both lists as annexes."""

from __future__ import annotations

from datetime import date

from docgen.figures.summary import Figures
from docgen.papers import dates
from docgen.papers.adjustment.adjustment import Adjustment
from docgen.papers.frame import frame
from docgen.papers.paper import Paper
from docgen.papers.tables import TABLES, Facts
from docgen.papers.tables.adjusting import ENTERING, LEAVING
from docgen.settings import Settings

KIND = "调整通知"


def adjustment_notice(
    figures: Figures, adjustment: Adjustment, settings: Settings, issued: date | None = None, number: int | None = None
) -> Paper:
    """The notice of an adjustment that has all its approvals."""
    issued = issued or dates.issue_date(figures.period, settings)
    facts = Facts(figures, settings.office.region, adjustment=adjustment)
    annexes = tuple(TABLES[name].build(facts) for name in (LEAVING, ENTERING))
    title = f"关于调整{settings.office.region}{figures.period.year}年度重点项目的通知"
    context = frame(settings, title, issued, number, annexes) | {
        "period": figures.period,
        "basis": settings.adjustment.basis,
        "steps": list(settings.adjustment.approvals),
        "leaving": [each.report.name for each in adjustment.leaving],
        "entering": [each.name for each in adjustment.entering],
        "before": adjustment.before,
        "out": adjustment.out,
        "into": adjustment.into,
        "after": adjustment.after,
    }
    return Paper(KIND, title, title, context, annexes)
