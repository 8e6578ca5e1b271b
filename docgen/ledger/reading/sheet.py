"""One worksheet as it stands: values, merged areas, formulas, what is hidden. Every format is read into this."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from docgen.ledger.reading.findings import refusal
from docgen.problem import DocgenError

Value = str | float | int | bool | date | time | timedelta | None
Area = tuple[int, int, int, int]
"""Top, left, bottom, right of a merged area, counted from 0, both ends included."""

GRID_LIMIT = 2_000_000
"""Cells of the used rectangle of one sheet."""

_BLANKS = "\u200b\ufeff \t\r\n\u3000\xa0"


@dataclass(frozen=True)
class Sheet:
    """One worksheet. Rows and columns count from 0; a blank cell is None; a merged cell shows its area's value.

    ``hidden_rows`` and ``hidden_columns`` hold what the office does not see on its screen, by filter or by hand.
    """

    name: str
    rows: list[list[Value]]
    areas: dict[tuple[int, int], Area] = field(default_factory=dict)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    @property
    def height(self) -> int:
        return len(self.rows)

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    @property
    def empty(self) -> bool:
        return not any(value is not None for row in self.rows for value in row)

    def value(self, row: int, column: int) -> Value:
        area = self.areas.get((row, column))
        return self.rows[area[0]][area[1]] if area else self.rows[row][column]

    def own(self, row: int, column: int) -> Value:
        """The value only where it was typed: at the top left of a merged area."""
        area = self.areas.get((row, column))
        return self.rows[row][column] if area is None or area[:2] == (row, column) else None

    def area(self, row: int, column: int) -> Area:
        return self.areas.get((row, column), (row, column, row, column))

    def unsaved_formula(self, row: int, column: int) -> bool:
        """Whether a formula stands here whose result the file does not hold."""
        top, left = self.area(row, column)[:2]
        return (top, left) in self.formulas and self.rows[top][left] is None


def plain_rows(rows: Iterable[Iterable[Value]]) -> list[list[Value]]:
    """The same cells; None for a text of nothing but white space."""
    return [
        [value if value.__class__ is not str or value.strip(_BLANKS) else None for value in row] for row in rows
    ]


def areas_within(merged: Iterable[Area], height: int, width: int) -> dict[tuple[int, int], Area]:
    """The merged areas by each of their cells, cut to the used rectangle: a merged whole column costs no more.

    Where areas overlap, as only a damaged file has them, a cell keeps the first, so that the work is bounded by
    the rectangle.
    """
    areas: dict[tuple[int, int], Area] = {}
    for top, left, bottom, right in merged:
        bottom, right = min(bottom, height - 1), min(right, width - 1)
        if top > bottom or left > right or (top, left) in areas or (top, left) == (bottom, right):
            continue
        area = (top, left, bottom, right)
        for row in range(top, bottom + 1):
            if (row, left) in areas:
                break
            for column in range(left, right + 1):
                if (row, column) in areas:
                    break
                areas[row, column] = area
    return areas


def too_large(file: str, sheet: str = "") -> DocgenError:
    return refusal(file, "表格范围过大：请删去表外多余的行、列（选中后右键“删除”）再导入", sheet)


def cell_name(row: int, column: int) -> str:
    """A1 reference of a cell counted from 0."""
    return f"{column_letters(column)}{row + 1}"


def column_number(letters: str) -> int:
    """Column letters to a number from 0: A → 0, AA → 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def column_letters(number: int) -> str:
    """A column number from 0 to letters: 0 → A, 26 → AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
