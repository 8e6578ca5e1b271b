"""``.xls`` and ``.et``: the binary workbooks of Excel 2 to 2003 and of WPS, through xlrd.

xlrd tells values, errors, merged areas and what is hidden; where formulas stand is read from the records themselves.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from datetime import datetime, time

from docgen.ledger.reading.findings import refusal
from docgen.ledger.reading.formats.kinds import SAVE_AS, encrypted
from docgen.ledger.reading.sheet import GRID_LIMIT, Sheet, Value, areas_within, plain_rows, too_large
from docgen.problem import DocgenError

SIZE_LIMIT = 32 * 2**20
"""Bytes: a blank cell takes two of them here, and a hundred times that once it is read."""

_FORMULAS = frozenset({0x0006, 0x0206, 0x0406})
_STARTS = frozenset({0x0009, 0x0209, 0x0409, 0x0809})
_END = 0x000A


def read(file: str, content: bytes) -> tuple[Sheet, ...]:
    """The worksheets in order; DocgenError when the file is encrypted, damaged or holds a sheet too large."""
    import xlrd

    if len(content) > SIZE_LIMIT:
        raise refusal(file, f"旧格式工作簿超过 {SIZE_LIMIT // 2**20} MB：请删去图片和无关工作表，或另存为 .xlsx 后再导入")
    try:
        return _book(file, content, xlrd)
    except DocgenError:
        raise
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise encrypted(file) from None
        raise refusal(file, f"旧格式工作簿无法读取，可能已损坏：{SAVE_AS}") from None
    except Exception:  # xlrd trusts what it reads: a damaged file makes it stumble in any way
        raise refusal(file, f"旧格式工作簿已损坏，无法读取：{SAVE_AS}") from None


def _book(file: str, content: bytes, xlrd) -> tuple[Sheet, ...]:
    options = {"on_demand": True, "ragged_rows": True, "formatting_info": True, "logfile": io.StringIO()}
    book = xlrd.open_workbook(file_contents=content, **options)
    sheets = []
    for number, name in enumerate(book.sheet_names()):
        source = book.sheet_by_index(number)
        width = max(source.row_len(row) for row in range(source.nrows)) if source.nrows else 0
        if source.nrows * width > GRID_LIMIT:
            raise too_large(file, name)
        formulas = set(_formulas(book.mem, book._sh_abs_posn[number]))
        sheets.append(_sheet(source, name, book.datemode, formulas, xlrd))
        book.unload_sheet(number)
    return tuple(sheets)


def _sheet(source, name: str, datemode: int, formulas: set[tuple[int, int]], xlrd) -> Sheet:
    rows = [[_value(cell, datemode, xlrd) for cell in source.row(row)] for row in range(source.nrows)]
    height, width = _used(rows)
    rows = plain_rows([*row[:width], *[None] * (width - len(row))] for row in rows[:height])
    merged = ((top, left, bottom - 1, right - 1) for top, bottom, left, right in source.merged_cells)
    return Sheet(
        name,
        rows,
        areas_within(merged, height, width),
        formulas,
        source.visibility != 0,
        frozenset(row for row, info in source.rowinfo_map.items() if row < height and info.hidden),
        frozenset(column for column, info in source.colinfo_map.items() if column < width and info.hidden),
    )


def _used(rows: list[list[Value]]) -> tuple[int, int]:
    """Height and width down to the last cell with a value: blank cells that only have a border do not count."""
    ends = [next((place for place in range(len(row), 0, -1) if row[place - 1] is not None), 0) for row in rows]
    return max((row for row, end in enumerate(ends, 1) if end), default=0), max(ends, default=0)


def _value(cell, datemode: int, xlrd) -> Value:
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return cell.value or None
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return cell.value
    if cell.ctype == xlrd.XL_CELL_DATE:
        return _moment(cell.value, datemode, xlrd)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(cell.value, "#N/A")
    return None


def _moment(number: float, datemode: int, xlrd) -> Value:
    """A date, or with hours a date and time, or a time alone; the number itself where it is no date at all."""
    try:
        moment = xlrd.xldate.xldate_as_datetime(number, datemode)
    except (ValueError, OverflowError, xlrd.xldate.XLDateError):
        return number
    if 0 <= number < 1:
        return moment.time() if number else time()
    return moment if moment.time() != time() else datetime.date(moment)


def _formulas(records: bytes, start: int) -> Iterator[tuple[int, int]]:
    """The cells of one sheet's records that hold a formula; charts inside the sheet are passed over."""
    place, depth = start, 0
    while place + 4 <= len(records):
        code, length = struct.unpack_from("<HH", records, place)
        if code in _STARTS:
            depth += 1
        elif code == _END:
            depth -= 1
            if depth <= 0:
                return
        elif code in _FORMULAS and depth == 1 and length >= 4:
            yield struct.unpack_from("<HH", records, place + 4)
        place += 4 + length
