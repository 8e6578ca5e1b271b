"""The limit with records that come one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.peers import bare
from benchmarks.shapes.rows import records


def fill(template: Path, contexts: Sequence[dict[str, Any]]) -> Iterator[bytes]:
    return bare.fill(template, [{**context, "rows": records(context["count"])} for context in contexts])
