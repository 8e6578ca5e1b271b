"""openpyxl with a template: the styled row's looks given to each new cell."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from copy import copy
from pathlib import Path
from typing import Any

import openpyxl

from benchmarks.shapes.workbooks import NAMES


def fill(template: Path, contexts: Sequence[dict[str, Any]]) -> Iterator[bytes]:
    for context in contexts:
        book = openpyxl.load_workbook(template)
        sheet = book.active
        looks = [copy(cell._style) for cell in sheet[3]]
        for number, record in enumerate(context["rows"], 3):
            for column, name in enumerate(NAMES, 1):
                sheet.cell(number, column, record[name])._style = looks[column - 1]
        out = io.BytesIO()
        book.save(out)
        yield out.getvalue()
