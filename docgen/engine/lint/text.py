"""The words of a part as its tags are written in them, each character knowing the XML it stands in."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from docgen.engine.places import Place, parsed, places_in

END = "\x1e"
"""Stands where a paragraph ends; it cannot occur in XML."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_P, _T, _DELETED, _FIELD = _W + "p", _W + "t", _W + "delText", _W + "fldChar"

RUN, ATTRIBUTE, DELETED = "run", "attribute", "deleted"


@dataclass(frozen=True)
class Piece:
    """A text node: where it begins in its stream, in which paragraph (index), below which elements.

    ``field`` tells within which fields of Word's it stands: pieces of a tag must agree in it.
    """

    start: int
    text: str
    paragraph: int
    element: object
    chain: tuple[object, ...]
    field: tuple[int, ...] = ()
    order: int = 0

    def nearest(self, name: str) -> object | None:
        """The innermost element of a kind (``tr``) around it."""
        return next((element for element in reversed(self.chain) if element.tag == _W + name), None)


@dataclass
class Stream:
    """Text that is read in one go: the part's runs one after another, or a single attribute."""

    kind: str
    text: str = ""
    pieces: list[Piece] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def add(self, piece: Piece) -> None:
        self.pieces.append(piece)
        self.starts.append(piece.start)

    def at(self, index: int) -> Piece:
        """The piece that holds a character."""
        return self.pieces[max(0, bisect_right(self.starts, index) - 1)]

    def between(self, start: int, end: int) -> list[Piece]:
        """The pieces that hold the characters from ``start`` up to ``end``."""
        first = max(0, bisect_right(self.starts, start) - 1)
        last = bisect_right(self.starts, max(start, end - 1))
        return [piece for piece in self.pieces[first:last] if piece.text]


@dataclass(frozen=True)
class PartText:
    """A part: its streams, the one of its runs first, and the places of its paragraphs."""

    name: str
    streams: tuple[Stream, ...]
    places: tuple[Place, ...]

    def place(self, paragraph: int) -> Place:
        return self.places[paragraph] if 0 <= paragraph < len(self.places) else Place(self.name)


def read_part(name: str, xml: bytes, only: frozenset[str] | None = None) -> PartText:
    """The text of a part; ``only`` names the elements of its root that are read. Raises lxml's XMLSyntaxError."""
    root = parsed(xml)
    for element in list(root) if only is not None else ():
        if only is not None and str(element.tag).rpartition("}")[2] not in only:
            root.remove(element)
    reading = _Reading()
    reading.walk(root)
    return PartText(name, (reading.main, *reading.aside), tuple(places_in(name, root)))


class _Reading:
    """Goes through a part once."""

    def __init__(self) -> None:
        self.main = Stream(RUN)
        self.aside: list[Stream] = []
        self._texts: list[str] = []
        self._length = self._order = 0
        self._count = -1
        self._open: list[int] = []
        self._chain: list = []
        self._fields: list[int] = []
        self._fallbacks = 0
        self._last = -1

    def walk(self, root) -> None:
        from lxml import etree

        for event, element in etree.iterwalk(root, events=("start", "end")):
            if event == "end":
                self._leave(element)
            else:
                self._enter(element)
        self.main.text = "".join(self._texts)

    def _enter(self, element) -> None:
        self._chain.append(element)
        self._order += 1
        tag = element.tag
        if tag == _FALLBACK:
            self._fallbacks += 1
        elif tag == _P:
            self._count += 1
            self._open.append(self._count)
        elif tag == _FIELD:
            self._mark_field(element)
        if self._fallbacks:
            return
        if tag == _T:
            self._run(element)
        elif element.text and "{" in element.text:
            self._beside(element, element.text, DELETED if tag == _DELETED else ATTRIBUTE)
        for value in element.attrib.values():
            if "{{" in value or "{%" in value or "{#" in value:
                self._beside(element, value, ATTRIBUTE)

    def _leave(self, element) -> None:
        self._chain.pop()
        if element.tag == _FALLBACK:
            self._fallbacks -= 1
        elif element.tag == _P:
            self._open.pop()

    def _mark_field(self, element) -> None:
        kind = element.get(_W + "fldCharType")
        if kind == "begin":
            self._fields.append(self._order)
        elif kind == "separate" and self._fields:
            self._fields[-1] = self._order
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _run(self, element) -> None:
        paragraph = self._open[-1] if self._open else -1
        if self._last not in (-1, paragraph):
            self._texts.append(END)
            self._length += 1
        self._last = paragraph
        text = element.text or ""
        self.main.add(self._piece(element, text, self._length))
        self._texts.append(text)
        self._length += len(text)

    def _beside(self, element, text: str, kind: str) -> None:
        stream = Stream(kind, text)
        stream.add(self._piece(element, text, 0))
        self.aside.append(stream)

    def _piece(self, element, text: str, start: int) -> Piece:
        paragraph = self._open[-1] if self._open else -1
        return Piece(start, text, paragraph, element, tuple(self._chain), tuple(self._fields), self._order)
