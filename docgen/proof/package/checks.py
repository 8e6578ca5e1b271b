"""All checks of a package."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.proof.finding import Finding
from docgen.proof.source import Source


def check_package(source: Source) -> Iterator[Finding]:
    yield from ()
