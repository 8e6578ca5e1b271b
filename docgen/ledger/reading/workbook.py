"""The cells of a workbook: values, merged areas, which cells hold formulas."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import Union

from docgen.ledger.reading.findings import refusal
from docgen.ledger.reading.package import Part, check, column_letters
from docgen.problem import reason

Value = Union[str, float, int, bool, date, time, timedelta, None]
Area = tuple[int, int, int, int]
"""Top, left, bottom, right of a merged area, counted from 0, both ends included."""


@dataclass(frozen=True)
class Sheet:
    """One worksheet. Rows and columns count from 0; a blank cell is None; a merged cell shows its area's value."""

    name: str
    rows: list[list[Value]]
    areas: dict[tuple[int, int], Area]
    formulas: set[tuple[int, int]]
    hidden: bool = False

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
        return self.rows[row][column] if self.area(row, column)[:2] == (row, column) else None

    def area(self, row: int, column: int) -> Area:
        return self.areas.get((row, column), (row, column, row, column))

    def unsaved_formula(self, row: int, column: int) -> bool:
        """Whether a formula stands here whose result the file does not hold."""
        top, left = self.area(row, column)[:2]
        return (top, left) in self.formulas and self.rows[top][left] is None


@dataclass(frozen=True)
class Workbook:
    """A workbook file: its name, the SHA-256 of its bytes, its worksheets in order."""

    file: str
    sha256: str
    sheets: tuple[Sheet, ...]


def read_workbook(path: Path, label: str) -> Workbook:
    """Read ``.xlsx`` or ``.xlsm``; raise DocgenError, naming the file by ``label``, telling what else it is."""
    import python_calamine as calamine

    try:
        content = path.read_bytes()
    except OSError as error:
        raise refusal(label, f"文件打不开（{reason(error)}）：请检查路径和权限，关闭正在使用它的程序") from None
    parts = check(label, content)
    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            sheets = tuple(
                _sheet(book.get_sheet_by_name(meta.name), parts[meta.name], _is_hidden(meta))
                for meta in book.sheets_metadata
                if meta.typ == calamine.SheetTypeEnum.WorkSheet and meta.name in parts
            )
    except (calamine.CalamineError, ValueError, OverflowError):
        raise refusal(label, "工作簿已损坏，无法读取：请用 Excel 或 WPS 打开另存一份再导入") from None
    if all(sheet.empty for sheet in sheets):
        raise refusal(label, "工作簿里没有内容：请确认报送的是填好的表")
    return Workbook(path.name, hashlib.sha256(content).hexdigest(), sheets)


def _is_hidden(meta) -> bool:
    return not str(meta.visible).endswith(".Visible")


def _sheet(source, part: Part, hidden: bool) -> Sheet:
    rows = [[_plain(value) for value in row] for row in source.to_python(skip_empty_area=False)]
    height, width = len(rows), len(rows[0]) if rows else 0
    for (row, column), error in part.errors.items():
        if row < height and column < width:
            rows[row][column] = error  # the reader shows an error as a blank, which would pass for not reported
    areas: dict[tuple[int, int], Area] = {}
    for (top, left), (bottom, right) in source.merged_cell_ranges or ():
        if top < height and left < width:
            area = (top, left, min(bottom, height - 1), min(right, width - 1))
            for row in range(area[0], area[2] + 1):
                for column in range(area[1], area[3] + 1):
                    areas[row, column] = area
    return Sheet(source.name, rows, areas, part.formulas, hidden)


def _plain(value: Value) -> Value:
    if isinstance(value, str) and not value.strip("\u200b\ufeff \t\r\n\u3000\xa0"):
        return None
    return value


def cell_name(row: int, column: int) -> str:
    """A1 reference of a cell counted from 0."""
    return f"{column_letters(column)}{row + 1}"
