"""Builds the ``.xlsx`` templates of the attachment tables from their columns and the standard's sizes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from docgen.layout import standard as gb
from docgen.layout.document import BUILT_ON
from docgen.layout.sheets.saving import signed
from docgen.layout.tables.header import Cell, header_cells
from docgen.layout.tables.shelf import write_all
from docgen.layout.tables.weights import weights
from docgen.papers.table import MONEY, PERCENT, POINTS, SIGNED, TEXT, Column
from docgen.papers.tables import TABLES, Kind

_FORMATS = {PERCENT: "0.0%", POINTS: "0.0", SIGNED: "+0.0;-0.0;0.0"}
_ACROSS = {MONEY: "right", TEXT: "left"}
_FULL = {False: 84.0, True: 121.0}
"""Widths that fill the type area (portrait, landscape) at full scale."""
_LEAST, _BY_HAND = 24, 72
"""The least height of a row in points, and that of a row to be filled in by hand; a row grows with its text."""
_TITLE, _ABOVE, _HEAD = 1, 2, 3
_THIN = Side(style="thin", color="000000")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)


def sheets() -> Iterator[tuple[str, bytes]]:
    """The workbook template of every attachment table: file name and content."""
    for kind in TABLES.values():
        yield f"{kind.name}.xlsx", template(kind)


def build_all(folder: Path) -> list[Path]:
    """Write the workbook template of every attachment table into ``folder``; answer the paths."""
    return write_all(folder, sheets())


def template(kind: Kind) -> bytes:
    """The template of one kind: title, line above, header rows, one row of tags, total row, note row."""
    book = Workbook()
    book.properties.creator = "docgen"
    book.properties.title = kind.name
    sheet = book.active
    sheet.title = kind.name
    columns = kind.columns("{{ year }}")
    last = len(columns)
    _across(sheet, _TITLE, last, "{{ title }}", Font(name=gb.TITLE_FONT, size=gb.SIZE_2), _CENTRE, 40)
    above = "{{ as_of }}{% if as_of and unit %}　　{% endif %}{{ unit }}"
    small = Font(name=gb.BODY_FONT, size=gb.SIZE_SMALL_4)
    _across(sheet, _ABOVE, last, above, small, Alignment(horizontal="right", vertical="center"), 20)
    depth = _header(sheet, columns)
    data = _HEAD + depth
    for index, column in enumerate(columns, 1):
        _body_cell(sheet, data, index, column, "row", small)
        if kind.totals:
            _body_cell(sheet, data + 1, index, column, "total", small)
    for index, width in enumerate(_widths(columns, _FULL[kind.landscape]), 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    below = data + 1 + kind.totals
    for row in range(data, below):
        sheet.row_dimensions[row].height = _BY_HAND if kind.by_hand else _LEAST
    note = Alignment(horizontal="left", vertical="center", wrap_text=True)
    _across(sheet, below, last, "{{ note }}", small, note, None)
    _print_setup(sheet, kind, columns, data)
    return signed(book, BUILT_ON)


def _across(
    sheet: Worksheet, row: int, last: int, text: str, font: Font, alignment: Alignment, height: float | None
) -> None:
    """A line over the whole width of the table."""
    cell = sheet.cell(row, 1, text)
    cell.font, cell.alignment = font, alignment
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=last)
    if height:
        sheet.row_dimensions[row].height = height


def _header(sheet: Worksheet, columns: tuple[Column, ...]) -> int:
    """Write the header, answer how many rows it has."""
    cells, depth = header_cells(columns)
    for head in cells:
        _head_cell(sheet, head)
    for level in range(depth):
        sheet.row_dimensions[_HEAD + level].height = 36
    return depth


def _head_cell(sheet: Worksheet, head: Cell) -> None:
    top, left = _HEAD + head.row, head.column + 1
    bottom, right = top + head.rows - 1, left + head.columns - 1
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            cell = sheet.cell(row, column)
            cell.border, cell.alignment = _BOX, _CENTRE
            cell.font = Font(name=gb.HEI_FONT, size=gb.SIZE_SMALL_4)
    sheet.cell(top, left).value = head.text
    if (bottom, right) != (top, left):
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)


def _body_cell(sheet: Worksheet, row: int, index: int, column: Column, owner: str, font: Font) -> None:
    merge = "|merge" if column.merge and owner == "row" else ""
    cell = sheet.cell(row, index, f"{{{{ {owner}.{column.key}{merge} }}}}")
    cell.font, cell.border = font, _BOX
    cell.alignment = Alignment(horizontal=_ACROSS.get(column.holds, "center"), vertical="center", wrap_text=True)
    cell.number_format = _FORMATS.get(column.holds, "General")


def _widths(columns: tuple[Column, ...], full: float) -> list[float]:
    """Column widths in characters of the sheet's default font; a narrow table is widened to ``full``."""
    widths = weights(columns)
    scale = max(1.0, full / sum(widths))
    return [round(width * scale, 1) for width in widths]


def _print_setup(sheet: Worksheet, kind: Kind, columns: tuple[Column, ...], data: int) -> None:
    sheet.freeze_panes = sheet.cell(data, _first_free(columns))
    sheet.print_title_rows = f"{_HEAD}:{data - 1}"
    setup, margins = sheet.page_setup, sheet.page_margins
    setup.orientation = "landscape" if kind.landscape else "portrait"
    setup.paperSize = sheet.PAPERSIZE_A4
    setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    # clause 8: a landscape page is the portrait one turned, its top at the binding edge
    edges = (gb.LEFT, gb.TOP, gb.RIGHT, gb.BOTTOM) if kind.landscape else (gb.TOP, gb.RIGHT, gb.BOTTOM, gb.LEFT)
    margins.top, margins.right, margins.bottom, margins.left = (edge / 25.4 for edge in edges)
    margins.header = margins.footer = 0.5
    sheet.oddFooter.center.text = "— &P —"


def _first_free(columns: tuple[Column, ...]) -> int:
    """The first column that scrolls: the one behind the project's or the unit's name."""
    keys = [column.key for column in columns]
    return next((keys.index(key) + 2 for key in ("name", "unit", "group") if key in keys), 2)
