"""From works to files: laid out on the cores of the machine, written here one after another."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from docgen.building.footing import Ground, footing_of
from docgen.building.many import for_each
from docgen.building.packing import Shared
from docgen.building.record import write_work
from docgen.building.supervising import entries_of
from docgen.building.work import Work
from docgen.export.files import Written
from docgen.layout.attachment import lay_out_table
from docgen.layout.paper import lay_out
from docgen.matters.matter import Entry
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
    """What came of one work: where it was ``written``, or the ``error`` that stood in the way.

    ``opens`` is what it leaves in the register of matters. The work itself is let go: of a thousand nobody holds all.
    """

    relative: str
    opens: tuple[Entry, ...] = ()
    written: Written | None = None
    error: DocgenError | None = None


def produce(works: Iterable[Work], count: int, ground: Ground, settings: Settings) -> Iterator[Produced]:
    """Lay out and write each of ``count`` works, in their order, taking them as they are needed. One that fails does
    not stop the others."""
    on_the_way: deque[Work] = deque()

    def taken() -> Iterator[Work]:
        for work in works:
            on_the_way.append(work)
            yield without_records(work)

    for data in for_each(lay_out_work, taken(), count, Shared(settings, ground.figures)):
        yield _produced(on_the_way.popleft(), data, ground, settings)


def without_records(work: Work) -> Work:
    """The work as its layout needs it: the records it rests on are in its words already."""
    return replace(work, reports=())


def _produced(work: Work, data: bytes | DocgenError, ground: Ground, settings: Settings) -> Produced:
    if isinstance(data, DocgenError):
        return Produced(work.relative, error=data)
    try:
        written = write_work(settings, work, data, footing_of(work, ground, settings))
    except DocgenError as error:
        return Produced(work.relative, error=error)
    return Produced(work.relative, tuple(entries_of([work.content])), written)
