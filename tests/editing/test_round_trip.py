"""Every attachment table with records: edited in LibreOffice and in Excel's format, taken back, made again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
from docx import Document

from docgen.layout.tables.grid import Grid
from tests.editing.conftest import WITH_RECORDS, Office, period_of
from tests.editing.typed import after, changes, differences, printed, typed
from tests.editing.writer import cells, rows, through_libreoffice, type_over

HEADS = {"清单表": 1, "前期项目谋划表": 1, "滞后项目清单": 1, "督办事项清单": 1}
LAGGARDS = ("滞后项目清单", "督办事项清单")


def wanted(office: Office, plans: dict) -> dict:
    """(project, form) → fields as they shall be, of all edits that are planned."""
    found: dict = {}
    reports = {report.ref: report for period in ("2018", "2020-03", "2021-03") for report in office.reports(period)}
    for planned in plans.values():
        for change in planned:
            for report in (reports[ref] for ref in change.refs):
                found.setdefault((report.project, report.form), {}).update(after(report, change.path))
    return found


def all_reports(office: Office):
    """The records of the periods that tables are made of; no other period's may change."""
    assert {change.kind for period in ("2021-01", "2021-02") for change in office.steps(period)} == {"导入"}
    return tuple(report for period in ("2018", "2020-03", "2021-03") for report in office.reports(period))


def plans_for(office: Office) -> dict:
    """The edits of each table; those of the tables of laggards in other records than the tables above change."""
    plans = {name: list(changes(office.table(name))) for name in WITH_RECORDS if name not in LAGGARDS}
    taken = {ref for planned in plans.values() for change in planned for ref in change.refs}
    for name in LAGGARDS:
        table = office.table(name)
        free = [at for at, ref in enumerate(table.refs) if ref not in taken]
        plans[name] = [
            replace(change, row=row, refs=(table.refs[row],))
            for change, row in zip(changes(table), free, strict=False)
        ]
        taken |= {ref for change in plans[name] for ref in change.refs}
        assert len(plans[name]) == len(list(changes(table)))
    return plans


def as_joined(office: Office, name: str, planned: list) -> list:
    """The planned edits of joined cells for just the records whose rows the document joins: a page's end parts them."""
    table, grid = office.table(name), Grid(Document(str(office.file(name, "docx"))).tables[0]._tbl)
    continuing = {(cell.row, cell.column) for cell in grid.cells if cell.continues}

    def joined(change) -> tuple[str, ...]:
        rows = [change.row]
        while (place_in_document(table, rows[-1]) + 1, change.column) in continuing:
            rows.append(rows[-1] + 1)
        return tuple(table.refs[row] for row in rows)

    return [replace(change, refs=joined(change)) if len(change.refs) > 1 else change for change in planned]


def place_in_document(table, row: int) -> int:
    """The row of the document's table, its heading's rows and the subtotals above counted."""
    above = sum(subtotal.before <= row for subtotal in table.subtotals)
    return HEADS.get(table.name, 2) + row + above


class TestWord:
    def test_the_ledger_holds_exactly_what_was_typed_in_libreoffice(self, office: Office, tmp_path: Path):
        plans = {name: as_joined(office, name, planned) for name, planned in plans_for(office).items()}
        tables = {name: office.table(name) for name in WITH_RECORDS}

        def edit(name, document):
            lines = rows(document)
            for number, change in enumerate(plans[name]):
                cell = cells(lines[place_in_document(tables[name], change.row)])[change.column]
                type_over(cell, typed(change.path), with_marks=number % 2 == 0)

        before, expected = all_reports(office), wanted(office, plans)
        saved = through_libreoffice([office.file(name, "docx") for name in WITH_RECORDS], tmp_path, edit)
        said = office.run("pull", *saved, "--yes")
        assert said.count("已回填") == len(WITH_RECORDS)
        assert differences(before, all_reports(office)) == expected
        assert office.run("pull", *saved, "--yes").count("没有需要回填的改动") == len(WITH_RECORDS)
        for name in WITH_RECORDS:
            office.run("table", name, "--period", period_of(name))
            if name not in LAGGARDS:
                assert_shown(office, name, plans[name])

    def test_what_is_only_wrapped_and_spaced_otherwise_is_no_edit(self, office: Office, tmp_path: Path):
        def edit(name, document):
            for row in rows(document):
                for cell in cells(row):
                    for paragraph in (child for child in cell if child.text and len(child.text) > 3):
                        paragraph.text = f"　{paragraph.text[:2]} \u3000{paragraph.text[2:]} "

        files = [office.file(name, "docx") for name in ("清单表", "新建（竣工）项目情况表")]
        saved = through_libreoffice(files, tmp_path, edit)
        assert office.run("pull", *saved).count("没有需要回填的改动") == 2


