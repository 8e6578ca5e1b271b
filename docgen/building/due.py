"""Which files a period owes: what its records call for, and what a person ordered before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docgen.building.footing import Ground
from docgen.building.order import CIRCULAR, DOCX, NOTICE, TABLE, XLSX, Order
from docgen.building.record import Record
from docgen.building.supervising import letter_orders
from docgen.building.work import Work, work_of
from docgen.figures.summary import Figures
from docgen.papers.cases import NOTHING, Past
from docgen.papers.notice import LIST
from docgen.papers.tables import tables_of
from docgen.papers.tables.targets import NAME_OF_TABLE as TARGETS
from docgen.problem import DocgenError
from docgen.settings import Settings


@dataclass(frozen=True)
class Due:
    """``works`` are to be made or stand as they are; ``undue`` are records of files that nothing calls for any more;
    ``elsewhere`` are records of files that were made with another settings file, ``broken`` of files that cannot be made,
    with why: the sheet that was handed in is gone or wrong."""

    works: tuple[Work, ...]
    undue: tuple[Record, ...]
    elsewhere: tuple[Record, ...]
    broken: tuple[tuple[Record, DocgenError], ...] = ()


def due(ground: Ground, records: Iterable[Record], settings: Settings) -> Due:
    """What the period owes. A former order keeps its number, its date and its other words."""
    records = tuple(records)
    elsewhere = tuple(record for record in records if record.footing.file != settings.file)
    theirs = {record.relative for record in elsewhere}
    own = {_identity(record.order): record for record in records if record.relative not in theirs}
    plain = {_identity(order): order for order in called_for(ground.figures, settings, ground.past)}
    orders = [own[identity].order if identity in own else order for identity, order in plain.items()]
    orders += [record.order for identity, record in own.items() if identity not in plain]
    of_order = {record.order: record for record in own.values()}
    works, made, broken = [], set(), []
    for order in orders:
        try:
            work = work_of(order, ground.figures, settings, ground.past)
        except DocgenError as error:
            if not order.file:
                raise
            broken.append((of_order[order], error))
            made.add(of_order[order].relative)
            continue
        if work and work.relative not in theirs:
            works.append(work)
            made.add(work.relative)
    return Due(tuple(works), tuple(record for record in own.values() if record.relative not in made), elsewhere, tuple(broken))


def called_for(figures: Figures, settings: Settings, past: Past = NOTHING) -> Iterator[Order]:
    """The files that a period's records call for: circular and letters where progress is reported, the notice where
    there is a project list, every table that may have a row."""
    forms = {report.form for report in figures.reports}
    if forms - {LIST, TARGETS}:
        yield Order(CIRCULAR)
        yield from letter_orders(figures, settings, past)
    if LIST in forms:
        yield Order(NOTICE)
    yield from (Order(TABLE, name, suffix=suffix) for name, kind in tables_of(settings).items() if kind.monthly for suffix in (DOCX, XLSX))


def _identity(order: Order) -> tuple[str, str, str, str, str]:
    return order.kind, order.name, order.project, order.suffix, order.step
