"""A marked copy shows each finding as a comment on the very words, and is a valid document."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
from docx import Document
from docx.oxml.ns import qn

from docgen.engine.lint import check as lint
from docgen.engine.package import open_package
from docgen.templates.checking import check_template
from docgen.templates.kinds import kind_named
from docgen.templates.marking import marked, unmarked
from tests.engine.lint.broken import BROKEN, ELSEWHERE, FILTERS, NAMES
from tests.support.ooxml import errors
from tests.templates.edited import TABLES, put, with_paragraphs

TYPED = ("您好{{ titel }}和{{ figures.totals.project }}。", "{{ number", "{% if a = 1 %}甲{% endif %}")


def commented(content: bytes) -> list[tuple[str, str]]:
    """Words with the comment on them."""
    document = Document(io.BytesIO(content))
    said = {str(comment.comment_id): comment.text for comment in document.comments}
    open_, words = {}, {}
    for element in document.element.body.iter(qn("w:commentRangeStart"), qn("w:commentRangeEnd"), qn("w:t")):
        number = element.get(qn("w:id"))
        if element.tag == qn("w:commentRangeStart"):
            open_[number] = words[number] = []
        elif element.tag == qn("w:commentRangeEnd"):
            open_.pop(number)
        else:
            for each in open_.values():
                each.append(element.text)
    return [("".join(words[number]), text) for number, text in said.items()]


def check(content: bytes, kind: str, suffix: str, samples):
    return check_template(open_package(content), kind_named(kind), suffix, samples)


def test_each_comment_lies_on_the_words_that_are_wrong(samples):
    content = with_paragraphs("督办函", *TYPED, header="{{ nosuch }}")
    made = marked(content, ".docx", check(content, "督办函", ".docx", samples))
    assert commented(made)[:4] == [
        ("{{ titel }}", "错误：没有“titel”这个名称，是否为“title”"),
        ("{{ figures.totals.project }}", "错误：“figures.totals”没有“project”这一项，是否为“projects”"),
        ("{{ number", "错误：标记没有写完，缺少 }}"),
        ("{% if a = 1 %}", "错误：标记写法有误：比较是否相等要写两个等号（==）"),
    ]
    on, said = commented(made)[-1]
    assert on.startswith("您好") and "页眉" in said and "{{ nosuch }}" in said


def test_the_words_stay_as_they_are_and_a_second_check_starts_anew(samples):
    content = with_paragraphs("督办函", *TYPED)
    findings = check(content, "督办函", ".docx", samples)
    made = marked(content, ".docx", findings)
    texts = [[paragraph.text for paragraph in Document(io.BytesIO(each)).paragraphs] for each in (content, made)]
    assert texts[0] == texts[1]
    again = check(made, "督办函", ".docx", samples)
    assert [(each.where, each.message) for each in again] == [(each.where, each.message) for each in findings]
    assert marked(made, ".docx", again) == made
    assert commented(unmarked(made, ".docx")) == []


def test_a_workbooks_cells_are_commented_and_come_off_again(samples):
    content = (TABLES / "排名表.xlsx").read_bytes()
    [rank, *_] = check(with_typing(content), "排名表", ".xlsx", samples)
    made = marked(content, ".xlsx", [rank])
    cell = openpyxl.load_workbook(io.BytesIO(made)).active["B4"]
    assert "是否为“unit”" in cell.comment.text
    assert openpyxl.load_workbook(io.BytesIO(unmarked(made, ".xlsx"))).active["B4"].comment is None
    assert unmarked(content, ".xlsx") == content


def with_typing(content: bytes) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    book.active["B4"] = "{{ row.untt }}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


TORN = (
    "a tag half within a link",
    "a tag half inserted",
    "a tag that is deleted but there",
    "a tag half within a field",
    "a tag in two cells",
    "a tag in two paragraphs",
    "in a table within a table",
    "in a tag that Word has split",
    "everything at once",
)


def test_marked_copies_are_valid(samples, tmp_path: Path):
    content = with_paragraphs("督办函", *TYPED, header="{{ nosuch }}")
    made = [put(tmp_path, "督办函.docx", marked(content, ".docx", check(content, "督办函", ".docx", samples)))]
    book = (TABLES / "排名表.xlsx").read_bytes()
    made.append(put(tmp_path, "排名表.xlsx", marked(book, ".xlsx", check(with_typing(book), "排名表", ".xlsx", samples)[:1])))
    for case in (case for case in BROKEN if case.name in TORN):
        findings = lint(case.content, NAMES, FILTERS, ELSEWHERE)
        made.append(put(tmp_path, f"{case.name}.docx", marked(case.content, ".docx", findings)))
    assert len(made) == 2 + len(TORN)
    assert errors(*made) == []
