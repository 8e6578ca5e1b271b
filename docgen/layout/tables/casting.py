"""Rows written out: what the layout decided of a cell is done once to its mould, then words are cast in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from docx.oxml.ns import qn
from docx.text.run import Run
from lxml import etree

from docgen.layout import standard as gb
from docgen.layout.styles import set_run_font
from docgen.layout.tables.lattice import AGAIN, CONTINUED, STARTED, Cell, Lattice, Row
from docgen.layout.tables.looks import clear, set_join, set_least, set_line, set_size, set_whole
from docgen.layout.tables.moulds import SLOT, CellMould, RowMould, number_of

Change = Callable[[Any], None]
_LEAST = "\U0010fffd"
"""Stands for a row's height until the row is written."""
_MARK = "docgen-mark"
_HOLE = re.compile(rf">({SLOT.pattern})</w:t>|<\?{_MARK}\s*\?>")


class Look(NamedTuple):
    """What a mould becomes: all in which two cells of one mould can differ but for their words and bookmarks."""

    mould: CellMould
    width: int
    span: int
    joined: str
    heavy: bool
    body: CellMould | None
    body_heavy: bool
    marked: bool


class Cast(NamedTuple):
    """A finished mould: how it begins, then each slot (None: the bookmark's) with the markup behind it; ``openings``
    are the opening tags before the words, for lines that a word begins."""

    start: str
    slots: tuple[tuple[int | None, str], ...]
    openings: Sequence[str]


@dataclass
class Caster:
    """Writes the rows of a table that is laid out in ``size`` points (0: its own) with lines of ``line`` twips.

    ``changes`` are done to every mould at last: other styles, other fonts.
    """

    lattice: Lattice
    size: float
    line: int
    heights: Sequence[float] = ()
    """The rows' in twips, before the pages are turned."""
    grows: bool = False
    """The last row may be higher than its words ask."""
    together: bool = False
    """All rows stand on one page."""
    changes: list[Change] = field(default_factory=list)
    _casts: dict[tuple[Any, ...], Cast] = field(default_factory=dict, repr=False)
    _openings: dict[tuple[RowMould, bool, bool], str] = field(default_factory=dict, repr=False)

    def change(self, change: Change) -> None:
        """Do to every mould what is done to the rest of the document, now and whenever the rows are written."""
        self.changes.append(change)
        self._casts.clear()

    @property
    def marks(self) -> int:
        """How many bookmarks the rows have."""
        return sum(1 for cell in self.lattice.cells if cell.mark)

    def rows(self, count: int = 0, first: int = 0) -> Iterator[str]:
        """The XML of each row; the bookmarks count on from ``count``, the first of all of them has the id ``first``."""
        for number, row in enumerate(self.lattice.rows):
            head = number < self.lattice.head
            pieces = [row.mould.lead, self._opened(row), row.mould.before]
            for cell in row.cells:
                mark = ""
                if cell.mark:
                    mark = _bookmark(f"{cell.mark}_{count}", first + count)
                    count += 1
                self._cast(cell, head, mark, pieces)
                pieces.append(cell.behind)
            pieces.append(row.mould.closing)
            yield "".join(pieces)

    def _cast(self, cell: Cell, head: bool, mark: str, pieces: list[str]) -> None:
        said = cell.shown or cell
        key = (cell.mould, cell.width, cell.span, cell.joined, cell.heavy, said.mould, said.heavy, mark == "", head)
        cast = self._casts.get(key)
        if cast is None:
            look = Look(*key[:5], said.mould if cell.shown else None, said.heavy, mark != "")
            cast = self._casts[key] = self._moulded(look, head)
        pieces.append(cast.start)
        for number, markup in cast.slots:
            pieces.append(mark if number is None else _written(said.words[number], number, cast.openings))
            pieces.append(markup)

    def _moulded(self, look: Look, head: bool) -> Cast:
        holder = look.mould.read()
        cell = holder[0]
        if look.joined in (STARTED, CONTINUED):
            set_join(cell, look.joined)
        if look.joined == AGAIN:
            set_join(cell, STARTED)
        if look.joined == CONTINUED:
            clear(cell)
        if look.span != look.mould.span:
            cell.grid_span = look.span
        self._dress(cell, look.heavy)
        if look.width:
            cell.width = look.width * 635
        if look.body:
            self._take_paragraphs(cell, look.body, look.body_heavy)
        paragraph = cell.find(qn("w:p"))
        if look.marked and paragraph is not None:
            paragraph.insert(0 if paragraph.pPr is None else 1, etree.ProcessingInstruction(_MARK))
        for change in self.changes:
            change(holder)
        openings = (look.body or look.mould).openings
        (_, start), *slots = _slotted(look.mould.scope.written(holder))
        # a heading's further lines are docgen's own, a cell's as its words are
        return Cast(start, tuple(slots), ["<w:t"] * len(openings) if head else openings)

    def _dress(self, cell: Any, heavy: bool) -> None:
        for run in cell.iter(qn("w:r")) if heavy else ():
            set_run_font(Run(run, None), gb.HEI_FONT)
        for paragraph in cell.iter(qn("w:p")):
            if self.size:
                set_size(paragraph, self.size)
            set_line(paragraph, self.line)

    def _take_paragraphs(self, cell: Any, body: CellMould, heavy: bool) -> None:
        shown = body.read()[0]
        self._dress(shown, heavy)
        for old in cell.findall(qn("w:p")):
            cell.remove(old)
        for paragraph in shown.findall(qn("w:p")):
            cell.append(deepcopy(paragraph))

    def _opened(self, row: Row) -> str:
        key = row.mould, row.whole, row.least is None
        if key not in self._openings:
            self._openings[key] = self._opening(row)
        opening = self._openings[key]
        return opening if row.least is None else opening.replace(_LEAST, str(row.least))

    def _opening(self, row: Row) -> str:
        holder = self.lattice.scope.read(f"{row.mould.opening}</w:tr>")
        if row.whole != row.mould.whole:
            set_whole(holder[0], row.whole)
        if row.least is not None:
            set_least(holder[0], _LEAST)
        xml = self.lattice.scope.written(holder)
        return xml.removesuffix("</w:tr>") if xml.endswith("</w:tr>") else f"{xml.removesuffix('/>')}>"


def _bookmark(name: str, number: int) -> str:
    return f'<w:bookmarkStart w:name="{name}" w:id="{number}"/><w:bookmarkEnd w:id="{number}"/>'


def _written(word: str, number: int, openings: Sequence[str]) -> str:
    """What stands behind a text's opening tag: the tag's end and the word, or that there is none."""
    if not word:
        return "/>"
    if "&" in word or "<" in word or ">" in word:
        word = word.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if "\r" in word:
        word = word.replace("\r", "&#13;")
    if "\n" in word:
        word = word.replace("\n", f"</w:t><w:br/>{openings[number]}>")
    return f">{word}</w:t>"


def _slotted(xml: str) -> Iterator[tuple[int | None, str]]:
    """The XML parted at its slots, each with what follows it; the first piece stands before all of them."""
    number, at = None, 0
    for hole in _HOLE.finditer(xml):
        yield number, xml[at : hole.start()]
        number, at = None if hole[1] is None else number_of(hole[1]), hole.end()
    yield number, xml[at:]
