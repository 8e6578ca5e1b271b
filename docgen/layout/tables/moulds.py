"""The markup of rows and cells without their words, read once however many rows are cast in it.

A table's rows come from a few rows of a template, so that their markup is alike to the last character and only the
words differ. A mould is such markup with a slot for each word. What has to be known of a cell (its span, whether it is
joined to the one above, the sizes of its characters) is read from its mould, and what has to be done to it
(:mod:`docgen.layout.tables.casting`) is done to the mould: ten thousand rows cost no more tree than ten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from docgen.layout.tables.bookmarks import drop_bookmarks
from docgen.layout.tables.grid import continues, text_of

_FIRST = 0xF0000
SLOT = re.compile(f"[{chr(_FIRST)}-{chr(_FIRST + 0xFFFD)}]")
"""Slots are characters of the private plane 15, which no template and no record holds: its first is the first word's."""
_WORD = re.compile(r">([^<>]*)</w:t>")
_OPENING = re.compile(
    r"<w:tr\b[^>]*>(?:<w:tblPrEx\b[^>]*>.*?</w:tblPrEx>)?(?:<w:trPr/>|<w:trPr\b[^>]*>.*?</w:trPr>)?", re.DOTALL
)
_CELLS = re.compile(r"<(/?)w:(tbl|tc)(?:\s[^>]*)?>")


class OddRow(ValueError):
    """A row with words outside its cells, or without any cell."""


def slot(number: int) -> str:
    """The character that stands for the word ``number`` (from 0) of a mould."""
    return chr(_FIRST + number)


def number_of(character: str) -> int:
    """Which word (from 0) a slot's character stands for."""
    return ord(character) - _FIRST


def parted(row: str) -> tuple[tuple[str, ...], list[str]]:
    """The markup of a row's XML between its words, and the words as the XML has them."""
    pieces = _WORD.split(row)
    return tuple(pieces[::2]), pieces[1::2]


@dataclass(frozen=True)
class Scope:
    """The element, opened and closed, within which a piece of XML can be read: it declares the namespaces."""

    opening: str

    @classmethod
    def of(cls, xml: str) -> Scope:
        """The scope of a part's XML: its root, without what else that says."""
        root = re.search(r"<[\w:]+(\s[^>]*)?>", xml)
        declared = re.findall(r'\sxmlns(?::\w+)?="[^"]*"', root[0]) if root else []
        return cls(f"<w:body{''.join(declared)}>")

    def read(self, xml: str) -> Any:
        """The element that holds ``xml``."""
        return parse_xml(f"{self.opening}{xml}</w:body>")

    @staticmethod
    def written(holder: Any) -> str:
        """What an element that :meth:`read` gave holds by now."""
        xml = etree.tostring(holder, encoding="unicode")
        return xml[xml.index(">") + 1 : xml.rindex("</")]


class CellMould:
    """A cell's markup; ``xml`` has a slot in each ``w:t``. Compared and kept by identity: a table has one of each."""

    def __init__(self, xml: str, scope: Scope) -> None:
        holder = scope.read(xml)
        drop_bookmarks(holder)
        cell = holder[0]
        self.scope = scope
        self.xml = scope.written(holder)
        self.span: int = cell.grid_span
        self.continues = continues(cell)
        self.size = max((int(size.get(qn("w:val"))) / 2 for size in cell.iter(qn("w:sz"))), default=0.0)
        """The largest size in points that it asks for; 0 where it does not say."""
        self.openings = re.findall(f"(<w:t\\b[^<>]*)>{SLOT.pattern}", self.xml)
        """The opening tag before each word, without its end."""
        self.texts = sum(1 for _ in cell.iter(qn("w:t")))
        self._reading = text_of(cell)
        self._plain = self._reading == slot(0)

    def text(self, words: Sequence[str]) -> str:
        """What the cell says with these words: its paragraphs and lines parted by line feeds."""
        if self._plain:
            return words[0]
        return SLOT.sub(lambda found: words[number_of(found[0])], self._reading)

    def read(self) -> Any:
        """The cell's element within a holder of its own, to be changed and written."""
        return self.scope.read(self.xml)


@dataclass(frozen=True)
class Place:
    """Where a cell stands in a row's mould: its mould, the slots that are its own, the markup between it and the next."""

    mould: CellMould
    slots: slice
    behind: str


@dataclass(frozen=True, eq=False)
class RowMould:
    """A row's markup: its ``lead``, what stands before it; ``opening`` to the end of its properties; what stands
    ``before`` the first cell, the cells, ``closing``.

    ``skipped`` columns stand before its first cell; ``head``: it repeats on each page; ``least`` is its least height in
    twips; ``whole``: a page's end must not part it.
    """

    lead: str
    opening: str
    before: str
    places: tuple[Place, ...]
    closing: str
    skipped: int
    head: bool
    least: float
    whole: bool


def row_mould(literals: Sequence[str], scope: Scope, cells: dict[str, CellMould]) -> RowMould:
    """The mould of a row from the markup between its words; ``cells`` are the moulds of cells known so far.

    Raises OddRow for words outside the cells.
    """
    xml = literals[0] + "".join(f">{slot(number)}</w:t>{literal}" for number, literal in enumerate(literals[1:]))
    opening = _OPENING.search(xml)
    spans = list(_spans(xml))
    if not spans:
        raise OddRow(xml)
    stops = [start for start, _ in spans[1:]] + [spans[-1][1]]
    places, at = [], 0
    for (start, end), stop in zip(spans, stops, strict=True):
        inside = SLOT.findall(xml, start, end)
        own = re.sub(SLOT, lambda found, at=at: slot(number_of(found[0]) - at), xml[start:end])
        if own not in cells:
            cells[own] = CellMould(own, scope)
        places.append(Place(cells[own], slice(at, at + len(inside)), xml[end:stop]))
        at += len(inside)
    if at != len(literals) - 1:
        raise OddRow(xml)
    row = scope.read(f"{opening[0]}</w:tr>")[0]
    skipped, head, height, cant = (row.find(f"{qn('w:trPr')}/{qn(f'w:{name}')}") for name in ("gridBefore", "tblHeader", "trHeight", "cantSplit"))
    return RowMould(
        xml[: opening.start()], opening[0], xml[opening.end() : spans[0][0]], tuple(places), xml[spans[-1][1] :],
        skipped=0 if skipped is None else int(skipped.get(qn("w:val"))),
        head=head is not None,
        least=0.0 if height is None else float(height.get(qn("w:val")) or 0),
        whole=cant is not None,
    )  # fmt: skip


def _spans(xml: str) -> Iterator[tuple[int, int]]:
    """Where the row's own cells begin and end; those of tables within them are theirs."""
    depth = start = 0
    for tag in _CELLS.finditer(xml):
        if tag[2] == "tbl":
            depth += -1 if tag[1] else 1
        elif depth == 0 and not tag[1]:
            start = tag.start()
        elif depth == 0:
            yield start, tag.end()
