"""XlsxWriter in its constant-memory mode: no template, the same looks said by hand."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from benchmarks.shapes.workbooks import FONT, FORMATS, HEADER, NAMES, SIZE, WIDTHS


def fill(template: Path, contexts: Sequence[dict[str, Any]]) -> Iterator[bytes]:
    for context in contexts:
        out = io.BytesIO()
        book = xlsxwriter.Workbook(out, {"constant_memory": True})
        sheet = book.add_worksheet("附件")
        looks = {"border": 1, "font_name": FONT, "font_size": SIZE, "valign": "vcenter", "text_wrap": True}
        formats = [book.add_format({**looks, "num_format": pattern}) for pattern in FORMATS]
        heading = book.add_format({**looks, "font_name": "黑体", "align": "center"})
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(2, 2)
        sheet.repeat_rows(0, 1)
        sheet.set_landscape()
        sheet.merge_range(0, 0, 0, len(HEADER) - 1, context["title"], book.add_format({"font_name": "黑体", "font_size": 16, "align": "center"}))
        sheet.write_row(1, 0, HEADER, heading)
        for number, record in enumerate(context["rows"], 2):
            for column, name in enumerate(NAMES):
                sheet.write(number, column, record[name], formats[column])
        book.close()
        yield out.getvalue()
