"""From works to files: laid out on the cores of the machine, written here one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from docgen.building.footing import Ground, footing_of
from docgen.building.many import for_each
from docgen.building.packing import Shared
from docgen.building.record import write_work
from docgen.building.work import Work
from docgen.export.files import Written
from docgen.layout.attachment import lay_out_table
from docgen.layout.paper import lay_out
from docgen.papers.table import Table
from docgen.problem import DocgenError
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
class Produced:
    """What came of one work: where it was ``written``, or the ``error`` that stood in the way."""

    work: Work
    written: Written | None = None
    error: DocgenError | None = None


def produce(works: Sequence[Work], ground: Ground, settings: Settings) -> Iterator[Produced]:
    """Lay out and write every work, in their order. One that fails does not stop the others."""
    laid_out = for_each(lay_out_work, [without_records(work) for work in works], Shared(settings, ground.figures))
    for work, data in zip(works, laid_out, strict=True):
        yield _produced(work, data, ground, settings)


def without_records(work: Work) -> Work:
    """The work as its layout needs it: the records it rests on are in its words already."""
    return replace(work, reports=())


def _produced(work: Work, data: bytes | DocgenError, ground: Ground, settings: Settings) -> Produced:
    if isinstance(data, DocgenError):
        return Produced(work, error=data)
    try:
        return Produced(work, write_work(settings, work, data, footing_of(work, ground, settings)))
    except DocgenError as error:
        return Produced(work, error=error)
