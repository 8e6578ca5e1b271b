"""A ledger of the version before brought up to date in place: missing tables and columns, nothing read anew."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import Column, Connection, Engine, inspect, text
from sqlalchemy.schema import CreateColumn

from docgen.ledger.schema import Base, ImportRow, NameRow, ReportRow

ADDED = {
    ImportRow.__tablename__: ("who", "kind", "told", "goes_back_to", "reopened", "forms", "note"),
    ReportRow.__tablename__: ("name",),
}
"""Columns that a ledger of 0.2 has not; every other column that is missing means that it is no ledger of ours."""


def missing(connection: Engine | Connection) -> dict[str, list[Column]]:
    """Table → the columns that it lacks; a table that is not there lacks all."""
    seen = inspect(connection)
    there = set(seen.get_table_names())
    lacks: dict[str, list[Column]] = {}
    for table in Base.metadata.sorted_tables:
        known = {column["name"] for column in seen.get_columns(table.name)} if table.name in there else set()
        if lacking := [column for column in table.columns if column.name not in known]:
            lacks[table.name] = lacking
    return lacks


def can_be_upgraded(lacks: dict[str, list[Column]]) -> bool:
    """Whether only whole tables and the columns that a newer version added are missing."""
    return all(
        len(columns) == len(Base.metadata.tables[table].columns) or {column.name for column in columns} <= set(ADDED.get(table, ()))
        for table, columns in lacks.items()
    )


def upgrade(connection: Connection, lacks: dict[str, list[Column]]) -> None:
    """Add what is missing within the connection's transaction; existing records keep all that they say."""
    Base.metadata.create_all(connection)
    for table, columns in lacks.items():
        if len(columns) < len(Base.metadata.tables[table].columns):
            for column in columns:
                described = CreateColumn(column).compile(dialect=connection.dialect)
                connection.execute(text(f"ALTER TABLE {table} ADD {described}"))
    if any(column.name == "name" for column in lacks.get(ReportRow.__tablename__, ())):
        connection.execute(
            text("UPDATE reports SET name = (SELECT projects.name FROM projects WHERE projects.id = reports.project_id)")
        )
    if NameRow.__tablename__ in lacks:
        connection.execute(text("INSERT INTO names (unit, name, project_id) SELECT unit, name, id FROM projects"))


def keep_copy(file: Path) -> Path:
    """Copy an SQLite ledger beside itself as ``docgen.db.bak-…`` before it is upgraded; answer the copy.

    SQLite's own copying is used: it is whole even while others read and write.
    """
    copy = file.with_name(f"{file.name}.bak-{datetime.now():%Y%m%d-%H%M%S-%f}")
    part = copy.with_name(f".{copy.name}.part")
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(part)) as target:
        source.backup(target)
    part.replace(copy)
    return copy
