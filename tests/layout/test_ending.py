"""The end of the text (7.3.5.5): sign-off with text, the page before it filled, spacing adjusted no more than needed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from docgen.layout.lines import count_lines
from docgen.layout.paper import lay_out
from docgen.papers.drafts.draft import FILE
from docgen.proof.source import take
from docgen.proof.verify import Verdict, verify
from tests.matrix.papers import SETTINGS, Shape, matrix, paper
from tests.support.office import printed_together

DAY = date(2018, 11, 8)
BOTTOM, LINE = 262.0, 225 / 22


def measured(made: Sequence[bytes], folder: Path) -> list[Verdict]:
    """The papers rendered in one start of LibreOffice and measured."""
    verdicts = []
    for number, pdf in enumerate(printed_together(made)):
        path = folder / f"{number}.pdf"
        path.write_bytes(pdf)
        verdicts.append(verify(take(path, SETTINGS)))
    return verdicts


@pytest.fixture(scope="module")
def endings(tmp_path_factory) -> list[Verdict]:
    """Papers of two and three pages whose text ends on every line of a page, without and with an annex note."""
    shapes = [Shape(FILE, annexes=annexes, lines=lines) for annexes in (0, 1) for lines in range(24, 44, 2)]
    return measured([lay_out(paper(shape), SETTINGS, DAY) for shape in shapes], tmp_path_factory.mktemp("endings"))


def test_the_sign_off_stands_with_two_lines_of_text_at_least(endings: list[Verdict]):
    for found in endings:
        page = found.paper.end.date.page
        assert sum(line.page == page for line in found.paper.body) >= 2
        assert {line.page for line in found.paper.end.issuers} == {page}


def test_the_page_before_is_filled(endings: list[Verdict]):
    for found in endings:
        before = [line.base for line in found.paper.body if line.page == found.paper.end.date.page - 1]
        assert not before or BOTTOM - max(before) < 2 * LINE


def test_what_was_adjusted_is_accepted_and_the_reason_given(endings: list[Verdict]):
    notes = set()
    for found in endings:
        assert [f.clause.what for f in found.failing if f.clause.strength == "stated"] == []
        notes |= {f.note for f in found.findings if f.clause.number == "5.2.3" and "7.3.5.5" in f.note}
    assert notes


def test_text_that_ends_well_keeps_22_lines_of_28_characters(tmp_path: Path):
    [found] = measured([lay_out(paper(Shape(FILE, lines=40)), SETTINGS, DAY)], tmp_path)
    said = {f.clause.what: f.measured for f in found.findings if f.clause.number == "5.2.3"}
    assert said["满页的行数"] == "22行" and said["满行的字数"] == "28字"


def test_an_adjusted_pitch_without_need_is_not_accepted(tmp_path: Path):
    from docx import Document
    from docx.shared import Twips

    path = tmp_path / "0.docx"
    path.write_bytes(lay_out(paper(Shape(FILE, lines=40)), SETTINGS, DAY))
    document = Document(path)
    for paragraph in document.paragraphs:
        if paragraph.style.name == "公文正文":
            paragraph.paragraph_format.line_spacing = Twips(556)
    document.save(path)
    assert "行距（每面22行）" in {f.clause.what for f in verify(take(path, SETTINGS)).failing}


def test_a_long_note_keeps_off_the_seal(tmp_path: Path):
    seal = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    ImageDraw.Draw(seal).ellipse((4, 4, 396, 396), outline=(255, 0, 0, 255), width=12)
    seal.save(tmp_path / "印章.png")
    settings = replace(SETTINGS, workspace=tmp_path)
    shapes = [shape for shape in matrix() if shape.note]
    made = []
    for shape in shapes:
        content = replace(paper(shape), seals=("印章.png",) * shape.issuers, sealed=True)
        made.append(lay_out(content, settings, DAY))
    assert {shape.issuers for shape in shapes} >= {1, 2, 3}
    for found in measured(made, tmp_path):
        end = found.paper.end
        seals = [box for box in found.paper.leaves[end.date.page - 1].pictures if box.width > 30]
        lines = [line for line in found.paper.lines[end.date.page] if end.remark.base - 1 < line.base < end.remark.base + 45]
        assert seals and end.remark_text.startswith("（联系人") and end.remark_text.endswith("）")
        for line in lines:
            assert not any(_touches(box, char) for box in seals for char in line.chars), line.text


def _touches(box, char) -> bool:
    """Whether a character's box reaches into the circle of the seal in ``box``."""
    across = min(max(box.centre, char.x0), char.x1) - box.centre
    down = min(max(box.middle, char.top), char.bottom) - box.middle
    return across**2 + down**2 < (box.width / 2) ** 2


@pytest.mark.parametrize("text, lines", [
    ("各" * 26, 1), ("各" * 27, 2), ("各" * 25 + "位。", 2), ("各" * 54, 2), ("各" * 55, 3), ("共" + "1" * 40 + "项", 1),
])
def test_lines_are_counted_as_they_are_set(text: str, lines: int):
    assert count_lines(text, 28, 2) == lines


def test_a_stop_may_hang_where_word_lets_it():
    text = "各" * 26 + "。"
    assert count_lines(text, 28, 2) == 2 and count_lines(text, 28, 2, hanging=True) == 1


def test_an_order_and_a_briefing_keep_their_marks_below_secrecy_and_urgency(tmp_path: Path):
    shapes = [shape for shape in matrix() if shape.format in ("命令", "简报") and shape.security]
    for shape, found in zip(shapes, measured([lay_out(paper(s), SETTINGS, DAY) for s in shapes], tmp_path)):
        place = 57 if shape.format == "命令" else 47
        assert found.paper.head.mark.box.top == pytest.approx(place, abs=1)
        text = "".join(line.text for line in found.paper.lines[1])
        assert all(word in text for word in {1: ("加急",), 2: ("秘密", "特急"), 3: ("000001", "机密★1年", "特急")}[shape.security])
