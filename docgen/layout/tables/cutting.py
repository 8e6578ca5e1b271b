"""Tables cut out of a rendered part before it becomes a tree, row by row, so that no tree has to hold the rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from docgen.layout.tables.lattice import Lattice, Row, cast
from docgen.layout.tables.moulds import CellMould, OddRow, RowMould, Scope, parted, row_mould

STUB = "docgen-rows"
"""The processing instruction that stands where the rows of a table stood."""
_TABLE = re.compile(r"<w:tbl(?:\s[^>]*)?>")
_ENDS_OF_TABLES = re.compile(r"<(/?)w:tbl(?:\s[^>]*)?>")
_ROW = re.compile(r"<w:tr(?:\s[^>]*)?>")
_ENDS = re.compile(r"<(/?)w:tbl(?:\s[^>]*)?>|</w:tr>")

_FRAMES = ("w:txbxContent", "w:sdtContent")

Wanted = Callable[[str, int, int], bool]
"""Asked with a part's XML and where in it a table stands: whether the table is to be cut."""


def cut_tables(xml: str, wanted: Wanted = lambda xml, start, end: True) -> tuple[str, dict[str, Lattice]]:
    """A rendered part without the rows of its tables, and the rows by the name that stands in their place.

    Tables within tables stay within their cells. A table in a text box and one with an odd row stay as they are.
    """
    kept: list[str] = []
    found: dict[str, Lattice] = {}
    scope = Scope.of(xml)
    at = 0
    while (opening := _TABLE.search(xml, at)) is not None:
        end = _end_of_table(xml, opening.end())
        first = _ROW.search(xml, opening.end(), end)
        if first is not None and _stands_free(xml, opening.start()) and wanted(xml, opening.start(), end):
            try:
                lattice, last = _lattice(xml, opening.end(), end, scope)
            except OddRow:
                pass
            else:
                name = str(len(found))
                found[name] = lattice
                kept += [xml[at : first.start()], f"<w:tr><?{STUB} {name}?></w:tr>"]
                at = last
        kept.append(xml[at:end])
        at = end
    return "".join([*kept, xml[at:]]), found


def _stands_free(xml: str, at: int) -> bool:
    return all(f"<{tag}" not in xml or xml.count(f"<{tag}", 0, at) == xml.count(f"</{tag}>", 0, at) for tag in _FRAMES)


def _lattice(xml: str, at: int, end: int, scope: Scope) -> tuple[Lattice, int]:
    """The rows of a table that begins ``at``, and where the last of them ends. Raises OddRow."""
    rows: list[Row] = []
    moulds: dict[tuple[str, ...], RowMould] = {}
    cells: dict[str, CellMould] = {}
    for lead, start, stop in _rows(xml, at, end):
        if xml.find("<w:sdt", lead, start) >= 0:
            raise OddRow
        literals, words = parted(xml[lead if rows else start : stop])
        mould = moulds.get(literals)
        if mould is None:
            mould = moulds[literals] = row_mould(literals, scope, cells)
        rows.append(cast(mould, words, len(rows)))
        at = stop
    return Lattice(rows, scope), at


def _rows(xml: str, at: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Where what stands before each row begins, where the row itself begins and ends."""
    while (opening := _ROW.search(xml, at, end)) is not None:
        stop = xml.index("</w:tr>", opening.end(), end) + len("</w:tr>")
        if _TABLE.search(xml, opening.end(), stop):
            stop = _end_of_row(xml, opening.end())
        yield at, opening.start(), stop
        at = stop


def _end_of_row(xml: str, at: int) -> int:
    """Where a row ends that has tables within."""
    depth = 0
    for tag in _ENDS.finditer(xml, at):
        if tag[0] != "</w:tr>":
            depth += -1 if tag[1] else 1
        elif depth == 0:
            return tag.end()
    raise OddRow


def _end_of_table(xml: str, at: int) -> int:
    depth = 1
    for tag in _ENDS_OF_TABLES.finditer(xml, at):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end()
    return len(xml)
