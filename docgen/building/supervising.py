"""Papers of the ladder as orders: which a period calls for, which cases an order is about, the paper it makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from docgen.building.order import LETTER, Order
from docgen.figures.summary import Figures
from docgen.matters.matter import KIND_OF, Entry
from docgen.papers.cases import NOTHING, Due, Past, case_of, due_papers, grouped, lagging_by_unit, overdue_case
from docgen.papers.dates import issue_date
from docgen.papers.escalation import PAPERS, Talk, handed_over, only
from docgen.papers.letter import letter
from docgen.papers.paper import Paper
from docgen.problem import DocgenError
from docgen.settings import SUPERVISE, TALK, Settings


def letter_orders(figures: Figures, settings: Settings, past: Past = NOTHING) -> Iterator[Order]:
    """A letter to each unit for each step that its lagging projects take on the settings' day of issue."""
    for due in due_papers(figures, settings, past, issue_date(figures.period, settings)):
        yield from orders_of(due)


def orders_of(due: Due) -> Iterator[Order]:
    """One order for a paper; where a letter of this step is out already, one for each project that it does not hold.

    None for 通报批评, which the circular does.
    """
    if due.step not in KIND_OF:
        return
    step = _named(due.step)
    out = [case for case in due.cases if case.decision.standing]
    yield Order(LETTER, due.unit, step=step)
    if out:
        new = [case for case in due.cases if not case.decision.standing]
        yield from (Order(LETTER, due.unit, project=case.name, step=step) for case in new)


def due_of(
    order: Order, figures: Figures, settings: Settings, past: Past, day: date
) -> Due | None:
    """The cases that an order is about; None where none is left."""
    step = order.step or SUPERVISE
    items = lagging_by_unit(figures).get(order.name, [])
    cases = [
        case_of(order.name, item, figures.period, settings, past, day)
        for item in items
        if order.project in ("", item.report.name)
    ]
    if order.project and not cases:
        matter = past.index.open(order.name, order.project)
        cases = list(filter(None, [matter and overdue_case(matter, settings, day)]))
    mine = [case for case in cases if case.decision.step == step]
    if not order.project:
        mine = [case for case in mine if case.decision.standing] or mine
    return Due(order.name, step, tuple(mine)) if mine else None


def paper_of(order: Order, due: Due, figures: Figures, settings: Settings, day: date) -> Paper:
    """The paper that an order makes of its cases."""
    single = bool(order.project)
    items = [case.item for case in due.cases if case.item]
    if due.step == SUPERVISE and not items:
        return handed_over(figures, settings, due, day, order.number, single=single)
    if due.step == SUPERVISE:
        return letter(figures, settings, due.unit, items, day, order.number, single=single, cases=due.cases)
    if due.step == TALK:
        talk = Talk(order.talk_time, order.talk_place, order.talk_called, tuple(filter(None, order.talk_bring.split("\n"))))
        return PAPERS[TALK](figures, settings, due, day, order.number, single=single, talk=talk)
    return PAPERS[due.step](figures, settings, due, day, order.number, single=single)


def papers_due(
    figures: Figures, settings: Settings, past: Past, day: date, project: str = ""
) -> list[Due]:
    """What is due as of ``day`` for every lagging project, or for ``project`` alone, lagging or with an overdue reply.

    Raises DocgenError when ``project`` neither lags nor has a matter whose reply is overdue.
    """
    found = due_papers(figures, settings, past, day)
    if not project:
        return found
    mine = [only(due, project) for due in found if any(case.name == project for case in due.cases)]
    if mine:
        return mine
    about = [matter for matter in past.matters if not matter.settled and matter.project == project]
    others = filter(None, (overdue_case(matter, settings, day) for matter in about))
    mine = [due for case in others for due in grouped(case.unit, [case])]
    if mine:
        return mine
    waiting = "，督办事项的回复期限也没有过" if about else ""
    raise DocgenError(
        f"“{project}”在{figures.period.label}没有触发滞后规则{waiting}，不需督办；"
        f"运行 docgen lagging --period {figures.period} 查看滞后项目"
    )


def orders_to_make(due: Due, project: str = "") -> list[Order]:
    """The orders of a paper's cases that are not out yet."""
    new = [case for case in due.cases if not case.decision.standing]
    if due.step not in KIND_OF or not new:
        return []
    if project or len(new) < len(due.cases):
        return [Order(LETTER, due.unit, project=case.name, step=_named(due.step)) for case in new]
    return [Order(LETTER, due.unit, step=_named(due.step))]


def entries_of(papers: Iterable[object]) -> list[Entry]:
    """What papers leave in the register of matters; tables leave nothing."""
    return [entry for paper in papers if isinstance(paper, Paper) for entry in paper.opens]


def _named(step: str) -> str:
    """How an order names a step: 督办 by nothing, as before there was a ladder."""
    return "" if step == SUPERVISE else step
