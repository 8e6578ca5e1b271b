"""One workbook as a unit submitted it: every table in it read, or the whole file refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from docgen.characters import clean
from docgen.ledger.period import Period
from docgen.ledger.reading.checklist import is_checklist
from docgen.ledger.reading.findings import Findings, refusal
from docgen.ledger.reading.headers import Header
from docgen.ledger.reading.recognition import PLAIN, Habits, tables_in
from docgen.ledger.reading.records import Records, read_records
from docgen.ledger.reading.reporter import title_unit, unit_of
from docgen.ledger.reading.rows import Kind
from docgen.ledger.reading.start import first_year
from docgen.ledger.reading.synonyms import MONEY
from docgen.ledger.reading.table import Table
from docgen.ledger.reading.tableless import tell_tableless
from docgen.ledger.reading.titles import at_odds, of_another_year
from docgen.ledger.reading.twins import once
from docgen.ledger.reading.unprintable import tell_cleaned
from docgen.ledger.reading.workbook import AUTOMATIC, Workbook, column_letters, read_workbook
from docgen.ledger.report import Report
from docgen.problem import Problem
from docgen.settings import Pdf


@dataclass(frozen=True)
class Submission:
    """What a file brings: the unit, its reports in the order of the file, reminders; ``sha256`` of its bytes.

    ``forms`` are all forms in the file, also one whose table is left empty. ``columns`` tell by sheet in which
    column (letters) a field stands, ``money_units`` in which unit (亿元) its money is written; ``lower`` tell the
    columns of further tables in a sheet, as (first row below their header, columns) from the top.
    """

    file: str
    sha256: str
    unit: str
    forms: tuple[str, ...]
    reports: tuple[Report, ...]
    reminders: tuple[Problem, ...]
    columns: Mapping[str, Mapping[str, str]]
    money_units: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    lower: Mapping[str, tuple[tuple[int, Mapping[str, str]], ...]] = field(default_factory=dict)

    def cell(self, report: Report, field: str) -> str:
        """The cell that a report's field was read from (H7), that of its name where the table lacks the field."""
        columns = self.columns.get(report.source.sheet, {})
        for first, further in self.lower.get(report.source.sheet, ()):
            if report.source.row >= first:
                columns = further
        column = columns.get(field) or columns.get("name")
        return f"{column}{report.source.row}" if column else ""


@dataclass(frozen=True)
class Examined:
    """How far the reading of a workbook came: its tables with what their rows were taken for, the reports that would
    go into the ledger, every finding. ``unit_from`` says where the unit was found."""

    book: Workbook
    label: str
    unit: str
    unit_from: str
    tables: tuple[tuple[Table, Records], ...]
    reports: tuple[Report, ...]
    findings: Findings


def label_of(path: Path, root: Path | None) -> str:
    """How messages name a file: by its name, with the folders below ``root`` when it was found inside one."""
    return clean(path.relative_to(root).as_posix() if root and path.is_relative_to(root) else path.name)


