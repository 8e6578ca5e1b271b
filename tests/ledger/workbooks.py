"""Small workbooks as offices type them, written for one test each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docgen.ledger.period import Period
from docgen.ledger.reading.submission import Submission, read_submission

MARCH = Period.parse("2021-03")

BUILDING = ("序号", "项目名称", "行业领域", "总投资", "本月完成投资", "累计完成投资", "年度完成投资", "2021年计划完成投资", "形象进度")
"""The header of a short 在建项目进展情况表."""

TITLE = ("湛河区 2021 年在建项目进展情况表",)
UNIT_LINE = ("", "", "", "", "", "", "", "单位：万元")


def project(name: str, total: Any = 1000, month: Any = 10, since: Any = 50, year: Any = 30, plan: Any = 100, number: Any = 1) -> tuple:
    """A row under BUILDING."""
    return (number, name, "工业", total, month, since, year, plan, "主体施工")


def write(path: Path, *sheets: Sequence[Sequence[Any]], merge: Sequence[str] = (), names: Sequence[str] = (), hidden: Sequence[int] = ()) -> Path:
    """Write a workbook: each sheet's rows from A1; ``merge`` areas apply to the first sheet."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(names[number] if names else f"附件{number + 1}")
        for place, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                if value not in ("", None):
                    sheet.cell(place, column, value)
        if number in hidden:
            sheet.sheet_state = "hidden"
    for area in merge:
        book.worksheets[0].merge_cells(area)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def building(path: Path, *rows: Sequence[Any], header: Sequence[Any] = BUILDING, above: Sequence[Sequence[Any]] = (TITLE, UNIT_LINE)) -> Path:
    """A workbook with one 在建项目进展情况表: title, 单位 line, header in row 3, then the rows from row 4."""
    return write(path, (*above, header, *rows))


def read(path: Path, unit: str | None = "曹镇乡") -> Submission:
    return read_submission(path, MARCH, unit)
