"""The templates of tables that an office defines itself: built from their columns on first use, then the office's to edit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docgen.export.files import write_file
from docgen.export.signature import is_untouched
from docgen.papers.tables import TABLES, Kind, tables_of
from docgen.resources import TABLES as FOLDER
from docgen.settings import Settings


def settle_own(settings: Settings) -> list[Path]:
    """Build the templates that are missing, and anew those that nobody edited where the columns are others now; answer which."""
    made = []
    for path, content in own_templates(settings):
        try:
            there = path.read_bytes()
        except OSError:
            there = None
        if there is None or there != content and is_untouched(there):
            made.append(write_file(path, content))
    return made


def own_templates(settings: Settings) -> Iterator[tuple[Path, bytes]]:
    """The template of each table that the workspace defines itself, for Word and for Excel, with its place."""
    own = [kind for name, kind in tables_of(settings).items() if name not in TABLES]
    folder = settings.workspace / settings.paths.templates / FOLDER
    for kind in own:
        for suffix, content in built(kind):
            yield folder / f"{kind.name}{suffix}", content


def built(kind: Kind) -> Iterator[tuple[str, bytes]]:
    """The templates of one kind by suffix."""
    from docgen.layout.document import sign, to_bytes
    from docgen.layout.sheets.build import template
    from docgen.layout.tables.build import build

    document = build(kind)
    sign(document)
    yield ".docx", to_bytes(document)
    yield ".xlsx", template(kind)