def examine(
    path: Path,
    period: Period | None,
    unit: str | None = None,
    root: Path | None = None,
    office: Pdf = AUTOMATIC,
    habits: Habits = PLAIN,
) -> Examined:
    """Read a workbook as far as it goes. Raises DocgenError only when it cannot be opened."""
    label = label_of(path, root)
    book = read_workbook(path, label, office)
    findings = Findings(label)
    tell_cleaned(book.cleaned, findings)
    tables: list[Table] = []
    tableless = []
    for sheet in book.sheets:
        if is_checklist(sheet) or sheet.empty:
            continue
        if sheet.hidden:
            findings.remind("工作表是隐藏的，没有读入：需要读入时请先取消隐藏", sheet.name)
            continue
        before = len(findings.problems)
        found = tables_in(sheet, period, habits, findings)
        tables += found
        if not found and len(findings.problems) == before:
            tableless.append(sheet)
    tell_tableless(tableless, bool(tables), habits.dictionary, findings)
    if not tables and not findings.errors:
        findings.error("可见的工作表里没有内容：请取消隐藏要报送的工作表，或确认报送的是填好的表")
    unit_from = "命令指明" if unit else ""
    if not unit:
        unit, unit_from = unit_of(path, root, [(table.sheet, table.title) for table in tables])
    if not unit and tables:
        findings.error("看不出是哪个单位报送的：请用 --unit 指明，或在表头上方写“填报单位：××”，或用单位名称作文件名")
    elif unit_from.startswith("标题") and len(named := {title: None for table in tables if (title := title_unit(table.title))}) > 1:
        findings.remind(f"各工作表的标题写的单位不同（{'、'.join(named)}），都按{unit}读入：请分开报送，或用 --unit 指明报送单位")
    read = []
    for table in tables:
        if period and of_another_year(table.title, [column.label for column in table.header.columns], period):
            findings.error(f"标题“{table.title}”和栏目写的都不是{period.year}年：请核对报告期，报错了文件的请换成{period.label}的", table.sheet.name)
        elif period and (odd := at_odds(table.title, period)):
            findings.remind(odd, table.sheet.name)
        year = first_year(table.title) or (period and period.year)
        read.append((table, read_records(table, unit, year, findings, book.file, habits.dictionary)))
    reports = once([(table, records.reports) for table, records in read], findings)
    if tables and not any(row.kind in (Kind.PROJECT, Kind.NAMELESS) for _, records in read for row in records.rows):
        findings.error("表头下面没有项目：请确认报送的是填好的表")
    return Examined(book, label, unit, unit_from, tuple(read), reports, findings)


def read_submission(
    path: Path,
    period: Period,
    unit: str | None = None,
    root: Path | None = None,
    office: Pdf = AUTOMATIC,
    habits: Habits = PLAIN,
) -> Submission:
    """Read a workbook; ``unit`` overrides what it says, ``root`` is the folder it was found under.

    ``office`` says where LibreOffice is, for the formats that only it reads; ``habits`` what the office has told of
    its units' tables. Raises DocgenError with every finding, each with sheet and cell, when the file cannot be taken whole.
    """
    examined = examine(path, period, unit, root, office, habits)
    refuse_if_wrong(examined)
    return submission_of(examined)


def refuse_if_wrong(examined: Examined) -> None:
    """Raise DocgenError with every error of a workbook, if there is one."""
    if not examined.tables and len(examined.findings.errors) == 1:
        problem = examined.findings.errors[0]
        raise refusal(examined.label, problem.message, problem.sheet, problem.cell)
    examined.findings.refuse_if_wrong()


def submission_of(examined: Examined) -> Submission:
    """What a workbook brings as far as it could be read; what it reminds of are all its findings."""
    tables = [table for table, _ in examined.tables]
    columns: dict[str, Mapping[str, str]] = {}
    money_units: dict[str, Mapping[str, str]] = {}
    lower: dict[str, tuple[tuple[int, Mapping[str, str]], ...]] = {}
    for table in tables:
        name, letters = table.sheet.name, _letters(table.header)
        if name in columns:
            lower[name] = (*lower.get(name, ()), (table.header.bottom + 2, letters))
            money_units[name] = {**_units(table), **money_units[name]}
        else:
            columns[name], money_units[name] = letters, _units(table)
    forms = tuple(dict.fromkeys(table.form.name for table in tables))
    book, reminders = examined.book, tuple(examined.findings.problems)
    return Submission(book.file, book.sha256, examined.unit, forms, examined.reports, reminders, columns, money_units, lower)


def _letters(header: Header) -> dict[str, str]:
    return {column.field: column_letters(column.number) for column in reversed(header.columns) if column.field}


def _units(table: Table) -> dict[str, str]:
    return {column.field: table.unit_of(column) or "万元" for column in reversed(table.header.columns) if column.field in MONEY}
