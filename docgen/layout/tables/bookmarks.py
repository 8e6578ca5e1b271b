"""The identity of a table's cells in a Word document: a hidden bookmark in each, named after record and field.

A bookmark is what Word, WPS and LibreOffice all keep through any number of savings, what moves with a moved row and
stays behind when a cell is copied, and what neither shows nor prints. Content controls do not serve: LibreOffice 7.4
drops their tags, and writes the text of those around a paragraph or a cell three times; see ``docs/word.md``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docgen.layout.tables.identity import Origin
    from docgen.layout.tables.lattice import Cell, Lattice

_RECORD = re.compile(r"_dg(\d{4}[Q\d]*)_([0-9a-f]{12})_([0-9a-f]{6})_\d+")
_COMPUTED = re.compile(r"_dgc_([0-9a-f]{8})_\d+")
_OURS = re.compile(r"(_dg(?:\d{4}[Q\d]*_[0-9a-f]{12}_[0-9a-f]{6}|c_[0-9a-f]{8}))_\d+")


@dataclass(frozen=True)
class Mark:
    """What a bookmark says of its cell: record and field, or for a computed cell the digest of what docgen wrote.

    ``code`` stands for the field's path, see :func:`code_of`.
    """

    ref: str = ""
    code: str = ""
    digest: str = ""


@cache
def code_of(path: str) -> str:
    """Six characters for a field's path: a bookmark's name has room for 40, and none for punctuation."""
    return hashlib.sha256(path.encode()).hexdigest()[:6]


def digest_of(text: str) -> str:
    """What tells whether a computed cell was changed; white space does not count."""
    return hashlib.sha256("".join(text.split()).encode()).hexdigest()[:8]


def mark_cells(lattice: Lattice, origins: Mapping[Cell, Origin]) -> None:
    """Name the bookmark of every cell of known origin; its number follows when the rows are written."""
    for cell in lattice.cells:
        origin = origins.get(cell)
        if origin is None or cell.continues:
            continue
        if origin.mark:
            cell.mark = f"_dg{origin.mark.replace('-', '_')}_{code_of(origin.path)}"
        else:
            cell.mark = f"_dgc_{digest_of(cell.text)}"


def number_bookmarks(body: Any) -> None:
    """Make the names and numbers of docgen's bookmarks unique in a document; those of a person keep theirs."""
    first = first_free(body)
    for number, start in enumerate(start for start in body.iter(qn("w:bookmarkStart")) if _ours(start)):
        start.set(qn("w:name"), f"{_ours(start)[1]}_{number}")
        for end in (start, start.getnext()):
            end.set(qn("w:id"), str(first + number))


def first_free(body: Any) -> int:
    """The number that the first of docgen's bookmarks has: behind those of a person."""
    others = (int(start.get(qn("w:id")) or 0) for start in body.iter(qn("w:bookmarkStart")) if not _ours(start))
    return max(others, default=-1) + 1


def count_bookmarks(body: Any) -> int:
    """How many bookmarks of docgen's a document has."""
    return sum(1 for start in body.iter(qn("w:bookmarkStart")) if _ours(start))


def drop_bookmarks(body: Any) -> None:
    """Take docgen's bookmarks out of a template that an office made from a table of docgen's."""
    ours = [start for start in body.iter(qn("w:bookmarkStart")) if _ours(start)]
    numbers = {start.get(qn("w:id")) for start in ours}
    ends = [end for end in body.iter(qn("w:bookmarkEnd")) if end.get(qn("w:id")) in numbers]
    for element in (*ours, *ends):
        element.getparent().remove(element)


def mark_of(name: str) -> Mark | None:
    """What a bookmark's name says; None for another's bookmark."""
    if found := _RECORD.fullmatch(name):
        return Mark(f"{found[1]}-{found[2]}", found[3])
    if found := _COMPUTED.fullmatch(name):
        return Mark(digest=found[1])
    return None


def _ours(start: Any) -> re.Match[str] | None:
    return _OURS.fullmatch(start.get(qn("w:name")) or "")
