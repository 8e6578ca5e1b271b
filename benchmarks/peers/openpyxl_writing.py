"""openpyxl's write-only mode: no template read back; the looks are registered once and shared."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from benchmarks.shapes.workbooks import FONT, FORMATS, HEADER, NAMES, SIZE, WIDTHS


def fill(template: Path, contexts: Sequence[dict[str, Any]]) -> Iterator[bytes]:
    for context in contexts:
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("附件")
        for column, width in enumerate(WIDTHS, 1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.freeze_panes = "C3"
        sheet.print_title_rows = "1:2"
        cells = [_styled(sheet, pattern) for pattern in FORMATS]
        sheet.append([context["title"]])
        sheet.append(HEADER)
        for record in context["rows"]:
            for cell, name in zip(cells, NAMES, strict=True):
                cell.value = record[name]
            sheet.append(cells)
        out = io.BytesIO()
        book.save(out)
        yield out.getvalue()


def _styled(sheet: Any, pattern: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet)
    cell.font, cell.border = Font(name=FONT, size=SIZE), Border(*[Side("thin")] * 4)
    cell.alignment, cell.number_format = Alignment(vertical="center", wrap_text=True), pattern
    return cell
