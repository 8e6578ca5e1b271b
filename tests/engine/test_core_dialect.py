"""Tags know the paragraph they came from, however Word split them and whatever the dialect makes of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from docgen.engine.dialect import has_tags, source_of, unescaped


def _p(*runs: str) -> str:
    return "<w:p><w:pPr/>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def _paragraph_of(xml: str, words: str) -> int:
    source = source_of(xml)
    line = next(number for number, text in enumerate(source.text.split("\n"), 1) if words in text)
    return source.paragraph(line)


def test_a_value_leads_to_its_paragraph() -> None:
    xml = _p("甲") + _p("{{ one }}") + _p() + _p("{{ two }}与{{ three }}")
    assert [_paragraph_of(xml, name) for name in ("one", "two", "three")] == [1, 3, 3]


def test_a_statement_that_took_its_paragraph_along_still_leads_there() -> None:
    xml = _p("{%p for x in rows %}") + _p("{{ x }}") + _p("{%p endfor %}") + _p("{{ after }}")
    assert [_paragraph_of(xml, words) for words in ("for x", " x }", "endfor", "after")] == [0, 1, 2, 3]


def test_a_tag_split_over_runs_leads_to_its_paragraph() -> None:
    assert _paragraph_of(_p("甲") + _p("{", "{ na", "me }", "}"), "name") == 1


def test_paragraphs_of_text_boxes_are_counted_where_they_begin() -> None:
    box = f"<w:p><w:r><w:pict>{_p('{{ inner }}')}</w:pict></w:r><w:r><w:t>{{{{ outer }}}}</w:t></w:r></w:p>"
    assert [_paragraph_of(_p() + box + _p("{{ next }}"), name) for name in ("inner", "outer", "next")] == [2, 1, 3]


def test_marks_leave_no_trace_in_raw_words_and_comments() -> None:
    source = source_of(_p("{% raw %}{{ a }}{% endraw %}") + _p("{# {{ b }} #}{{ c }}")).text
    assert "{{ a }}" in source
    assert not set(source) & set("\x1c\x1d\x1e\x1f")


@given(st.lists(st.sampled_from(["字", "{{ a }}", "{%p if a %}", "{%p endif %}", "{% vm %}", "{{r a }}", "{_{ a }_}"]), max_size=12))
def test_marks_change_nothing_but_white_space_within_tags(texts: list[str]) -> None:
    from docxtpl import DocxTemplate

    xml = "".join(_p(text) for text in texts)
    theirs, ours = DocxTemplate.patch_xml(None, xml), source_of(xml).text
    assert "".join(ours.split()) == "".join(theirs.split())


def test_braces_that_are_to_be_printed_are_printed() -> None:
    assert unescaped("{_{ a }_} {_% b %_}") == "{{ a }} {% b %}"
    assert has_tags("<w:t>{_{</w:t>")
    assert has_tags("<w:t>{</w:t><w:t>%</w:t>")
    assert not has_tags("<w:t>{ }</w:t>")
