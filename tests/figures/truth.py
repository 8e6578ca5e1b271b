"""Reports built straight from the truth files of the sample ledgers, without the reader or the store."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path

from docgen.ledger.period import Period
from docgen.ledger.report import Report

ZHANHE = Path(__file__).parents[2] / "data" / "zhanhe"
MONTHS = ("2021-01", "2021-02", "2021-03")
STAGES = {"building": "在建", "planning": "前期", "new": "新建"}


@cache
def truth(month: str) -> tuple[dict, ...]:
    """The truth files of a month, a dict for each unit, amounts as Decimal."""
    files = sorted((ZHANHE / month).glob("*.truth.json"))
    return tuple(json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal, parse_int=Decimal) for file in files)


@cache
def reports(month: str) -> tuple[Report, ...]:
    """What a faithful reader makes of the month's workbooks, as far as the truth files tell it."""
    return tuple(
        Report(
            name=row["name"],
            unit=unit["unit"],
            stage=stage,
            total_investment=row["total"],
            annual_plan=row.get("plan", row.get("goal")),
            month_investment=row.get("month"),
            year_investment=row.get("year"),
            cumulative_investment=row.get("cumulative"),
        )
        for unit in truth(month)
        for group, stage in STAGES.items()
        for row in unit[group]
    )


def history(month: str) -> dict[Period, tuple[Report, ...]]:
    return {Period.parse(earlier): reports(earlier) for earlier in MONTHS if earlier < month}


def units(month: str) -> tuple[str, ...]:
    return tuple(unit["unit"] for unit in truth(month))
