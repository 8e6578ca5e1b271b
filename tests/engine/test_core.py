"""A template is compiled once and filled often: what is printed, how errors are told, what is kept."""

from __future__ import annotations

import io
import pickle
import zipfile
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from docgen.engine.compiled import compile_template
from docgen.engine.xml import parse
from docgen.problem import DocgenError


@dataclass(frozen=True)
class Office:
    name: str


def _docx(*paragraphs: str, header: str = "", rows: tuple[tuple[str, ...], ...] = (), title: str = "") -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(len(rows), max(map(len, rows)))
        for cells, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(cells.cells, texts, strict=False):
                cell.text = text
    if header:
        document.sections[0].header.paragraphs[0].text = header
    document.core_properties.title = title
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _texts(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs]


def _loud(text: str) -> str:
    return f"{text}！"


def _problem(template: bytes | Path, **context: Any) -> tuple[str, str]:
    """What is said of a template's error, and where."""
    with pytest.raises(DocgenError) as caught:
        compile_template(template).render(context)
    [problem] = caught.value.problems
    return problem.message, problem.cell


class TestPrinted:
    def test_every_rendered_part_has_its_values(self) -> None:
        template = compile_template(_docx("{{ name }}", header="{{ office }}", title="关于{{ name }}的函"))
        document = Document(io.BytesIO(template.render({"name": "甲<&>乙", "office": "办\"公\"室"})))
        assert document.paragraphs[0].text == "甲<&>乙"
        assert document.sections[0].header.paragraphs[0].text == "办\"公\"室"
        assert document.core_properties.title == "关于甲<&>乙的函"
        assert template.names == {"name", "office"}

    def test_nothing_is_printed_for_none_and_numbers_as_they_are(self) -> None:
        values = {"a": None, "b": 12, "c": Decimal("1.50"), "d": True, "e": 0}
        assert _texts(compile_template(_docx("{{ a }}|{{ b }}|{{ c }}|{{ d }}|{{ e }}")).render(values)) == ["|12|1.50|True|0"]

    def test_an_office_prints_numbers_in_its_own_way(self) -> None:
        template = compile_template(_docx("{{ n }}{{ t }}"), finalize=lambda value: f"〔{value}〕" if isinstance(value, int) else value)
        assert _texts(template.render({"n": Decimal(3), "t": "元"})) == ["3元"]
        assert _texts(compile_template(_docx("{{ n }}"), finalize=lambda value: f"{value} 万元").render({"n": Decimal(3)})) == ["3 万元"]

    def test_keys_of_records_win_no_methods_and_entries_may_have_any_name(self) -> None:
        row = {"项目名称": "甲", "total": 3, "a b": "乙"}
        assert _texts(compile_template(_docx("{{ r.项目名称 }}{{ r.total }}{{ r['a b'] }}{{ r.items()|length }}")).render({"r": row})) == ["甲3乙3"]

    @pytest.mark.parametrize(("tag", "printed"), [
        ("{{ amount * 0.3 }}", "3.15"), ("{{ 0.3 * amount }}", "3.15"), ("{{ amount + 1.5 }}", "12.0"), ("{{ amount - 0.5 }}", "10.0"),
        ("{{ 1.5 - amount }}", "-9.0"), ("{{ amount / 0.5 }}", "21"), ("{{ amount // 0.5 }}", "21"), ("{{ amount % 0.4 }}", "0.1"), ("{{ amount ** 2.0 }}", "110.25"),
        ("{{ amount / 10000 }}", "0.00105"), ("{{ (amount * 1.1)|round(2) }}", "11.55"), ("{{ 2 * 0.5 }}", "1.0"), ("{{ 7 // 2 - 1 / 2 }}", "2.5"),
    ])
    def test_money_is_reckoned_with_decimal_fractions_as_they_are_written(self, tag: str, printed: str) -> None:
        assert _texts(compile_template(_docx(tag)).render({"amount": Decimal("10.5")})) == [printed]

    def test_breaks_within_values_are_breaks_on_the_page(self) -> None:
        document = Document(io.BytesIO(compile_template(_docx("前{{ a }}后", "{{ b }}")).render({"a": "一\n二\t三", "b": "四\a五"})))
        assert [paragraph.text for paragraph in document.paragraphs] == ["前一\n二\t三后", "四", "五"]

    def test_the_filter_and_the_tag_for_rows(self) -> None:
        rows = (("{%tr for x in rows %}", ""), ("{{ x.n|loud }}", "{{ loop.index }}"), ("{%tr endfor %}", ""))
        made = Document(io.BytesIO(compile_template(_docx(rows=rows), {"loud": _loud}).render({"rows": [{"n": "甲"}, {"n": "乙"}]})))
        assert [[cell.text for cell in row.cells] for row in made.tables[0].rows] == [["甲！", "1"], ["乙！", "2"]]

    @given(st.lists(st.text(max_size=30), max_size=4))
    def test_any_text_is_there_unless_xml_cannot_hold_it(self, texts: list[str]) -> None:
        whole = "".join(parse(compile_template(_LOOP).text({"rows": texts}).encode()).itertext())
        kept = "".join(c for c in "".join(texts) if c.isprintable() and c not in "\ufffe\uffff")
        assert "".join(c for c in whole if c.isprintable()) == kept


