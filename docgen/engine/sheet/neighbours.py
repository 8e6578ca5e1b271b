"""Parts that belong to a sheet and name its rows: comments, drawings, charts, tables, moved after them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from docgen.engine.sheet.book import Book
from docgen.engine.sheet.lines import MAIN
from docgen.engine.sheet.moving import Moves, moved_formula, moved_range, sheet_of

_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_ANCHOR = re.compile(r"(<\w+:Anchor>)([^<]*)(</\w+:Anchor>)")
_NOTE_ROW = re.compile(r"(<\w+:Row>\s*)(\d+)(\s*</\w+:Row>)")
_ONE_CELL = re.compile(r"([A-Z]+)(\d+)")
_WITH_REF = ("comments", "threadedComment", "pivotTable")

Headings = Mapping[tuple[int, int], str]
"""What the cells above the records say that tags filled, by row and column."""


class Neighbours:
    """The parts that belong to the sheets of a template: which, and what becomes of them."""

    def __init__(self, book: Book) -> None:
        self._kinds: dict[str, tuple[str, str]] = {}
        for title, part in book.sheets:
            for kind, name in book.related(part):
                self._kinds[name] = (_kind(kind), title)
                if kind == "drawing":
                    self._kinds.update((chart, ("chart", title)) for of, chart in book.related(name) if _kind(of) == "chart")
        for kind, name in book.related(book.main):
            if kind == "pivotCacheDefinition":
                self._kinds[name] = (kind, "")
        self._kinds = {name: told for name, told in self._kinds.items() if told[0] in _WAYS}

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._kinds)

    def tabled(self, title: str) -> bool:
        """Whether a sheet has a table (Ctrl+T), which cannot be without a row."""
        return ("table", title) in self._kinds.values()

    def moved(self, read: Callable[[str], bytes], moves: Mapping[str, Moves], headings: Mapping[str, Headings]) -> Iterator[tuple[str, bytes]]:
        """The parts that are not as they were."""
        for name, (kind, title) in self._kinds.items():
            if title and title not in moves and kind != "chart":
                continue
            before = read(name)
            after = _WAYS[kind](before, title, moves, headings.get(title, {}))
            if after != before:
                yield name, after


def _kind(kind: str) -> str:
    return kind.rsplit("/", 1)[-1]


def _referring(xml: bytes, title: str, moves: Mapping[str, Moves], headings: Headings) -> bytes:
    """Comments stay at their cell; of a row of tags at that of the first record."""
    root, changed = _parsed(xml), False
    for element in root.iter():
        reference = element.get("ref") if isinstance(element.tag, str) else None
        if not reference or not re.fullmatch(r"[A-Z]+\d+(:[A-Z]+\d+)?", reference):
            continue
        if cell := _ONE_CELL.fullmatch(reference):
            moved = f"{cell[1]}{_nearest(moves[title], int(cell[2]))}"
        else:
            moved = moved_range(reference, moves[title]) or reference
        changed = changed or moved != reference
        element.set("ref", moved)
    return _told(root) if changed else xml


def _boxes(xml: bytes, title: str, moves: Mapping[str, Moves], headings: Headings) -> bytes:
    """The boxes of comments, in VML, which need not be XML that others read."""
    own = moves[title]

    def note(found: re.Match[str]) -> str:
        return f"{found[1]}{_nearest(own, int(found[2]) + 1) - 1}{found[3]}"

    def anchor(found: re.Match[str]) -> str:
        numbers = found[2].split(",")
        if len(numbers) != 8:
            return found[0]
        for place in (2, 6):
            numbers[place] = f" {_nearest(own, int(numbers[place]) + 1) - 1}"
        return f"{found[1]}{','.join(numbers)}{found[3]}"

    text = xml.decode("utf-8")
    return _NOTE_ROW.sub(note, _ANCHOR.sub(anchor, text)).encode("utf-8")


def _drawings(xml: bytes, title: str, moves: Mapping[str, Moves], headings: Headings) -> bytes:
    """Pictures and charts move with the cells that they are anchored to, and stretch with them where they should."""
    own = moves[title]
    root, changed = _parsed(xml), False
    for anchor in root:
        rows = [anchor.find(f"{_DRAWN}{end}/{_DRAWN}row") for end in ("from", "to")]
        if rows[0] is None or anchor.get("editAs") == "absolute":
            continue
        begin = int(rows[0].text)
        shift = _nearest(own, begin + 1) - 1 - begin
        for place, row in enumerate(rows):
            if row is not None:
                before = int(row.text)
                stretches = place and anchor.get("editAs", "twoCell") == "twoCell"
                after = _nearest(own, before + 1) - 1 if stretches else before + shift
                changed = changed or after != before
                row.text = str(after)
    return _told(root) if changed else xml


def _charts(xml: bytes, title: str, moves: Mapping[str, Moves], headings: Headings) -> bytes:
    """A chart's ranges reach over all records; the figures that it remembers are read anew from the cells."""
    root, changed = _parsed(xml), False
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or not element.tag.endswith("}f") or "!" not in (element.text or ""):
            continue
        moved = _stretched(element.text, moves)
        if moved != element.text and "#REF!" not in moved:
            element.text, changed = moved, True
            for cache in list(element.getparent()):
                if cache.tag.endswith(("}numCache", "}strCache", "}multiLvlStrCache")):
                    element.getparent().remove(cache)
    return _told(root) if changed else xml


