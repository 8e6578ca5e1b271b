"""What an Excel table says, cell by cell, as the tables of a Word document are read."""

from __future__ import annotations

from io import BytesIO

from docgen.building.merging.cells import cell_edits
from docgen.building.merging.merge import Merge
from docgen.building.merging.reading import Row, key


def compare_sheets(base: bytes, hand: bytes, data: bytes) -> Merge | None:
    """What of a person's work in the workbook ``hand`` is in ``data``: looks are not compared, so they may be lost.

    None where one of them cannot be read.
    """
    books = [_tables(book) for book in (base, hand, data)]
    if any(book is None for book in books):
        return None
    former, theirs, made = books
    return Merge(data, cells=tuple(cell_edits(former, theirs, made)), beyond=("Excel 表的格式不比较",))


def _tables(data: bytes) -> list[tuple[Row, ...]] | None:
    """The sheets' rows up to the last that says anything, numbers as they are."""
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(BytesIO(data))
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError):
        return None
    return [_rows(sheet) for sheet in book.worksheets]


def _rows(sheet) -> tuple[Row, ...]:
    rows = [tuple(_text(value) for value in row) for row in sheet.iter_rows(values_only=True)]
    while rows and not any(rows[-1]):
        rows.pop()
    wide = max((number for row in rows for number, text in enumerate(row, 1) if text), default=0)
    return tuple(row[:wide] for row in rows)


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else key(str(value))
