"""What a worksheet part of an .xlsx says beside its values: formulas, errors, hidden rows and columns, how far it goes.

calamine tells none of it. Regular expressions find it in the form in which Excel, WPS, LibreOffice and the usual
libraries write; where a part is written in any other way, so that they might miss something, a parser walks it.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import unescape

from docgen.ledger.reading.sheet import column_number

_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_BODY = (b"<sheetData>", b"</sheetData>")
_OTHER_PREFIX = re.compile(rb":(?:c|row|col)[\s/>]")
_CELLS = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"')
_LETTERS, _DIGITS = string.ascii_uppercase.encode(), string.digits.encode()
_CELL_TAG = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^<>]*>\s*')
_FORMULA = re.compile(rb"<f[ />]")
_ERROR = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^>]* t="e"[^>]*>(?:<f[^<>]*(?:/>|>[^<]*</f>))?<v>([^<]*)</v>')
_HIDDEN_ROW = re.compile(rb'<row r="([0-9]{1,7})"[^>]* (?:hidden="(?:1|true)"|ht="0")')
_COLUMN = re.compile(rb"<col\s([^>]*)>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_EDGE = 16_384


@dataclass
class Marks:
    """By (row, column) from 0: cells with a formula, error cells with their text (#REF!); rows and columns hidden.

    ``height`` and ``width`` bound the used rectangle: exact, or larger where that is still within bounds.
    """

    formulas: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    height: int = 0
    width: int = 0


def marks(data: bytes, limit: int) -> Marks:
    """Read a worksheet part (UTF-8, without DTD). Cells within ``limit`` are found at once, else exactly.

    Raises ValueError when the part is not well-formed, as far as that shows.
    """
    found = _at_once(data)
    if found is None or found.height * found.width > limit:
        found = _walked(data)
    return found


def _at_once(data: bytes) -> Marks | None:
    start, end = data.find(_BODY[0]), data.rfind(_BODY[1])
    cells = _CELLS.findall(data)
    if data.count(b"<c", max(start, 0), max(end, 0)) != len(cells) or _OTHER_PREFIX.search(data):
        return None
    found = Marks()
    if cells:
        places = b",".join(cells)
        columns = set(places.translate(None, _DIGITS).split(b","))
        found.width = 1 + max(column_number(letters.decode()) for letters in columns)
        found.height = max(map(int, set(places.translate(None, _LETTERS).split(b","))))
    for formula in _FORMULA.finditer(data, max(start, 0), max(end, 0)):
        cell = _CELL_TAG.match(data, data.rfind(b"<c ", 0, formula.start()))
        if cell is None or cell.end() != formula.start():
            return None
        found.formulas.add(_place(cell[1].decode()))
    if number := data.count(b't="e"'):
        found.errors = {
            _place(reference.decode()): unescape(text.decode("utf-8", "replace"))
            for reference, text in _ERROR.findall(data)
        }
        if len(found.errors) != number:
            return None
    if b"hidden=" in data or b'ht="0"' in data:
        if data.count(b"<row") != data.count(b'<row r="') or b"hidden='" in data:
            return None
        found.hidden_rows = {int(row) - 1 for row in _HIDDEN_ROW.findall(data)}
        for column in _COLUMN.findall(data):
            _hide(found, {key.decode(): value.decode() for key, value in _ATTRIBUTE.findall(column)})
    return found


def _place(reference: str) -> tuple[int, int]:
    cell = _CELL.fullmatch(reference)
    if cell is None:
        raise ValueError(reference)
    return int(cell[2]) - 1, column_number(cell[1])


def _hide(found: Marks, column: dict[str, str]) -> None:
    if column.get("hidden") in ("1", "true") or column.get("width") == "0":
        first, last = int(column.get("min", "1")), int(column.get("max", "1"))
        found.hidden_columns |= _range(first, last)


def _range(first: int, last: int) -> set[int]:
    return set(range(max(first, 1) - 1, min(last, _EDGE)))


def _walked(data: bytes) -> Marks:
    walk = _Walk()
    try:
        walk.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from None
    return walk.marks


class _Walk:
    """Positions may be left out of the XML: then they count on."""

    def __init__(self) -> None:
        self.marks = Marks()
        self._row = self._column = -1
        self._error: Iterable[str] | None = None
        self._in_error = False
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self._in_value = False

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "c":
            if reference := attributes.get("r"):
                self._row, self._column = _place(reference)
            else:
                self._column += 1
            self._in_error = attributes.get("t") == "e"
        elif tag == "row":
            self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1
            if attributes.get("hidden") in ("1", "true") or attributes.get("ht") == "0":
                self.marks.hidden_rows.add(self._row)
        elif tag in ("v", "f", "is"):
            self.marks.height = max(self.marks.height, self._row + 1)
            self.marks.width = max(self.marks.width, self._column + 1)
            if tag == "f":
                self.marks.formulas.add((self._row, self._column))
            self._in_value = tag == "v"
        elif tag == "col":
            _hide(self.marks, attributes)

    def _end(self, name: str) -> None:
        self._in_value = False

    def _text(self, text: str) -> None:
        if self._in_error and self._in_value:
            place = (self._row, self._column)
            self.marks.errors[place] = self.marks.errors.get(place, "") + text
