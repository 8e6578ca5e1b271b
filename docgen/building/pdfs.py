"""PDFs of outputs, beside them: what was converted is remembered, so that a PDF that lags behind its document is known."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.building.footing import digest
from docgen.export.files import Memory, Written, look, write_output
from docgen.export.pdf import convert
from docgen.problem import Problem
from docgen.settings import Settings

_SOURCE = "pdf_of"


@dataclass(frozen=True)
class Printed:
    """What came of one document: ``written`` or a ``problem``."""

    written: Written | None = None
    problem: Problem | None = None


def print_outputs(settings: Settings, documents: Sequence[Path], progress: Callable[[int, int], None]) -> list[Printed]:
    """Convert documents that stand in the outputs folder. Raises DocgenError without LibreOffice."""
    results = []
    for document, result in zip(documents, convert(list(documents), settings, progress), strict=True):
        if result.pdf is None:
            results.append(Printed(problem=result.problem))
            continue
        results.append(Printed(put_beside(settings, document, result.pdf)))
    return results


def put_beside(settings: Settings, document: Path, pdf: bytes) -> Written:
    """Write the PDF of an output beside it; what it was made of is remembered."""
    relative = document.with_suffix(".pdf").relative_to(settings.outputs)
    record = json.dumps({_SOURCE: digest(document.read_bytes())}).encode()
    return write_output(settings, relative, pdf, Memory(record))


def wants_printing(settings: Settings, relative: str, every: bool = False) -> bool:
    """Whether the output ``relative`` has no PDF of what it says now; unless ``every``, only where one was made before."""
    pdf = look(settings, Path(relative).with_suffix(".pdf"))
    if pdf.content is None and pdf.memory is None and not every:
        return False
    document = look(settings, relative).content
    return document is not None and (pdf.content is None or _source(pdf.memory) != digest(document))


def _source(memory: Memory | None) -> str:
    try:
        return json.loads(memory.record)[_SOURCE] if memory else ""
    except (ValueError, TypeError, KeyError):
        return ""
