"""Which record and which field a cell of a rendered table shows.

The values bring it along: a value that a template prints as it is leaves marks around its text, in private-use
characters; a value that a template changes (``{{ row.name|upper }}``, ``{{ row.name }}项目``) shows no field any more.
The marks are read and taken out before anything is measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docgen.layout.tables.lattice import Cell, Lattice

_BEGIN, _BEHIND, _END = "\ue002", "\ue003", "\ue004"
_MARKED = re.compile(f"\\s*{_BEGIN}[^{_BEGIN}-{_END}]*{_BEHIND}(\\d*),(\\w*){_END}\\W?\\s*")
_TOLD = re.compile(f"{_BEHIND}(\\d*),(\\w*){_END}")
_MARKS = re.compile(f"{_BEGIN}|{_BEHIND}[^{_END}]*{_END}")


class Told(str):
    """A value's text that knows the row of the table (from 0) and the key which it was told by, and the exact ``figure``
    where it is one."""

    row: int | None
    key: str
    figure: Any

    def __new__(cls, text: str, row: int | None = None, key: str = "", figure: Any = None) -> Told:
        told = super().__new__(cls, text)
        told.row, told.key = row, key
        told.figure = text if figure is None else figure
        return told

    @property
    def marked(self) -> str:
        return f"{_BEGIN}{self}{_BEHIND}{'' if self.row is None else self.row},{self.key}{_END}"


@dataclass(frozen=True)
class Origin:
    """Where a cell's text comes from: the record's ``mark`` and the ``path`` of its field; both empty where it is no field."""

    mark: str = ""
    path: str = ""


COMPUTED = Origin()


@dataclass(frozen=True)
class Sources:
    """The marks of a table's rows (by index) and the paths of its keys."""

    marks: tuple[str, ...]
    paths: Mapping[str, str]

    def origin(self, row: int | None, key: str) -> Origin:
        mark = self.marks[row] if row is not None and row < len(self.marks) else ""
        path = self.paths.get(key, "")
        return Origin(mark, path) if mark and path else COMPUTED


NO_SOURCES = Sources((), {})


def take_marks(lattice: Lattice, known: Sources) -> dict[Cell, Origin]:
    """The origin of every cell of the rows that tell something; the marks of all cells are taken out.

    A cell that shows a field among other words, or nothing that comes from a record, counts as computed.

    A table without paths is filled in by hand: nothing in it is docgen's to know again.
    """
    found: dict[Cell, Origin] = {}
    for row in lattice.rows:
        tells = False
        for cell in row.cells:
            if _BEGIN not in cell.text:
                continue
            if known.paths and (marked := _MARKED.fullmatch(cell.text)):
                found[cell] = known.origin(int(marked[1]) if marked[1] else None, marked[2])
                tells = True
            cell.say([_MARKS.sub("", word) for word in cell.words])
        for cell in row.cells if tells else ():
            # so that a cell without a bookmark is one that lost it, and never one that had none
            found.setdefault(cell, COMPUTED)
    return found


def told_by(text: str) -> tuple[str, int | None, str] | None:
    """Of a rendered cell that still has its marks: its text, the row (None: a total) and the key of the first value that
    it tells; None where it tells none."""
    found = _TOLD.search(text)
    if found is None:
        return None
    return _MARKS.sub("", text), int(found[1]) if found[1] else None, found[2]


def drop_marks(element: Any) -> None:
    """Take the marks out of all text within an element, as where a template tells of rows outside the table."""
    for text in _texts(element):
        if text.text and (_BEGIN in text.text or _BEHIND in text.text):
            text.text = _MARKS.sub("", text.text)


def _texts(element: Any) -> Iterator[Any]:
    from docx.oxml.ns import qn

    yield from element.iter(qn("w:t"))
