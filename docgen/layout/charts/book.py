"""The workbook that holds a chart's data: a row a category, a column a series."""

from __future__ import annotations

import io

from docgen.layout.document import BUILT_ON
from docgen.papers.insets import ChartInset

SHEET = "Sheet1"


def workbook_of(inset: ChartInset) -> bytes:
    """The .xlsx of a chart's values, the same bytes for the same values; words never become formulas."""
    from openpyxl import Workbook

    from docgen.export.package import normalise
    from docgen.layout.charts.native import number_format

    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    for column, words in enumerate(("", *(series.name for series in inset.series)), 1):
        _write(sheet.cell(1, column), words)
    for row, name in enumerate(inset.categories, 2):
        _write(sheet.cell(row, 1), name)
        for column, series in enumerate(inset.series, 2):
            value = series.values[row - 2]
            if value is not None:
                cell = sheet.cell(row, column, float(value))
                cell.number_format = number_format(inset)
    made = io.BytesIO()
    book.save(made)
    return normalise(made.getvalue(), BUILT_ON)


def _write(cell, words: str) -> None:
    if words:
        cell.value = words
        cell.data_type = "s"
