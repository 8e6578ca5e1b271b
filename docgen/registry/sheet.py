"""The register as a workbook (发文登记簿.xlsx), a row a number, ready to print on A4."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from math import ceil

from docgen.registry.register import Entry
from docgen.settings import Settings

_COLUMNS = (
    ("发文字号", 22), ("成文日期", 12), ("标题", 38), ("文件", 36), ("状态", 9), ("登记人", 10), ("登记时间", 18),
    ("作废情况", 26), ("SHA-256", 70),
)  # fmt: skip
"""Heading and width in characters of the sheet's own font."""

_DATE, _MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
_HEAD_ROW = 3
_LINE = 16
"""The height of a line in points."""


def register_workbook(entries: Sequence[Entry], settings: Settings) -> bytes:
    """The workbook of these entries, signed, so that docgen knows its own former export again."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.page import PageMargins

    from docgen.layout import standard as gb
    from docgen.layout.document import BUILT_ON
    from docgen.layout.sheets.cells import put
    from docgen.layout.sheets.saving import packed, signed

    book = Workbook()
    sheet = book.active
    sheet.title = "发文登记簿"
    last, printed = get_column_letter(len(_COLUMNS)), get_column_letter(len(_COLUMNS) - 1)
    thin = Side(style="thin")
    border, fonts = Border(thin, thin, thin, thin), settings.fonts

    put(sheet["A1"], f"{settings.office.name}发文登记簿")
    sheet["A1"].font, sheet["A1"].alignment = Font(name=fonts.title, size=gb.SIZE_2), Alignment("center", "center")
    sheet.merge_cells(f"A1:{printed}1")
    sheet.row_dimensions[1].height = 36
    put(sheet["A2"], _summary(entries))
    sheet["A2"].font = Font(name=fonts.body, size=11)
    sheet.merge_cells(f"A2:{printed}2")
    for column, (heading, width) in enumerate(_COLUMNS, 1):
        cell = sheet.cell(_HEAD_ROW, column)
        put(cell, heading)
        cell.font, cell.border = Font(name=fonts.hei, size=11), border
        cell.alignment = Alignment("center", "center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, entry in enumerate(entries, _HEAD_ROW + 1):
        for column, value in enumerate(_values(entry), 1):
            cell = sheet.cell(row, column)
            put(cell, value)
            cell.font, cell.border = Font(name=fonts.body, size=11, strike=bool(entry.voided) and column == 1), border
            cell.alignment = Alignment("left" if isinstance(value, str) else "center", "center", wrap_text=True)
            if isinstance(value, datetime):
                cell.number_format = _MOMENT
            elif not isinstance(value, str) and value is not None:
                cell.number_format = _DATE
        sheet.row_dimensions[row].height = _LINE * _lines(entry) + 4
    sheet.freeze_panes = sheet.cell(_HEAD_ROW + 1, 2)
    if entries:
        sheet.auto_filter.ref = f"A{_HEAD_ROW}:{last}{_HEAD_ROW + len(entries)}"
    # the digest is for checking on a screen
    sheet.print_area = f"A1:{printed}{_HEAD_ROW + len(entries)}"
    sheet.row_dimensions[_HEAD_ROW].height = _LINE + 8
    sheet.page_margins = PageMargins(0.4, 0.4, 0.6, 0.6)
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    day = max((entry.dated for entry in entries), default=BUILT_ON)
    # saving settles what openpyxl leaves open the first time; a mark taken before would not fit
    packed(book, day)
    return signed(book, day)


def _values(entry: Entry) -> tuple[object, ...]:
    return (
        str(entry.number), entry.dated, entry.title, entry.place, entry.state, entry.who, _plain(entry.at), _voiding(entry),
        entry.sha256,
    )  # fmt: skip


def _lines(entry: Entry) -> int:
    """The lines that the longest cell of the row takes."""
    from docgen.layout.title import width

    pairs = zip(_values(entry), _COLUMNS, strict=True)
    return max(ceil(2 * width(value) / (room - 2)) for value, (_, room) in pairs if isinstance(value, str))


def _voiding(entry: Entry) -> str:
    if not entry.voided:
        return ""
    return f"{entry.voided:%Y-%m-%d} {entry.voided_by}：{entry.reason}" if entry.voided_by else f"{entry.voided:%Y-%m-%d}：{entry.reason}"


def _plain(moment: datetime) -> datetime:
    """Local time as Excel takes it: without a zone, to the minute."""
    return moment.replace(tzinfo=None, second=0, microsecond=0)


def _summary(entries: Sequence[Entry]) -> str:
    void = sum(entry.voided is not None for entry in entries)
    return f"共编号 {len(entries)} 件" + (f"，其中作废 {void} 件" if void else "")
