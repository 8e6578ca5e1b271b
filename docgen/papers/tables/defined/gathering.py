"""The rows of a defined table that are groups (单位, 类别 …): each with the indicators that the table shows."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from docgen.figures.indicators.breakdown import Breakdown, Part, table
from docgen.figures.indicators.catalogue import INDICATORS, Indicator, indicator
from docgen.figures.indicators.groupings import grouping
from docgen.figures.lag.filings import due_day
from docgen.numerals import UNDEFINED
from docgen.papers.dates import spoken_within
from docgen.papers.tables.defined.subjects import Subject
from docgen.papers.tables.facts import Facts
from docgen.papers.tables.filings import REPORTED, UNREPORTED

UNIT = "单位"


def groups(rows: str, keys: Collection[str], facts: Facts) -> tuple[list[Subject], dict[str, Any]]:
    """A row for each group, in the order of their ranks where one is shown, and the values of the whole.

    ``keys`` are what the columns show; units that owe a report and sent none stand last, with — for figures.
    """
    wanted = tuple(_indicators(keys))
    found = table(facts.figures, wanted, [grouping(rows)])
    breakdown = found.breakdowns[0]
    parts = sorted(breakdown.parts, key=lambda part: part.rank or len(breakdown.parts) + 1) if "rank" in keys else breakdown.parts
    filed = _filed(facts) if rows == UNIT else {}
    rows_of = [Subject({**_values(part, wanted, filed.get(part.name, {}))}) for part in parts]
    if rows == UNIT:
        there = {part.name for part in parts}
        missing = [unit for unit in facts.figures.unreported if unit not in there]
        rows_of += [Subject(_missing(unit, wanted, filed[unit])) for unit in missing]
    return rows_of, _whole(found.whole, wanted, breakdown, facts if rows == UNIT else None)


def _indicators(keys: Collection[str]) -> Iterator[Indicator]:
    for key in keys:
        if key in INDICATORS:
            yield INDICATORS[key]
        elif key.startswith("procedure:"):
            yield indicator(f"手续办结：{key.removeprefix('procedure:')}")


def _values(part: Part, wanted: tuple[Indicator, ...], filed: dict[str, Any]) -> dict[str, Any]:
    return {
        "group": part.name,
        "rank": UNDEFINED if part.rank is None else part.rank,
        "former_rank": UNDEFINED if part.rank is None or part.change is None else part.rank + part.change,
        "change": _arrow(part.change),
        **{each.key: _exact(part.values[each.key]) for each in wanted},
        **filed,
    }


def _missing(unit: str, wanted: tuple[Indicator, ...], filed: dict[str, Any]) -> dict[str, Any]:
    empty = dict.fromkeys(("rank", "former_rank", "change", *(each.key for each in wanted)), UNDEFINED)
    return {"group": unit, **empty, **filed}


def _whole(whole: Part, wanted: tuple[Indicator, ...], breakdown: Breakdown, facts: Facts | None) -> dict[str, Any]:
    values = {each.key: _exact(whole.values[each.key]) for each in wanted}
    if facts:
        values["filed"] = f"{len(facts.figures.reported)}个单位"
    return values


def _filed(facts: Facts) -> dict[str, dict[str, Any]]:
    """How each unit reported: by when it owed it, when it came, how late."""
    figures = facts.figures
    due = due_day(figures.period, (facts.report_day,)) if facts.report_day else None
    reported = set(figures.reported)
    return {unit: _filing(unit in reported, facts.arrived.get(unit), due, figures.period.year) for unit in (*figures.expected, *figures.reported)}


def _filing(there: bool, day: date | None, due: date | None, year: int) -> dict[str, Any]:
    late = (day - due).days if day and due else 0
    return {
        "filed": UNREPORTED if not there else "迟报" if late > 0 else REPORTED,
        "due_day": spoken_within(due, year) if due else UNDEFINED,
        "arrived": spoken_within(day, year) if there and day else UNDEFINED,
        "late_days": late if there and late > 0 else "",
    }


def _arrow(change: int | None) -> str:
    if change is None:
        return UNDEFINED
    return f"{'↑' if change > 0 else '↓'}{abs(change)}" if change else "持平"


def _exact(value: Any) -> Any:
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return UNDEFINED if value is None else value
