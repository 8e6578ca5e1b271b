"""A workbook of the awkward corpus before it is written: what it shows, and the truth that must be read from it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

Truth = dict[str, Any]


@dataclass
class Column:
    """One column: its key (a field of the record where it is one) and its header path from the top."""

    key: str
    path: tuple[str, ...]
    width: int = 12


@dataclass
class Row:
    """One row of cells by column key; ``truth`` is the record that must be read from it, empty where it is none.

    ``project`` tells the rows of the projects from totals, groups and child rows.
    """

    cells: dict[str, Any]
    truth: Truth = field(default_factory=dict)
    project: bool = False
    hidden: bool = False


@dataclass
class Book:
    """Title lines, unit line, columns, rows, notes, further sheets.

    ``merges`` are cells merged downwards: index of the row, column, how many rows. ``told`` are the cells about which
    a message is wanted; with ``refused`` the file must not be taken, because of one of them.
    """

    above: list[str]
    unit_line: str
    columns: list[Column]
    rows: list[Row]
    below: list[str] = field(default_factory=list)
    left: int = 0
    merges: list[tuple[int, str, int]] = field(default_factory=list)
    sheets: list[Callable[[Any], None]] = field(default_factory=list)
    refused: bool = False
    told: list[tuple[Row | None, str]] = field(default_factory=list)
    joined_header: bool = True
    unit_beside_title: bool = False

    @property
    def projects(self) -> list[Row]:
        return [row for row in self.rows if row.project]

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)

    def tell(self, row: Row | None, key: str) -> None:
        """Say that a message about this cell is wanted (about the column's header where there is no row)."""
        self.told.append((row, key))

    def refuse(self, row: Row | None, key: str) -> None:
        """Say that the file must be refused because of this cell."""
        self.refused = True
        self.tell(row, key)


@dataclass(frozen=True)
class Written:
    """The workbook's bytes; the cell of every row and key (``Written.cell``), the header's too (row None)."""

    content: bytes
    cells: dict[tuple[int | None, str], str]

    def cell(self, row: Row | None, key: str) -> str:
        return self.cells[None if row is None else id(row), key]


def write(book: Book) -> Written:
    """The book as an .xlsx file."""
    import openpyxl

    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "附件3"
    width = len(book.columns)
    line = 1
    for number, text in enumerate(book.above):
        sheet.cell(line, 1 + book.left, text)
        across = width - 2 if book.unit_beside_title and number == len(book.above) - 1 else width
        sheet.merge_cells(start_row=line, start_column=1 + book.left, end_row=line, end_column=book.left + across)
        if across < width and book.unit_line:
            sheet.cell(line, book.left + width, book.unit_line)
        line += 1
    if book.unit_line and not book.unit_beside_title:
        sheet.cell(line, book.left + width, book.unit_line)
        line += 1
    cells: dict[tuple[int | None, str], str] = {}
    line = _write_header(book, sheet, line, cells)
    for row in book.rows:
        for number, column in enumerate(book.columns, 1 + book.left):
            cell = sheet.cell(line, number)
            cells[id(row), column.key] = cell.coordinate
            if (value := row.cells.get(column.key)) not in (None, ""):
                cell.value = value
        if row.hidden:
            sheet.row_dimensions[line].hidden = True
        line += 1
    for at, key, rows in book.merges:
        top = sheet[cells[id(book.rows[at]), key]]
        sheet.merge_cells(start_row=top.row, start_column=top.column, end_row=top.row + rows - 1, end_column=top.column)
    for text in book.below:
        sheet.cell(line, 1 + book.left, text)
        line += 1
    for add in book.sheets:
        add(workbook)
    stream = io.BytesIO()
    workbook.save(stream)
    return Written(stream.getvalue(), cells)


def _write_header(book: Book, sheet: Any, line: int, cells: dict[tuple[int | None, str], str]) -> int:
    from openpyxl.utils import get_column_letter

    deep = max(len(column.path) for column in book.columns)
    for number, column in enumerate(book.columns, 1 + book.left):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
        for depth, word in enumerate(column.path):
            before = book.columns[number - book.left - 2].path if number - book.left > 1 else ()
            if before[: depth + 1] != column.path[: depth + 1] or depth == len(column.path) - 1:
                sheet.cell(line + depth, number, word)
        leaf = line + len(column.path) - 1
        cells[None, column.key] = sheet.cell(leaf, number).coordinate
        if book.joined_header and leaf < line + deep - 1:
            sheet.merge_cells(start_row=leaf, start_column=number, end_row=line + deep - 1, end_column=number)
    if book.joined_header:
        for depth, first, last in _groups(book, deep):
            sheet.merge_cells(
                start_row=line + depth, start_column=first + 1 + book.left, end_row=line + depth, end_column=last + 1 + book.left
            )
    return line + deep


def _groups(book: Book, deep: int) -> Iterator[tuple[int, int, int]]:
    """Depth, first and last column of every header word that stands over several columns."""
    for depth in range(deep - 1):
        first = 0
        while first < len(book.columns):
            path = book.columns[first].path
            last = first
            if len(path) > depth + 1:
                while last + 1 < len(book.columns) and book.columns[last + 1].path[: depth + 1] == path[: depth + 1]:
                    last += 1
                if last > first:
                    yield depth, first, last
            first = last + 1
