"""What an Excel table says and how it looks, cell by cell, whoever saved it last."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docgen.archive.members import UNREADABLE, Dishonest, Limits, members_of
from docgen.building.merging.cells import cell_edits
from docgen.building.merging.merge import Merge
from docgen.building.merging.reading import Row, key

_BLACK = frozenset({"00000000", "FF000000", None})
_TEXT_COLOUR = 1
"""The theme's colour of text, which Excel writes where black was said by silence."""


@dataclass(frozen=True)
class _Book:
    tables: tuple[tuple[Row, ...], ...]
    looks: frozenset[Any]
    others: tuple[int, int, int]


def compare_sheets(base: bytes, hand: bytes, data: bytes) -> Merge | None:
    """What of a person's work in the workbook ``hand`` is in ``data`` by itself; None where one cannot be read."""
    books = [_read(book) for book in (base, hand, data)]
    if any(book is None for book in books):
        return None
    former, theirs, made = books
    beyond = []
    if theirs.looks - former.looks:
        beyond.append("单元格的颜色、加粗等有改动")
    if theirs.others != former.others:
        beyond.append("批注、图片或图表有增减")
    if len(theirs.tables) != len(former.tables):
        beyond.append("工作表有增减")
    cells = tuple(cell_edits(former.tables, theirs.tables, made.tables))
    return Merge(data, cells=cells, beyond=tuple(beyond))


def _read(data: bytes) -> _Book | None:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        members_of(data, Limits())
        sheets = load_workbook(BytesIO(data)).worksheets
    except (Dishonest, InvalidFileException, *UNREADABLE):
        return None
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    others = (
        sum(cell.comment is not None for cell in cells),
        sum(len(sheet._images) for sheet in sheets),
        sum(len(sheet._charts) for sheet in sheets),
    )
    return _Book(tuple(map(_rows, sheets)), frozenset(filter(None, map(_looks, cells))), others)


def _rows(sheet: Any) -> tuple[Row, ...]:
    """The rows up to the last that says anything, as wide as any says anything."""
    rows = [tuple(_text(value) for value in row) for row in sheet.iter_rows(values_only=True)]
    while rows and not any(rows[-1]):
        rows.pop()
    wide = max((number for row in rows for number, text in enumerate(row, 1) if text), default=0)
    return tuple(row[:wide] for row in rows)


def _text(value: object) -> str:
    """A cell's value as text; numbers to as many digits as every program keeps."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:.12g}"
    return "" if value is None else key(str(value))


def _looks(cell: Any) -> Any:
    """What stands out in a cell that is not plain: its text with the way it stands out."""
    if not cell.has_style:
        return None
    font, fill = cell.font, cell.fill
    colour = None if font.color is None or font.color.theme == _TEXT_COLOUR else str(font.color.rgb)
    ground = str(fill.fgColor.rgb) if fill.fill_type == "solid" else None
    said = (bool(font.b), bool(font.i), bool(font.strike), font.u, None if colour in _BLACK else colour, ground)
    return (_text(cell.value), said) if any(said) else None
