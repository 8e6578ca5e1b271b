"""A period closed (封存) once its circular is issued: what comes later must say that it corrects, by whom and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from docgen.ledger.period import Period
from docgen.ledger.schema import ClosingRow
from docgen.problem import DocgenError


@dataclass(frozen=True)
class Closing:
    """A period closed, or opened again (``closed`` False): who, when (local time), why."""

    period: Period
    closed: bool
    who: str
    at: datetime
    note: str = ""


def closings(session: Session, period: Period) -> tuple[Closing, ...]:
    """Every closing and opening of a period, earliest first."""
    rows = session.scalars(select(ClosingRow).where(ClosingRow.period == str(period)).order_by(ClosingRow.id))
    return tuple(Closing(period, row.closed, row.who, local(row.at), row.note or "") for row in rows)


def standing(session: Session, period: Period) -> Closing | None:
    """The closing that stands, None while the period is open."""
    last = next(reversed(closings(session, period)), None)
    return last if last and last.closed else None


def write_closing(session: Session, period: Period, closed: bool, who: str, note: str) -> Closing:
    """Close a period or open it again; raise DocgenError when it is so already."""
    stands = standing(session, period)
    if closed and stands:
        raise DocgenError(f"{period.label}的台账已由{words(stands)}封存，不必再封")
    if not closed and not stands:
        raise DocgenError(f"{period.label}的台账没有封存，不必解封")
    row = ClosingRow(period=str(period), closed=closed, who=who, at=now(), note=note or None)
    session.add(row)
    return Closing(period, closed, who, local(row.at), note)


def refuse_if_closed(session: Session, period: Period) -> None:
    """Raise DocgenError when the period is closed, telling how a correction still goes in."""
    if stands := standing(session, period):
        raise closed_error(stands)


def closed_error(stands: Closing) -> DocgenError:
    """What a correction of a closed period meets, with the way in."""
    return DocgenError(
        f"{stands.period.label}的台账已由{words(stands)}封存，没有改动：确需更正的，加 --reopen 再运行一次，并用 --note 写明原因"
    )


def words(closing: Closing) -> str:
    """Who and when, within a sentence: 张三于 2021-04-06 10:20."""
    return f"{closing.who}于 {closing.at:%Y-%m-%d %H:%M} " if closing.who else f" {closing.at:%Y-%m-%d %H:%M} "


def now() -> datetime:
    """The time as the database keeps it: UTC without a zone."""
    return datetime.now(UTC).replace(tzinfo=None)


def local(at: datetime) -> datetime:
    """A time of the database in local time, with its zone."""
    return at.replace(tzinfo=UTC).astimezone()
