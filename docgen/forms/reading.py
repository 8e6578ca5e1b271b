"""Reading a small table from any file that holds one: Excel, WPS, CSV, a Word table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.forms.form import DAY, MONEY, NAME, NAMES, NUMBER, Field, Row, Value
from docgen.ledger.reading.heading import plain_header
from docgen.ledger.reading.money import money, money_unit, sheet_unit
from docgen.ledger.reading.text import half_width, name, number_text, raw, squeeze, tidy
from docgen.problem import ERROR, REMINDER, DocgenError, Problem

if TYPE_CHECKING:
    from docgen.ledger.reading.sheet import Sheet
    from docgen.settings import Settings

_NAMES = re.compile(r"[、，,；;\n]+")
_DATE = re.compile(r"(\d{4})[-年./](\d{1,2})[-月./](\d{1,2})日?")
_TOTALS = ("合计", "总计", "小计")
_DEEPEST_HEAD = 12
"""Rows in which the headings must be found."""


def read_tables(path: Path, fields: Sequence[Field], settings: Settings, what: str) -> tuple[dict[str, tuple[Row, ...]], tuple[Problem, ...]]:
    """The rows of every sheet that is such a table, by the sheet's name, and what a person should look at.

    ``what`` is what messages call the table. Raises DocgenError with file, sheet and cell when a required column is
    missing everywhere, a cell that must be filled is empty, an amount, number or date cannot be read.
    """
    from docgen.ledger.reading.workbook import read_workbook

    tables: dict[str, tuple[Row, ...]] = {}
    problems: list[Problem] = []
    missing: list[Problem] = []
    for sheet in read_workbook(path, path.name, settings.pdf).sheets:
        if sheet.hidden or sheet.empty:
            continue
        found = _head(sheet, fields)
        if found is None:
            lacking = "、".join(f"“{field.words[0]}”" for field in fields if field.required)
            missing.append(Problem(f"没有找到{what}的表头：应有{lacking}等栏", path.name, sheet.name))
            continue
        tables[sheet.name] = tuple(_rows(sheet, *found, fields, path.name, settings, problems))
    if not tables:
        raise DocgenError(f"{what}有误，未生成公文", tuple(missing) or (Problem("里面没有表", path.name),))
    if any(problem.level == ERROR for problem in problems):
        raise DocgenError(f"{what}有误，未生成公文", tuple(problems))
    return tables, tuple(problems)


def _head(sheet: Sheet, fields: Sequence[Field]) -> tuple[int, dict[str, int]] | None:
    """The row of the headings and the column of each field; None where a required one is missing."""
    for row in range(min(sheet.height, _DEEPEST_HEAD)):
        columns = _columns(sheet, row, fields)
        if all(field.key in columns for field in fields if field.required) and len(columns) > 1:
            return row, columns
    return None


def _columns(sheet: Sheet, row: int, fields: Sequence[Field]) -> dict[str, int]:
    headings = [plain_header(raw(sheet.own(row, column))) for column in range(sheet.width)]
    found: dict[str, int] = {}
    for field in fields:
        words = [plain_header(word) for word in field.words]
        free = [at for at, heading in enumerate(headings) if heading in words and at not in found.values()]
        # 单位 heads the units beside 项目名称, and is the name where there is none: the earlier word counts
        column = min(free, key=lambda at: words.index(headings[at]), default=None)
        if column is not None:
            found[field.key] = column
    return found


def _rows(
    sheet: Sheet, head: int, columns: Mapping[str, int], fields: Sequence[Field], file: str, settings: Settings, problems: list[Problem]
) -> Iterator[Row]:
    from docgen.ledger.reading.sheet import column_letters

    others = _others(sheet, head, columns)
    letters = {key: column_letters(at) for key, at in {**others, **columns}.items()}
    unit = _unit(sheet, head, settings)
    first = next(field for field in fields if field.required)
    for at in range(head + 1, sheet.height):
        if squeeze(sheet.value(at, columns[first.key])) in (*_TOTALS, "") and not _says(sheet, at, columns, fields):
            continue
        row = Row({}, file, sheet.name, at + 1, {}, letters)
        values = {field.key: _value(sheet, at, head, columns, field, unit, row, problems) for field in fields if field.key in columns}
        yield Row(values, file, sheet.name, at + 1, {heading: tidy(sheet.value(at, column)) for heading, column in others.items()}, letters)


def _others(sheet: Sheet, head: int, columns: Mapping[str, int]) -> dict[str, int]:
    """The columns that no field takes, by heading; one headed as another before it is told by its place (评委（2））."""
    found: dict[str, int] = {}
    for at in range(sheet.width):
        heading = squeeze(sheet.own(head, at))
        if heading and at not in columns.values():
            same = sum(heading == squeeze(sheet.own(head, other)) for other in range(at) if other not in columns.values())
            found[f"{heading}（{same + 1}）" if same else heading] = at
    return found


def _says(sheet: Sheet, at: int, columns: Mapping[str, int], fields: Sequence[Field]) -> bool:
    """Whether a row without a name says something all the same: a filled cell other than a number (a sum, a serial number)."""
    if any(squeeze(sheet.value(at, column)) in _TOTALS for column in range(sheet.width)):
        return False
    return any(squeeze(sheet.value(at, columns[field.key])) for field in fields if field.key in columns and (field.filled or field.holds == NAME))


def _unit(sheet: Sheet, head: int, settings: Settings) -> str:
    """The unit of money that the lines above the table name, or the settings; empty when nobody does."""
    for row in range(head):
        for column in range(sheet.width):
            if unit := sheet_unit(raw(sheet.own(row, column))):
                return unit
    return settings.reporting.money_unit


def _value(
    sheet: Sheet, at: int, head: int, columns: Mapping[str, int], field: Field, unit: str, row: Row, problems: list[Problem]
) -> Value:
    cell = sheet.value(at, columns[field.key])
    if field.filled and not squeeze(cell):
        problems.append(row.problem(f"“{field.words[0]}”没有填写", field.key))
        return None
    if field.holds == MONEY:
        named = money_unit(raw(sheet.own(head, columns[field.key]))) or unit
        read = money(cell, named or "万元")
        if read.error:
            problems.append(row.problem(f"“{field.words[0]}”{read.error}", field.key))
        elif read.amount is not None and not (named or read.own_unit):
            problems.append(row.problem(f"“{field.words[0]}”没有写明单位：请在栏目名称中写上（万元），或在表上方写“单位：万元”", field.key))
        elif read.reminder:
            problems.append(row.problem(f"“{field.words[0]}”{read.reminder}", field.key, REMINDER))
        return read.amount
    if field.holds == NUMBER:
        return _number(cell, field, row, problems)
    if field.holds == DAY:
        return _day(cell, field, row, problems)
    if field.holds == NAMES:
        return tuple(filter(None, (name(part) for part in _NAMES.split(raw(cell)))))
    return name(cell) if field.holds == NAME else tidy(cell)


def _number(cell: object, field: Field, row: Row, problems: list[Problem]) -> Decimal | None:
    text = half_width(squeeze(cell)) if not isinstance(cell, int | float) else number_text(cell)
    if text in ("", "/", "—", "-"):
        return None
    try:
        number = Decimal(text.replace(",", ""))
        if number.is_finite():
            return number
    except InvalidOperation:
        pass
    problems.append(row.problem(f"“{field.words[0]}”应为数字，现为“{text}”", field.key))
    return None


def _day(cell: object, field: Field, row: Row, problems: list[Problem]) -> date | None:
    day = day_of(cell)
    if day is None and squeeze(cell) not in ("", "/", "—", "-"):
        problems.append(row.problem(f"“{field.words[0]}”应为日期，如 2021-04-08，现为“{raw(cell)}”", field.key))
    return day


def day_of(cell: object) -> date | None:
    """The day that a cell names: a date, 2021-04-08, 2021年4月8日, 2021.4.8; None for anything else."""
    if isinstance(cell, date):
        return date(cell.year, cell.month, cell.day)
    if isinstance(cell, bool | timedelta):
        return None
    found = _DATE.search(half_width(squeeze(cell)))
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
