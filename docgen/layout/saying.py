"""What a paper or a table says, before it is laid out: the words that the template makes of the values it asks for.

A value that no template asks for is not said, so that a change of it changes nothing; nor is a record's place in the
ledger.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docgen.layout.template import render
from docgen.papers.paper import Paper
from docgen.papers.table import Table
from docgen.resources import NOTICES, TABLES, template_path
from docgen.settings import Settings

if TYPE_CHECKING:
    from docx.document import Document

_ANNEX = "附件"
_TAG = re.compile(r"<[^>]*>")
_WORDS = re.compile(r"word/(document|header\d*|footer\d*)\.xml|xl/(sharedStrings|worksheets/sheet\d+)\.xml")


def templates_of(content: Paper | Table, suffix: str, settings: Settings) -> dict[str, Path]:
    """The templates that a file is made from, by name (notices/月通报.docx)."""
    if isinstance(content, Table):
        return {f"{TABLES}/{content.name}.{suffix}": template_path(settings, TABLES, f"{content.name}.{suffix}")}
    names = [(NOTICES, f"{content.kind}.docx")]
    names += [(TABLES, f"{annex.name}.docx") if isinstance(annex, Table) else (NOTICES, f"{_ANNEX}.docx") for annex in content.annexes]
    return {f"{kind}/{name}": template_path(settings, kind, name) for kind, name in names}


def sayings(content: Paper | Table, suffix: str, settings: Settings) -> Iterator[str]:
    """Everything that a file will say, in order. Raises DocgenError for a broken template."""
    if isinstance(content, Table):
        yield from _table(content, template_path(settings, TABLES, f"{content.name}.{suffix}"))
        return
    from docgen.papers.prose import FILTERS

    yield from _paragraphs(render(template_path(settings, NOTICES, f"{content.kind}.docx"), content.context, FILTERS))
    yield repr(content.context.get("insets", ""))
    yield content.title
    yield str((content.sealed, content.seals))
    for annex in content.annexes:
        if isinstance(annex, Table):
            yield from _table(annex, template_path(settings, TABLES, f"{annex.name}.docx"))
        else:
            yield from (annex.title, *map(repr, annex.blocks))


def _paragraphs(document: Document) -> Iterator[str]:
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    parts = [document.element.body]
    for section in document.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            if not part.is_linked_to_previous:
                parts.append(part._element)
    for part in parts:
        for element in part.iter(qn("w:p")):
            yield Paragraph(element, document._body).text


def _table(table: Table, template: Path) -> Iterator[str]:
    asked = _asked(template)
    yield from (table.title, table.unit, table.as_of, table.note, str(table.year), table.paper)
    for row, _ in table.lines():
        yield _row(row, asked)
    if table.total is not None:
        yield _row(table.total, asked)


def _row(row: Any, asked: str) -> str:
    return "\t".join(f"{key}={_plain(value)}" for key, value in row.items() if key in asked)


def _asked(template: Path) -> str:
    """The words of a template, its tags among them."""
    with zipfile.ZipFile(template) as package:
        parts = [package.read(name).decode("utf-8", "replace") for name in package.namelist() if _WORDS.fullmatch(name)]
    return _TAG.sub("", "".join(parts))


def _plain(value: Any) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
