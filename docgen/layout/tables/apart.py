"""Rows of large tables, kept apart from their document until it is written.

In the document's tree a stub stands for them, so that whatever is done to the document costs the same for ten rows and
for ten thousand. Few rows are put back at once: who looks at a small table finds it in the tree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

from docx.document import Document
from docx.oxml.ns import qn

from docgen.layout.tables.bookmarks import count_bookmarks, first_free
from docgen.layout.tables.casting import Caster
from docgen.layout.tables.cutting import STUB

MOST_IN_TREE = 4_000
"""Tables of more cells than this stay apart."""

_apart: WeakKeyDictionary[Any, dict[str, Caster]] = WeakKeyDictionary()
"""By a document's main part: the rows of its tables by the names of their stubs."""
_names = count()
_CHUNK = 1 << 18
_STUBS = re.compile(rf"<w:tr><\?{STUB} (\d+)\?></w:tr>".encode())


def settle_rows(document: Document, table: Any, caster: Caster) -> None:
    """Put the rows of a table into its place in the tree, or keep them apart where they are many."""
    if sum(len(row.cells) for row in caster.lattice.rows) <= MOST_IN_TREE:
        _put_in(table, caster)
    else:
        keep_apart(document, table, caster)


def keep_apart(document: Document, table: Any, caster: Caster) -> None:
    """Keep the rows of a table out of the tree until the document is written."""
    name = str(next(_names))
    _stub(table).text = name
    _apart.setdefault(document.part, {})[name] = caster


def rows_apart(document: Document) -> dict[str, Caster]:
    """The rows that are kept apart, by name; empty where all stand in the tree."""
    return _apart.get(document.part, {})


def take_rows(document: Document, other: Document) -> None:
    """Take over the rows of a document whose tables come into ``document``."""
    if found := rows_apart(other):
        _apart.setdefault(document.part, {}).update(found)


@contextmanager
def rows_in_tree(document: Document) -> Iterator[None]:
    """All rows in the tree, for who reads the whole document; what is changed in them meanwhile is lost."""
    found, stubs = rows_apart(document), []
    for table in list(document.element.body.iter(qn("w:tbl"))) if found else ():
        if (stub := _stub(table)) is not None:
            stubs.append((table, stub.getparent()))
            _put_in(table, found[stub.text])
    yield
    for table, stub in stubs:
        for row in table.findall(qn("w:tr")):
            table.remove(row)
        table.append(stub)


def change_rows(document: Document, change: Callable[[Any], None]) -> None:
    """Do to the markup of the rows kept apart what is done to a tree: ``change`` is shown elements that hold cells."""
    for caster in rows_apart(document).values():
        caster.change(change)


def streamed(document: Document, xml: bytes) -> Iterator[bytes]:
    """The document's own XML with the rows where their stubs stand, in pieces of some size."""
    found = rows_apart(document)
    marks = count_bookmarks(document.element.body)
    first = first_free(document.element.body)
    pieces = _STUBS.split(xml)
    for index, piece in enumerate(pieces):
        if index % 2 == 0:
            yield piece
            continue
        caster = found[piece.decode()]
        yield from _encoded(caster.rows(marks, first))
        marks += caster.marks


def _encoded(rows: Iterator[str]) -> Iterator[bytes]:
    some: list[str] = []
    length = 0
    for row in rows:
        some.append(row)
        length += len(row)
        if length > _CHUNK:
            yield "".join(some).encode()
            some, length = [], 0
    yield "".join(some).encode()


def _put_in(table: Any, caster: Caster) -> None:
    stub = _stub(table).getparent()
    for row in list(caster.lattice.scope.read("".join(caster.rows()))):
        stub.addprevious(row)
    table.remove(stub)


def _stub(table: Any) -> Any:
    """The processing instruction that stands for the table's rows; None where they are in the tree."""
    row = table.find(qn("w:tr"))
    first = row[0] if row is not None and len(row) else None
    return first if first is not None and getattr(first, "target", "") == STUB else None


def stub_of(table: Any) -> str:
    """The name that stands in a table in place of its rows; empty where they are in the tree."""
    stub = _stub(table)
    return "" if stub is None else stub.text
