"""A value put into a cell of a workbook that is built from nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl.cell.cell import Cell

from docgen.layout.tables.tags import clean

_FORMULA_MARKS = ("=", "+", "-", "@", "\t")


def put(cell: Cell, value: Any) -> None:
    """Put a value into a cell: a number stays a number, text stays text even when it begins like a formula."""
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
