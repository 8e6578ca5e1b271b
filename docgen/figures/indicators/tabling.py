"""A table of indicators as rows of text, and as programs read it, unrounded."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from docgen.figures.benchmark import as_decimal
from docgen.figures.indicators.breakdown import Breakdown, Part, Table, adds_up
from docgen.figures.indicators.catalogue import Indicator
from docgen.figures.indicators.printing import arrow, heading, printed
from docgen.numerals import UNDEFINED, shares


def column(breakdown: Breakdown, indicator: Indicator) -> list[str]:
    """One indicator of all parts; shares of a whole add up to 100.0%."""
    values = [part.values[indicator.key] for part in breakdown.parts]
    if adds_up(breakdown, indicator) and all(value is None or value >= 0 for value in values):
        return [UNDEFINED if share is None else f"{share:f}%" for share in shares(values)]
    return [printed(value, indicator) for value in values]


def table_json(table: Table) -> dict[str, Any]:
    """The indicators asked for as programs read them: rates as fractions, money in 万元, null where undefined."""
    return {
        "names": [
            {"key": each.key, "name": each.name, "unit": each.unit, "formula": each.formula} for each in table.indicators
        ],
        "whole": _values(table.whole),
        "by": {
            each.grouping.key: {
                "name": each.grouping.name,
                "overlaps": each.overlaps,
                "parts": [
                    {"name": part.name, "rank": part.rank, "rank_change": part.change, "values": _values(part)}
                    for part in each.parts
                ],
                "printed": {indicator.key: column(each, indicator) for indicator in table.indicators},
            }
            for each in table.breakdowns
        },
        "notes": list(table.notes),
    }


def _values(part: Part) -> dict[str, int | Decimal | None]:
    return {key: as_decimal(value) if isinstance(value, Fraction) else value for key, value in part.values.items()}


def rows(table: Table, breakdown: Breakdown) -> Sequence[Sequence[str]]:
    """Header, a row a part, and the whole last."""
    columns = [column(breakdown, indicator) for indicator in table.indicators]
    body = [
        (part.name, UNDEFINED if part.rank is None else str(part.rank), arrow(part.change), *(values[n] for values in columns))
        for n, part in enumerate(breakdown.parts)
    ]
    whole = (table.whole.name, "", "", *(printed(table.whole.values[each.key], each) for each in table.indicators))
    return [(breakdown.grouping.name, "名次", "较上期", *map(heading, table.indicators)), *body, whole]
