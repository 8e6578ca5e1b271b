"""All wording rules over a paper's text."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.proof.finding import Finding
from docgen.proof.recognise.paper import Paper


def check_wording(paper: Paper) -> Iterator[Finding]:
    yield from ()
