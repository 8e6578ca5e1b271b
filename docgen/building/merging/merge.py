"""A paper made anew with a person's edits in it, and what of their work could not come along."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from docgen.building.merging.cells import CellEdit, cell_edits
from docgen.building.merging.edits import Edit, edits
from docgen.building.merging.reading import Reading, read, reading_of
from docgen.building.merging.revising import can_take, revise

if TYPE_CHECKING:
    from docx.document import Document

Lay = Callable[[Callable[["Document"], None]], bytes]
"""Lays a paper out, its words revised by what it is given."""


@dataclass(frozen=True)
class Merge:
    """``data`` is the new paper; ``edits`` of paragraphs, those that fitted in it; ``cells`` edited in tables that the new
    tables do not say; ``beyond`` what else of the person's work is not in it, in words."""

    data: bytes
    edits: tuple[Edit, ...] = ()
    cells: tuple[CellEdit, ...] = ()
    beyond: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether everything that the person did is in the new paper."""
        return not self.cells and not self.beyond and all(edit.fits or edit.there for edit in self.edits)

    @property
    def untouched(self) -> bool:
        """Whether the person did nothing: the file was merely saved again by another program."""
        return self.whole and not self.edits


def merge(base: bytes, hand: bytes, lay: Lay) -> Merge | None:
    """Make a paper anew with the edits that lead from ``base`` (docgen's) to ``hand`` (the person's), where they fit.

    None where one of them cannot be read. The same three give the same bytes.
    """
    former, theirs = read(base), read(hand)
    if former is None or theirs is None:
        return None
    found: list[Edit] = []

    def put_in(document: Document) -> None:
        placed = edits(former.lines, theirs.lines, reading_of(document).lines)
        takes = can_take(document, placed)
        found[:] = [replace(edit, fits=edit.fits and able) for edit, able in zip(placed, takes)]
        revise(document, [edit for edit in found if edit.fits])

    data = lay(put_in)
    made = read(data)
    return Merge(data, tuple(found), tuple(cell_edits(former.tables, theirs.tables, made.tables)), tuple(_beyond(former, theirs, made)))


def compare(base: bytes, hand: bytes, data: bytes) -> Merge | None:
    """What of a person's work in ``hand`` is in ``data`` by itself: nothing is put in."""
    former, theirs, made = read(base), read(hand), read(data)
    if former is None or theirs is None or made is None:
        return None
    found = (replace(edit, fits=False) for edit in edits(former.lines, theirs.lines, made.lines))
    return Merge(data, tuple(found), tuple(cell_edits(former.tables, theirs.tables, made.tables)), tuple(_beyond(former, theirs, made)))


def _beyond(former: Reading, theirs: Reading, made: Reading) -> Iterator[str]:
    if [len(table) for table in former.tables] != [len(table) for table in theirs.tables]:
        if theirs.tables != made.tables:
            yield "表格增删了行或整张表"
    if added := theirs.around - former.around - made.around:
        yield f"版记、页眉页脚或文本框改为“{_short('／'.join(added))}”"
    elif gone := former.around - theirs.around:
        if gone & made.around:
            yield f"版记、页眉页脚或文本框中删去了“{_short('／'.join(gone))}”"
    if theirs.pictures != former.pictures:
        yield f"图片由 {former.pictures} 张变为 {theirs.pictures} 张"
    for mark in sorted(theirs.marks - former.marks):
        yield f"文中有{mark}"
    looks = {line.key: line.looks for line in former.lines}
    known = {kind for line in former.lines for kind, _ in line.looks}
    for line in theirs.lines:
        same = line.looks == looks[line.key] if line.key in looks else {kind for kind, _ in line.looks} <= known
        if not same:
            yield f"文字的加粗、颜色等有改动：“{_short(line.text.strip())}”"


def _short(text: str, most: int = 20) -> str:
    return text if len(text) <= most else text[:most] + "…"
