"""docgen's engine with records that come one after the other, written to the disk as they come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.shapes.rows import records
from docgen.engine.compiled import compile_template


def fill(template: Path, contexts: Sequence[dict[str, Any]]) -> Iterator[Path]:
    compiled = compile_template(template)
    for context in contexts:
        out = template.with_name(f"streamed-{context['count']}.docx")
        with out.open("wb") as file:
            compiled.write({**context, "rows": records(context["count"])}, file)
        yield out
