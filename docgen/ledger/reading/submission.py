"""One workbook as a unit submitted it: every table in it read, or the whole file refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from docgen.ledger.period import Period
from docgen.ledger.reading.checklist import is_checklist
from docgen.ledger.reading.dated import settle
from docgen.ledger.reading.findings import Findings, refusal
from docgen.ledger.reading.forms import FORMS, Form, choose_form
from docgen.ledger.reading.headers import Header, find_header, known_words
from docgen.ledger.reading.money import sheet_unit
from docgen.ledger.reading.records import read_records
from docgen.ledger.reading.reporter import unit_of
from docgen.ledger.reading.start import first_year
from docgen.ledger.reading.synonyms import CHINESE, FIELDS, MONEY
from docgen.ledger.reading.text import squeeze
from docgen.ledger.reading.workbook import AUTOMATIC, Sheet, cell_name, column_letters, read_workbook
from docgen.ledger.report import Report
from docgen.problem import Problem
from docgen.settings import Pdf


@dataclass(frozen=True)
class Submission:
    """What a file brings: the unit, its reports in the order of the file, reminders; ``sha256`` of its bytes.

    ``forms`` are all forms in the file, also one whose table is left empty. ``columns`` tell by sheet in which
    column (letters) a field stands, ``money_units`` in which unit (亿元) its money is written.
    """

    file: str
    sha256: str
    unit: str
    forms: tuple[str, ...]
    reports: tuple[Report, ...]
    reminders: tuple[Problem, ...]
    columns: Mapping[str, Mapping[str, str]]
    money_units: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def cell(self, report: Report, field: str) -> str:
        """The cell that a report's field was read from (H7), that of its name where the table lacks the field."""
        columns = self.columns.get(report.source.sheet, {})
        column = columns.get(field) or columns.get("name")
        return f"{column}{report.source.row}" if column else ""


@dataclass(frozen=True)
class _Found:
    sheet: Sheet
    header: Header
    title: str
    form: Form


def label_of(path: Path, root: Path | None) -> str:
    """How messages name a file: by its name, with the folders below ``root`` when it was found inside one."""
    return path.relative_to(root).as_posix() if root and path.is_relative_to(root) else path.name


def read_submission(
    path: Path, period: Period, unit: str | None = None, root: Path | None = None, office: Pdf = AUTOMATIC
) -> Submission:
    """Read a workbook; ``unit`` overrides what it says, ``root`` is the folder it was found under.

    ``office`` says where LibreOffice is, for the formats that only it reads.

    Raises DocgenError with every finding, each with sheet and cell, when the file cannot be taken whole.
    """
    label = label_of(path, root)
    book = read_workbook(path, label, office)
    findings = Findings(label)
    sheets = tuple(sheet for sheet in book.sheets if not is_checklist(sheet))
    found = [table for sheet in sheets if (table := _table(sheet, period, findings))]
    _pass_over_sheets_without_table(sheets, found, findings)
    findings.refuse_if_wrong()
    if not found:
        raise refusal(label, "可见的工作表里没有内容：请取消隐藏要报送的工作表，或确认报送的是填好的表")
    unit = unit or unit_of(path, root, [(table.sheet, table.title) for table in found])
    if not unit:
        raise refusal(label, "看不出是哪个单位报送的：请用 --unit 指明，或在表头上方写“填报单位：××”，或用单位名称作文件名")
    reports: list[Report] = []
    money_units: dict[str, dict[str, str]] = {}
    for table in found:
        money_unit = _money_unit(table, findings)
        money_units[table.sheet.name] = {
            column.field: column.unit or money_unit for column in reversed(table.header.columns) if column.field in MONEY
        }
        year = first_year(table.title) or period.year
        reports += read_records(table.sheet, table.header, table.form, unit, money_unit, year, findings, book.file)
    _refuse_twins(reports, {table.sheet.name: table.header for table in found}, findings)
    findings.refuse_if_wrong()
    if not reports:
        raise refusal(label, "表头下面没有项目：请确认报送的是填好的表")
    forms = tuple(dict.fromkeys(table.form.name for table in found))
    columns = {table.sheet.name: _letters(table.header) for table in found}
    return Submission(book.file, book.sha256, unit, forms, tuple(reports), tuple(findings.problems), columns, money_units)


def _letters(header: Header) -> dict[str, str]:
    return {column.field: column_letters(column.number) for column in reversed(header.columns) if column.field}


