"""Subtotals: a system's row heads its projects with their sums, in Word and in Excel, never last on a page."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import openpyxl
from docx.oxml.ns import qn

from docgen.layout.document import to_bytes
from docgen.layout.sheets.render import render_sheet
from docgen.layout.tables.render import render_table
from docgen.layout.tables.tags import GROUP
from docgen.papers.tables import targets
from tests.support.office import printed_together
from tests.support.pdf import pages
from tests.tables import truth
from tests.tables.test_pages import WHEN

NAME = "目标任务分解一览表"


def told() -> dict[str, list[dict]]:
    """The truth file's projects by system."""
    found: dict[str, list[dict]] = {}
    for project in truth.file("luanchuan-2018.truth.json")["projects"]:
        found.setdefault(project["system"], []).append(project)
    return found


def test_every_system_is_headed_by_the_sums_of_its_projects(every_table):
    table, systems = every_table[NAME], told()
    assert [subtotal.values["name"].split("、")[1] for subtotal in table.subtotals] == [
        f"{system}（{len(projects)}项）" for system, projects in systems.items()
    ]
    for subtotal, projects in zip(table.subtotals, systems.values(), strict=True):
        assert subtotal.values["total_investment"] == sum(project["total_wan"] for project in projects)
        assert subtotal.values["annual_plan"] == sum(project["plan_wan"] for project in projects)
        assert table.rows[subtotal.before]["name"] == projects[0]["name"]
    assert table.subtotals[0].values["name"] == "一、现代创新体系（11项）"


def test_subtotals_add_up_to_the_total(every_table):
    table = every_table[NAME]
    for key in ("total_investment", "annual_plan"):
        assert sum((subtotal.values[key] for subtotal in table.subtotals), Decimal(0)) == table.total[key]


def test_an_office_may_do_without_them(county):
    table = targets.build(county, subtotals=False)
    assert table.subtotals == ()
    assert len(table.rows) == 99


def test_a_ledger_without_systems_has_none(county):
    reports = tuple(replace(report, system="") for report in county.reports)
    table = targets.build(replace(county, figures=replace(county.figures, reports=reports)))
    assert table.rows and table.subtotals == ()


def test_scattered_projects_of_a_system_are_brought_together(county):
    reports = tuple(sorted(county.reports, key=lambda report: report.name[::-1]))
    table = targets.build(replace(county, figures=replace(county.figures, reports=reports)))
    assert len(table.subtotals) == len(told())
    assert [row["number"] for row in table.rows] == list(range(1, 100))


def test_word_sets_the_systems_name_over_the_blank_cells(every_table, templates):
    document = render_table(every_table[NAME], templates / f"{NAME}.docx")
    rows = document.tables[0]._tbl.tr_lst
    first = rows[2].tc_lst[0]
    assert first.grid_span == 5
    assert "".join(text.text for text in first.iter(qn("w:t"))) == "一、现代创新体系（11项）"
    assert {fonts.get(qn("w:eastAsia")) for fonts in first.iter(qn("w:rFonts"))} == {"黑体"}
    assert GROUP not in document.element.xml
    assert len(rows) == 2 + len(told()) + 99 + 1


def test_excel_shows_the_same_rows(every_table, templates):
    table = every_table[NAME]
    sheet = openpyxl.load_workbook(BytesIO(render_sheet(table, templates / f"{NAME}.xlsx", WHEN))).active
    names = [row[2].value for row in sheet.iter_rows(min_row=5)]
    assert names[0] == "一、现代创新体系（11项）"
    assert names[1] == table.rows[0]["name"]
    assert sheet.cell(5, 6).value == table.subtotals[0].values["total_investment"]


def test_excel_sets_the_systems_row_apart_and_joins_nothing_in_it_for_joined_rows_cannot_be_sorted(every_table, templates):
    sheet = openpyxl.load_workbook(BytesIO(render_sheet(every_table[NAME], templates / f"{NAME}.xlsx", WHEN, {"黑体": "思源黑体"}))).active
    assert {cell.font.name for cell in sheet[5][:14]} == {"思源黑体"} and sheet["C6"].font.name != "思源黑体"
    assert not [item for item in sheet.merged_cells.ranges if item.min_row <= 5 <= item.max_row]


def test_a_systems_row_is_never_the_last_of_a_page(every_table, templates):
    table = every_table[NAME]
    cuts = [
        replace(table, rows=table.rows[spare:], subtotals=tuple(replace(s, before=max(s.before - spare, 0)) for s in table.subtotals))
        for spare in range(4)
    ]
    made = [to_bytes(render_table(cut, templates / f"{NAME}.docx"), WHEN) for cut in cuts]
    for found in printed_together(made):
        for page in pages(found):
            bottom = sorted({round(rule.top, 1) for rule in page.rules if rule.horizontal and rule.x0 < 36})[-2:]
            last = "".join(char.text for char in page.chars if char.upright and bottom[0] < char.base < bottom[1])
            assert "体系（" not in last
