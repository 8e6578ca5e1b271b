"""Single cells of a sheet: their pattern in the template, a value put into one."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from docgen.layout.tables.tags import Merged, clean

_FORMULA_MARKS = ("=", "+", "-", "@", "\t")


@dataclass(frozen=True)
class Spot:
    """One cell as the template has it: its column, value and style."""

    column: int
    value: Any
    style: Any


@dataclass(frozen=True)
class Formula:
    """A formula that an office wrote into its template; only these are ever formulas in the result."""

    text: str


@dataclass(frozen=True)
class Line:
    """One row as the template has it; ``height`` in points, None when the program finds it."""

    row: int
    height: float | None
    spots: tuple[Spot, ...]


def line_of(sheet: Worksheet, row: int) -> Line:
    """Take down a row before it is cleared."""
    spots = tuple(Spot(cell.column, cell.value, copy(cell._style)) for cell in sheet[row])
    return Line(row, sheet.row_dimensions[row].height if row in sheet.row_dimensions else None, spots)


def write_line(sheet: Worksheet, row: int, line: Line, values: dict[int, Any]) -> None:
    """Write a row in the looks of ``line``; ``values`` by column replace the template's."""
    for spot in line.spots:
        cell = sheet.cell(row, spot.column)
        if isinstance(cell, MergedCell):
            continue
        cell._style = copy(spot.style)
        if spot.column in values:
            put(cell, values[spot.column])
        elif spot.value is not None:
            cell.value = spot.value


def put(cell: Cell, value: Any) -> None:
    """Put a value into a cell: a number stays a number, text stays text even when it begins like a formula."""
    if isinstance(value, Merged):
        value = value.value
    if isinstance(value, Formula):
        cell.value = value.text
        return
    if value is None or isinstance(value, bool | int | float | Decimal | date):
        cell.value = value
        return
    text = clean(str(value))
    cell.value = text or None
    if text:
        # a record is never a formula, whatever it begins with
        cell.data_type = "s"
        if text.startswith(_FORMULA_MARKS):
            cell.quotePrefix = True
