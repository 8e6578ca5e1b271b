"""Nothing is invented: every feature of docxtpl's dialect, any nesting of its tags, is found to be in order."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.engine.compiled import compile_template
from docgen.engine.lint import check
from docgen.problem import ERROR, DocgenError
from tests.engine.conformance.cases import Case, blocks, objects, parts, tables, words
from tests.engine.conformance.sides import FILTERS
from tests.engine.conformance.test_any_nesting import _Template
from tests.engine.conformance.word import document, p

CASES = (*words.CASES, *blocks.CASES, *tables.CASES, *parts.CASES, *objects.CASES)
PRINTS_A_LIST = "values of every kind"
LOOPS_OVER_TEXT = "tags without spaces and with many"
CURLY = "quotes that Word made curly"
WORDS_LOST = "words beside a tag of a paragraph go with it"


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_every_feature_is_in_order(case: Case):
    from docgen.engine.template import DocxTemplate

    context = case.context(DocxTemplate(io.BytesIO(case.template)))
    found = check(case.template, {name: (value,) for name, value in context.items()}, FILTERS)
    expected = {LOOPS_OVER_TEXT: {"rows"}, PRINTS_A_LIST: {"rows"}, CURLY: {"quotes"}, WORDS_LOST: {"swallowed"}}.get(case.name, set())
    assert {finding.code for finding in found} == expected, [(finding.where, finding.message) for finding in found]
    assert case.name not in (CURLY, WORDS_LOST) or all(finding.level != ERROR for finding in found)


NAMES = {
    **{name: ("甲",) for name in ("word", "listing", "rich", "block")},
    "yes": (True,),
    "no": (False,),
    "rows": ([{"name": "甲"}],),
}


@settings(max_examples=150, deadline=None, derandomize=True)
@given(seed=st.integers(0, 1 << 32))
def test_any_nesting_is_in_order(seed: int):
    template = document(_Template(seed).blocks(("word", "yes"), 3), p())
    assert [(finding.where, finding.message, finding.tag) for finding in check(template, NAMES)] == []


@settings(max_examples=150, deadline=None, derandomize=True)
@given(seed=st.integers(0, 1 << 32), at=st.integers(0, 1 << 16))
def test_one_misspelt_name_is_one_finding(seed: int, at: int):
    body = _Template(seed).blocks(("word", "yes"), 3)
    places = [place for place in range(len(body)) if body.startswith("rows", place)]
    if places:
        place = places[at % len(places)]
        [finding] = check(document(body[:place] + "rosw" + body[place + 4 :], p()), NAMES)
        assert finding.message.startswith("没有“rosw”这个名称，是否为“row")


@settings(max_examples=100, deadline=None, derandomize=True)
@given(text=st.text(st.sampled_from("{}%#｛｝％ trp\"'“”=if for end in a.|-_{%}"), max_size=40))
def test_whatever_is_typed_is_read_to_the_end(text: str):
    for finding in check(document(p("".join(text.splitlines()) or "甲")), {"a": ("甲",)}):
        assert finding.message and finding.where.startswith("正文第1段")
        assert 0 <= finding.start <= finding.end


_TYPED = (
    "{{ a }} {{ a }} {% if a %} {% endif %} {% for x in rows %} {{ x }} {% endfor %} {% else %} {% elif a %} {# 注 #} {% raw %} "
    "{% endraw %} {{ 'a }}' }} {{ {'a': 1}['a'] }} {% set b = a %} {%- if a -%} 甲 {{ a %} }} { } {# #} {% 100% “ ' {{ a % 2 }}"
)
PIECES = [*(f"{piece}" for piece in _TYPED.split(" ")), "{{ a }}", "{% if a %}", "{% endif %}", "{% for x in rows %}", "{% endfor %}", "{# 注 #}"]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=6))
def test_it_is_at_one_with_the_compiler(pieces: list[str]):
    """What compiles has no fault of syntax, what does not has one, found by its place and not by compiling."""
    template = document(p("".join(pieces)))
    found = [finding for finding in check(template, NAMES | {"a": ("甲",), "x": ("甲",)}) if finding.level == ERROR]
    try:
        compile_template(template)
    except DocgenError:
        assert found and all(finding.index >= 0 for finding in found)
    else:
        assert {finding.code for finding in found} <= {"name", "stray", "single", "signs", "filter"}


@pytest.mark.parametrize("tag", [
    "{{ rows|list|length }}", "{{ rows|slice(3)|list|length }}", "{{ rows|slice(3, '无')|list|length }}", "{{ rows|selectattr('name')|list|length }}", "{{ rows|map(attribute='name')|list|join }}",
    "{{ rows|batch(2, '无')|first }}", "{{ rows|rejectattr('name', 'equalto', '甲')|list|count }}", "{{ rows|groupby('name')|first }}", "{{ rows|sum(attribute='name', start=1) }}",
])
def test_the_arguments_of_jinja_s_filters_are_counted_as_jinja_takes_them(tag: str):
    assert check(document(p(tag)), NAMES) == ()


@pytest.mark.parametrize("tag", [
    "{% for unit in by_unit %}{{ by_unit[unit].projects }}{% endfor %}", "{_{ word }_} 与 {_% word %_}", "{% block head %}甲{% endblock %}{{ self.head() }}",
    "{% macro line(a, b='、', c=none) %}{{ a }}{{ b }}{{ varargs|length }}{{ kwargs|length }}{% endmacro %}{{ line('甲', b=word) }}",
    "{% macro line() %}{{ caller('甲') }}{% endmacro %}{% call(one) line() %}{{ one }}{% endcall %}",
    "{% set a, b = 1, 2 %}{{ a + b }}{% set c|upper %}甲{% endset %}{{ c }}{% if yes %}{% set d = 1 %}{% endif %}{{ d }}",
    "{% set ns = namespace(sum=0, names=[]) %}{% for row in rows %}{% set ns.sum = ns.sum + loop.index %}{% endfor %}{{ ns.sum }}",
    "{% for row in rows if row.name %}{{ loop.cycle('单', '双') }}{{ loop.changed(row.name) }}{{ loop.previtem is defined }}{% else %}无{% endfor %}",
    "{% for unit, one in by_unit|dictsort %}{{ unit }}{{ one.projects }}{% endfor %}{% for name, few in rows|groupby('name') %}{{ name }}{{ few|length }}{% endfor %}",
    "{% for few in rows|batch(2, none) %}{% for row in few %}{{ row.name if row else '' }}{% endfor %}{% endfor %}{{ word[:2] }}{{ word[::-1] }}{{ rows[-1]['name'] }}",
    "{{ rows|selectattr('name', 'ne', '乙')|map(attribute='name')|join('、') }}{{ rows|map(attribute='name')|map('upper')|sort(reverse=true)|join }}",
    "{% if yes is sameas true and word is string and rows is iterable and nothing is not defined %}甲{% endif %}{{ '乙' if not yes else '丙' if no else '丁' }}",
    "甲 {%- if yes -%} 乙 {%- endif -%} 丙 {{- word -}} 丁{# {{ 说明 }} {% if #}", "{{ {'a': {'b': 2}}.a.b }}{{ '{:>5}'.format(3) }}{{ '%05.2f'|format(3) }}{{ '}}' }}{{ \"%}\" }}",
    "{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.current }}{% set j = joiner('、') %}{{ j() }}{% with a = 1, b = word %}{{ a }}{{ b }}{% endwith %}",
    "集合{a, b}与 f{x}、{ 单 }、100% },{% for i in range(1, 4) %}{{ i }}{% endfor %}{{ 7 // 2 }}{{ -3 ** 2 }}{{ 1 < 2 <= 3 }}{{ 1e3 }}{{ 1_000 }}",
    "{% for row in rows %}{{ rows[loop.index0].name }}{% endfor %}", "{{ rows[rows|length - 1].name }}",
])
def test_what_is_unusual_but_right_is_in_order(tag: str):
    assert check(document(p(tag)), NAMES | {"by_unit": ({"曹镇乡": {"projects": 2}},)}) == ()


def test_docgens_own_templates_are_in_order_without_their_names(templates_folder: Path):
    for path in sorted(templates_folder.glob("*/*.docx")):
        from docgen.layout.tables.tags import FILTERS as tabular
        from docgen.papers.prose import FILTERS as prose

        assert check(path, None, {**tabular, **prose}) == (), path.name


@pytest.fixture
def templates_folder() -> Path:
    return Path(__file__).parents[3] / "templates"
