"""docgen's engine for workbooks as its own annex tables use it: each row also made as high as its texts need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.peers import docgen_sheet
from docgen.engine.sheet.filling import Extras
from docgen.layout.tables.measure import lines


def fill(template: Path, contexts: Sequence[dict[str, Any]]) -> Iterator[bytes]:
    return docgen_sheet.fill(template, contexts, Extras(lines))
