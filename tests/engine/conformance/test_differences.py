"""Where the engine differs from docxtpl, and why: each line of the list in docs/template-dialect.md is held here."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docxtpl import DocxTemplate, InlineImage, RichText

from docgen.engine.compiled import compile_template
from docgen.problem import DocgenError
from tests.engine.conformance.compare import text_of
from tests.engine.conformance.word import Package, document, p, png, run, tbl, tc, tr
from tests.support.ooxml import errors


def _plainly(template: bytes, **context: Any) -> bytes:
    """docxtpl as it is called by default."""
    theirs = DocxTemplate(io.BytesIO(template))
    theirs.render(context)
    out = io.BytesIO()
    theirs.save(out)
    return out.getvalue()


def _ours(template: bytes, **context: Any) -> bytes:
    return compile_template(template).render(context)


def _xml(package: bytes, part: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(part).decode()


def test_no_word_of_a_value_is_lost() -> None:
    template = document(p("{{ firm }}公司"))
    assert "B < C" not in text_of(_plainly(template, firm="A & B < C"))
    assert text_of(_ours(template, firm="A & B < C")) == "A & B < C公司¶\n"


def test_an_unknown_name_stops_and_is_told_with_its_place() -> None:
    template = document(p("首"), tbl(tr("甲", "共{{ totl }}项")))
    assert "共项" in text_of(_plainly(template, total=3))
    with pytest.raises(DocgenError) as stopped:
        _ours(template, total=3)
    (problem,) = stopped.value.problems
    assert "totl" in problem.message and "共" in problem.message
    assert problem.cell == "正文第1张表第1行第2格"


def test_nothing_is_printed_for_nothing() -> None:
    template = document(p("共{{ amount }}项"))
    assert text_of(_plainly(template, amount=None)) == "共None项¶\n"
    assert text_of(_ours(template, amount=None)) == "共项¶\n"


def test_an_ampersand_within_a_tag_is_one() -> None:
    template = document(p("{{ 'A&B' }}{% if firm == 'A&B' %}同{% else %}异{% endif %}{% raw %}{{ A&B }}{% endraw %}"))
    assert text_of(_ours(template, firm="A&B")) == "A&B同{{ A&B }}¶\n"


def test_a_value_is_printed_as_it_is_also_where_it_looks_like_an_escaped_mark() -> None:
    template = document(p("{{ word }}{_{ }_}"))
    assert text_of(_plainly(template, word="{_{")) == "{{{{ }}¶\n"
    assert text_of(_ours(template, word="{_{")) == "{_{{{ }}¶\n"


def test_properties_are_escaped_once() -> None:
    made = _ours(Package(body=p("文"), properties={"dc:subject": "关于{{ firm }}"}).bytes(), firm="A & B")
    assert "<dc:subject>关于A &amp; B</dc:subject>" in _xml(made, "docProps/core.xml")


def test_what_tags_give_cells_and_runs_stands_in_the_schema_s_order(tmp_path: Path) -> None:
    table = tbl(tr(tc("{% colspan 2 %}{% cellbg colour %}{{r rich }}")), tr("甲", tc("{{ colour }}", properties="<w:vAlign w:val='center'/>")))
    rows = tbl(tr("{%tr for one in [1, 2] %}", ""), tr(tc("{% vm %}同", properties="<w:vAlign w:val='center'/>"), "{{ one }}"), tr("{%tr endfor %}", ""))
    context = {"colour": "FFC000", "rich": RichText("甲", bold=True, size=28, color="FF0000", highlight="FFFF00", italic=True, rtl=True)}
    theirs, ours = tmp_path / "theirs.docx", tmp_path / "ours.docx"
    theirs.write_bytes(_plainly(document(table, p(), rows, p()), **context))
    ours.write_bytes(_ours(document(table, p(), rows, p()), **context))
    found = errors(theirs, ours)
    assert any("theirs.docx" in line for line in found)
    assert not [line for line in found if "ours.docx" in line]


@pytest.mark.parametrize("properties", ["", "<w:tcPr/>", "<w:tcPr></w:tcPr>"])
def test_cells_without_properties_get_those_that_tags_give_them(properties: str, tmp_path: Path) -> None:
    """As pandoc and other programs write them; docxtpl sets the colour beside the properties, or not at all."""

    def cell(text: str) -> str:
        return f"<w:tc>{properties}{p(text)}</w:tc>"

    coloured = tbl(tr(cell("{% cellbg 'FFC000' %}甲"), cell("乙")), tr(cell("{% colspan 2 %}丙")))
    merged = tbl(tr("{%tr for one in [1, 2] %}", ""), tr(cell("{% vm %}同"), cell("{{ one }}")), tr("{%tr endfor %}", ""))
    across = tbl(tr("{%tc for one in [1, 2] %}", cell("{% hm %}丁"), "{%tc endfor %}"), columns=2)
    made = tmp_path / "格.docx"
    made.write_bytes(_ours(document(coloured, p(), merged, p(), across, p())))
    assert errors(made) == []
    xml = _xml(made.read_bytes())
    assert re.search(r'<w:tcPr><w:shd [^>]*w:fill="FFC000"[^>]*/></w:tcPr>', xml)
    assert xml.count('<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>') == 2
    assert re.findall(r'<w:tcPr><w:vMerge w:val="(\w+)"/></w:tcPr>', xml) == ["restart", "continue"]


def test_filters_go_by_the_words_of_a_text_that_is_escaped_already() -> None:
    """docxtpl cuts entities in two and makes capitals of them, and loses what stands behind."""
    tags = "{{ x|e|upper }}|{{ x|e|truncate(4, true, '', 0) }}|{{ x|e|replace('b', 'd') }}|{% set z %}({{ x }}){% endset %}{{ z|upper }}{{ z[:4] }}|{% filter upper %}a{{ x }}{% endfilter %}末"
    assert text_of(_ours(document(p(tags)), x="a<b&c")) == "A<B&C|a<b&|a<d&c|(A<B&C)(a<b|AA<B&C末¶\n"


def test_signs_in_a_text_that_is_called_safe_are_words() -> None:
    made = _ours(document(p("{{ x|safe }}末")), x="A & B < 3 &lt; &copy; &#169;")
    assert text_of(made) == "A & B < 3 < &copy; ©末¶\n"


@pytest.mark.parametrize("around", ['<w:hyperlink w:anchor="节">{}</w:hyperlink>', "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", '<w:fldSimple w:instr="TITLE">{}</w:fldSimple>'])
@pytest.mark.parametrize("sign", ["\a", "\f"])
def test_a_paragraph_begun_within_a_link_or_control_leaves_the_file_whole(around: str, sign: str) -> None:
    package = Package(body=f"<w:p>{run('前')}{around.format(run('{{ x }}'))}{run('后')}</w:p>")
    name = package.margin("header", f"<w:p>{around.format(run('{{ x }}'))}</w:p>")
    made = _ours(package.bytes(), x=f"甲{sign}乙")
    assert re.sub(r"\s|¶", "", text_of(made)) == "前甲乙后"
    assert re.sub(r"\s|¶", "", text_of(made, f"word/{name}.xml")) == "甲乙"


def test_a_bookmark_that_a_loop_repeats_stays_once() -> None:
    mark = '<w:bookmarkStart w:id="4" w:name="甲"/>', run("{{ one }}"), '<w:bookmarkEnd w:id="4"/>'
    made = _xml(_ours(document(p("{%p for one in [1, 2, 3] %}"), p(*mark), p("{%p endfor %}"))))
    assert re.findall(r"<w:bookmark\w+", made) == ["<w:bookmarkStart", "<w:bookmarkEnd"]
    assert made.index("bookmarkStart") < made.index(">1<") < made.index("bookmarkEnd") < made.index(">2<")


def test_tags_that_tear_the_document_are_refused_where_words_would_be_lost() -> None:
    """docxtpl mends the XML and says nothing of the rows that go with it."""
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{tr('{%tr for one in rows %}')}</w:sdtContent></w:sdt>"
    template = document(tbl(control, tr("{{ one }}"), tr("{%tr endfor %}"), columns=1), p("末"))
    assert text_of(_plainly(template, rows=["甲", "乙"])) == "甲¶\n|‖\n"
    with pytest.raises(DocgenError, match="丢字"):
        _ours(template, rows=["甲", "乙"])


def test_what_can_be_read_once_is_not_read_twice_for_a_picture() -> None:
    template = document(p("{% for one in rows %}{{ one }}{% endfor %}"))
    assert text_of(_ours(template, rows=iter("甲乙"))) == "甲乙¶\n"
    pictures = InlineImage(DocxTemplate(io.BytesIO(template)), io.BytesIO(png(1, 2, 3)))
    assert "wp:inline" in _xml(_ours(template, rows=[pictures, "甲"]))
    with pytest.raises(DocgenError, match="rows只能读一遍"):
        _ours(template, rows=iter([pictures, "甲"]))


def test_headers_go_on_counting_where_the_body_ended() -> None:
    package = Package(body=p("{{ count() }}{{ count() }}"))
    package.margin("header", p("{{ count() }}"))
    numbers = iter(range(1, 9))
    made = _ours(package.bytes(), count=lambda: next(numbers))
    assert text_of(made) == "12¶\n" and text_of(made, "word/header1.xml") == "3¶\n"


def test_the_same_filling_makes_the_same_bytes() -> None:
    template = document(p("{{ word }}"))
    assert _ours(template, word="甲") == _ours(template, word="甲")


@pytest.mark.parametrize("tag", ["{% include 'x.docx' %}", "{% import 'x.docx' as x %}", "{% extends 'x.docx' %}", "{{ word.__class__ }}"])
def test_a_template_reaches_nothing_but_its_filling(tag: str) -> None:
    with pytest.raises(DocgenError):
        _ours(document(p(tag)), word="甲")
