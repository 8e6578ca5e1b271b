"""Connecting to the ledger's database, and what a database says made plain; a password is never repeated."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Column, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from docgen.ledger.upgrade import LEDGER, Tables, can_be_upgraded, keep_copy, missing, upgrade
from docgen.problem import DocgenError

WRITES = "docgen_writes"
"""The option of a connection that is going to write."""

_PACKAGES = {
    "psycopg": '"psycopg[binary]"', "psycopg2": "psycopg2-binary", "MySQLdb": "mysqlclient",
    "mysql": "mysql-connector-python",
}  # fmt: skip
"""Where the package to install is not called like the module."""

_REASONS = {
    "unable to open database file": "文件打不开或不能新建",
    "file is not a database": "文件不是数据库",
    "database is locked": "正被别的程序占用",
    "readonly database": "没有写入权限",
    "disk is full": "磁盘已满",
    "disk I/O error": "磁盘读写出错",
    "malformed": "数据库文件已损坏",
    "UNIQUE constraint failed": "同一项目重复",
    "password authentication failed": "用户名或密码不对",
    "Access denied": "用户名或密码不对",
    "Connection refused": "数据库没有开启，或主机、端口不对",
    "could not translate host name": "找不到主机",
    "Unknown database": "没有这个库",
}  # fmt: skip
"""What databases say most, in part → in Chinese."""


def connect(url: str, tables: Tables = LEDGER) -> Engine:
    """The database at ``url``, with an SQLite file's folder and those of ``tables`` that are missing created.

    Other rooms' tables in the same database are left alone.
    Raises DocgenError when the address is wrong, its driver is missing or the database cannot be opened.
    """
    address = _address(url)
    try:
        if address.get_backend_name() == "sqlite" and address.database and address.database != ":memory:":
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(address)
        if address.get_backend_name() == "sqlite":
            _let_sqlite_lock(engine)
        _bring_up_to_date(engine, tables)
    except NoSuchModuleError:
        raise DocgenError(
            f"[database] url 中的数据库类型“{address.drivername}”没有安装：请写作 sqlite、postgresql、mysql、oracle 或 mssql，"
            "其他数据库请先安装其 SQLAlchemy 支持包"
        ) from None
    except ImportError as error:
        module = (error.name or "").split(".")[0]
        raise DocgenError(
            f"连接 {address.get_backend_name()} 数据库要用的驱动 {module} 没有安装："
            f"请在 docgen 所在的 Python 环境中运行 pip install {_PACKAGES.get(module, module)}"
        ) from None
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise DocgenError(
            f"台账数据库{_shown(address)}打不开（{_reason(error, address)}）："
            "请检查 docgen.toml 的 [database] url、所在文件夹的权限，以及文件是否为台账数据库"
        ) from None
    return engine


@contextmanager
def explained(engine: Engine) -> Iterator[None]:
    """Turn what goes wrong while reading or writing into one message."""
    try:
        yield
    except SQLAlchemyError as error:
        raise DocgenError(
            f"台账数据库读写失败（{_reason(error, engine.url)}），这一步没有改动台账：请检查磁盘空间、文件权限，或等其他程序用完后再试"
        ) from None


def _address(url: str) -> URL:
    try:
        address = make_url(url)
        if "@" not in (address.host or ""):
            return address
    except (ArgumentError, ValueError):
        pass
    raise DocgenError(
        "docgen.toml 的 [database] url 写法不对：请写成 sqlite:///data/docgen.db 的样子；别的数据库写成 "
        "postgresql://用户:密码@主机/库名，密码里的 @ 写作 %40，: 写作 %3A，/ 写作 %2F"
    )


def _shown(address: URL) -> str:
    """An SQLite file by its path; of any other address only the kind: a password may stand in any part of it."""
    return f" {address.database} " if address.get_backend_name() == "sqlite" else f"（{address.get_backend_name()}）"


def _reason(error: Exception, address: URL) -> str:
    text = str(getattr(error, "orig", None) or error)
    for part, said in _REASONS.items():
        if part in text:
            return said
    first = text.splitlines()[0] if text else type(error).__name__
    return first.replace(str(address.password), "***") if address.password else first


def _let_sqlite_lock(engine: Engine) -> None:
    """Take the write lock before reading what is to be replaced, so that two imports at once cannot interleave."""

    @event.listens_for(engine, "connect")
    def _connected(connection, _record) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA busy_timeout = 10000")

    @event.listens_for(engine, "begin")
    def _begun(connection) -> None:
        writes = connection.get_execution_options().get(WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _bring_up_to_date(engine: Engine, tables: Tables) -> None:
    """Make the tables that are missing; those of the version before are upgraded, SQLite's after a copy was kept.

    The lock is taken before it is looked at again: of two programs that start at once, one upgrades.
    """
    if not missing(engine, tables):
        return
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        lacks = missing(connection, tables)
        if not can_be_upgraded(lacks, tables):
            raise DocgenError(_strange(engine.url, lacks, tables))
        older = any(len(lacks.get(table.name, ())) < len(table.columns) for table in tables.metadata.sorted_tables)
        file = engine.url.database
        if lacks and older and engine.url.get_backend_name() == "sqlite" and file and file != ":memory:":
            keep_copy(Path(file))
        upgrade(connection, lacks, tables)


def _strange(address: URL, lacks: dict[str, list[Column]], tables: Tables) -> str:
    table, names = next(
        (table, names)
        for table, columns in lacks.items()
        if len(columns) < len(tables.metadata.tables[table].columns)
        and (names := sorted({column.name for column in columns} - set(tables.added.get(table, ()))))
    )
    return (
        f"台账数据库{_shown(address)}中的 {table} 表缺少 {'、'.join(names)}，不是 docgen 的台账："
        "请在 docgen.toml 的 [database] url 另指一个数据库"
    )
