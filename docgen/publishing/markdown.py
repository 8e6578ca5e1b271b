"""The paper as Markdown that ``docgen notice`` reads as a draft again: front matter, levels without their numbers, tables."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from docgen.publishing import publication as pub
from docgen.publishing.publication import Element, Heading, Paragraph, Part, Publication, Sheet
from docgen.publishing.text import full

_NUMBERS = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、]|[（(]\d{1,2}[）)])\s*")
_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_LEFT_OUT = (pub.ADDRESSEES, pub.SIGNATURE, pub.DATE, pub.NOTE, pub.ANNEX_NOTE)
"""Told by the front matter."""
_BOUND_TO_SPEAK = re.compile(r"^([#>*+\-|=~`]|\d+[.)] )")


def as_markdown(publication: Publication) -> dict[str, str]:
    """The texts by what their files' names end in: "" the paper, ``附件1`` each annex."""
    main, *annexes = publication.parts
    texts = {"": "\n\n".join([_front(publication, annexes), *filter(None, map(_element, main.elements))]) + "\n"}
    for annex in annexes:
        texts[_safe(annex)] = "\n\n".join(filter(None, map(_element, annex.elements))) + "\n"
    return texts


def _safe(annex: Part) -> str:
    return "".join(annex.label.split()).rstrip("：:")


def _front(publication: Publication, annexes: list[Part]) -> str:
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in _entries(publication, annexes)) + "---"


def _entries(publication: Publication, annexes: list[Part]) -> Iterator[tuple[str, str]]:
    """Keys and values as YAML; JSON's way of writing a text is YAML's too."""
    said = lambda value: json.dumps(value, ensure_ascii=False)  # noqa: E731
    yield "title", said(publication.title)
    if publication.issuer:
        yield "issuers", said(publication.issuer.split("、"))
    if publication.number:
        yield "number", said(publication.number)
    if publication.addressees:
        yield "addressees", said(re.split("[，；]", publication.addressees))
    if found := _DATE.fullmatch(publication.date):
        yield "date", "{}-{:0>2}-{:0>2}".format(*found.groups())
    if publication.note:
        yield "note", said(publication.note)
    if annexes:
        yield "annexes", said([annex.title for annex in annexes])


def _element(element: Element) -> str:
    if isinstance(element, Heading):
        head = f"{'#' * element.level} {_NUMBERS.sub('', element.text, count=1)}"
        return head + element.rest.replace("\n", " ")
    if isinstance(element, Sheet):
        return _table(element)
    if isinstance(element, Paragraph) and element.role not in _LEFT_OUT:
        return _paragraph(element)
    return ""


def _paragraph(paragraph: Paragraph) -> str:
    text, done = "", 0
    for begin, end in paragraph.bold:
        text += _plain(paragraph.text[done:begin]) + f"**{_plain(paragraph.text[begin:end])}**"
        done = end
    text += _plain(paragraph.text[done:])
    return _BOUND_TO_SPEAK.sub(r"\\\1", text)


def _plain(text: str) -> str:
    """Text that means nothing to Markdown."""
    return re.sub(r"([\\*_`\[\]<>])", r"\\\1", text).replace("\n", "\\\n").replace("\t", "\u3000")


def _table(sheet: Sheet) -> str:
    head = sheet.head or 1
    rows = [[_plain(cell).replace("|", "\\|") for cell in row] for row in full(sheet)]
    if not rows:
        return ""
    # a pipe table has one heading row: the words of several stand in it below each other
    heading = ["".join(dict.fromkeys(row[column] for row in rows[:head])) for column in range(sheet.columns)]
    lines = [heading, ["---"] * sheet.columns, *rows[head:]]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
