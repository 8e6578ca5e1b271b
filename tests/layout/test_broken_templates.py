"""A template that an office broke: all that is wrong is told at once; what it prints in the margins can be laid out."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from docgen.layout.template import render
from docgen.problem import DocgenError


def _template(folder: Path, *paragraphs: str, header: str = "") -> Path:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if header:
        document.sections[0].different_first_page_header_footer = True
        document.sections[0].first_page_header.paragraphs[0].text = header
    path = folder / "通知.docx"
    document.save(path)
    return path


def test_every_broken_tag_is_told_at_once_with_its_paragraph(tmp_path: Path) -> None:
    with pytest.raises(DocgenError, match=r"模板 通知\.docx 有误，未生成公文") as caught:
        render(_template(tmp_path, "甲", "{%p for x in rows %}", "{{ x }}", "{{ a b }}"), {"rows": [], "a": 1})
    assert [problem.cell for problem in caught.value.problems] == ["正文第2段", "正文第4段"]
    assert all("请在 Word 或 WPS 中改正" in problem.message for problem in caught.value.problems)


def test_a_value_that_fails_is_told_with_its_paragraph(tmp_path: Path) -> None:
    with pytest.raises(DocgenError) as caught:
        render(_template(tmp_path, "{{ a.name }}", "{{ a.nmae }}"), {"a": {"name": "甲"}})
    [problem] = caught.value.problems
    assert problem.cell == "正文第2段"
    assert "“name”" in problem.message


def test_the_first_page_header_is_the_rendered_one(tmp_path: Path) -> None:
    """What is fitted to its words, as a letter's mark, must see the words and not the tag."""
    document = render(_template(tmp_path, "{{ a }}", header="{{ mark }}"), {"a": 1, "mark": "湛河区人民政府"})
    assert document.sections[0].first_page_header.paragraphs[0].text == "湛河区人民政府"
