"""Which of docgen's papers a document is: from the record of its making, else from its title and its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from docgen.building.footing import Ground as Material
from docgen.building.footing import ground_of
from docgen.building.merging.reading import key
from docgen.building.order import CIRCULAR, LETTER, NOTICE, TABLE, Order
from docgen.building.record import read_record
from docgen.building.supervising import orders_of
from docgen.building.work import Work, work_of
from docgen.export.files import look
from docgen.figures.composing import composable
from docgen.ledger.marks import period_of
from docgen.ledger.period import Period
from docgen.papers.cases import Due, due_papers
from docgen.papers.circulars.kinds import CIRCULARS
from docgen.papers.dates import issue_date
from docgen.papers.letter import full_name
from docgen.papers.paper import Paper
from docgen.papers.tables import TABLES, tables_of
from docgen.problem import DocgenError
from docgen.settings import Settings
from docgen.tracing.given import Given
from docgen.tracing.ground import Ground

_TITLE = re.compile(r"关于.+的(通报|通知|\w{0,4}函)$")
_SIGNED = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_FIRST = 20


@dataclass(frozen=True)
class Known:
    """A document recognised: what docgen would say in its place now, and the records for it."""

    work: Work
    ground: Ground

    @property
    def period(self) -> Period:
        return self.ground.period


def known(
    given: Given, path: Path | None, settings: Settings, there: Sequence[Period], period: Period | None = None
) -> Iterator[Known]:
    """What the document may be, the likeliest first; nothing where it is none of docgen's papers of a period that the
    ledger has. ``there`` are the ledger's periods; ``period`` the one that it must be of."""
    there = (*composable(there), *there)
    remembered = _remembered(path, settings)
    if remembered and period in (None, remembered[0]) and remembered[0] in there:
        if found := _made(remembered[1], remembered[0], settings):
            yield found
            return
    for candidate in [period] if period else _periods(given, there):
        yield from _of_period(given, candidate, settings)


def refuse_unmakable(path: Path, settings: Settings) -> None:
    """Raise DocgenError with what stands in the way where a paper that docgen remembers cannot be made again: its sheet is gone or wrong."""
    if remembered := _remembered(path, settings):
        period, order = remembered
        material = ground_of(settings, str(period))
        work_of(replace(order, suffix="docx"), material.figures, settings, material.past)


def _remembered(path: Path | None, settings: Settings) -> tuple[Period, Order] | None:
    """The period and the order of a file that docgen made and remembers."""
    if path is None:
        return None
    try:
        relative = path.resolve().relative_to(settings.outputs.resolve())
        found = look(settings, relative)
        record = read_record(found.memory.record) if found.memory else None
        return (Period.parse(relative.parts[0]), record.order) if record else None
    except (ValueError, DocgenError):
        return None


def _periods(given: Given, there: Sequence[Period]) -> list[Period]:
    """The periods that a document may be about: that of its marks, those that its title names, those of its year."""
    marked = {period_of(mark) for mark in given.marks} - {None}
    head = "".join(map(key, (given.title, *given.texts[:_FIRST], *(word for table in given.tables for word in table.above))))
    named = [period for period in there if key(period.label) in head]
    # 2021年 stands in 2021年3月份, and a list is called by its year
    longest = sorted(named, key=lambda period: -len(period.label))
    years = [period for period in reversed(there) if f"{period.year}年" in head]
    return list(dict.fromkeys([*(period for period in there if period in marked), *longest, *years]))


def _of_period(given: Given, period: Period, settings: Settings) -> Iterator[Known]:
    titles = [key(given.title), *given.texts[:_FIRST], *_joined(given.texts[:_FIRST])]
    material = ground_of(settings, str(period))
    ground = Ground(material.figures)
    for order in _orders(given, titles, material, settings):
        if (work := _work(order, material, settings)) and _is_called(work, titles, given):
            yield Known(work, ground)


def _work(order: Order, material: Material, settings: Settings) -> Work | None:
    try:
        return work_of(order, material.figures, settings, material.past)
    except DocgenError:
        # the sheet that was handed in for it is gone, or was none for this period
        if order.kind == CIRCULAR and order.name:
            return None
        raise


def _joined(texts: Sequence[str]) -> Iterator[str]:
    """Titles that somebody has broken into paragraphs."""
    for count in (2, 3):
        yield from ("".join(texts[at : at + count]) for at in range(len(texts) - count + 1))


def _orders(given: Given, titles: Sequence[str], material: Material, settings: Settings) -> Iterator[Order]:
    kinds = {found[1] for title in titles if (found := _TITLE.search(title))}
    if "通报" in kinds:
        yield Order(CIRCULAR)
        # what needs a sheet is known by the record of its making only
        yield from (Order(CIRCULAR, kind.name) for kind in CIRCULARS.values() if not kind.needs_sheet)
    if "通知" in kinds:
        yield Order(NOTICE)
    if kinds - {"通报"}:
        said = "".join(given.texts)
        figures = material.figures
        for day in _days(given, issue_date(figures.period, settings)):
            for due in due_papers(figures, settings, material.past, day):
                if key(due.unit) in said or key(full_name(due.unit, settings)) in said:
                    yield from (replace(order, issued=day.isoformat()) for order in _letters(due))
    above = [word for table in given.tables[:1] for word in table.above]
    if not kinds and above:
        joined = "".join(above)
        known = tables_of(settings)
        named = sorted((name for name in known if name in joined), key=len, reverse=True)
        # an office may call its own tables by any title
        own = (name for name in known if name not in TABLES and name not in named)
        yield from (Order(TABLE, name) for name in (*named, *own))


def _days(given: Given, usual: date) -> tuple[date, ...]:
    """The days on which a letter may have been made: that of its sign-off, on which its step of the ladder rests, and the usual one."""
    signed = [found for text in given.texts if (found := _SIGNED.fullmatch(text))]
    try:
        return tuple(dict.fromkeys((date(*map(int, signed[-1].groups())), usual)))
    except (IndexError, ValueError):
        return (usual,)


def _letters(due: Due) -> Iterator[Order]:
    """The letters to a unit: one about all its projects, one about each."""
    for order in orders_of(due):
        yield order
        # the paper of a case that is out is found under its own name only
        if not order.project and (len(due.cases) > 1 or any(case.decision.standing for case in due.cases)):
            yield from (replace(order, project=case.name) for case in due.cases)


def _is_called(work: Work, titles: Sequence[str], given: Given) -> bool:
    title = key(work.content.title)
    if isinstance(work.content, Paper):
        addressees = key(str(work.content.context.get("addressees", "")))
        to_whom = work.order.kind != LETTER or any(text.startswith(addressees) for text in given.texts)
        return title in titles and to_whom
    return title in "".join(word for table in given.tables for word in table.above)


def _made(order: Order, period: Period, settings: Settings) -> Known | None:
    material = ground_of(settings, str(period))
    work = _work(replace(order, suffix="docx"), material, settings)
    return Known(work, Ground(material.figures)) if work else None
