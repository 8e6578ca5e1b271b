"""The fields that docgen's tables show: by what stands for a field in a bookmark's name, and as a table prints it."""

from __future__ import annotations

from functools import cache

from docgen.layout.tables.bookmarks import code_of
from docgen.papers.tables import TABLES


def path_of_code(code: str) -> str:
    """The path that a bookmark's six characters stand for; empty for a field of another version of docgen."""
    return _paths().get(code, "")


@cache
def joined_paths() -> frozenset[str]:
    """The fields of columns whose equal cells are joined downwards."""
    return frozenset(
        kind.fields[column.key]
        for kind in TABLES.values()
        for column in kind.columns("")
        if column.merge and column.key in kind.fields
    )


@cache
def _paths() -> dict[str, str]:
    return {code_of(path): path for kind in TABLES.values() for path in kind.fields.values()}
