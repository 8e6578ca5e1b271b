"""The papers under the ruler: GB/T 9704—2012 as measured in the PDF, in mm from the page's top left corner.

The numbers are the standard's, written here again and not taken from docgen, so that a wrong constant shows.
"""

import shutil
from pathlib import Path

import pytest

from tests.support.office import docgen, printed
from tests.support.pdf import Page, ink_box, pages, red

LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0
LINE = 225 / 22
CHARACTER = 16 * 25.4 / 72


@pytest.fixture(scope="module")
def papers(sample_office: Path, tmp_path_factory) -> Path:
    office = Path(shutil.copytree(sample_office, tmp_path_factory.mktemp("layout") / "office"))
    assert docgen(office, "circular", "--period", "2021-03", "--number", "9").returncode == 0
    assert docgen(office, "letter", "--period", "2021-03", "--all", "--number", "5").returncode == 0
    return office / "outputs" / "2021-03"


@pytest.fixture(scope="module")
def circular(papers: Path) -> bytes:
    return printed(papers / "关于2021年3月份重点项目建设情况的通报.docx")


@pytest.fixture(scope="module")
def letter(papers: Path) -> bytes:
    return printed(papers / "督办函（曹镇乡政府）.docx")


@pytest.fixture(scope="module")
def leaves(circular: bytes) -> list[Page]:
    return pages(circular)


def row_of(page: Page, words: str) -> float:
    """The baseline of the row that starts with ``words``."""
    return next(base for base, text in page.rows() if "".join(text.split()).startswith(words))


def body(page: Page) -> list:
    return [char for char in page.chars if char.text.strip() and char.base < BOTTOM + 1]


class TestHead:
    def test_the_issuer_mark_is_red_centred_and_starts_72_below_the_papers_edge(self, circular: bytes):
        mark = ink_box(circular, 1, 20, 60, 190, 95, ink=red)
        assert mark.top == pytest.approx(72, abs=0.5)
        assert (mark.x0 + mark.x1) / 2 == pytest.approx(106, abs=0.5)
        assert mark.x0 >= LEFT and mark.x1 <= RIGHT

    def test_the_number_stands_two_lines_below_the_mark(self, circular: bytes):
        mark = ink_box(circular, 1, 20, 60, 190, 95, ink=red)
        number = ink_box(circular, 1, 60, 96, 150, 114)
        assert 2 * LINE <= number.top - mark.bottom <= 2.4 * LINE
        assert (number.x0 + number.x1) / 2 == pytest.approx(106, abs=0.7)

    def test_the_red_rule_is_4_below_the_number_and_156_wide(self, circular: bytes):
        number = ink_box(circular, 1, 60, 96, 150, 114)
        rule = ink_box(circular, 1, 15, 113, 200, 125, ink=red)
        assert rule.top - number.bottom == pytest.approx(4, abs=0.4)
        assert (rule.x0, rule.x1) == pytest.approx((LEFT, RIGHT), abs=0.3)

    def test_the_title_stands_two_lines_below_the_rule(self, circular: bytes):
        rule = ink_box(circular, 1, 15, 113, 200, 125, ink=red)
        title = ink_box(circular, 1, 20, 125, 190, 152)
        assert 2 * LINE <= title.top - rule.bottom <= 2.4 * LINE

    def test_the_addressees_are_flush_left_one_line_below_the_title(self, leaves: list[Page]):
        title, addressees = row_of(leaves[0], "关于2021年"), row_of(leaves[0], "曹镇乡人民政府，")
        assert addressees - title == pytest.approx(2 * LINE, abs=1.5)
        assert min(c.x0 for c in leaves[0].chars if abs(c.base - addressees) < 1) == pytest.approx(LEFT, abs=0.3)


