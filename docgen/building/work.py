"""From an order to what the file shall say: content, name, date, and the records that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from docgen.building.handed import rows_of
from docgen.building.order import CIRCULAR, LETTER, NOTICE, Order
from docgen.building.supervising import due_of, paper_of
from docgen.export.names import safe_name
from docgen.figures.summary import Figures
from docgen.ledger.report import Report
from docgen.papers.cases import NOTHING, Past
from docgen.papers.circular import circular
from docgen.papers.circulars.kinds import CIRCULARS
from docgen.papers.dates import issue_date
from docgen.papers.notice import LIST, notice
from docgen.papers.paper import Paper
from docgen.papers.table import Table
from docgen.papers.tables import Facts, tables_of
from docgen.settings import Settings


@dataclass(frozen=True)
class Work:
    """One file to be made: ``relative`` is its place in the outputs folder, ``day`` dates it.

    ``reports`` are the records that its words rest on.
    """

    order: Order
    relative: str
    content: Paper | Table
    day: date
    reports: tuple[Report, ...]


def work_of(order: Order, figures: Figures, settings: Settings, past: Past = NOTHING) -> Work | None:
    """What ``order`` amounts to in a period; None where nothing is left to say: no lagging project, no row.

    ``past`` is what the ladder looks back on.
    """
    if order.kind in (CIRCULAR, LETTER, NOTICE):
        return _paper(order, figures, settings, past)
    return _table(order, figures, settings, past)


def works_of(
    orders: Iterable[Order], figures: Figures, settings: Settings, past: Past = NOTHING
) -> Iterator[Work]:
    """The works of those orders that amount to something, each when it is asked for."""
    works = (work_of(order, figures, settings, past) for order in orders)
    return (work for work in works if work is not None)


def day_of(order: Order, figures: Figures, settings: Settings) -> date:
    """The date that a paper bears: the one ordered, else the settings' day."""
    return date.fromisoformat(order.issued) if order.issued else issue_date(figures.period, settings)


def _paper(order: Order, figures: Figures, settings: Settings, past: Past) -> Work | None:
    day = day_of(order, figures, settings)
    reports: Sequence[Report] = figures.reports
    if order.kind == CIRCULAR:
        paper = _circular(order, figures, settings, past, day)
    elif order.kind == NOTICE:
        reports = [report for report in figures.reports if report.form == LIST]
        if not reports:
            return None
        paper = notice(figures, settings, day, order.number)
    else:
        due = due_of(order, figures, settings, past, day)
        if due is None:
            return None
        reports = [case.item.report for case in due.cases if case.item]
        paper = paper_of(order, due, figures, settings, day)
    relative = f"{figures.period}/{safe_name(paper.file_name, '.docx')}"
    return Work(order, relative, _placed(paper, relative), day, tuple(reports))


def _circular(order: Order, figures: Figures, settings: Settings, past: Past, day: date) -> Paper:
    """The monthly circular, or the one of the kind that the order names."""
    if not order.name:
        return circular(figures, settings, day, order.number, past.matters)
    rows, reminders = rows_of(order, settings, day)
    paper = CIRCULARS[order.name].make(figures, settings, day, order.number, rows, past.matters)
    return replace(paper, reminders=(*reminders, *paper.reminders))


def _placed(paper: Paper, relative: str) -> Paper:
    """The paper, its matters knowing where it stands."""
    if not paper.opens:
        return paper
    opens = (replace(entry, letter=replace(entry.letter, file=relative)) for entry in paper.opens)
    return replace(paper, opens=tuple(opens))


def _table(order: Order, figures: Figures, settings: Settings, past: Past) -> Work | None:
    kind = tables_of(settings).get(order.name)
    if kind is None:
        return None
    facts = facts_of(figures, settings, past, order.as_of, order.note)
    table = replace(kind.build(facts), paper=order.paper)
    if not table.rows:
        return None
    relative = f"{figures.period}/{safe_name(table.name, '.' + order.suffix)}"
    return Work(order, relative, table, figures.period.end, _tabled(table, figures))


def facts_of(figures: Figures, settings: Settings, past: Past = NOTHING, as_of: str = "", note: str = "") -> Facts:
    """What a period's tables are built from; ``past`` brings the matters in hand."""
    return Facts(
        figures,
        settings.office.region,
        as_of,
        note,
        register=past.matters,
        report_day=settings.reporting.day,
        arrived=figures.arrived,
    )


def _tabled(table: Table, figures: Figures) -> tuple[Report, ...]:
    """The records that a table lists; all of them where its rows are no projects."""
    refs = {*table.refs} - {""}
    return tuple(report for report in figures.reports if report.ref in refs) or figures.reports
