"""A script written for docxtpl runs with the engine's class in its place; only the import is another."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docxtpl
import pytest
from docx import Document
from docx.shared import Mm
from jinja2 import Environment

from docgen.engine.compiled import compile_template
from docgen.engine.template import DocxTemplate
from docgen.problem import DocgenError
from tests.engine.conformance.compare import parts_of, text_of
from tests.engine.conformance.word import Package, document, p, picture, png

_RED, _BLUE = png(200, 0, 0), png(0, 0, 200)


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "函.docx"
    path.write_bytes(document(p("致{{ unit }}"), p("{{p sub }}"), p("{{ seal }}")))
    return path


def _plain(template: DocxTemplate, unit: str) -> dict[str, object]:
    return {"unit": unit, "sub": "", "seal": ""}


def test_one_template_is_rendered_and_saved_many_times(letter: Path, tmp_path: Path) -> None:
    template = DocxTemplate(letter)
    for number, unit in enumerate(("财政局", "交通局", "A & B")):
        template.render(_plain(template, unit))
        template.save(tmp_path / f"{number}.docx")
        assert text_of((tmp_path / f"{number}.docx").read_bytes()).startswith(f"致{unit}¶")


def test_the_rendered_document_can_be_worked_on_before_it_is_saved(letter: Path) -> None:
    template = DocxTemplate(str(letter))
    template.render(_plain(template, "财政局"))
    template.docx.add_paragraph("另附")
    out = io.BytesIO()
    template.save(out)
    assert [paragraph.text for paragraph in Document(out).paragraphs] == ["致财政局", "", "另附"]


def test_plain_words_after_a_picture_and_a_picture_after_plain_words(letter: Path) -> None:
    template = DocxTemplate(letter)
    media = []
    for seal in ("", docxtpl.InlineImage(template, io.BytesIO(_RED), width=Mm(9)), "无"):
        out = io.BytesIO()
        template.render({**_plain(template, "财政局"), "seal": seal})
        template.save(out)
        media.append([way for way in parts_of(out.getvalue()) if "image" in way])
    assert [len(found) for found in media] == [0, 1, 0]


def test_a_sub_document_for_each_rendering(letter: Path) -> None:
    template = DocxTemplate(letter)
    for words in ("第一份", "第二份"):
        sub = template.new_subdoc()
        sub.add_paragraph(words)
        out = io.BytesIO()
        template.render({**_plain(template, "财政局"), "sub": sub})
        template.save(out)
        assert words in text_of(out.getvalue())


def test_a_sub_document_of_a_former_rendering_is_refused_not_broken(letter: Path) -> None:
    template = DocxTemplate(letter)
    sub = template.new_subdoc()
    sub.add_picture(io.BytesIO(_RED))
    context = {**_plain(template, "财政局"), "sub": sub}
    template.render(context)
    with pytest.raises(DocgenError, match="重新建立"):
        template.render(context)


def test_pictures_and_sub_documents_of_docxtpl_s_own_class_are_taken_too(letter: Path) -> None:
    theirs = docxtpl.DocxTemplate(letter)
    sub = theirs.new_subdoc()
    sub.add_paragraph("附言")
    made = compile_template(letter).render({"unit": "财政局", "sub": sub, "seal": docxtpl.InlineImage(theirs, io.BytesIO(_BLUE))})
    assert "附言" in text_of(made)
    assert len([way for way in parts_of(made) if "image" in way]) == 1


def test_a_sub_document_of_another_template_is_refused(letter: Path) -> None:
    other = docxtpl.DocxTemplate(io.BytesIO(document(p("别的"))))
    with pytest.raises(DocgenError, match="另一个模板"):
        compile_template(letter).render({"unit": "财政局", "sub": other.new_subdoc(), "seal": ""})


def test_a_link_that_would_lead_nowhere_is_refused(letter: Path) -> None:
    template = DocxTemplate(letter)
    linked = docxtpl.RichText("见网页", url_id=template.build_url_id("https://example.org/"))
    template.render({**_plain(template, "财政局"), "seal": linked})
    with pytest.raises(DocgenError) as stopped:
        template.render({**_plain(template, "财政局"), "seal": linked})
    assert "build_url_id" in stopped.value.problems[0].message


def test_pictures_are_exchanged_without_rendering() -> None:
    package = Package()
    image = package.media("image1.png", _RED)
    package.body = p("{{ unit }}", picture(image, name="章.png"))
    template = DocxTemplate(io.BytesIO(package.bytes()))
    template.replace_pic("章.png", io.BytesIO(_BLUE))
    out = io.BytesIO()
    template.save(out)
    before, after = parts_of(package.bytes()), parts_of(out.getvalue())
    assert "{{ unit }}" in text_of(out.getvalue())
    assert before["/officeDocument1/image1"] != after["/officeDocument1/image1"]


def test_a_reset_ends_the_exchange() -> None:
    package = Package()
    image = package.media("image1.png", _RED)
    package.body = p("{{ unit }}", picture(image, name="章.png"))
    template = DocxTemplate(io.BytesIO(package.bytes()))
    found = []
    for exchanged in (True, False):
        template.reset_replacements()
        if exchanged:
            template.replace_pic("章.png", io.BytesIO(_BLUE))
        template.render({"unit": "财政局"})
        out = io.BytesIO()
        template.save(out)
        found.append(parts_of(out.getvalue())["/officeDocument1/image1"] == parts_of(package.bytes())["/officeDocument1/image1"])
    assert found == [False, True]


def test_a_picture_that_is_not_there_is_missed(letter: Path) -> None:
    template = DocxTemplate(letter)
    template.replace_pic("没有.png", io.BytesIO(_RED))
    template.render(_plain(template, "财政局"))
    with pytest.raises(ValueError, match="没有.png"):
        template.save(io.BytesIO())
    template.allow_missing_pics = True
    template.save(io.BytesIO())


def test_filters_and_globals_of_an_environment_are_taken() -> None:
    office = Environment()
    office.filters["wan"] = lambda amount: f"{amount}万元"
    office.globals["office"] = "督查室"
    template = DocxTemplate(io.BytesIO(document(p("{{ office }}{{ amount|wan }}"))))
    template.render({"amount": 3}, office)
    out = io.BytesIO()
    template.save(out)
    assert text_of(out.getvalue()) == "督查室3万元¶\n"


@pytest.mark.parametrize("how", [{"variable_start_string": "[["}, {"extensions": ["jinja2.ext.do"]}])
def test_an_environment_that_reads_other_marks_is_refused(how: dict[str, Any]) -> None:
    with pytest.raises(DocgenError, match="标记"):
        DocxTemplate(io.BytesIO(document(p("{{ amount }}")))).render({"amount": 3}, Environment(**how))


def test_the_names_that_a_template_asks_for(letter: Path) -> None:
    template = DocxTemplate(letter)
    assert template.get_undeclared_template_variables() == {"unit", "sub", "seal"} == compile_template(letter).names
    assert template.get_undeclared_template_variables(context={"unit": ""}) == {"sub", "seal"}


def test_the_names_of_footnotes_and_properties_are_among_them() -> None:
    package = Package(body=p("{{ unit }}{{ amount|wan }}{{ office }}"), properties={"dc:title": "{{ title }}"})
    package.margin("header", p("{{ head }}"))
    package.notes("footnotes", p("{{ note }}"))
    office = Environment()
    office.filters["wan"], office.globals["office"] = str, "督查室"
    template = DocxTemplate(io.BytesIO(package.bytes()))
    assert template.get_undeclared_template_variables(office) == {"unit", "amount", "title", "head", "note"}
    template.render(dict.fromkeys(("unit", "amount", "title", "head", "note"), "甲"), office)
    assert template.get_undeclared_template_variables(office, {"unit": ""}) == {"amount", "title", "head", "note"}


def test_an_error_names_the_file(letter: Path) -> None:
    with pytest.raises(DocgenError, match="模板 函.docx 有误"):
        DocxTemplate(letter).render({})
    with pytest.raises(DocgenError, match="无法读取模板"):
        DocxTemplate(letter.with_name("无.docx")).render({})


def test_what_is_no_template_is_told(tmp_path: Path) -> None:
    path = tmp_path / "坏.docx"
    path.write_bytes(b"nothing")
    with pytest.raises(DocgenError):
        DocxTemplate(path).render({})