class TestExcel:
    def test_the_ledger_holds_exactly_what_was_typed_and_the_rows_may_be_sorted(self, office: Office):
        plans = plans_for(office)
        tables = {name: office.table(name) for name in WITH_RECORDS}
        before, expected = all_reports(office), wanted(office, plans)
        for name, table in tables.items():
            book = openpyxl.load_workbook(office.file(name, "xlsx"))
            sheet = book.active
            first = first_row(sheet)
            part_joined_cells(sheet, first)
            for change in plans[name]:
                for ref in change.refs:
                    sheet.cell(first + place_in_sheet(table, ref), change.column + 1).value = value_typed(change.path)
            turn_round(sheet, first, first + len(list(table.lines())) - 1)
            sheet.insert_rows(first + 1)
            sheet.cell(first + 1, 3).value, sheet.cell(first + 1, 4).value = "手工加的项目", "说明"
            sheet.insert_cols(4)
            sheet.cell(first - 1, 4).value = "我的备注"
            book.save(office.file(name, "xlsx"))
        files = [office.file(name, "xlsx") for name in WITH_RECORDS]
        said = office.run("pull", *files, "--yes", code=1)
        assert said.count("手工加入的一行") == said.count("已回填") == len(WITH_RECORDS)
        assert differences(before, all_reports(office)) == expected
        for name in WITH_RECORDS:
            said = office.run("table", name, "--period", period_of(name), code=1)
            assert "曾经人工修改，原件已改名保留" in said
            if name not in LAGGARDS:
                assert_shown(office, name, plans[name])

    def test_who_sorts_only_what_he_sees_leaves_the_marks_behind_and_the_names_tell(self, office: Office):
        path = office.file("在建项目进展情况表", "xlsx")
        book = openpyxl.load_workbook(path)
        sheet = book.active
        first, last = first_row(sheet), first_row(sheet) + len(office.table("在建项目进展情况表").rows) - 1
        turn_round(sheet, first, last, columns=22)
        name = sheet.cell(first + 3, 2).value
        sheet.cell(first + 3, 11).value = "主体封顶"
        book.save(path)
        before = office.reports("2021-03")
        office.run("pull", path, "--yes")
        [(place, fields)] = differences(before, office.reports("2021-03")).items()
        assert fields == {"progress": "主体封顶"}
        assert next(report.name for report in before if (report.project, report.form) == place) == name


def assert_shown(office: Office, name: str, planned) -> None:
    """The table, made again, shows what was typed, in Word and in Excel."""
    reports = {}
    for report in office.reports(period_of(name)):
        reports[report.project, report.form] = report
    table = office.table(name)
    refs = dict.fromkeys(table.refs)
    current = {report.ref: report for report in reports.values()}
    grid = Document(str(office.file(name, "docx"))).tables[0].rows
    sheet = openpyxl.load_workbook(office.file(name, "xlsx")).active
    words = {"".join(str(cell.value).split()) for row in sheet.iter_rows() for cell in row if cell.value is not None}
    printed_words = {"".join(cell.text.split()) for row in grid for cell in row.cells}
    assert refs.keys() <= current.keys()
    for change in planned:
        text = "".join(typed(change.path).split())
        if not text or change.path.startswith(("total_", "annual_", "units", "year_")):
            continue
        assert text in printed_words, change
        assert text in words or change.path == "month_investment", change
    assert all("".join(printed(current[ref], "name").split()) in printed_words for ref in refs)


def first_row(sheet) -> int:
    """The first row below the heading."""
    return next(row for row in range(3, 9) if sheet.cell(row, sheet.max_column).value)


def place_in_sheet(table, ref: str) -> int:
    """How far below the first row a record stands; the subtotals are counted."""
    row = table.refs.index(ref)
    return row + sum(subtotal.before <= row for subtotal in table.subtotals)


def value_typed(path: str):
    """Plain figures are typed as numbers in Excel."""
    text = typed(path)
    return float(text) if path in ("month_investment", "year_investment") else text or None


def part_joined_cells(sheet, first: int) -> None:
    """Part the cells joined downwards, as Excel wants before it sorts, with the text in each."""
    for area in [area for area in sheet.merged_cells.ranges if area.min_row >= first and area.max_row > area.min_row]:
        value = sheet.cell(area.min_row, area.min_col).value
        sheet.unmerge_cells(str(area))
        for row in range(area.min_row, area.max_row + 1):
            sheet.cell(row, area.min_col).value = value


def turn_round(sheet, first: int, last: int, columns: int = 0) -> None:
    """Sort the rows the other way round, with all columns or only so many."""
    columns = columns or sheet.max_column
    values = [[sheet.cell(row, column).value for column in range(1, columns + 1)] for row in range(first, last + 1)]
    for row, line in zip(range(first, last + 1), reversed(values), strict=True):
        for column, value in enumerate(line, 1):
            sheet.cell(row, column).value = value
