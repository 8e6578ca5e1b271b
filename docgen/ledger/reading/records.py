"""From the rows of one sheet to reports."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from docgen.ledger.reading import people, text
from docgen.ledger.reading.approval import approval
from docgen.ledger.reading.findings import Findings
from docgen.ledger.reading.forms import TASKS, Form, stage_of
from docgen.ledger.reading.headers import Column, Header
from docgen.ledger.reading.money import money, shortest
from docgen.ledger.reading.rows import Kind, Row, body_rows
from docgen.ledger.reading.start import start
from docgen.ledger.reading.synonyms import CHINESE, MONEY
from docgen.ledger.reading.totals import Stated, differences
from docgen.ledger.reading.workbook import Sheet, cell_name
from docgen.ledger.report import Milestone, Report, Source

NAME_LIMIT = 200

_SHORT = frozenset({"category", "industry", "system", "years", "site", "owner_person", "responsible_person", "phone"})
_LONG = frozenset({"content", "progress", "problems", "builder", "signing", "demolition", "procedures", "remark", "owner"})
_NO_PROBLEMS = frozenset({"无", "暂无", "没有", "无问题", "暂无问题", "无困难", "无。", "暂无。"})
_FLOWING = ("category", "system")
"""Fields whose blank cells repeat the cell above, as offices leave them blank instead of merging."""


@dataclass
class _Table:
    """One sheet being read; ``group`` and ``flow`` remember what the rows above say."""

    sheet: Sheet
    header: Header
    form: Form
    unit: str
    default_unit: str
    year: int | None
    findings: Findings
    file: str

    def __post_init__(self) -> None:
        self.groups: dict[int, str] = {}
        self.flow: dict[str, str] = {}
        self.reports: list[Report] = []
        self.numbered: list[bool] = []
        self.stated: list[Stated] = []
        self.leaders_columns = sum(column.field == "leaders" for column in self.header.columns)

    def error(self, row: int, column: Column, message: str) -> None:
        self.findings.error(message, self.sheet.name, cell_name(row, column.number))

    def remind(self, row: int, column: Column, message: str) -> None:
        self.findings.remind(message, self.sheet.name, cell_name(row, column.number))


def read_records(
    sheet: Sheet,
    header: Header,
    form: Form,
    unit: str,
    default_unit: str,
    year: int | None,
    findings: Findings,
    file: str,
) -> list[Report]:
    """Every project of the sheet in order. ``default_unit`` is the money unit where a column names none.

    What is wrong goes into ``findings`` with its cell; reading goes on, so that all of it is told at once.
    """
    table = _Table(sheet, header, form, unit, default_unit, year, findings, file)
    for row in body_rows(sheet, header):
        _take(table, row)
    _check_totals(table)
    return table.reports


def _take(table: _Table, row: Row) -> None:
    name = table.header.column("name")
    assert name is not None
    if row.kind is Kind.PROJECT:
        table.reports.append(_report(table, row))
        table.numbered.append(row.numbered)
    elif row.kind is Kind.CONTINUED and table.reports:
        _continue(table, row)
    elif row.kind is Kind.NAMELESS:
        table.error(row.number, name, "这一行有内容而没有项目名称：请补填项目名称；如是合计行，请写明“合计”")
    elif row.kind in (Kind.TOTAL, Kind.GROUP):
        if row.kind is Kind.GROUP:
            table.groups = {level: title for level, title in table.groups.items() if level < row.level}
            table.groups[row.level] = row.text
            table.flow.clear()
        amounts = {
            column.field: money(table.sheet.own(row.number, column.number), column.unit or table.default_unit).amount
            for column in table.header.columns
            if column.field in MONEY
        }
        table.stated.append(Stated(len(table.reports), row, amounts))


def _report(table: _Table, row: Row) -> Report:
    values: dict[str, Any] = {"extra": []}
    for column in table.header.columns:
        if column.field != "serial":
            _fill(table, values, row.number, column)
    for field in _FLOWING:
        if values.get(field):
            table.flow[field] = values[field]
        elif field in table.header.fields and field in table.flow:
            values[field] = table.flow[field]
    _from_groups(table, values)
    values["stage"] = stage_of(table.form, values.get("progress", ""))
    listed = {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
    return Report(
        **listed,
        unit=table.unit,
        form=table.form.name,
        source=Source(table.file, table.sheet.name, row.number + 1),
    )


def _from_groups(table: _Table, values: dict[str, Any]) -> None:
    """A group's title stands for the column that the table lacks: the system in 一览表, else the category."""
    if not table.groups:
        return
    highest, lowest = table.groups[min(table.groups)], table.groups[max(table.groups)]
    if table.form.name == TASKS:
        values["system"] = values.get("system") or highest
        if lowest != highest:
            values["category"] = values.get("category") or lowest
    else:
        values["category"] = values.get("category") or lowest


