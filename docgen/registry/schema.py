"""The registry's tables, in the same database as the ledger's but described and upgraded on their own."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, DateTime, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from docgen.ledger.upgrade import Tables


class Base(DeclarativeBase):
    pass


class NumberRow(Base):
    """A number of a series (机关代字, or the name of a briefing) and year, and the paper that bears it.

    ``unit`` is what a series of its own counts (期 号 次), ``total`` its count over all years (0: not told).

    ``written`` is False until the paper stands in its ``place`` (within the workspace, else a whole path): whoever
    opens the register completes what another was stopped at. ``former`` is the SHA-256 of the file before it was
    issued, ``sha256`` of the file as issued. ``at`` is UTC. ``voided_at`` is None while the number stands; a voided
    number is kept and never given again.
    """

    __tablename__ = "numbers"
    __table_args__ = (
        UniqueConstraint("series", "year", "number"),
        Index("numbers_of_draft", "former"),
        Index("numbers_of_paper", "sha256"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    series: Mapped[str] = mapped_column(String(60))
    year: Mapped[int]
    number: Mapped[int]
    written: Mapped[bool]
    place: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    dated: Mapped[date] = mapped_column(Date)
    former: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64))
    who: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime] = mapped_column(DateTime)
    voided_at: Mapped[datetime | None] = mapped_column(DateTime)
    voided_by: Mapped[str | None] = mapped_column(String(100))
    reason: Mapped[str | None] = mapped_column(Text)
    unit: Mapped[str] = mapped_column(String(4), server_default="")
    total: Mapped[int] = mapped_column(server_default="0")


REGISTRY = Tables(Base.metadata, added={NumberRow.__tablename__: ("unit", "total")})
"""The registry's own tables; the ledger need not be there."""
