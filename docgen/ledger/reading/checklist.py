"""The list that docgen puts before a returned workbook (退回件): known again when the workbook comes back."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.ledger.reading.sheet import Sheet, Value
from docgen.ledger.reading.text import squeeze

CHECKLIST = "核对清单"
"""Name and title of the list's sheet."""

MADE_BY = "docgen 核对"
"""Stands in the list's second row."""


def is_checklist(sheet: Sheet) -> bool:
    """Whether a sheet is docgen's list of a return copy; its name may have got a number."""
    return begins_checklist(sheet.rows)


def begins_checklist(rows: Sequence[Sequence[Value]]) -> bool:
    """Whether these rows of a sheet, its first or all, begin as the list does."""
    first = ["".join(squeeze(value) for value in row) for row in rows[:2]]
    return len(first) == 2 and first[0] == CHECKLIST and squeeze(MADE_BY) in first[1]