_LOOP = _docx("{%p for x in rows %}", "{{ x }}", "{%p endfor %}")


class TestErrors:
    def test_an_unknown_name_is_told_with_its_cell(self) -> None:
        template = _docx("{{ title }}", rows=(("名称", "{%tr for x in rows %}"), ("{{ x.name }}", "{{ x.nmae }}"), ("{%tr endfor %}", "")))
        message, place = _problem(template, title="", rows=[{"name": "甲"}])
        assert "nmae" in message and "“name”" in message and "{{ x.nmae }}" in message
        assert place == "正文第1张表第2行第2格"

    def test_an_unclosed_tag_is_told_with_its_paragraph(self) -> None:
        message, place = _problem(_docx("甲", "{{ a + }}", "{{ b }}"), a=1, b=1)
        assert "{{ a + }}" in message and place == "正文第2段"

    def test_a_wrong_calculation_in_a_header_is_told_there(self) -> None:
        message, place = _problem(_docx("{{ a }}", header="{{ 1 / a }}"), a=0)
        assert "标记无法计算" in message and place == "第1个页眉第1段"

    def test_each_of_several_values_in_a_paragraph_and_a_text_knows_its_line(self) -> None:
        assert _problem(_docx(*(f"{{{{ a{number} }}}}" for number in range(40))), **{f"a{n}": n for n in range(33)})[1] == "正文第34段"

    def test_the_file_is_named(self, tmp_path: Path) -> None:
        path = tmp_path / "我的函.docx"
        path.write_bytes(_docx("{{ nothing }}"))
        with pytest.raises(DocgenError, match=r"模板 我的函\.docx 有误，未生成公文") as caught:
            compile_template(path).render({})
        assert caught.value.problems[0].file == str(path)

    def test_what_is_missing_or_no_document_is_told_in_chinese(self, tmp_path: Path) -> None:
        with pytest.raises(DocgenError, match="无法读取模板"):
            compile_template(tmp_path / "无.docx")
        with pytest.raises(DocgenError, match="不是有效的 Word 文档"):
            compile_template(b"PK")


class TestKept:
    def test_the_same_template_is_compiled_once(self, tmp_path: Path) -> None:
        path = tmp_path / "函.docx"
        path.write_bytes(_docx("{{ a }}"))
        first = compile_template(path, {"loud": _loud})
        assert compile_template(path, {"loud": _loud}) is first
        assert compile_template(path) is not first
        path.write_bytes(_docx("{{ a }}改"))
        assert _texts(compile_template(path, {"loud": _loud}).render({"a": 1})) == ["1改"]

    def test_a_watched_sandbox_is_its_watchers_alone(self) -> None:
        template, seen = _docx("{{ a }}"), []

        def watch(sandbox: Any) -> None:
            print_ = sandbox.finalize
            sandbox.finalize = lambda value: seen.append(value) or print_(value)

        watched = compile_template(template, prepare=watch)
        assert _texts(watched.render({"a": "甲"})) == _texts(compile_template(template).render({"a": "甲"})) == ["甲"]
        assert seen == ["甲"]

    def test_sent_to_another_process_it_renders_the_same(self) -> None:
        template = compile_template(_docx("{{ a|loud }}"), {"loud": _loud})
        assert pickle.loads(pickle.dumps(template)).render({"a": 1}) == template.render({"a": 1})

    def test_the_same_context_gives_the_same_bytes_and_parts_without_tags_stay_as_they_were(self) -> None:
        source = _docx("{{ a }}", header="固定")
        made = compile_template(source).render({"a": 1})
        assert compile_template(source).render({"a": 1}) == made
        with zipfile.ZipFile(io.BytesIO(source)) as before, zipfile.ZipFile(io.BytesIO(made)) as after:
            assert after.testzip() is None
            changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
            assert sorted(before.namelist()) == sorted(after.namelist())
        assert changed == {"word/document.xml"}


