"""Tables that an office draws in Word into a paper's own text: groups, subtotals, widths, what a new page shows."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from docx import Document

from docgen.engine.broken import BrokenTag
from docgen.engine.groups import grouped, total
from docgen.figures.loading import figures_for
from docgen.layout.paper import lay_out
from docgen.ledger.importing import import_files
from docgen.ledger.period import Period
from docgen.ledger.store import Ledger
from docgen.papers.circular import circular
from docgen.settings import load
from tests.support.office import DATA, docgen, printed_together
from tests.support.pdf import pages
from tests.tables.own import GROUPED, with_table

MARCH, DAY = Period.parse("2021-03"), date(2021, 4, 6)
HEAD = re.compile("^行业序号?项目名称年度计划年度完成号?")
WIDTHS = (22, 14, 60, 30, 30)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    workspace = tmp_path_factory.mktemp("own") / "office"
    assert docgen(workspace.parent, "init", workspace).returncode == 0
    settings = load(workspace)
    with Ledger.open(settings.database_url) as ledger:
        import_files(ledger, [DATA / "zhanhe" / "2021-03"], MARCH)
        figures = figures_for(ledger, MARCH, settings)
    return settings, figures


@pytest.fixture(scope="module")
def made(office):
    """The circular with the README's table, fitted by docgen and in fixed columns."""
    settings, figures = office
    template = settings.workspace / settings.paths.templates / "notices" / "月通报.docx"
    plain = template.read_bytes()
    papers = {}
    for name, widths in (("fitted", ()), ("fixed", WIDTHS)):
        with_table(template, GROUPED, widths)
        papers[name] = lay_out(circular(figures, settings, DAY), settings, DAY)
        template.write_bytes(plain)
    return papers


def rows_of(data: bytes) -> list[list[str]]:
    table = next(table for table in Document(BytesIO(data)).tables if table.cell(0, 0).text == "行业")
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_each_group_has_its_records_and_its_exact_subtotal(made, office):
    figures = office[1]
    rows = rows_of(made["fitted"])
    subtotals = [row for row in rows if row[0] == "小计"]
    by_industry: dict[str, list[Decimal]] = {}
    for report in figures.reports:
        by_industry.setdefault(report.industry, []).append(report.annual_plan or Decimal(0))
    assert [row[2] for row in subtotals] == [f"{len(plans)}项" for plans in by_industry.values()]
    assert [Decimal(row[3]) for row in subtotals] == [sum(plans) for plans in by_industry.values()]
    assert rows[-1][0] == "合计" and Decimal(rows[-1][3]) == sum(map(sum, by_industry.values()))
    numbers = [row[1] for row in rows if row[1].isdecimal()]
    assert numbers == [str(number) for number in range(1, len(figures.reports) + 1)]


def test_joined_cells_are_shown_again_at_the_top_of_every_page(made, office):
    industries = {report.industry for report in office[1].reports}
    for pdf in printed_together(list(made.values())):
        continued = 0
        for page in pages(pdf)[1:]:
            begins, headed = HEAD.subn("", page.text)
            if not headed:
                break
            assert any(begins.startswith(industry[:2]) for industry in industries) or begins.startswith(("小计", "合计")), begins[:20]
            continued += 1
        assert continued >= 2


def test_fixed_columns_keep_their_widths_and_others_fill_the_type_area(made):
    widths = {}
    for name, data in made.items():
        table = next(table for table in Document(BytesIO(data)).tables if table.cell(0, 0).text == "行业")
        widths[name] = [column.width.mm for column in table.columns]
    assert widths["fixed"] == pytest.approx(WIDTHS, abs=0.1)
    assert sum(widths["fitted"]) == pytest.approx(156, abs=0.1)


def test_what_nobody_told_is_not_nought():
    rows = [{"kind": "甲", "plan": None}, {"kind": "乙", "plan": Decimal("0.1")}, {"kind": "甲", "plan": None}, {"kind": "乙", "plan": Decimal("0.2")}]
    first, second = grouped(rows, "kind")
    assert (first.name, first.count, first.sum("plan")) == ("甲", 2, None)
    assert (second.first, second.sum("plan")) == (3, Decimal("0.3"))
    assert total(rows, "plan") == Decimal("0.3") and total([], "plan") is None


def test_a_misspelt_field_is_told_with_the_nearest():
    with pytest.raises(BrokenTag, match="是否为“plan”"):
        total([{"plan": Decimal(1)}], "plam")
