"""What docxtpl itself prints, for the sake of a picture, keeps the engine's promises: no word lost, each error told."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docxtpl import InlineImage

from docgen.engine.template import DocxTemplate
from docgen.problem import DocgenError
from tests.engine.conformance.compare import text_of
from tests.engine.conformance.word import Package, document, p, png, run


def _made(template: bytes, image: Any = None, **context: Any) -> bytes:
    ours = DocxTemplate(io.BytesIO(template))
    ours.render({**context, "seal": InlineImage(ours, image or io.BytesIO(png(200, 0, 0)))})
    out = io.BytesIO()
    ours.save(out)
    return out.getvalue()


def _told(template: bytes, image: Any = None, **context: Any) -> tuple[str, str]:
    with pytest.raises(DocgenError) as stopped:
        _made(template, image, **context)
    [problem] = stopped.value.problems
    return problem.message, problem.cell


@pytest.mark.parametrize("text", ["甲\x01乙", "甲\ud800乙", "甲\ufffe乙", "甲 & <乙>"])
def test_no_word_is_lost_behind_a_sign_that_xml_cannot_hold(text: str) -> None:
    made = _made(document(p("{{ seal }}"), p("{{ text }}末"), p("尾")), text=text)
    assert text_of(made) == "¶\n" + text.replace("\x01", "").replace("\ud800", "").replace("\ufffe", "") + "末¶\n尾¶\n"
    assert b"<w:sectPr" in zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml")


def test_properties_are_escaped_once_and_empty_for_nothing() -> None:
    made = _made(Package(body=p("{{ seal }}"), properties={"dc:title": "甲{{ text }}", "dc:subject": "{{ nothing }}"}).bytes(), text="A & <B>", nothing=None)
    core = zipfile.ZipFile(io.BytesIO(made)).read("docProps/core.xml").decode()
    assert "<dc:title>甲A &amp; &lt;B&gt;</dc:title>" in core and "None" not in core


def test_a_bookmark_that_a_loop_repeats_stays_once() -> None:
    mark = '<w:bookmarkStart w:id="4" w:name="甲"/>', run("{{ one }}"), '<w:bookmarkEnd w:id="4"/>'
    made = _made(document(p("{%p for one in [1, 2, 3] %}"), p(*mark), p("{%p endfor %}"), p("{{ seal }}")))
    assert len(re.findall(rb"<w:bookmark\w+", zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml"))) == 2


@pytest.mark.parametrize(("tag", "words"), [("{{ nothing }}", "没有“nothing”"), ("{{ 1 / 0 }}", "除数是 0"), ("{{ seal.path.up }}", "path"), ("{{ 9 ** 99999 }}", "过大")])
def test_an_error_beside_a_picture_is_told_with_its_place(tag: str, words: str) -> None:
    message, place = _told(document(p("{{ seal }}"), p("文"), p(tag)))
    assert words in message and place == "正文第3段"


def test_an_error_is_told_too_where_the_package_was_taken_in_hand_before() -> None:
    template = DocxTemplate(io.BytesIO(document(p("文"), p("{{ nothing }}"))))
    assert template.get_docx()
    with pytest.raises(DocgenError) as stopped:
        template.render({})
    assert stopped.value.problems[0].cell == "正文第2段"


def test_a_picture_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    template = document(p("{{ seal }}"))
    assert "图片打不开" in _told(template, io.BytesIO(b"no picture"))[0]
    assert "无.png" in _told(template, str(tmp_path / "无.png"))[0]


def test_a_picture_where_there_can_be_none_is_told() -> None:
    noted = Package(body=p("文"))
    noted.notes("footnotes", p("{{ seal }}"))
    for template in (noted.bytes(), Package(body=p("文"), properties={"dc:title": "{{ seal }}"}).bytes()):
        assert "图片不能放在脚注、文档属性里" in _told(template)[0]


def test_a_document_torn_by_its_tags_is_refused_where_words_would_be_lost() -> None:
    torn = document(p("{{ seal }}"), p("{% if yes %}甲"), p("乙{% endif %}"), "<w:p><w:r><w:t>{{ raw|safe }}</w:t></w:r></w:p>", p("末"))
    with pytest.raises(DocgenError):
        _made(torn, yes=True, raw="</w:t></w:r></w:p></w:body>")
    assert text_of(_made(document(p("{{ seal }}{{ raw|safe }}")), raw="A & B < C")) == "A & B < C¶\n"
