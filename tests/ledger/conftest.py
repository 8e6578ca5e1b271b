"""What several test modules of the ledger share: a workbook that holds all that a format may lose."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from docgen.ledger.reading.sheet import Sheet
from tests.ledger.saving import book, convert
from tests.ledger.workbooks import BUILDING, TITLE, UNIT_LINE, project


@pytest.fixture(scope="session")
def office_book(tmp_path_factory) -> Path:
    """A workbook with all that a format may lose: merges, hidden things, formulas, errors, dates, long text."""
    path = tmp_path_factory.mktemp("formats") / "曹镇乡.xlsx"
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "在建"
    for row in (TITLE, UNIT_LINE, BUILDING, project("甲项目"), project("乙项目", 2.5), project("丙项目", "129%")):
        sheet.append([value if value != "" else None for value in row])
    sheet["J4"], sheet["J5"], sheet["J6"] = "2020.04", date(2020, 10, 1), True
    sheet["K4"], sheet["K5"], sheet["K6"] = "=D4*2", "=1/0", "两行\n文字 & <符号>"
    sheet["A1"].font = Font(bold=True)
    sheet.merge_cells("A1:K1")
    sheet.merge_cells("C4:C6")
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["H"].hidden = True
    other = made.create_sheet("旧表")
    other["B2"] = "旧"
    other.sheet_state = "hidden"
    made.create_sheet("Sheet3")
    made.save(path)
    return path


@pytest.fixture(scope="session")
def reference(office_book) -> tuple[Sheet, ...]:
    """The workbook with its formulas reckoned, as an office program saves it."""
    return book(convert(office_book, "xlsx", office_book.parent / "reckoned")).sheets


@pytest.fixture(scope="session")
def old_book(office_book) -> Path:
    return convert(office_book, "xls", office_book.parent / "old")