def _fill(table: _Table, values: dict[str, Any], row: int, column: Column) -> None:
    value = table.sheet.value(row, column.number)
    field = column.field
    if table.sheet.unsaved_formula(row, column.number):
        if field in MONEY or field == "name":
            table.error(row, column, "是公式而文件没有保存结果：请在 Excel 或 WPS 中打开、保存后再报")
        elif field:
            table.remind(row, column, "是公式而文件没有保存结果，按空白读入")
        return
    if field == "name":
        values["name"] = text.name(value)
        if len(values["name"]) > NAME_LIMIT:
            table.error(row, column, f"项目名称超过 {NAME_LIMIT} 字：请检查是否把建设内容填进了项目名称")
    elif field in MONEY:
        amount = money(value, column.unit or table.default_unit)
        values[field] = amount.amount
        if amount.error:
            table.error(row, column, f"{column.label}{amount.error}")
        elif amount.reminder:
            table.remind(row, column, f"{column.label}{amount.reminder}")
    elif value is not None:
        _fill_words(table, values, field, column, value)


def _fill_words(table: _Table, values: dict[str, Any], field: str, column: Column, value: Any) -> None:
    if field in _SHORT:
        short = text.squeeze(value)
        values[field] = values.get(field) or ("" if text.is_blank(short) else short)
    elif field in _LONG:
        long = text.tidy(value)
        values[field] = "" if field == "problems" and long in _NO_PROBLEMS else long
    elif field == "leaders":
        role = column.path[-1] if table.leaders_columns > 1 else ""
        found = tuple(replace(person, role=person.role or role) for person in people.people(value))
        values["leaders"] = (*values.get("leaders", ()), *found)
    elif field == "units":
        values["units"], person = people.units(value)
        values["responsible_person"] = values.get("responsible_person") or person
    elif field == "units_and_person":
        values["units"], values["responsible_person"] = people.units_with_person(value)
    elif field == "owner_and_person":
        owners, values["owner_person"] = people.units_with_person(value)
        values["owner"] = "、".join(owners)
    elif field == "contact":
        values["contact"], phone = people.contact(value)
        values["phone"] = phone or values.get("phone", "")
    elif field == "approvals":
        if found := approval(column.path[-1], value):
            values["approvals"] = (*values.get("approvals", ()), found)
    elif field == "milestones":
        if what := text.tidy(value):
            values["milestones"] = (*values.get("milestones", ()), Milestone(column.path[-1], what))
    elif field == "start":
        values["start"] = start(value, table.year)
    elif not field and (other := text.tidy(value)):
        values["extra"].append((column.label, other))


def _continue(table: _Table, row: Row) -> None:
    """A further row of a project whose name is merged downwards: its words and people join those above."""
    before = table.reports[-1]
    more: dict[str, Any] = {"extra": []}
    for column in table.header.columns:
        value = table.sheet.own(row.number, column.number)
        if value is None or column.field in ("serial", "name"):
            continue
        if column.field in MONEY:
            table.error(row.number, column, f"项目名称合并了几行而{column.label}分行填写：请把金额合在一格，或把项目分开写名称")
        else:
            _fill_words(table, more, column.field, column, value)
    changed: dict[str, Any] = {}
    for field, value in more.items():
        old = getattr(before, field)
        if isinstance(value, str) and value:
            changed[field] = f"{old}\n{value}" if old else value
        elif isinstance(value, tuple | list) and value:
            changed[field] = (*old, *(item for item in value if item not in old))
        elif field == "start" and old is None:
            changed[field] = value
    table.reports[-1] = replace(before, **changed)


def _check_totals(table: _Table) -> None:
    columns = {column.field: column for column in table.header.columns if column.field in MONEY}
    units = {field: column.unit or table.default_unit for field, column in columns.items()}
    projects = [{field: getattr(report, field) for field in columns} for report in table.reports]
    name = table.header.column("name")
    assert name is not None
    for found in differences(projects, table.numbered, table.stated, units):
        label = found.row.text if found.row.kind is Kind.TOTAL else f"“{found.row.text}”的合计"
        if found.field:
            gap = shortest(abs(found.stated - found.summed))
            message = (
                f"{label}中{CHINESE[found.field]}写的是 {shortest(found.stated):f} 万元，"
                f"各项目相加为 {shortest(found.summed):f} 万元，相差 {gap:f} 万元：已按各项目读入，请核对"
            )
            table.remind(found.row.number, columns[found.field], message)
        else:
            message = f"{label}写明 {found.stated} 项，读到 {found.summed} 项：请核对是否有漏行"
            table.findings.remind(message, table.sheet.name, cell_name(found.row.number, 0))
