"""The figures as programs read them: plain dicts and lists, money in 万元, gaps in percentage points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from docgen.figures.ranking import Standing
from docgen.figures.summary import Figures
from docgen.figures.totals import Totals

_SUMS = (
    "projects",
    "total_investment",
    "annual_plan",
    "planned_unmeasured",
    "year_investment",
    "month_investment",
    "cumulative_investment",
    "completion_rate",
    "benchmark",
    "gap",
)


def as_json(figures: Figures) -> dict[str, Any]:
    """The whole of ``docgen figures --json``; Decimals stay Decimals, unrounded, None is null."""
    return {
        "period": str(figures.period),
        **totals_json(figures.totals),
        "ranking": [_standing(standing) for standing in figures.ranking],
        "unranked": list(figures.unranked),
        "reported": list(figures.reported),
        "unreported": list(figures.unreported),
        "by": {
            "stage": _groups(figures.by_stage),
            "industry": _groups(figures.by_industry),
            "unit": _groups(figures.by_unit),
            "system": _groups(figures.by_system),
            "category": _groups(figures.by_category),
        },
        "lagging": {
            "projects": len(figures.lagging),
            **figures.levels,
            "behind": len(figures.behind),
            "idle": len(figures.idle),
            "not_started": len(figures.not_started),
        },
        "starts": {
            "started": figures.starts.started,
            "overdue": figures.starts.overdue,
            "not_due": figures.starts.not_due,
            "untold": figures.starts.untold,
        },
        "unfinished": [
            {"procedure": item.procedure, "projects": item.count, "pending": item.pending} for item in figures.unfinished
        ],
        "with_unfinished": len(figures.with_unfinished),
        "with_problems": len(figures.with_problems),
        "blank": [{"unit": report.unit, "name": report.name} for report in figures.blank],
        "previous": None if figures.previous is None else totals_json(figures.previous),
        "last_year": None if figures.last_year is None else totals_json(figures.last_year),
    }


def totals_json(totals: Totals) -> dict[str, Any]:
    return {name: getattr(totals, name) for name in _SUMS}


def _standing(standing: Standing) -> dict[str, Any]:
    totals = standing.totals
    return {
        "unit": standing.unit,
        "rank": standing.rank,
        "completion_rate": standing.completion_rate,
        "gap": standing.gap,
        "annual_plan": totals.annual_plan,
        "year_investment": totals.year_investment,
    }


def _groups(groups: Mapping[str, Totals]) -> dict[str, Any]:
    return {name: totals_json(totals) for name, totals in groups.items()}
