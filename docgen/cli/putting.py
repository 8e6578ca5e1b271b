"""Papers that are no part of a period's set (drafts, minutes, notices of their own) put into the outputs folder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from docgen.cli.issued import refuse_if_issued

if TYPE_CHECKING:
    from docgen.export.files import Written
    from docgen.papers.paper import Paper
    from docgen.settings import Settings


def place_of(folder: str, paper: Paper) -> str:
    """Where a paper stands under the outputs folder."""
    from docgen.export.names import safe_name

    return f"{folder}/{safe_name(paper.file_name, '.docx')}"


def put_papers(settings: Settings, papers: Sequence[Paper], folder: str, day: date) -> list[Written]:
    """Lay papers out and write them, each with the annexes that are not bound with it.

    Raises DocgenError before anything is written when one of them is issued, or a template is broken.
    """
    from docgen.export.files import write_output
    from docgen.export.names import safe_name
    from docgen.layout.paper import lay_out, lay_out_loose

    for paper in papers:
        refuse_if_issued(settings, place_of(folder, paper))
    made: list[tuple[str, bytes]] = []
    for paper in papers:
        made.append((place_of(folder, paper), lay_out(paper, settings, day)))
        made += [(f"{folder}/{safe_name(name, '.docx')}", data) for name, data in lay_out_loose(paper, settings, day)]
    return [write_output(settings, place, data) for place, data in made]
