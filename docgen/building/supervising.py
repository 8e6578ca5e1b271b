"""Papers of the ladder as orders: which a period calls for, which cases an order is about, the paper it makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from docgen.building.order import LETTER, Order
from docgen.export.names import safe_name
from docgen.figures.summary import Figures
from docgen.ledger.period import Period
from docgen.matters.matter import KIND_OF, Entry
from docgen.papers.cases import NOTHING, Due, Past, case_of, due_papers, grouped, overdue_case
from docgen.papers.dates import issue_date
from docgen.papers.escalation import PAPERS, Talk, handed_over, only
from docgen.papers.letter import letter
from docgen.papers.paper import Paper
from docgen.problem import DocgenError
from docgen.settings import SUPERVISE, TALK, Settings


def letter_orders(figures: Figures, settings: Settings, past: Past = NOTHING) -> Iterator[Order]:
    """The letters that are to be made on the settings' day of issue; what is out already has its own record."""
    for due in due_papers(figures, settings, past, issue_date(figures.period, settings)):
        yield from orders_to_make(due, figures.period)


def place_of(order: Order, period: Period) -> str:
    """Where a letter stands in the outputs folder."""
    about = f"{order.name}，{order.project}" if order.project else order.name
    return f"{period}/{safe_name(f'{KIND_OF[order.step or SUPERVISE]}（{about}）', '.docx')}"


def due_of(
    order: Order, figures: Figures, settings: Settings, past: Past, day: date
) -> Due | None:
    """The cases that an order is about; None where none is left."""
    step = order.step or SUPERVISE
    items = figures.lagging_by_unit.get(order.name, [])
    cases = [
        case_of(order.name, item, figures.period, settings, past, day)
        for item in items
        if order.project in ("", item.report.name)
    ]
    if order.project and not cases:
        matter = past.index.open(order.name, order.project)
        cases = list(filter(None, [matter and overdue_case(matter, settings, day)]))
    mine = [case for case in cases if case.decision.step == step]
    here = place_of(order, figures.period)
    out = [case for case in mine if case.decision.standing and case.decision.standing.file == here]
    mine = out or [case for case in mine if not case.decision.standing]
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


def orders_of(due: Due) -> Iterator[Order]:
    """The order of a paper about all its cases, out already or not; none for 通报批评, which the circular does."""
    if due.step in KIND_OF:
        yield Order(LETTER, due.unit, step=_named(due.step))


def orders_to_make(due: Due, period: Period, project: str = "") -> list[Order]:
    """The orders of a paper's cases that are not out yet: one for all, or one for each project where a letter of this
    step to the unit is out. None for 通报批评, which the circular does."""
    new = [case for case in due.cases if not case.decision.standing]
    if due.step not in KIND_OF or not new:
        return []
    together = Order(LETTER, due.unit, step=_named(due.step))
    taken = {case.decision.standing.file for case in due.cases if case.decision.standing}
    if project or place_of(together, period) in taken:
        return [Order(LETTER, due.unit, project=case.name, step=together.step) for case in new]
    return [together]


def entries_of(papers: Iterable[object]) -> list[Entry]:
    """What papers leave in the register of matters; tables leave nothing."""
    return [entry for paper in papers if isinstance(paper, Paper) for entry in paper.opens]


def _named(step: str) -> str:
    """How an order names a step: 督办 by nothing, as before there was a ladder."""
    return "" if step == SUPERVISE else step
