"""A sheet printed on A3: as high as the pages that it is bound with, its other half folded in."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from docgen.layout import standard as gb


def fold_out(sheet: Worksheet) -> None:
    """Print on A3 landscape with the margins of a portrait A4 page, for it is bound at the same edge."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
    sheet.page_setup.orientation = "landscape"
    margins = sheet.page_margins
    margins.top, margins.right, margins.bottom, margins.left = (edge / 25.4 for edge in (gb.TOP, gb.RIGHT, gb.BOTTOM, gb.LEFT))
