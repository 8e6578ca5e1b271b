"""The fields that docgen's tables show: by what stands for a field in a bookmark's name, and as a table prints it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from docgen.layout.tables.bookmarks import code_of
from docgen.papers.tables import TABLES, Kind


@dataclass(frozen=True)
class Paths:
    """``of_code``: what the six characters of a bookmark stand for; ``joined``: the fields of columns whose equal cells
    are joined downwards."""

    of_code: Mapping[str, str]
    joined: frozenset[str]


def paths_of(tables: Mapping[str, Kind]) -> Paths:
    """The fields of these kinds of tables."""
    joined = (
        kind.fields[column.key]
        for kind in tables.values()
        for column in kind.columns("")
        if column.merge and column.key in kind.fields
    )
    return Paths({code_of(path): path for kind in tables.values() for path in kind.fields.values()}, frozenset(joined))


SHIPPED = paths_of(TABLES)
"""The fields of the tables that come with docgen."""
