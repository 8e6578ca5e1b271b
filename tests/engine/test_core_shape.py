"""What is said of a template before it is rendered holds whatever it is given."""

from __future__ import annotations

import pytest
from jinja2 import Environment

from docgen.engine.shape import balanced, rigid, well_formed

SOUND = (
    "<a>{{ x }}</a>",
    "<a>{% if x %}<b/>{% else %}<c>1</c>{% endif %}</a>",
    "<a><b>{% if x %}1</b><b>2{% endif %}</b></a>",
    '<a v="{% if x %}1{% else %}{{ y }}{% endif %}"/>',
    "<a>{% for x in y %}<b>{{ x }}</b>{% else %}<c/>{% endfor %}</a>",
    "<a>{% set x %}</b>{% endset %}</a>",
    "<a>{% with x = 1 %}<b/>{% endwith %}</a>",
    "<a><b>{% if x %}1</b><b>{% elif y %}</b><b>{% endif %}</b></a>",
)
TORN = (
    "<a>{% if x %}<b>{% endif %}</a>",
    "<a>{% if x %}<b>{% else %}<c>{% endif %}</b></a>",
    "<a>{% for x in y %}</a><b>{% endfor %}</a>",
    "<a>{% filter upper %}<b/>{% endfilter %}</a>",
    "<a>{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}<b/>{% endcall %}</a>",
    "<a><b></a></b>",
    "<a>",
)


@pytest.mark.parametrize("source", SOUND)
def test_a_template_that_cannot_break_is_known(source: str) -> None:
    assert well_formed(Environment().parse(source))


@pytest.mark.parametrize("source", TORN)
def test_a_template_that_may_break_is_not_called_sound(source: str) -> None:
    assert not well_formed(Environment().parse(source))


@pytest.mark.parametrize(
    ("xml", "sound"),
    [("<b>1</b>", True), ("1</b><b>2", True), ("</c></b><b><c>", True), ("</b><c>", False), ("<b>", False), ("a < b", False), ("1", True)],
)
def test_xml_that_a_value_brings_leads_back_to_where_it_stands(xml: str, sound: bool) -> None:
    assert balanced(xml) is sound


def _table(*rows: str, columns: int = 2) -> str:
    grid = '<w:gridCol w:w="9"/>' * columns
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _row(*cells: str) -> str:
    drawn = "".join(f"<w:tc><w:tcPr/><w:p>{cell}</w:p></w:tc>" for cell in cells)
    return f"<w:tr>{drawn}</w:tr>"


_WIDE = '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p/></w:tc></w:tr>'
_LOOP = "{% for r in rows %}", "{% endfor %}"


@pytest.mark.parametrize(
    ("table", "keeps"),
    [
        (_table(_row("a", "b")), True),
        (_table(_LOOP[0], _row("{{ r }}", "{% if r %}x{% endif %}"), _LOOP[1]), True),
        (_table("{% if a %}", _row("a", "b"), "{% else %}", _WIDE, "{% endif %}"), True),
        (_table(_row("a", _table(_row("c", "d")))), True),
        (_table(_row("a", _table(_row("c", "d", "e"), columns=3))), False),
        (_table(_row("a", "b", "c")), False),
        (_table("{% if a %}", _row("a"), "{% endif %}", _row("a", "b")), False),
        (_table(f"<w:tr>{_LOOP[0]}<w:tc><w:p/></w:tc>{_LOOP[1]}<w:tc><w:p/></w:tc></w:tr>"), False),
        (_table(_row("{% if a %}a", "b{% endif %}")), False),
        (_table("{{ rows }}", _row("a", "b")), False),
        (_table('<w:tr><w:tc><w:tcPr><w:gridSpan w:val="{{ n }}"/></w:tcPr><w:p/></w:tc></w:tr>'), False),
        ("<w:p/>", True),
    ],
)
def test_tables_that_keep_their_columns_are_told_from_those_that_may_not(table: str, keeps: bool) -> None:
    assert rigid(table) is keeps
