"""Papers under docgen's own ruler, many at once: what they break of the standard's own words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from docgen.proof.clauses import STATED
from docgen.proof.source import Source
from docgen.proof.verify import verify
from tests.support.office import printed_together


def stated_faults(papers: Sequence[Path]) -> list[str]:
    """The stated clauses that the papers break, a line each: file, clause, what was measured, what is required."""
    data = [paper.read_bytes() for paper in papers]
    return [
        f"{paper.name} {one.clause.number} {one.clause.what}: {one.measured} / {one.clause.required} (page {one.page})"
        for paper, pdf, content in zip(papers, printed_together(data), data, strict=True)
        for one in verify(Source(paper.name, pdf, content)).failing
        if one.clause.strength == STATED
    ]
