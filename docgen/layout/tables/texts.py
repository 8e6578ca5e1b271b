"""A table's values as they are printed in Word: figures through the numerals, text without odd characters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from docgen.layout.tables.identity import Told
from docgen.layout.tables.tags import GROUP, clean
from docgen.numerals import percent, plain, points
from docgen.papers.table import MONEY, PERCENT, POINTS, SIGNED, Table


def words(table: Table) -> dict[str, Any]:
    """What a template of the table may use: title, unit, as_of, note, year, count, rows, total."""
    holds = {column.key: column.holds for column in table.columns}
    return {
        "title": clean(table.title),
        "unit": clean(table.unit),
        "as_of": clean(table.as_of),
        "note": clean(table.note),
        "year": table.year,
        "count": len(table.rows),
        "rows": list(_rows(table, holds)),
        "total": None if table.total is None else _told(_printed(table.total, holds), table.total),
    }


def _rows(table: Table, holds: Mapping[str, str]) -> Iterator[dict[str, str]]:
    at = 0
    for row, head in table.lines():
        if head:
            yield Heading(_told(_heading(_printed(row, holds)), row))
        else:
            yield _told(_printed(row, holds), row, at)
            at += 1


class Heading(dict[str, str]):
    """The row of a subtotal; who groups the rows or adds them up anew passes it over."""

    is_heading = True


def _told(texts: dict[str, str], row: Mapping[str, Any], at: int | None = None) -> dict[str, str]:
    """The texts of a row, each knowing the row and the key that it comes from, and its figure."""
    return {key: Told(text, at, key, _figure(row[key])) for key, text in texts.items()}


def _figure(value: Any) -> Any:
    return value if isinstance(value, Decimal | int) else None


def _heading(row: dict[str, str]) -> dict[str, str]:
    """A subtotal's row: its name, the first that it says, is marked."""
    name = next((key for key, text in row.items() if text), None)
    return row if name is None else {**row, name: row[name] + GROUP}


def signed(value: Any) -> str:
    """Percentage points with their sign: 3.21 → +3.2, -9.25 → -9.3, 0.04 → 0.0."""
    text = points(value)
    if value is None or not text.strip("0."):
        return text
    return f"{'-' if value < 0 else '+'}{text}"


_WAYS: dict[str, Callable[[Any], str]] = {
    MONEY: lambda value: "" if value is None else plain(value),
    PERCENT: percent,
    POINTS: points,
    SIGNED: signed,
}


def _printed(row: Mapping[str, Any], holds: Mapping[str, str]) -> dict[str, str]:
    return {key: _text(value, holds.get(key, "")) for key, value in row.items()}


def _text(value: Any, holds: str) -> str:
    if isinstance(value, str):
        return clean(value)
    if holds in _WAYS:
        return _WAYS[holds](value)
    if isinstance(value, Decimal):
        return plain(value)
    return "" if value is None else str(value)
