"""docgen's engine for workbooks: the row of tags compiled once, rows streamed as the sheet's own XML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from docgen.engine.sheet.compiled import NOTHING, compile_book
from docgen.engine.sheet.filling import Extras
from docgen.layout.tables.tags import environment, said


def fill(template: Path, contexts: Sequence[dict[str, Any]], extras: Extras = NOTHING) -> Iterator[bytes]:
    book = compile_book(template, environment, said)
    for context in contexts:
        yield book.render(context, context["rows"], extras)
