"""The tables as LibreOffice prints them: header on every page, every figure whole, nothing cut or outside."""

from datetime import date

import pytest

from docgen.layout import standard as gb
from docgen.layout.document import to_bytes
from docgen.layout.tables.render import render_table
from docgen.numerals import plain
from tests.support.office import printed
from tests.support.pdf import ink_box, pages

WHEN = date(2021, 3, 31)


@pytest.fixture(scope="module")
def laid_out(every_table, templates) -> dict:
    """The pages of three tables: twenty-two columns, the list, the ranking as an annex."""
    return {
        name: pages(printed(to_bytes(render_table(every_table[name], templates / f"{name}.docx", number), WHEN)))
        for name, number in (("在建项目进展情况表", ""), ("清单表", "附件"), ("排名表", "附件1"))
    }


def words(page) -> set[str]:
    """What stands in one piece: characters of a line that touch one another."""
    found = set()
    by_line: dict[int, list] = {}
    for char in page.chars:
        by_line.setdefault(round(char.top * 2), []).append(char)
    for line in by_line.values():
        word, end = "", None
        for char in sorted(line, key=lambda char: char.x0):
            if end is not None and char.x0 - end > 0.3:
                found.add(word)
                word = ""
            word += char.text
            end = char.x1
        found.add(word)
    return {word.strip() for word in found}


def test_both_header_rows_stand_on_every_page(laid_out):
    found = laid_out["在建项目进展情况表"]
    assert len(found) > 2
    for page in found:
        assert "联审联批手续" in page.text
        assert page.text.count("用地审批") == 1


def test_every_figure_is_printed_in_one_piece(laid_out, every_table):
    printed_words = set().union(*(words(page) for page in laid_out["在建项目进展情况表"]))
    money = ("total_investment", "month_investment", "cumulative_investment", "year_investment", "annual_plan")
    table = every_table["在建项目进展情况表"]
    wanted = {plain(row[key]) for row in (*table.rows, table.total) for key in money}
    assert wanted - printed_words == set()


def test_nothing_of_any_record_is_cut(laid_out, every_table):
    for name in ("在建项目进展情况表", "清单表"):
        chars = "".join(page.text for page in laid_out[name])
        for row in every_table[name].rows:
            for value in row.values():
                missing = set(str(value if value is not None else "")) - set(chars) - set("\n\u3000 ")
                assert not missing, (name, value)
        everything = sum(len("".join(str(row[key]).split())) for row in every_table[name].rows for key in ("name", "progress"))
        assert len(chars) > everything


def test_the_table_stays_within_the_type_area(laid_out):
    for page in laid_out["清单表"]:
        lines = [rule for rule in page.rules if rule.horizontal]
        assert min(rule.x0 for rule in lines) == pytest.approx(gb.LEFT, abs=0.5)
        assert max(rule.x1 for rule in lines) == pytest.approx(gb.LEFT + gb.TYPE_WIDTH, abs=0.5)
        assert max(rule.bottom for rule in page.rules) <= gb.TOP + gb.TYPE_HEIGHT + 0.5


def test_twenty_two_columns_stay_on_the_landscape_page_in_a_readable_size(laid_out):
    for page in laid_out["在建项目进展情况表"]:
        assert page.width == pytest.approx(gb.PAPER_HEIGHT, abs=0.5)
        vertical = [rule for rule in page.rules if not rule.horizontal]
        width = max(rule.x1 for rule in vertical) - min(rule.x0 for rule in vertical)
        assert width == pytest.approx(gb.TYPE_HEIGHT, abs=0.6)
        sizes = [char.size for char in page.chars if char.text.strip() and char.upright]
        assert min(sizes) == pytest.approx(7.5, abs=0.05)


def test_a_document_number_keeps_its_hao_on_the_line_of_its_digits(laid_out):
    text = [line for page in laid_out["在建项目进展情况表"] for _, line in page.rows(0.3)]
    assert not [line for line in text if line == "号"]
    assert any("号" in line for line in text)


def test_the_last_line_of_a_cell_keeps_off_the_rule_below_it(every_table, templates):
    table = every_table["在建项目进展情况表"]
    pdf = printed(to_bytes(render_table(table, templates / f"{table.name}.docx"), WHEN))
    page = pages(pdf)[1]
    across = sorted({round(rule.top, 1) for rule in page.rules if rule.horizontal and rule.x0 < 39})
    upright = sorted({round(rule.x0, 1) for rule in page.rules if not rule.horizontal})
    gaps = []
    for top, bottom in zip(across[1:], across[2:]):
        for left, right in zip(upright, upright[1:]):
            # the ink, with the rules themselves left out
            if ink := ink_box(pdf, 2, left + 0.25, top + 0.25, right - 0.25, bottom - 0.2):
                gaps.append((ink.top - top, bottom - ink.bottom))
    assert len(gaps) > 100
    assert min(below for _, below in gaps) > 0.6
    assert min(above for above, _ in gaps) > 0.6


def test_an_annex_begins_with_its_number_and_the_title_follows_on_line_three(laid_out):
    lines = laid_out["排名表"][0].rows()
    assert lines[0][1].replace(" ", "") == "附件1"
    line = gb.mm(gb.LINE)
    assert lines[1][0] == pytest.approx(lines[0][0] + 2 * line, abs=line / 3)
