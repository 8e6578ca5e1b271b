"""From works to files: everything is laid out before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docgen.building.footing import Footing, Ground, footing_of
from docgen.building.record import write_work
from docgen.building.work import Work
from docgen.export.files import Written
from docgen.layout.attachment import lay_out_table
from docgen.layout.paper import lay_out
from docgen.papers.table import Table
from docgen.settings import Settings

if TYPE_CHECKING:
    from docx.document import Document

Revise = Callable[["Document"], None]


def lay_out_work(work: Work, settings: Settings, revise: Revise | None = None) -> bytes:
    """The file of one work; ``revise`` may change a paper's words. Raises DocgenError for a broken template."""
    if isinstance(work.content, Table):
        return lay_out_table(work.content, work.order.suffix, settings, work.day)
    return lay_out(work.content, settings, work.day, revise)


@dataclass(frozen=True)
class Made:
    """A file laid out and not yet written."""

    work: Work
    data: bytes
    footing: Footing


def lay_out_all(works: Iterable[Work], ground: Ground, settings: Settings) -> list[Made]:
    """Lay out every work, so that a broken template stops all of them before anything is written."""
    return [Made(work, lay_out_work(work, settings), footing_of(work, ground, settings)) for work in works]


def write_all(made: Iterable[Made], settings: Settings) -> Iterator[Written]:
    """Write the files one after another, each with its record."""
    for each in made:
        yield write_work(settings, each.work, each.data, each.footing)
