"""A sheet's rows and cells as the template has them, and the sheet without them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docgen.engine.sheet.styles import Looks, Styles

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
BLANK, FIXED, FORMULA, TAGGED = "blank", "fixed", "formula", "tagged"
_DEFAULT_WIDTH = 8.43
_OF_PLACE = ("r", "spans", "ht", "customHeight")


@dataclass(frozen=True)
class Spot:
    """One cell of the template.

    ``kind`` tells what it holds: nothing, something ``fixed`` (``inner`` is its XML, ``type`` its ``t``), a formula
    (``text``, without ``=``) or text with tags (``text``). ``width`` is the room it has in characters, joined across or not.
    """

    column: int
    letter: str
    style: int
    kind: str = BLANK
    text: str = ""
    type: str = ""
    inner: str = ""
    looks: Looks = Looks()
    width: float = _DEFAULT_WIDTH


@dataclass(frozen=True)
class Line:
    """One row of the template; ``height`` in points, None when the program finds it; ``attributes`` its other ones as XML."""

    row: int
    height: float | None
    attributes: str
    spots: tuple[Spot, ...]

    @property
    def tagged(self) -> tuple[Spot, ...]:
        return tuple(spot for spot in self.spots if spot.kind == TAGGED)


Area = tuple[int, int, int, int]
"""Top, left, bottom, right."""


@dataclass(frozen=True)
class Sheet:
    """A sheet of the template: its rows, what it joins, and the XML of all the rest, its ``sheetData`` empty."""

    title: str
    part: str
    lines: tuple[Line, ...]
    joined: tuple[Area, ...]
    rest: Any

    @property
    def width(self) -> int:
        """The last column that anything stands in."""
        used = [spot.column for line in self.lines for spot in line.spots]
        return max([*used, *(right for _, _, _, right in self.joined)], default=0)

    def across(self, row: int) -> dict[int, int]:
        """First column to last of what is joined across within ``row``."""
        return {left: right for top, left, bottom, right in self.joined if top == bottom == row}


def read_sheet(title: str, part: str, xml: bytes, shared: Sequence[str], styles: Styles) -> Sheet:
    """Read a worksheet's XML; ``shared`` are the workbook's shared strings as plain text.

    Raises lxml's XMLSyntaxError or ValueError for what is no worksheet.
    """
    from lxml import etree

    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True))
    data = root.find(f"{MAIN}sheetData")
    if data is None:
        raise ValueError(part)
    joined = tuple(sorted(area_of(item.get("ref")) for item in root.iterfind(f"{MAIN}mergeCells/{MAIN}mergeCell")))
    widths = _Widths(root)
    formulas = _Formulas()
    lines = []
    last = 0
    for row in data.iterfind(f"{MAIN}row"):
        last = int(row.get("r") or last + 1)
        spans = {left: right for top, left, bottom, right in joined if top == bottom == last}
        lines.append(_line(row, last, shared, styles, widths, spans, formulas))
    for child in list(data):
        data.remove(child)
    return Sheet(title, part, tuple(lines), joined, root)


def area_of(reference: str) -> Area:
    from openpyxl.utils import range_boundaries

    left, top, right, bottom = range_boundaries(reference)
    return top, left, bottom, right


def _line(row, number: int, shared, styles: Styles, widths: _Widths, spans: Mapping[int, int], formulas: _Formulas) -> Line:
    from openpyxl.utils import column_index_from_string, get_column_letter

    spots = []
    column = 0
    for cell in row.iterfind(f"{MAIN}c"):
        letter = (cell.get("r") or "").rstrip("0123456789")
        column = column_index_from_string(letter) if letter else column + 1
        spots.append(_spot(cell, column, get_column_letter(column), number, shared, styles, widths.across(column, spans), formulas))
    height = float(row.get("ht")) if row.get("ht") else None
    attributes = "".join(f' {name}="{value}"' for name, value in row.attrib.items() if name not in _OF_PLACE and "{" not in name)
    return Line(number, height, attributes, tuple(spots))


def _spot(cell, column: int, letter: str, row: int, shared, styles: Styles, width: float, formulas: _Formulas) -> Spot:
    style, kind = int(cell.get("s") or 0), cell.get("t") or "n"
    common: dict[str, Any] = {"looks": styles.of(style), "width": width}
    formula = cell.find(f"{MAIN}f")
    if formula is not None and (text := formulas.text(formula, f"{letter}{row}")):
        if has_tag(text):
            return Spot(column, letter, style, TAGGED, "=" + text, **common)
        return Spot(column, letter, style, FORMULA, text, formula.get("t", ""), **common)
    words = _words(cell, kind, shared)
    if words is not None and has_tag(words):
        return Spot(column, letter, style, TAGGED, words, **common)
    if formula is None and not len(cell):
        return Spot(column, letter, style, **common)
    return Spot(column, letter, style, FIXED, words or "", kind if cell.get("t") else "", _inner(cell), **common)


def has_tag(text: object) -> bool:
    return isinstance(text, str) and ("{{" in text or "{%" in text)


def _words(cell, kind: str, shared: Sequence[str]) -> str | None:
    """The text of a cell that holds text; None for any other."""
    if kind == "inlineStr":
        return plain_text(cell.find(f"{MAIN}is"))
    value = cell.findtext(f"{MAIN}v")
    if kind == "s" and value is not None:
        return shared[int(value)] if int(value) < len(shared) else ""
    return value if kind == "str" else None


def plain_text(item) -> str:
    """The text of a string item, its runs joined, without the readings above Chinese characters."""
    if item is None:
        return ""
    runs = [item.find(f"{MAIN}t"), *item.iterfind(f"{MAIN}r/{MAIN}t")]
    return "".join(run.text or "" for run in runs if run is not None)


def _inner(cell) -> str:
    """The XML within a cell as it is; the sheet's own namespace need not be said again."""
    from lxml import etree

    told = "".join(etree.tostring(child, encoding="unicode", with_tail=False) for child in cell)
    return told.replace(f' xmlns="{MAIN[1:-1]}"', "")


