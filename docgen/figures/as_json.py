"""The figures as programs read them: plain dicts and lists, money in 万元, gaps in percentage points."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from docgen.figures.benchmark import as_decimal
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
        "notes": list(figures.notes),
        "ranked_by": figures.rules.name,
        "ranking": [_standing(standing, series.name) for series in figures.series for standing in series.standings],
        "exempt": [{"name": exemption.name, "reason": exemption.reason} for exemption in figures.exempt],
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
            "rates": start_rates_json(figures),
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


def start_rates_json(figures: Figures) -> dict[str, dict[str, Any]]:
    """The start rates by their denominators: all, new (newly started this year), due."""
    now, new = figures.starts, figures.new_starts
    parts = {"all": (now.started, now.projects), "new": (new.started, new.projects), "due": (now.started, now.due)}
    return {
        name: {"started": started, "of": of, "rate": as_decimal(Fraction(started, of)) if of else None}
        for name, (started, of) in parts.items()
    }


def totals_json(totals: Totals) -> dict[str, Any]:
    return {name: getattr(totals, name) for name in _SUMS}


def _standing(standing: Standing, series: str) -> dict[str, Any]:
    totals, value = standing.totals, standing.value
    return {
        "series": series,
        "unit": standing.unit,
        "rank": standing.rank,
        "completion_rate": standing.completion_rate,
        "gap": standing.gap,
        "value": as_decimal(value) if isinstance(value, Fraction) else value,
        "former_rank": standing.former,
        "rank_change": standing.change,
        "annual_plan": totals.annual_plan,
        "year_investment": totals.year_investment,
    }


def _groups(groups: Mapping[str, Totals]) -> dict[str, Any]:
    return {name: totals_json(totals) for name, totals in groups.items()}
