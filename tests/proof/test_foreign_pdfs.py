"""PDFs by other makers: boxes, turns, odd orders and missing tables measure like the plain page or are refused."""

import random
from collections.abc import Callable, Iterable
from io import BytesIO

import pypdfium2
import pytest

from docgen.problem import DocgenError
from docgen.proof.source import Source
from docgen.proof.verify import Verdict, verify
from tests.support.office import printed

TEXT = "为加快推进重点项目建设，经研究，决定召开推进会，现将有关事项通知如下"
POINT = 16
LEFT, TOP = 79.4, 720.0


def changed(pdf: bytes, change: Callable) -> bytes:
    """The PDF after ``change(page)`` of each page."""
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        change(page)
    out = BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def told(pdf: bytes) -> set[tuple[str, str, str]]:
    """What verify finds, measured values and all."""
    return {(one.clause.what, one.verdict, one.measured) for one in verify(Source("外来.pdf", pdf)).findings}


@pytest.fixture(scope="module")
def plain(papers) -> bytes:
    return printed(papers["upward"])


class TestBoxes:
    def test_what_lies_outside_the_crop_box_does_not_count(self, plain: bytes):
        def crop(page):
            width, height = page.get_size()
            page.set_mediabox(-70, -90, width + 30, height + 50)
            page.set_cropbox(0, 0, width, height)

        assert told(changed(plain, crop)) == told(plain)

    def test_a_crop_box_makes_the_page(self, plain: bytes):
        def cut(page):
            width, height = page.get_size()
            page.set_cropbox(28.35, 0, width, height)

        verdict = verify(Source("外来.pdf", changed(plain, cut)))
        assert round(verdict.paper.leaves[0].width) == 200
        assert {"用纸", "订口（左边距）"} <= {one.clause.what for one in verdict.failing}

    def test_a_box_may_be_given_by_any_two_corners(self, plain: bytes):
        def turn(page):
            width, height = page.get_size()
            page.set_mediabox(width, height, 0, 0)

        assert told(changed(plain, turn)) == told(plain)

    @pytest.mark.parametrize("side", [30, 100_000])
    def test_a_page_of_no_papers_size_is_refused(self, plain: bytes, side: int):
        with pytest.raises(DocgenError, match="第1页大小为 .* 毫米，不是一张纸"):
            told(changed(plain, lambda page: page.set_mediabox(0, 0, side, side)))


class TestTurns:
    @pytest.mark.parametrize("angle", [90, 180, 270])
    def test_text_that_lies_or_stands_on_its_head_is_refused(self, plain: bytes, angle: int):
        with pytest.raises(DocgenError, match="横倒或颠倒.*转正"):
            told(changed(plain, lambda page: page.set_rotation(angle)))


class TestText:
    def test_the_order_in_which_characters_are_drawn_does_not_matter(self):
        drawn = list(characters())
        shuffled = drawn[:]
        random.Random(1).shuffle(shuffled)
        found = verify(Source("外来.pdf", handmade(drawn)))
        assert told(handmade(shuffled)) == told(handmade(drawn))
        assert "".join(line.text for line in found.paper.lines[1]).startswith(TEXT[:26])

    def test_a_font_without_a_table_of_meanings_is_refused(self, plain: bytes):
        assert b"/ToUnicode" in plain
        with pytest.raises(DocgenError, match="没有文字对照.*docx"):
            told(plain.replace(b"/ToUnicode", b"/ToUnknown"))

    def test_a_font_that_is_not_in_the_file_is_named(self):
        assert "STSong-Light" in next(one.measured for one in judged(handmade(characters())) if one.clause.what == "正文字体")

    def test_what_the_parser_remarks_does_not_reach_the_user(self, plain: bytes, caplog):
        told(plain.replace(b"/FontBBox", b"/FontBocks"))
        assert not caplog.records


def judged(pdf: bytes):
    verdict: Verdict = verify(Source("外来.pdf", pdf))
    return verdict.findings


def characters() -> Iterable[tuple[float, float, str]]:
    """Twelve full lines of text: x and y in points from the lower left corner, and a character."""
    for row in range(12):
        for place, char in enumerate(TEXT[row % 5 :][:26]):
            yield LEFT + place * POINT, TOP - row * 29, char


def handmade(drawn: Iterable[tuple[float, float, str]]) -> bytes:
    """A PDF of one A4 page that draws each character by itself, in a font that readers bring along."""
    content = b"\n".join(
        f"BT /F1 {POINT} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm <{char.encode('utf-16-be').hex()}> Tj ET".encode() for x, y, char in drawn
    )
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595.3 841.9]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/FontDescriptor 7 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>",
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/Ascent 880/Descent -120"
        b"/CapHeight 880/ItalicAngle 0/StemV 93>>",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
