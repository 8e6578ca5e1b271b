"""A place is told as a person counts in Word: paragraphs of the text, then table, row and cell."""

from __future__ import annotations

from docgen.engine.places import Place, places_of

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def paragraph(text: str, more: str = "") -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r>{more}</w:p>"


def cell(*contents: str) -> str:
    return f"<w:tc>{''.join(contents)}</w:tc>"


def table(*rows: tuple[str, ...]) -> str:
    return "<w:tbl>" + "".join("<w:tr>" + "".join(row) + "</w:tr>" for row in rows) + "</w:tbl>"


def said(*contents: str, part: str = "word/document.xml") -> list[tuple[str, str]]:
    xml = f"<w:document {W}><w:body>{''.join(contents)}</w:body></w:document>"
    return [(place.words, place.text) for place in places_of(part, xml)]


def test_paragraphs_are_counted_without_those_of_tables():
    content = (paragraph("甲"), table((cell(paragraph("乙")),)), paragraph("丙"))
    assert said(*content) == [("正文第1段", "甲"), ("正文第1张表第1行第1格", "乙"), ("正文第2段", "丙")]


def test_a_second_paragraph_of_a_cell_is_told():
    found = said(table((cell(paragraph("甲")), cell(paragraph("乙"), paragraph("丙")))))
    assert found == [("正文第1张表第1行第1格", "甲"), ("正文第1张表第1行第2格", "乙"), ("正文第1张表第1行第2格第2段", "丙")]


def test_behind_a_table_within_a_cell_the_cell_goes_on():
    inner = table((cell(paragraph("内")),))
    found = said(table((cell(paragraph("甲"), inner, paragraph("乙")), cell(paragraph("丙")))))
    assert [words for words, _ in found] == ["正文第1张表第1行第1格", "正文第2张表第1行第1格", "正文第1张表第1行第1格第2段", "正文第1张表第1行第2格"]


def test_a_text_box_belongs_to_its_paragraph():
    box = f"<w:r><w:txbxContent>{paragraph('框内')}</w:txbxContent></w:r>"
    assert said(paragraph("甲", box), paragraph("乙")) == [
        ("正文第1段", "甲"),
        ("正文第1段的文本框", "框内"),
        ("正文第2段", "乙"),
    ]


def test_parts_are_called_as_word_calls_them():
    assert said(paragraph("甲"), part="word/header2.xml")[0][0] == "第2个页眉第1段"
    assert said(paragraph("甲"), part="word/footnotes.xml")[0][0] == "脚注第1段"


def test_the_text_around_shows_what_was_asked_for():
    place = Place("word/document.xml", 1, text="一" * 50 + "此处" + "二" * 50)
    assert "此处" in place.around(20, at=50)
    assert place.around(20, at=50).startswith("…") and place.around(20, at=50).endswith("…")
    assert Place("word/document.xml", 1, text="全文不长").around() == "全文不长"