class TestWhatIsSaid:
    """A template that was broken after it was checked is told as the check would tell it; no English is left to read."""

    def test_every_fault_of_a_part_is_told_where_it_stands(self) -> None:
        with pytest.raises(DocgenError) as caught:
            compile_template(_docx("{{ a }}", "文", "{{ b }", "{% if x %}", "{{ x|无 }}", header="{% endif %}"))
        assert [(problem.cell, problem.message.partition("（")[0]) for problem in caught.value.problems] == [
            ("正文第3段", "标记的末尾要写 }}，这里写的是 }"),
            ("正文第4段", "{% if x %} 没有结束，缺少 {% endif %}"),
            ("正文第5段", "没有“无”这个过滤器"),
            ("第1个页眉第1段", "{% endif %} 前面没有与它对应的 {% if … %}，是多余的，或写在了前头"),
        ]

    @pytest.mark.parametrize(("tag", "words"), [("{% colspan cells %}甲", "没有“cells”"), ("{% cellbg colour.red %}甲", "没有“colour”")])
    def test_a_tag_that_sets_a_cell_knows_its_place(self, tag: str, words: str) -> None:
        message, place = _problem(_docx(rows=(("甲", "乙"), ("丙", tag))))
        assert words in message and place == "正文第1张表第2行第2格"

    @pytest.mark.parametrize("tag", ["{% if yes %}{{ yes|无 }}{% endif %}", "{% if yes is 无 %}{% endif %}", "{{ 1 if yes is 无 }}"])
    def test_a_filter_missed_within_a_condition_is_told_with_its_place(self, tag: str) -> None:
        message, place = _problem(_docx("文", "{{ yes }}", tag), yes=True)
        assert "没有“无”这个" in message and place == "正文第3段"

    def test_a_span_that_is_no_number_is_told(self) -> None:
        with pytest.raises(DocgenError, match="要写整数，不能是 '两'"):
            compile_template(_docx(rows=(("{% colspan cells %}甲", "乙"),))).render({"cells": "两"})

    @pytest.mark.parametrize(("tag", "words"), [
        ("{{ 1 / zero }}", "除数是 0"),
        ("{{ text + 1 }}", "文字与数不能相加，请用 ~ 连接"),
        ("{{ 1 + text }}", "数与文字不能用 + 计算"),
        ("{{ 1 - none }}", "数与空值不能用 - 计算；空值可先用 |default(0, true) 换成 0"),
        ("{{ text > 1 }}", "文字与数不能比大小"),
        ("{{ rows|sort }}", "一组与一组不能比大小"),
        ("{% for one in zero %}{% endfor %}", "数不是列表，不能逐项取"),
        ("{% for a, b, c in ['甲乙'] %}{% endfor %}", "写了3个名称，每项只有2个值"),
        ("{{ text() }}", "文字后面不能带括号"),
        ("{{ zero|length }}", "数不是列表或文字，没有长度"),
        ("{{ '%d'|format(text) }}", "这种格式只能用于数，不能用于文字"),
        ("{{ '{:,}'.format(text) }}", "带逗号、小数的格式只能用于数"),
        ("{{ rows|groupby }}", "参数的个数不对"),
        ("{{ text|dictsort }}", "文字没有“items”这一项"),
        ("{{ rows[3] }}", "只有 2 项，没有 [3] 这一项"),
        ("{{ empty|first }}", "列表是空的"),
        ("{{ empty|max }}", "列表是空的"),
        ("{% for row in rows %}{{ loop.previtem.a }}{% endfor %}", "第一项前面没有上一项"),
        ("{% for row in rows %}{{ loop.nextitem.a }}{% endfor %}", "最后一项后面没有下一项"),
        ("{{ zero in zero }}", "在数里不能用 in 查找"),
        ("{{ none_at_all / none_at_all }}", "除数是 0"),
        ("{{ rows|map(attribute='a') }}", "这里是一列，不能直接印出：请用 |join('、') 连起来，或用 for 逐项取"),
        ("{{ rows|selectattr('a') }}", "这里是一列，不能直接印出"),
        ("{{ rows[0]|items }}", "这里是一列，不能直接印出"),
        ("{{ office }}", "这里是一组，不能直接印出：请写出要印的一项"),
        ("{{ text.upper }}", "这里要写括号"),
        ("{{ rows[0].keys }}", "这里要写括号"),
        ("{% macro line() %}甲{% endmacro %}{{ line }}", "这里要写括号"),
        ("{% for one in rows %}{{ loop }}{% endfor %}", "“loop”后面要写点和名称，如 loop.index"),
    ])
    def test_a_tag_that_cannot_be_computed_is_told_in_chinese(self, tag: str, words: str) -> None:
        values = {"zero": 0, "none_at_all": Decimal(0), "text": "文字", "none": None, "office": Office("区政府办"), "rows": [{"a": 1}, {"a": 2}], "empty": []}
        message, place = _problem(_docx("文", tag), **values)
        assert words in message and place == "正文第2段"