class TestTypeArea:
    def test_a_full_page_has_22_lines_and_fills_the_type_area(self, leaves: list[Page]):
        rows = [base for base, _ in leaves[1].rows() if base < BOTTOM]
        assert len(rows) == 22
        pitch = (rows[-1] - rows[0]) / 21
        assert pitch == pytest.approx(LINE, abs=0.05)

    def test_no_character_of_the_text_leaves_the_type_area(self, leaves: list[Page]):
        for page in leaves[:5]:
            assert min(c.x0 for c in body(page)) >= LEFT - 0.2
            assert max(c.x1 for c in body(page)) <= RIGHT + 0.3
            assert min(c.top for c in body(page)) >= TOP - 0.2

    def test_paragraphs_are_indented_by_two_characters(self, leaves: list[Page]):
        base = row_of(leaves[0], "根据")
        start = min(c.x0 for c in leaves[0].chars if abs(c.base - base) < 1)
        assert start - LEFT == pytest.approx(2 * CHARACTER, abs=0.4)

    def test_text_without_digits_runs_28_characters_to_the_line(self, tmp_path: Path):
        from docgen.layout.document import to_bytes
        from docgen.layout.page import new_document

        document = new_document()
        document.add_paragraph("公" * 28 * 30, style="公文正文")
        rows = [text for _, text in pages(printed(to_bytes(document)))[0].rows()]
        assert len(rows[1]) == 28 and len(rows[10]) == 28

    def test_no_number_is_broken_at_the_end_of_a_line(self, leaves: list[Page]):
        rows = [text for page in leaves[:5] for base, text in page.rows() if base < BOTTOM]
        for before, after in zip(rows, rows[1:]):
            assert not (before[-1].isdigit() and (after[0].isdigit() or after[0] in ".%")), (before, after)

    def test_page_1_shows_body_text(self, leaves: list[Page]):
        assert "总体进展" in leaves[0].text


class TestPageNumbers:
    def test_odd_pages_end_one_character_from_the_right_even_pages_start_one_from_the_left(self, circular, leaves):
        for page in leaves:
            if page.width > page.height:
                continue
            ink = ink_box(circular, page.number, 20, 263, 195, 275)
            dash = (ink.top + ink.bottom) / 2
            assert dash == pytest.approx(269, abs=0.7)
            if page.number % 2:
                assert RIGHT - ink.x1 == pytest.approx(14 * 25.4 / 72, abs=0.5)
            else:
                assert ink.x0 - LEFT == pytest.approx(14 * 25.4 / 72, abs=0.5)

    def test_landscape_pages_have_theirs_where_a_portrait_page_has_it(self, circular: bytes, leaves: list[Page]):
        turned = [page for page in leaves if page.width > page.height]
        assert turned
        for page in turned:
            # the portrait page turned clockwise: its bottom edge is at the left, its right edge at the bottom
            ink = ink_box(circular, page.number, 20, 20, 33, 200)
            assert (ink.x0 + ink.x1) / 2 == pytest.approx(297 - 269, abs=0.8)
            if page.number % 2:
                assert RIGHT - ink.bottom == pytest.approx(14 * 25.4 / 72, abs=0.6)
            else:
                assert ink.top - LEFT == pytest.approx(14 * 25.4 / 72, abs=0.6)

    def test_they_run_on_through_the_annexes(self, leaves: list[Page]):
        for page in leaves:
            assert f"—{page.number}—" in page.text or page.width > page.height


