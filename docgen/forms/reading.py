"""Reading a small table from any file that holds one: Excel, WPS, CSV, a Word table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.forms.body import records
from docgen.forms.deadline import deadline_of
from docgen.forms.form import DAY, DEADLINE, MONEY, NAME, NAMES, NUMBER, Field, Row, Value
from docgen.forms.head import Head, head_of
from docgen.ledger.reading.money import money, money_unit, sheet_unit
from docgen.ledger.reading.text import half_width, name, number_text, raw, squeeze, tidy
from docgen.problem import ERROR, REMINDER, DocgenError, Problem

if TYPE_CHECKING:
    from docgen.ledger.reading.sheet import Sheet
    from docgen.settings import Calendar, Settings

_NAMES = re.compile(r"[、，,；;\n]+")
DATE = re.compile(r"(\d{4})[-年./](\d{1,2})[-月./](\d{1,2})[日号]?")
MONTH_DAY = re.compile(r"(?<!\d)(?<!\d年)(\d{1,2})月(\d{1,2})[日号]?")
_NOTHING = ("", "/", "—", "-")
_HALF_A_YEAR = 183


@dataclass(frozen=True)
class _Told:
    """What a sheet tells of all its rows: headings, the unit of money (empty when nobody does); the day they are seen from."""

    head: Head
    unit: str
    on: date | None
    calendar: Calendar


def read_tables(
    path: Path, fields: Sequence[Field], settings: Settings, what: str, on: date | None = None
) -> tuple[dict[str, tuple[Row, ...]], tuple[Problem, ...]]:
    """The rows of every sheet that is such a table, by the sheet's name, and what a person should look at.

    ``what`` is what messages call the table; dates without a year (4月8日) are seen from the day ``on``: deadlines look
    ahead, other dates back. Raises DocgenError with file, sheet and cell when a required column is
    missing everywhere, a cell that must be filled is empty, an amount, number or date cannot be read.
    """
    from docgen.ledger.reading.workbook import read_workbook

    tables: dict[str, tuple[Row, ...]] = {}
    problems: list[Problem] = []
    missing: list[Problem] = []
    try:
        sheets = read_workbook(path, path.name, settings.pdf).sheets
    except DocgenError as error:
        raise DocgenError(f"{what}读不了，未生成公文", error.problems or (Problem(str(error), path.name),)) from error
    for sheet in sheets:
        if sheet.hidden or sheet.empty:
            continue
        head = head_of(sheet, fields)
        if head is None:
            lacking = "、".join(f"“{field.words[0]}”" for field in fields if field.required)
            missing.append(Problem(f"没有找到{what}的表头：应有{lacking}等栏", path.name, sheet.name))
            continue
        tables[sheet.name] = tuple(_rows(sheet, head, fields, path.name, settings, on, problems))
    if not tables:
        raise DocgenError(f"{what}有误，未生成公文", tuple(missing) or (Problem("里面没有表", path.name),))
    if any(problem.level == ERROR for problem in problems):
        raise DocgenError(f"{what}有误，未生成公文", tuple(problems))
    return tables, tuple(problems)


def _rows(
    sheet: Sheet, head: Head, fields: Sequence[Field], file: str, settings: Settings, on: date | None, problems: list[Problem]
) -> Iterator[Row]:
    from docgen.ledger.reading.sheet import column_letters

    letters = {key: column_letters(at) for key, at in {**head.others, **head.columns}.items()}
    told = _Told(head, _unit(sheet, head.top, settings), on, settings.calendar)
    for at in records(sheet, head, fields):
        row = Row({}, file, sheet.name, at + 1, {}, letters)
        values = {field.key: _value(sheet, at, field, told, row, problems) for field in fields if field.key in head.columns}
        others = {heading: tidy(sheet.value(at, column)) for heading, column in head.others.items()}
        yield Row(values, file, sheet.name, at + 1, others, letters, head.full)


def _unit(sheet: Sheet, head: int, settings: Settings) -> str:
    """The unit of money that the lines above the table name, or the settings; empty when nobody does."""
    for row in range(head):
        for column in range(sheet.width):
            if unit := sheet_unit(raw(sheet.own(row, column))):
                return unit
    return settings.reporting.money_unit


def _value(sheet: Sheet, at: int, field: Field, told: _Told, row: Row, problems: list[Problem]) -> Value:
    column = told.head.columns[field.key]
    cell = sheet.value(at, column)
    if field.filled and not squeeze(cell):
        problems.append(row.problem(f"“{field.words[0]}”没有填写", field.key))
        return None
    if field.holds == MONEY:
        over = (money_unit(raw(sheet.own(heading, column))) for heading in range(told.head.bottom, told.head.top - 1, -1))
        named = next(filter(None, over), "") or told.unit
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
        return _day(cell, field, told.on, row, problems)
    if field.holds == DEADLINE:
        return _deadline(cell, field, told, row, problems)
    if field.holds == NAMES:
        return tuple(filter(None, (name(part) for part in _NAMES.split(raw(cell)))))
    return name(cell) if field.holds == NAME else tidy(cell)


def _number(cell: object, field: Field, row: Row, problems: list[Problem]) -> Decimal | None:
    text = half_width(squeeze(cell)) if not isinstance(cell, int | float) else number_text(cell)
    if text in _NOTHING:
        return None
    try:
        number = Decimal(text.replace(",", ""))
        if number.is_finite():
            return number
    except InvalidOperation:
        pass
    problems.append(row.problem(f"“{field.words[0]}”应为数字，现为“{text}”", field.key))
    return None


def _day(cell: object, field: Field, on: date | None, row: Row, problems: list[Problem]) -> Value:
    text = half_width(squeeze(cell))
    day = day_of(cell) or (day_before(text, on) if on and MONTH_DAY.fullmatch(text) else None)
    if day is None and field.spoken and not re.search(r"\d", text):
        return tidy(cell)
    if day is None and squeeze(cell) not in _NOTHING:
        problems.append(row.problem(f"“{field.words[0]}”应为日期，如 2021-04-08，现为“{raw(cell)}”", field.key))
    return day


def day_before(text: str, on: date) -> date | None:
    """The day that the first 4月8日 of a text means, seen from ``on``: of that year, or of the year before where it would lie half a year ahead."""
    found = MONTH_DAY.search(half_width(text))
    if not found:
        return None
    try:
        day = date(on.year, *map(int, found.groups()))
        return day if (day - on).days < _HALF_A_YEAR else day.replace(year=on.year - 1)
    except ValueError:
        return None


def _deadline(cell: object, field: Field, told: _Told, row: Row, problems: list[Problem]) -> Value:
    """A day, or where it may be left out the words that stand for one (立行立改)."""
    text = half_width(squeeze(cell))
    if text in _NOTHING:
        return None
    day = day_of(cell) or (deadline_of(text, told.on, told.calendar) if told.on else None)
    if day is None and not field.filled and not re.search(r"\d", text):
        return tidy(cell)
    if day is None:
        words = f"“{field.words[0]}”看不出是哪一天，现为“{raw(cell)}”：请写成 2021-04-20、4月20日、4月底或10个工作日内"
        problems.append(row.problem(words, field.key))
    return day


def day_of(cell: object) -> date | None:
    """The day that a cell names: a date, 2021-04-08, 2021年4月8日, 2021.4.8; None for anything else."""
    if isinstance(cell, date):
        return date(cell.year, cell.month, cell.day)
    if isinstance(cell, bool | timedelta):
        return None
    found = DATE.search(half_width(squeeze(cell)))
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
