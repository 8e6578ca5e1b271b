"""The tables of the matters, in the same database as the ledger."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, DateTime, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from docgen.ledger.upgrade import Tables


class Base(DeclarativeBase):
    pass


class MatterRow(Base):
    """One matter. ``project_id`` is the ledger's project, 0 where it is none of the ledger's."""

    __tablename__ = "matters"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit: Mapped[str] = mapped_column(String(100), index=True)
    project: Mapped[str] = mapped_column(String(200))
    project_id: Mapped[int]
    basis: Mapped[str] = mapped_column(Text)
    level: Mapped[str] = mapped_column(String(20))
    demands: Mapped[list[Any]] = mapped_column(JSON)


class StepRow(Base):
    """One step of a matter, the ``place``-th: two programs that write at once cannot both take a place."""

    __tablename__ = "matter_steps"
    __table_args__ = (UniqueConstraint("matter_id", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"))
    place: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    day: Mapped[date] = mapped_column(Date)
    who: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime] = mapped_column(DateTime)
    note: Mapped[str] = mapped_column(Text)
    late: Mapped[bool]
    deadline: Mapped[date | None] = mapped_column(Date)
    letter: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    reply: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


MATTERS = Tables(Base.metadata)