class TestEnd:
    def test_the_date_ends_four_characters_from_the_right_and_the_issuer_is_centred_on_it(self, leaves: list[Page]):
        page = next(page for page in leaves if "2021年4月6日" in page.text and "附件：1." in page.text)
        issuer, date = row_of(page, "湛河区人民政府办公室"), row_of(page, "2021年4月6日")
        spans = [
            (min(c.x0 for c in chars), max(c.x1 for c in chars))
            for chars in ([c for c in page.chars if abs(c.base - base) < 1 and c.text.strip()] for base in (issuer, date))
        ]
        assert RIGHT - spans[1][1] == pytest.approx(4 * CHARACTER, abs=0.6)
        assert sum(spans[0]) / 2 == pytest.approx(sum(spans[1]) / 2, abs=0.8)
        assert date - issuer == pytest.approx(LINE, abs=0.2)

    def test_each_annex_starts_a_page_with_its_label_flush_left_on_line_1(self, leaves: list[Page]):
        heads = [(page, page.rows()[0]) for page in leaves if page.rows()[0][1].replace(" ", "").startswith("附件")]
        labels = [(page, text) for page, (_, text) in heads if "：" not in text]
        assert [text.replace(" ", "") for _, text in labels] == ["附件1", "附件2", "附件3", "附件4"]
        for page, _ in labels:
            first = min((c for c in page.chars if c.text == "附"), key=lambda c: c.base)
            left, top = (35.0, 28.0) if page.width > page.height else (LEFT, TOP)
            assert first.x0 == pytest.approx(left, abs=0.4)
            assert top <= first.top <= top + LINE

    def test_the_imprint_ends_at_the_bottom_of_the_last_pages_type_area(self, leaves: list[Page]):
        last = leaves[-1]
        rules = sorted((rule for rule in last.rules if rule.horizontal and rule.x1 - rule.x0 > 150), key=lambda r: r.top)
        rules = [rule for rule in rules if rule.top > 225]
        assert len(rules) == 3
        assert rules[-1].bottom + rules[-1].width * 25.4 / 72 / 2 == pytest.approx(BOTTOM, abs=0.3)
        assert [(r.x0, r.x1) for r in rules] == [pytest.approx((LEFT, RIGHT), abs=0.3)] * 3
        thick = [rule.width * 25.4 / 72 for rule in rules]
        assert thick == pytest.approx([0.35, 0.25, 0.35], abs=0.06)
        assert "抄送：" in last.text and "2021年4月6日印发" in last.text

    def test_there_is_no_empty_page(self, leaves: list[Page]):
        assert all(len(body(page)) > 20 for page in leaves)


class TestLetter:
    def test_the_mark_starts_30_below_the_edge_and_the_rule_lies_4_below_it(self, letter: bytes):
        mark = ink_box(letter, 1, 18, 20, 192, 47, ink=red)
        rule = ink_box(letter, 1, 10, 47.5, 200, 54, ink=red)
        assert mark.top == pytest.approx(30, abs=0.5)
        assert rule.top - mark.bottom == pytest.approx(4, abs=0.5)
        assert (rule.x0, rule.x1) == pytest.approx((20, 190), abs=0.4)

    def test_the_lower_rule_lies_20_above_the_papers_edge(self, letter: bytes):
        rule = ink_box(letter, 1, 10, 265, 200, 290, ink=red)
        assert 297 - rule.bottom == pytest.approx(20, abs=0.5)
        assert (rule.x0, rule.x1) == pytest.approx((20, 190), abs=0.4)

    def test_the_rules_are_double_thick_over_thin_above_and_thin_over_thick_below(self, letter: bytes):
        lines = sorted({(r.top, r.width) for r in pages(letter)[0].rules if r.horizontal and r.x1 - r.x0 > 165})
        upper, lower = [w for top, w in lines if top < 60], [w for top, w in lines if top > 260]
        assert len(upper) == 2 and upper[0] > 2 * upper[1]
        assert len(lower) == 2 and lower[1] > 2 * lower[0]

    def test_the_number_is_flush_right_just_below_the_rule(self, letter: bytes):
        rule = ink_box(letter, 1, 10, 47.5, 200, 54, ink=red)
        number = ink_box(letter, 1, 100, 53, 190, 66)
        assert number.top - rule.bottom == pytest.approx(4.94, abs=0.5)
        assert RIGHT - number.x1 <= 1.5

    def test_page_1_has_no_number_the_others_have(self, letter: bytes):
        leaves = pages(letter)
        assert "—1—" not in leaves[0].text
        assert "—2—" in leaves[1].text
