"""The imprint under the ruler (7.4): at the foot of the last page wherever the text ends, on an even page when wanted.

The numbers are the standard's, written here again and not taken from docgen.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from docgen.figures.loading import figures_of
from docgen.layout.paper import lay_out
from docgen.papers.drafts.draft import FILE, LETTER, Annex, Block, Draft
from docgen.papers.drafts.official import official, text_annex
from docgen.papers.tables import TABLES, Facts
from docgen.problem import DocgenError
from docgen.settings import Office, Settings, load
from tests.support.office import docgen, printed_together
from tests.support.ooxml import errors
from tests.support.pdf import Page, pages

LEFT, RIGHT, BOTTOM = 28.0, 184.0, 262.0
DAY = date(2018, 11, 8)
SETTINGS = Settings(
    office=Office(
        name="栾川县人民政府办公室", mark="栾川县人民政府办公室文件", letter_mark="栾川县人民政府办公室",
        issued_by="栾川县人民政府办公室", addressees=("各乡镇人民政府", "县直各单位"),
    )
)  # fmt: skip
EVEN = replace(SETTINGS, office=replace(SETTINGS.office, imprint_even=True))
COPIES = ("县委办公室", "县人大常委会办公室", "县政协办公室", "县纪委监委", "县法院", "县检察院")


def draft(lines: int, **other) -> Draft:
    """A paper whose text has so many paragraphs of a line each."""
    given = {"format": FILE, "copies": COPIES, **other}
    blocks = tuple(Block(0, f"第{n}项工作按期完成。") for n in range(1, lines + 1))
    return Draft(title="关于报送重点项目进展的通知", number="栾政办〔2018〕8号", date=DAY, blocks=blocks, **given)


def laid_out(paper: Draft, settings: Settings = SETTINGS, annexes=()) -> bytes:
    return lay_out(official(paper, SETTINGS, DAY, annexes), settings, DAY)


def with_text_annex(lines: int, settings: Settings = SETTINGS, **other) -> bytes:
    annex = Annex("联系表", tuple(Block(0, f"第{n}项。") for n in range(1, lines + 1)))
    return laid_out(draft(2, annexes=(annex,), **other), settings, [text_annex(annex)])


def printed(*documents: bytes) -> list[list[Page]]:
    return [pages(pdf) for pdf in printed_together(documents)]


def rules(page: Page) -> list:
    return sorted((r for r in page.rules if r.horizontal and r.length > 150 and not r.red), key=lambda r: r.top)


def foot(page: Page) -> float:
    """The lower edge of a page's last long rule, in mm."""
    return max((rule.lower_edge for rule in rules(page)), default=0)


def folio(page: Page) -> str:
    """A portrait page's number, which stands below the type area."""
    return "".join(char.text for char in page.chars if char.text.isdigit() and char.base > BOTTOM + 4)


@pytest.fixture(scope="module")
def table(sample_office: Path):
    """The landscape table of 22 columns."""
    facts = Facts(figures_of(load(sample_office), "2021-03"), "湛河区")
    return replace(TABLES["在建项目进展情况表"].build(facts), title="在建项目进展情况表")


@pytest.fixture(scope="module")
def endings() -> list[list[Page]]:
    """Papers whose last text ends on each of the 22 lines of a page, and a little beyond."""
    return printed(*(with_text_annex(lines) for lines in range(1, 25)))


class TestFoot:
    def test_text_ends_on_every_line_of_a_page(self, endings):
        lengths = [sum(text.startswith("第") for _, text in found[1].rows()) for found in endings]
        assert lengths[:15] == list(range(1, 16))
        assert {len(found) for found in endings} == {2, 3}

    def test_the_last_rule_stands_on_the_foot_of_the_last_page(self, endings):
        for found in endings:
            assert foot(found[-1]) == pytest.approx(BOTTOM, abs=0.3)
            assert not [page for page in found[1:-1] if rules(page)]

    def test_the_imprint_never_covers_text(self, endings):
        for found in endings:
            last = found[-1]
            top = rules(last)[0].top
            assert not [text for base, text in last.rows() if text.startswith("第") and base > top]
            assert "印发" in last.text

    def test_nothing_is_lost_where_the_imprint_takes_a_page_of_its_own(self, endings):
        for lines, found in enumerate(endings, 1):
            assert all(f"第{n}项。" in "".join(page.text for page in found) for n in range(1, lines + 1))

    def test_rules_are_as_wide_as_the_type_area_thick_outside_and_thin_between(self, endings):
        first, between, last = rules(endings[5][-1])
        assert (first.x0, first.x1) == pytest.approx((LEFT, RIGHT), abs=0.3)
        assert first.thickness == last.thickness > between.thickness
        assert first.thickness == pytest.approx(0.35, abs=0.06)
        assert between.thickness == pytest.approx(0.25, abs=0.06)

    def test_behind_a_landscape_table_it_stands_on_a_portrait_page(self, table):
        annexed = draft(14, annexes=(Annex(table.title),))
        shapes = [replace(table, rows=table.rows[:count]) for count in (3, 8, 12)]
        for found in printed(*(laid_out(annexed, annexes=[shape]) for shape in shapes)):
            last = found[-1]
            assert last.width < last.height and found[-2].width > found[-2].height
            assert foot(last) == pytest.approx(BOTTOM, abs=0.3)
            assert folio(last) == str(len(found))

    def test_copies_and_moved_addressees_over_several_rows(self):
        many = tuple(f"栾川县第{n}乡镇人民政府" for n in range(1, 41))
        [found] = printed(laid_out(draft(6, addressees=many, copies=COPIES * 4)))
        assert foot(found[-1]) == pytest.approx(BOTTOM, abs=0.3)
        text = "".join(text for _, text in found[-1].rows())
        assert "主送：栾川县第1乡镇人民政府" in text.replace(" ", "") and "抄送：" in text
        assert found[0].text.count("第1项工作") == 1

    def test_what_no_page_can_hold_is_refused_with_advice(self):
        many = tuple(f"栾川县第{n}乡镇人民政府" for n in range(1, 91))
        with pytest.raises(DocgenError, match="一页最多排26行：请改用统称"):
            laid_out(draft(6, addressees=many))


