"""Line pitch and fonts as the office sets them."""

from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from tests.support.office import docgen, printed
from tests.support.pdf import ink_box, pages, red

NAME = "关于2021年3月份重点项目建设情况的通报.docx"


def set_to(office: Path, *changes: tuple[str, str]) -> None:
    path = office / "docgen.toml"
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def test_the_compensated_pitch_fills_the_type_area_from_edge_to_edge(own_office: Path):
    set_to(own_office, ('line_pitch = "默认"', 'line_pitch = "补偿"'))
    assert docgen(own_office, "circular", "--period", "2021-03").returncode == 0
    pdf = printed(own_office / "outputs" / "2021-03" / NAME)
    leaves = pages(pdf)
    rows = [base for base, _ in leaves[1].rows() if base < 264]
    assert len(rows) == 22
    # 21 pitches and one character of 16 pt are 225 mm
    assert (rows[-1] - rows[0]) / 21 == pytest.approx((225 - 16 * 25.4 / 72) / 21, abs=0.05)
    text = ink_box(pdf, 2, 25, 30, 190, 264.5)
    assert text.top == pytest.approx(37, abs=1) and text.bottom == pytest.approx(262, abs=1)
    assert ink_box(pdf, 1, 20, 60, 190, 95, ink=red).top == pytest.approx(72, abs=0.6)
    rules = [r for r in leaves[-1].rules if r.horizontal and r.x1 - r.x0 > 150 and r.top > 225]
    assert max(rule.bottom for rule in rules) == pytest.approx(262, abs=0.6)


def test_the_offices_own_fonts_are_named_in_every_slot(own_office: Path):
    set_to(own_office, ('body = "仿宋_GB2312"', 'body = "仿宋"'), ('title = "方正小标宋简体"', 'title = "方正小标宋_GBK"'))
    assert docgen(own_office, "letter", "--period", "2021-03", "--all").returncode == 0
    document = Document(own_office / "outputs" / "2021-03" / "督办函（曹镇乡政府）.docx")
    named = {
        fonts.get(qn(slot))
        for element in (document.styles.element, document.element)
        for fonts in element.iter(qn("w:rFonts"))
        for slot in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")
    }
    assert "仿宋" in named and "方正小标宋_GBK" in named
    assert "仿宋_GB2312" not in named and "方正小标宋简体" not in named


def test_an_unknown_pitch_is_refused_with_the_choices(own_office: Path):
    set_to(own_office, ('line_pitch = "默认"', 'line_pitch = "28磅"'))
    done = docgen(own_office, "circular", "--period", "2021-03")
    assert done.returncode == 2 and "默认、补偿" in done.stderr
