"""docxtpl, as its documentation has it; escaping on, since otherwise it loses what stands behind & or <."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate


def fill(template: Path, contexts: Sequence[dict[str, Any]]) -> Iterator[bytes]:
    for context in contexts:
        document = DocxTemplate(template)
        document.render(context, autoescape=True)
        out = io.BytesIO()
        document.save(out)
        yield out.getvalue()
