"""The tables of the ledger: projects and their names, imports, reports, decisions on names, closings."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Boolean, DateTime, ForeignKey, Index, String, Text, TypeDecorator, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

IMPORTED, AMENDED, PULLED, UNDONE = "导入", "修改", "回填", "撤销"
"""The kinds of a step: a file taken in, a record corrected, edits of a generated table taken back, a step back."""


class Wan(TypeDecorator[Decimal]):
    """Money in 万元 as its exact decimal text: no database's float comes near it."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Any) -> str | None:
        return None if value is None else f"{value:f}"

    def process_result_value(self, value: str | None, dialect: Any) -> Decimal | None:
        return None if value is None else Decimal(value)


class Base(DeclarativeBase):
    pass


class ProjectRow(Base):
    """A project that a unit has reported at least once."""

    __tablename__ = "projects"
    __table_args__ = (UniqueConstraint("unit", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit: Mapped[str] = mapped_column(String(100))
    name: Mapped[str] = mapped_column(String(200))


class NameRow(Base):
    """A name by which a unit has called a project: so it is the same project next month."""

    __tablename__ = "names"
    __table_args__ = (UniqueConstraint("unit", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit: Mapped[str] = mapped_column(String(100))
    name: Mapped[str] = mapped_column(String(200))
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"))


class DecisionRow(Base):
    """A person's word on two projects of a unit: the same under another name, or not. The last word on a pair counts."""

    __tablename__ = "decisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"))
    former_id: Mapped[int] = mapped_column(ForeignKey("projects.id"))
    same: Mapped[bool] = mapped_column(Boolean)
    period: Mapped[str] = mapped_column(String(12))
    who: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime] = mapped_column(DateTime)
    note: Mapped[str | None] = mapped_column(Text)


class ClosingRow(Base):
    """A period closed (封存) or opened again: who, when (UTC), why. The last word on a period counts."""

    __tablename__ = "closings"

    id: Mapped[int] = mapped_column(primary_key=True)
    period: Mapped[str] = mapped_column(String(12), index=True)
    closed: Mapped[bool] = mapped_column(Boolean)
    who: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime] = mapped_column(DateTime)
    note: Mapped[str | None] = mapped_column(Text)


class ImportRow(Base):
    """A step that changed a unit's reports of a period: a file taken in, an amendment, a step back; when (UTC), by whom.

    ``forms`` are those that a file brought, also without a project, ``told`` the problems that it was taken with,
    ``goes_back_to`` the step whose state a step back restored. ``reopened``: the period was closed at the time.
    """

    __tablename__ = "imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit: Mapped[str] = mapped_column(String(100), index=True)
    period: Mapped[str] = mapped_column(String(12), index=True)
    file: Mapped[str] = mapped_column(String(255))
    sha256: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(DateTime)
    who: Mapped[str] = mapped_column(String(100), server_default="")
    kind: Mapped[str] = mapped_column(String(20), server_default=IMPORTED)
    told: Mapped[int] = mapped_column(server_default="0")
    goes_back_to: Mapped[int] = mapped_column(server_default="0")
    reopened: Mapped[int] = mapped_column(server_default="0")
    forms: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)


class ReportRow(Base):
    """A project's state in a period as one import told it, under the name that it had there.

    ``superseded_by`` is 0 while the report is current, else the import that replaced it;
    so a project can stand only once in a form of a period, and what stood before is kept.
    """

    __tablename__ = "reports"
    __table_args__ = (
        UniqueConstraint("project_id", "period", "form", "superseded_by"),
        Index("reports_of_period", "period", "superseded_by"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"))
    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id"), index=True)
    superseded_by: Mapped[int] = mapped_column(default=0)
    period: Mapped[str] = mapped_column(String(12))
    seat: Mapped[int]
    name: Mapped[str] = mapped_column(String(200), server_default="")
    form: Mapped[str] = mapped_column(String(40))
    stage: Mapped[str] = mapped_column(String(10))
    category: Mapped[str] = mapped_column(Text)
    industry: Mapped[str] = mapped_column(Text)
    system: Mapped[str] = mapped_column(Text)
    content: Mapped[str] = mapped_column(Text)
    years: Mapped[str] = mapped_column(Text)
    site: Mapped[str] = mapped_column(Text)
    total_investment: Mapped[Decimal | None] = mapped_column(Wan)
    annual_plan: Mapped[Decimal | None] = mapped_column(Wan)
    month_investment: Mapped[Decimal | None] = mapped_column(Wan)
    year_investment: Mapped[Decimal | None] = mapped_column(Wan)
    cumulative_investment: Mapped[Decimal | None] = mapped_column(Wan)
    progress: Mapped[str] = mapped_column(Text)
    problems: Mapped[str] = mapped_column(Text)
    leaders: Mapped[list[Any]] = mapped_column(JSON)
    units: Mapped[list[Any]] = mapped_column(JSON)
    owner: Mapped[str] = mapped_column(Text)
    owner_person: Mapped[str] = mapped_column(Text)
    builder: Mapped[str] = mapped_column(Text)
    responsible_person: Mapped[str] = mapped_column(Text)
    contact: Mapped[str] = mapped_column(Text)
    phone: Mapped[str] = mapped_column(Text)
    approvals: Mapped[list[Any]] = mapped_column(JSON)
    start: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    signing: Mapped[str] = mapped_column(Text)
    demolition: Mapped[str] = mapped_column(Text)
    procedures: Mapped[str] = mapped_column(Text)
    milestones: Mapped[list[Any]] = mapped_column(JSON)
    remark: Mapped[str] = mapped_column(Text)
    extra: Mapped[list[Any]] = mapped_column(JSON)
    source: Mapped[dict[str, Any]] = mapped_column(JSON)
