"""Where the template's rows went, and everything that names rows moved after them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formula import Tokenizer
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.worksheet import Worksheet

_REFERENCE = re.compile(r"(\$?[A-Za-z]{1,3}\$?)(\d+)")


@dataclass(frozen=True)
class Moves:
    """Rows of the template to first and last row of the result; a row that fell away maps to None."""

    data: int
    records: int
    tail: dict[int, int | None]

    def first(self, row: int) -> int | None:
        if row < self.data:
            return row
        if row == self.data:
            return row if self.records else None
        return self.tail.get(row, row + self.records - 1)

    def last(self, row: int) -> int | None:
        if row == self.data:
            return row + self.records - 1 if self.records else None
        return self.first(row)

    def span(self, top: int, bottom: int) -> tuple[int, int] | None:
        """The rows that a range of the template covers now; None when nothing is left of it."""
        kept = [row for row in range(top, bottom + 1) if self.first(row) is not None]
        return (self.first(kept[0]), self.last(kept[-1])) if kept else None  # type: ignore[return-value]


def move_rules(sheet: Worksheet, moves: Moves) -> None:
    """Stretch conditional formats, validations, the filter and the print area over the records."""
    formats = ConditionalFormattingList()
    for item in sheet.conditional_formatting:
        area = _moved(item.sqref.ranges, moves)
        for rule in item.rules if area else ():
            formats.add(area, rule)
    sheet.conditional_formatting = formats
    for item in list(sheet.data_validations.dataValidation):
        area = _moved(item.sqref.ranges, moves)
        if area:
            item.sqref = MultiCellRange(area)
        else:
            sheet.data_validations.dataValidation.remove(item)
    if sheet.auto_filter.ref:
        sheet.auto_filter.ref = _moved([CellRange(sheet.auto_filter.ref)], moves) or None
    if sheet.print_area:
        areas = re.findall(r"\$?[A-Z]+\$?\d+:\$?[A-Z]+\$?\d+", sheet.print_area)
        moved = [_moved([CellRange(area.replace("$", ""))], moves) for area in areas]
        sheet.print_area = ",".join(area for area in moved if area)


def _moved(ranges: Iterable[CellRange], moves: Moves) -> str:
    moved = []
    for item in ranges:
        span = moves.span(item.min_row, item.max_row)
        if span:
            moved.append(CellRange(min_col=item.min_col, max_col=item.max_col, min_row=span[0], max_row=span[1]).coord)
    return " ".join(moved)


def moved_formula(formula: str, moves: Moves, own: int | None = None) -> str:
    """A formula of the template as it reads in the result.

    The data row becomes the range of all records (``=SUM(G6:G6)``); within a record's own row (``own``) it
    stays that row.
    """
    tokens = Tokenizer(formula)
    for token in tokens.items:
        if token.type == "OPERAND" and token.subtype == "RANGE" and "!" not in token.value:
            token.value = _moved_reference(token.value, moves, own)
    return "=" + "".join(token.value for token in tokens.items)


def _moved_reference(reference: str, moves: Moves, own: int | None) -> str:
    parts = reference.split(":")
    places = [moves.first, moves.last if len(parts) > 1 else moves.first]
    moved = []
    for part, place in zip(parts, places, strict=False):
        found = _REFERENCE.fullmatch(part)
        if not found:
            return reference
        row = own if own is not None and int(found[2]) == moves.data else place(int(found[2]))
        moved.append("#REF!" if row is None else f"{found[1]}{row}")
    return "#REF!" if "#REF!" in moved else ":".join(moved)


def merged_ranges(sheet: Worksheet) -> list[tuple[int, int, int, int]]:
    """Top, left, bottom, right of every joined range."""
    found = []
    for item in sheet.merged_cells.ranges:
        left, top, right, bottom = range_boundaries(item.coord)
        found.append((top, left, bottom, right))
    return sorted(found)