def _stretched(formula: str, moves: Mapping[str, Moves]) -> str:
    """A chart's range; one cell of the row of tags stands for all records as well."""
    sheet, rest = sheet_of(formula)
    if sheet in moves and _ONE_CELL.fullmatch(rest.replace("$", "")):
        return formula[: len(formula) - len(rest)] + (moved_range(rest, moves[sheet]) or "#REF!")
    return moved_formula(formula, "", moves)


def _table(xml: bytes, title: str, moves: Mapping[str, Moves], headings: Headings) -> bytes:
    """A table (Ctrl+T) reaches over all records; its columns are called what their headings say."""
    own, root = moves[title], _parsed(xml)
    first, last = root.get("ref").split(":")
    bottom = int(re.sub(r"\D", "", last))
    if own.first(bottom) is None and root.get("totalsRowCount"):
        del root.attrib["totalsRowCount"]
        root.set("totalsRowShown", "0")
    for element in root.iter(f"{MAIN}table", f"{MAIN}autoFilter", f"{MAIN}sortState", f"{MAIN}sortCondition"):
        if element.get("ref"):
            element.set("ref", moved_range(element.get("ref"), own) or element.get("ref"))
    from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

    letter, row = coordinate_from_string(first)
    left = column_index_from_string(letter)
    used: set[str] = set()
    for place, column in enumerate(root.iterfind(f"{MAIN}tableColumns/{MAIN}tableColumn")):
        name = headings.get((row, left + place), column.get("name"))
        while name.lower() in used:
            name += "_"
        used.add(name.lower())
        column.set("name", name)
    told = _told(root)
    return xml if told == _told(_parsed(xml)) else told


def _pivots(xml: bytes, title: str, moves: Mapping[str, Moves], headings: Headings) -> bytes:
    """A pivot table's source reaches over all records, which it reads when it is opened."""
    root = _parsed(xml)
    source = root.find(f"{MAIN}cacheSource/{MAIN}worksheetSource")
    if source is None or source.get("sheet") not in moves or not source.get("ref"):
        return xml
    moved = moved_range(source.get("ref"), moves[source.get("sheet")])
    if not moved or moved == source.get("ref"):
        return xml
    source.set("ref", moved)
    root.set("refreshOnLoad", "1")
    return _told(root)


_WAYS: dict[str, Callable[[bytes, str, Mapping[str, Moves], Headings], bytes]] = {
    **{kind: _referring for kind in _WITH_REF},
    "vmlDrawing": _boxes,
    "drawing": _drawings,
    "chart": _charts,
    "table": _table,
    "pivotCacheDefinition": _pivots,
}


def _nearest(moves: Moves, row: int) -> int:
    """Where a row is now; the next above it where it fell away."""
    while row > 1 and moves.first(row) is None:
        row -= 1
    return moves.first(row) or 1


def _parsed(xml: bytes) -> Any:
    from lxml import etree

    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _told(root: Any) -> bytes:
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

