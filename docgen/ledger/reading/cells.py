"""What the cells of one row say, by the fields of their columns."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from docgen.ledger.reading import people, text
from docgen.ledger.reading.approval import approval
from docgen.ledger.reading.forms import stage_named
from docgen.ledger.reading.headers import Column
from docgen.ledger.reading.money import money
from docgen.ledger.reading.sheet import Value
from docgen.ledger.reading.start import doubt, start
from docgen.ledger.reading.synonyms import MONEY
from docgen.ledger.reading.table import Progress
from docgen.ledger.reading.years import years
from docgen.ledger.report import Milestone

NAME_LIMIT = 200

_SHORT = frozenset({"category", "industry", "system", "site", "owner_person", "responsible_person"})
_LONG = frozenset({"content", "progress", "problems", "builder", "signing", "demolition", "procedures", "remark", "owner"})
_NO_PROBLEMS = frozenset({"无", "暂无", "没有", "无问题", "暂无问题", "无困难", "无。", "暂无。"})


def fill(progress: Progress, values: dict[str, Any], row: int, column: Column) -> None:
    """Read the cell of a row under a column into ``values``; what is odd goes to the findings with its cell."""
    field, sheet = column.field, progress.sheet
    if (row, column.number) in sheet.areas or sheet.rows[row][column.number] is None:
        value = sheet.value(row, column.number)
        if sheet.unsaved_formula(row, column.number):
            _tell_unsaved(progress, row, column)
            return
    else:
        value = sheet.rows[row][column.number]
    if field == "name":
        values["name"] = _name(progress, row, column, value)
    elif field in MONEY:
        values[field] = _amount(progress, row, column, value)
    elif value is not None:
        fill_words(progress, values, row, column, value)


def fill_words(progress: Progress, values: dict[str, Any], row: int, column: Column, value: Value) -> None:
    """The same for a cell of words that is not blank."""
    field = column.field
    if field in _LONG:
        long = text.tidy(value)
        values[field] = "" if field == "problems" and long in _NO_PROBLEMS else long
    elif field in _SHORT:
        short = text.squeeze(value)
        values[field] = values.get(field) or ("" if text.is_blank(short) else short)
    elif field == "approvals":
        if found := approval(column.path[-1], value):
            values["approvals"] = (*values.get("approvals", ()), found)
    elif field == "leaders":
        found = people.people(value)
        if progress.leaders_columns > 1:
            found = tuple(replace(person, role=person.role or column.path[-1]) for person in found)
        values["leaders"] = (*values.get("leaders", ()), *found)
    elif field == "units":
        values["units"], person = people.units(value)
        values["responsible_person"] = values.get("responsible_person") or person
    elif field == "units_and_person":
        values["units"], values["responsible_person"] = people.units_with_person(value)
    elif field == "owner_and_person":
        owners, values["owner_person"] = people.units_with_person(value)
        values["owner"] = "、".join(owners)
    elif field in ("contact", "phone"):
        _fill_contact(progress, values, row, column, value)
    elif field == "milestones":
        if what := text.tidy(value):
            values["milestones"] = (*values.get("milestones", ()), Milestone(column.path[-1], what))
    elif field == "start":
        values["start"] = start(value, progress.year)
        if odd := doubt(value, values["start"]):
            progress.remind(row, column, f"{column.label}{odd}")
    elif field == "years":
        values["years"], odd = years(value)
        if odd:
            progress.remind(row, column, f"{column.label}{odd}")
    elif field in ("", "stage") and (other := text.tidy(value)):
        values["extra"].append((column.label, other))
        if field and progress.stages:
            values["stage"] = stage_named(other)


def _tell_unsaved(progress: Progress, row: int, column: Column) -> None:
    if column.field in MONEY or column.field == "name":
        progress.error(row, column, "是公式而文件没有保存结果：请在 Excel 或 WPS 中打开、保存后再报")
    elif column.field and column.field != "serial":
        progress.remind(row, column, "是公式而文件没有保存结果，按空白读入")


def _name(progress: Progress, row: int, column: Column, value: Value) -> str:
    name = text.name(value)
    if len(name) > NAME_LIMIT:
        progress.error(row, column, f"项目名称超过 {NAME_LIMIT} 字：请检查是否把建设内容填进了项目名称")
    elif name.replace(".", "").isdigit():
        progress.remind(row, column, f"项目名称只有数字“{name}”：请核对是否错了列")
    return name


def _amount(progress: Progress, row: int, column: Column, value: Value):
    top, left, bottom, right = progress.sheet.area(row, column.number)
    if progress.part and top < row:
        return None
    if value is not None and (left, right) != (column.number, column.number) and not text.is_blank(str(value)):
        progress.error(row, column, f"{column.label}与旁边的栏合并成了一格：请拆开，各栏分别填写")
        return None
    if value is not None and top < row and not text.is_blank(str(value)):
        progress.error(row, column, f"{column.label}的一格合并了第 {top + 1}—{bottom + 1} 行的几个项目：请拆开，每个项目分别填写")
        return None
    unit = progress.table.unit_of(column)
    read = money(value, unit or "万元")
    if read.error:
        progress.error(row, column, f"{column.label}{read.error}")
    elif read.reminder:
        progress.remind(row, column, f"{column.label}{read.reminder}")
    if not unit and read.amount and not read.own_unit:
        progress.unmarked.setdefault(column.number, column)
    return read.amount


def _fill_contact(progress: Progress, values: dict[str, Any], row: int, column: Column, value: Value) -> None:
    if column.field == "contact":
        values["contact"], phone = people.contact(value)
    else:
        phone, name = people.phone(value)
        values["contact"] = values.get("contact") or name
    values["phone"] = phone or values.get("phone", "")
    if odd := people.phone_doubt(phone):
        progress.remind(row, column, odd)
