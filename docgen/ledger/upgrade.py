"""A database of the version before brought up to date in place: missing tables and columns, nothing read anew.

Several rooms keep their tables in the one database, each described by a :class:`Tables` and upgraded on its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import Column, Connection, Engine, MetaData, inspect, text
from sqlalchemy.schema import CreateColumn

from docgen.ledger.schema import Base, ImportRow, NameRow, ReportRow

ADDED = {
    ImportRow.__tablename__: ("who", "kind", "told", "goes_back_to", "reopened", "forms", "note"),
    ReportRow.__tablename__: ("name",),
}
"""Columns that a ledger of 0.2 has not; every other column that is missing means that it is no ledger of ours."""


@dataclass(frozen=True)
class Tables:
    """The tables of one room. ``added``: table → columns that an older version of it has not; ``carry_over`` fills
    what was just added from what was there, told which columns each table lacked."""

    metadata: MetaData
    added: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    carry_over: Callable[[Connection, Mapping[str, list[Column]]], None] | None = None


def missing(connection: Engine | Connection, tables: Tables) -> dict[str, list[Column]]:
    """Table → the columns that it lacks; a table that is not there lacks all."""
    seen = inspect(connection)
    there = set(seen.get_table_names())
    lacks: dict[str, list[Column]] = {}
    for table in tables.metadata.sorted_tables:
        known = {column["name"] for column in seen.get_columns(table.name)} if table.name in there else set()
        if lacking := [column for column in table.columns if column.name not in known]:
            lacks[table.name] = lacking
    return lacks


def can_be_upgraded(lacks: Mapping[str, list[Column]], tables: Tables) -> bool:
    """Whether only whole tables and the columns that a newer version added are missing."""
    return all(
        len(columns) == len(tables.metadata.tables[table].columns)
        or {column.name for column in columns} <= set(tables.added.get(table, ()))
        for table, columns in lacks.items()
    )


def upgrade(connection: Connection, lacks: Mapping[str, list[Column]], tables: Tables) -> None:
    """Add what is missing within the connection's transaction; existing records keep all that they say."""
    tables.metadata.create_all(connection)
    for table, columns in lacks.items():
        if len(columns) < len(tables.metadata.tables[table].columns):
            for column in columns:
                described = CreateColumn(column).compile(dialect=connection.dialect)
                connection.execute(text(f"ALTER TABLE {table} ADD {described}"))
    if tables.carry_over:
        tables.carry_over(connection, lacks)


def _carry_names_over(connection: Connection, lacks: Mapping[str, list[Column]]) -> None:
    if any(column.name == "name" for column in lacks.get(ReportRow.__tablename__, ())):
        connection.execute(
            text("UPDATE reports SET name = (SELECT projects.name FROM projects WHERE projects.id = reports.project_id)")
        )
    if NameRow.__tablename__ in lacks:
        connection.execute(text("INSERT INTO names (unit, name, project_id) SELECT unit, name, id FROM projects"))


LEDGER = Tables(Base.metadata, ADDED, _carry_names_over)
"""The ledger's own tables."""


def keep_copy(file: Path) -> Path:
    """Copy an SQLite database beside itself as ``docgen.db.bak-…`` before it is upgraded; answer the copy.

    SQLite's own copying is used: it is whole even while others read and write.
    """
    copy = file.with_name(f"{file.name}.bak-{datetime.now():%Y%m%d-%H%M%S-%f}")
    part = copy.with_name(f".{copy.name}.part")
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(part)) as target:
        source.backup(target)
    part.replace(copy)
    return copy
