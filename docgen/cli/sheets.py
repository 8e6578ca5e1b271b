"""A workbook's sheet as a table within a paper: what stands above its headings is title and unit, joined cells stay joined."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docgen.problem import DocgenError

if TYPE_CHECKING:
    from docgen.ledger.reading.sheet import Sheet
    from docgen.papers.drafts.draft import Block
    from docgen.settings import Settings

_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv", ".tsv")


def is_workbook(path: Path) -> bool:
    """Whether a file is a workbook by its name."""
    return path.suffix.lower() in _SUFFIXES


def sheet_block(path: Path, settings: Settings) -> Block:
    """The first sheet that is not empty, as a block that holds a table. Raises DocgenError for a file that is no workbook."""
    from docgen.ledger.reading.workbook import read_workbook
    from docgen.papers.drafts.draft import Block

    sheets = [sheet for sheet in read_workbook(path, path.name, settings.pdf).sheets if not sheet.empty and not sheet.hidden]
    if not sheets:
        raise DocgenError(f"附件 {path.name} 里没有可见的表")
    return Block(0, "", inset=_inset(sheets[0]))


def _inset(sheet: Sheet):
    from docgen.ledger.reading.text import raw, squeeze
    from docgen.papers.insets import InsetCell, TableInset

    filled = [row for row in range(sheet.height) if row not in sheet.hidden_rows and any(squeeze(sheet.own(row, c)) for c in range(sheet.width))]
    above = [row for row in filled if len({squeeze(sheet.value(row, c)) for c in range(sheet.width)} - {""}) == 1]
    unit = next((squeeze(sheet.value(row, c)) for row in above for c in range(sheet.width) if squeeze(sheet.value(row, c)).startswith("单位")), "")
    body = [row for row in filled if row not in above or row > filled[min(2, len(filled) - 1)]]
    columns = [c for c in range(sheet.width) if c not in sheet.hidden_columns and any(squeeze(sheet.value(row, c)) for row in body)]
    rows, head = [], 1
    for row in body:
        cells = []
        for column in columns:
            top, left, bottom, right = sheet.area(row, column)
            if (max(top, body[0]), max(left, columns[0])) != (row, column):
                continue
            down = sum(1 for other in body if row <= other <= bottom)
            across = sum(1 for other in columns if column <= other <= right)
            cells.append(InsetCell(raw(sheet.value(row, column)).strip(), down, across))
        if row == body[0]:
            head = max((cell.rows for cell in cells), default=1)
        rows.append(tuple(cells))
    return TableInset(tuple(rows), min(head, len(rows)), unit=unit)
