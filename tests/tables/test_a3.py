"""Tables on A3: the page as high as the A4 pages it is bound with, the type area wider, the number at its place."""

from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from docgen.layout.document import to_bytes
from docgen.layout.sheets.render import render_sheet
from docgen.layout.tables.render import render_table
from docgen.papers.table import A3
from tests.support.office import docgen, printed
from tests.support.ooxml import errors
from tests.support.pdf import ink_box, pages
from tests.tables.test_pages import WHEN

NAME = "在建项目进展情况表"


@pytest.fixture(scope="module")
def document(every_table, templates) -> bytes:
    return to_bytes(render_table(replace(every_table[NAME], paper=A3), templates / f"{NAME}.docx"), WHEN)


def test_the_type_area_is_wider_by_an_a4_page(document):
    for page in pages(printed(document)):
        assert (page.width, page.height) == pytest.approx((420, 297), abs=0.5)
        upright = [rule.x0 for rule in page.rules if not rule.horizontal]
        assert (min(upright), max(upright)) == pytest.approx((28, 394), abs=0.5)
        assert max(rule.bottom for rule in page.rules) <= 262.5


def test_the_text_is_larger_than_on_a4(document):
    sizes = [char.size for char in pages(printed(document))[1].chars if "\u4e00" <= char.text <= "\u9fff"]
    assert min(sizes) >= 9


def test_the_page_number_stands_seven_below_the_type_area_odd_right_even_left(document):
    pdf = printed(document)
    for page in pages(pdf)[:2]:
        number = [char for char in page.chars if char.base > 264]
        assert "".join(char.text for char in number).replace(" ", "") == f"—{page.number}—"
        edge = 394 - max(c.x1 for c in number) if page.number % 2 else min(c.x0 for c in number) - 28
        assert edge == pytest.approx(14 * 25.4 / 72, abs=0.6)
        dash = ink_box(pdf, page.number, number[0].x0, 264, number[0].x1, 274)
        assert (dash.top + dash.bottom) / 2 == pytest.approx(269, abs=0.5)


def test_the_command_writes_both_formats_on_a3(own_office):
    done = docgen(own_office, "table", NAME, "--period", "2021-03", "--paper", "A3")
    assert done.returncode == 0, done.stderr
    folder = own_office / "outputs" / "2021-03"
    assert errors(folder / f"{NAME}.docx", folder / f"{NAME}.xlsx") == []
    assert openpyxl.load_workbook(folder / f"{NAME}.xlsx").active.page_setup.paperSize == 8


def test_a_sheet_on_a3_has_a_portrait_pages_margins(every_table, templates):
    made = render_sheet(replace(every_table[NAME], paper=A3), templates / f"{NAME}.xlsx", WHEN)
    margins = openpyxl.load_workbook(BytesIO(made)).active.page_margins
    assert [round(edge * 25.4) for edge in (margins.top, margins.right, margins.bottom, margins.left)] == [37, 26, 35, 28]


def test_an_unknown_paper_is_refused_in_chinese(own_office):
    done = docgen(own_office, "table", NAME, "--period", "2021-03", "--paper", "B5")
    assert done.returncode == 2
    assert "A4" in done.stderr and "A3" in done.stderr