class TestEvenPage:
    def test_an_imprint_on_an_even_page_stays_there(self):
        assert laid_out(draft(20), EVEN) == laid_out(draft(20))

    def test_behind_text_that_ends_on_an_odd_page_it_takes_the_even_page_behind(self):
        plain, even = printed(laid_out(draft(30)), laid_out(draft(30), EVEN))
        assert (len(plain), len(even)) == (3, 4)
        assert foot(even[3]) == pytest.approx(BOTTOM, abs=0.3)
        assert not rules(even[2])
        # no page is blank, so all are numbered (7.5)
        assert [folio(page) for page in even] == ["1", "2", "3", "4"]

    def test_where_a_page_must_stay_blank_neither_it_nor_the_imprints_page_is_numbered(self, table):
        annexed = draft(14, annexes=(Annex(table.title),))
        shapes = [replace(table, rows=table.rows[:count]) for count in (3, 12)]
        made = [laid_out(annexed, settings, [shape]) for shape in shapes for settings in (SETTINGS, EVEN)]
        blank = 0
        for plain, even in zip(*[iter(printed(*made))] * 2):
            assert len(even) % 2 == 0
            assert foot(even[-1]) == pytest.approx(BOTTOM, abs=0.3)
            if len(plain) % 2:
                blank += 1
                assert len(even) == len(plain) + 1
                assert even[-2].text == "" and folio(even[-1]) == ""
                assert folio(even[1]) == "2" and "4" in "".join(c.text for c in even[-3].chars if not c.upright)
            else:
                assert len(even) == len(plain)
        assert blank

    def test_a_text_annex_that_leaves_no_room(self):
        """The annex fills an even page: the imprint would stand alone on an odd one."""
        for lines in (16, 17):
            [found] = printed(with_text_annex(lines, EVEN))
            assert len(found) % 2 == 0
            assert foot(found[-1]) == pytest.approx(BOTTOM, abs=0.3)
            assert f"第{lines}项。" in "".join(page.text for page in found)

    def test_a_letters_imprint_takes_the_back_without_the_letters_head(self):
        [found] = printed(laid_out(draft(3, format=LETTER), EVEN))
        assert len(found) == 2
        assert "抄送" in found[1].text and "抄送" not in found[0].text
        assert not [char for char in found[1].chars if char.red]
        assert not [rule for rule in found[1].rules if rule.red]

    def test_what_is_made_is_valid(self, table, tmp_path):
        annexed = draft(14, annexes=(Annex(table.title),))
        documents = {
            "空白页": laid_out(annexed, EVEN, [replace(table, rows=table.rows[:12])]),
            "背面": laid_out(draft(30), EVEN),
            "信函": laid_out(draft(3, format=LETTER), EVEN),
        }
        for name, data in documents.items():
            (tmp_path / f"{name}.docx").write_bytes(data)
        assert errors(*(tmp_path / f"{name}.docx" for name in documents)) == []

    def test_an_office_sets_it_in_its_settings(self, own_office: Path):
        file = own_office / "docgen.toml"
        file.write_text(file.read_text(encoding="utf-8").replace("imprint_even = false", "imprint_even = true"), encoding="utf-8")
        assert load(own_office).office.imprint_even
        assert docgen(own_office, "circular", "--period", "2021-03").returncode in (0, 1)
        [made] = (own_office / "outputs" / "2021-03").glob("*通报.docx")
        [found] = printed(made.read_bytes())
        assert len(found) % 2 == 0 and "印发" in found[-1].text

    def test_without_libreoffice_it_says_what_to_do(self, tmp_path: Path):
        nowhere = replace(EVEN, pdf=replace(EVEN.pdf, soffice=str(tmp_path / "gone")))
        with pytest.raises(DocgenError, match="imprint_even 要求版记落在双页，须由 LibreOffice 数出页数"):
            laid_out(draft(3), nowhere)
