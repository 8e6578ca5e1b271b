"""python-docx by hand: marks replaced run by run, a row added a record."""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.text.paragraph import Paragraph

_MARK = re.compile(r"@@(?:\w+\.)?(\w+)@@")


def fill(template: Path, contexts: Sequence[dict[str, Any]]) -> Iterator[bytes]:
    for context in contexts:
        document = Document(str(template))
        for table in document.tables:
            _rows(table, context["rows"])
        for paragraph in [*document.sections[0].header.paragraphs, *document.paragraphs]:
            if "@@items." in paragraph.text:
                _repeat(paragraph, context["items"])
            else:
                _say(paragraph, context)
        out = io.BytesIO()
        document.save(out)
        yield out.getvalue()


def _rows(table: Any, records: Sequence[Mapping[str, str]]) -> None:
    pattern = table.rows[1]
    names = [_MARK.search(cell.text)[1] for cell in pattern.cells]
    pattern._element.getparent().remove(pattern._element)
    for record in records:
        for cell, name in zip(table.add_row().cells, names, strict=True):
            cell.text = record[name]


def _repeat(paragraph: Paragraph, records: Sequence[Mapping[str, str]]) -> None:
    for record in records:
        twin = copy.deepcopy(paragraph._element)
        paragraph._element.addprevious(twin)
        _say(Paragraph(twin, paragraph._parent), record)
    paragraph._element.getparent().remove(paragraph._element)


def _say(paragraph: Paragraph, values: Mapping[str, str]) -> None:
    for run in paragraph.runs:
        if "@@" in run.text:
            run.text = _MARK.sub(lambda mark: values[mark[1]], run.text)