def _table(sheet: Sheet, period: Period, findings: Findings) -> _Found | None:
    if sheet.empty:
        return None
    if sheet.hidden:
        findings.remind("工作表是隐藏的，没有读入：需要读入时请先取消隐藏", sheet.name)
        return None
    header = find_header(sheet)
    if header is None:
        return None
    header, stale = settle(header, period)
    for column in stale:
        place = cell_name(header.top, column.number)
        findings.remind(f"栏目“{column.label}”不是{period.label}的，仍按{CHINESE[column.field]}读入：请核对表头", sheet.name, place)
    title = _title(sheet, header)
    form = choose_form(title, header.fields)
    if form is None:
        labels = "、".join(column.label for column in header.columns)
        known = "、".join(form.name for form in FORMS)
        findings.error(f"看不出是哪一种表（栏目有：{labels}）：请在表格标题中写明是{known}中的哪一种", sheet.name)
        return None
    missing = [field for field in form.required if not _has(header, field)]
    place = cell_name(header.top, header.columns[0].number)
    for field in missing:
        findings.error(
            f"{form.name}缺少“{CHINESE[field]}”一栏：请补上这一栏（也可写作{_words_for(field)}）", sheet.name, place
        )
    for field in form.wanted:
        if not _has(header, field):
            findings.remind(f"{form.name}没有“{CHINESE[field]}”一栏，按未填报读入", sheet.name, place)
    return _Found(sheet, header, title, form)


def _pass_over_sheets_without_table(sheets: tuple[Sheet, ...], found: list[_Found], findings: Findings) -> None:
    """A cover or an explanation beside a table is passed over with a reminder; what looks like a table is refused."""
    tables = {table.sheet.name for table in found} | {problem.sheet for problem in findings.problems}
    for sheet in sheets:
        if sheet.empty or sheet.hidden or sheet.name in tables:
            continue
        if found and len(known_words(sheet)[1]) < 2:
            findings.remind("没有认出表头，这个工作表没有读入：如是报表，请补全表头后重新导入", sheet.name)
        else:
            findings.error(_unrecognised(sheet), sheet.name)


def _has(header: Header, field: str) -> bool:
    return field in header.fields or (field == "units" and "units_and_person" in header.fields)


def _words_for(field: str) -> str:
    others = [word for word in FIELDS[field] if word != CHINESE[field] and not word.startswith("年内")]
    return "、".join(others[:3])


def _unrecognised(sheet: Sheet) -> str:
    row, words = known_words(sheet)
    seen = f"第 {row} 行只认出{'、'.join(words)}" if words else "没有认出任何栏目名称"
    return (
        f"找不到表头：{seen}。表头须有“项目名称”，并至少有总投资、建设内容、牵头领导、责任单位等另外两栏；"
        "请补全表头，与报表无关的工作表请删除或隐藏"
    )


def _title(sheet: Sheet, header: Header) -> str:
    """The title above the header: of the lines there, the longest that speaks of projects, else the sheet's name."""
    lines = [
        squeeze(value)
        for row in range(header.top)
        for column in range(sheet.width)
        if isinstance(value := sheet.own(row, column), str)
    ]
    titles = [line for line in lines if ("项目" in line or "表" in line) and not line.startswith(("填报", "报送", "单位"))]
    return max(titles, key=len, default=squeeze(sheet.name))


def _money_unit(table: _Found, findings: Findings) -> str:
    for row in range(table.header.top):
        for value in table.sheet.rows[row]:
            if isinstance(value, str) and (unit := sheet_unit(value)):
                return unit
    unmarked = [column for column in table.header.columns if column.field in MONEY and not column.unit]
    if unmarked:
        place = cell_name(table.header.bottom, unmarked[0].number)
        findings.remind("没有写明金额单位，按万元读入：请在表头上方写“单位：万元”", table.sheet.name, place)
    return "万元"


def _refuse_twins(reports: list[Report], headers: dict[str, Header], findings: Findings) -> None:
    first: dict[tuple[str, str], Report] = {}
    for report in reports:
        twin = first.setdefault((report.form, report.name), report)
        if twin is not report:
            column = headers[report.source.sheet].column("name")
            assert column is not None
            place = cell_name(report.source.row - 1, column.number)
            where = f"{twin.source.sheet} " if twin.source.sheet != report.source.sheet else ""
            findings.error(
                f"“{report.name}”与{where}第 {twin.source.row} 行重名：请删去重复的一行，或在名称中加以区别",
                report.source.sheet,
                place,
            )