class _Widths:
    """Column widths in characters; Excel tells neighbours of equal width as one entry."""

    def __init__(self, root) -> None:
        standard = root.find(f"{MAIN}sheetFormatPr")
        told = None if standard is None else standard.get("defaultColWidth")
        self._default = float(told) if told else _DEFAULT_WIDTH
        self._widths: dict[int, float] = {}
        for each in root.iterfind(f"{MAIN}cols/{MAIN}col"):
            width = 0.0 if each.get("hidden") in ("1", "true") else float(each.get("width") or self._default)
            for column in range(int(each.get("min")), min(int(each.get("max")), _LAST_COLUMN) + 1):
                self._widths[column] = width

    def across(self, column: int, spans: Mapping[int, int]) -> float:
        return sum(self._widths.get(at, self._default) for at in range(column, spans.get(column, column) + 1))


_LAST_COLUMN = 16_384


class _Formulas:
    """Formulas as each cell has them: one that is shared is told by its first cell only, the others translate it."""

    def __init__(self) -> None:
        self._shared: dict[str, tuple[str, str]] = {}

    def text(self, formula, cell: str) -> str:
        """The formula of ``cell``, without ``=``; empty for one that is left as it is (a data table's)."""
        from openpyxl.formula.translate import Translator

        kind, number = formula.get("t", "normal"), formula.get("si", "")
        if kind == "shared" and not formula.text and number in self._shared:
            origin, text = self._shared[number]
            return Translator("=" + text, origin).translate_formula(cell)[1:]
        if kind == "shared" and formula.text:
            self._shared[number] = (cell, formula.text)
        return "" if kind == "dataTable" else formula.text or ""
