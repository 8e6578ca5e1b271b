"""How matters went since the last circular: what the next one reports of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from docgen.ledger.period import Period
from docgen.matters.deciding import of_minutes
from docgen.matters.matter import OVERDUE, REPLIED, SETTLED, Matter, state_of
from docgen.papers import dates
from docgen.papers.cases import next_step
from docgen.settings import CRITICISE, Settings


@dataclass(frozen=True)
class Late:
    """A matter whose reply is overdue: unit, project, the day it was due."""

    unit: str
    name: str
    deadline: str


@dataclass(frozen=True)
class Supervision:
    """Matters in hand between two circulars: ``carried`` from before and ``opened`` since make ``total``; of these
    ``settled``, ``replied`` and ``overdue``, with shares of the total. ``criticised`` are those that the ladder brought
    to 通报批评. Of the total, ``decided`` were decided in meetings (纪要), with those settled and overdue. All 0 where the
    register is empty."""

    total: int = 0
    opened: int = 0
    carried: int = 0
    settled: int = 0
    replied: int = 0
    late: tuple[Late, ...] = ()
    criticised: tuple[Late, ...] = ()
    decided: int = 0
    decided_settled: int = 0
    decided_overdue: int = 0

    @property
    def overdue(self) -> int:
        return len(self.late)

    @property
    def settled_share(self) -> Decimal | None:
        """A fraction of ``total``; None where there is none."""
        return Decimal(self.settled) / self.total if self.total else None

    @property
    def overdue_share(self) -> Decimal | None:
        """A fraction of ``total``; None where there is none."""
        return Decimal(self.overdue) / self.total if self.total else None


def supervision(matters: Iterable[Matter], period: Period, issued: date, settings: Settings) -> Supervision:
    """The matters asked for before this circular's day and not settled before the last one's.

    What is issued or done on the day of a circular itself belongs to the next.
    """
    since, until = dates.issue_date(period.previous, settings), dates.before(issued)
    seen = [matter.on(until) for matter in matters]
    mine = [matter for matter in seen if matter.begun and not (matter.settled and matter.settled < since)]
    states = [state_of(matter, until) for matter in mine]
    late = [matter for matter, state in zip(mine, states) if state == OVERDUE]
    opened = sum(matter.begun >= since for matter in mine)
    decided = [state for matter, state in zip(mine, states, strict=True) if of_minutes(matter)]
    return Supervision(
        total=len(mine),
        opened=opened,
        carried=len(mine) - opened,
        settled=states.count(SETTLED),
        replied=states.count(REPLIED),
        late=tuple(map(_late, late)),
        criticised=tuple(_late(matter) for matter in late if next_step(matter, settings.ladder) == CRITICISE),
        decided=len(decided),
        decided_settled=decided.count(SETTLED),
        decided_overdue=decided.count(OVERDUE),
    )


def _late(matter: Matter) -> Late:
    return Late(matter.unit, matter.project, dates.spoken(matter.deadline))
