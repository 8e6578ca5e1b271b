"""docgen's own engine: compiled by content, streamed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from docgen.engine.compiled import compile_template


def fill(template: Path, contexts: Sequence[dict[str, Any]]) -> Iterator[bytes]:
    compiled = compile_template(template)
    for context in contexts:
        yield compiled.render(context)
