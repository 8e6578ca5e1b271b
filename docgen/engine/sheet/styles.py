"""The looks of cells that matter when a value is written, and looks that are made from them: as text, as a date."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
QUOTED, DAY, MOMENT, TIME, HEADING = "quoted", "day", "moment", "time", "heading"
_FORMATS = {DAY: "14", MOMENT: "22", TIME: "21"}
_SIZE = 11.0


@dataclass(frozen=True)
class Looks:
    """Of a cell's style: its font's size in points, whether its text turns over, whether its number is shown as a date."""

    size: float = _SIZE
    wraps: bool = False
    dated: bool = False


class Styles:
    """The styles part of a template."""

    def __init__(self, xml: bytes | None) -> None:
        self._xml = xml

    @cached_property
    def looks(self) -> tuple[Looks, ...]:
        """The looks of every style by its number."""
        if self._xml is None:
            return ()
        root = _parsed(self._xml)
        sizes = [_size(font) for font in root.iterfind(f"{_MAIN}fonts/{_MAIN}font")]
        formats = {each.get("numFmtId"): each.get("formatCode", "") for each in root.iterfind(f"{_MAIN}numFmts/{_MAIN}numFmt")}
        return tuple(_looks(xf, sizes, formats) for xf in root.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf"))

    def of(self, style: int) -> Looks:
        return self.looks[style] if style < len(self.looks) else Looks()


class Clones:
    """Styles that one filling adds behind the template's own."""

    def __init__(self, known: int, heading_font: str = "") -> None:
        self._known, self._font = known, heading_font
        self._numbers: dict[tuple[int, str], int] = {}

    def of(self, style: int, kind: str) -> int:
        """The number of ``style`` as :data:`QUOTED` text, as a date, in the font of headings."""
        if not self._known:
            return style
        return self._numbers.setdefault((style, kind), self._known + len(self._numbers))

    def added(self, xml: bytes) -> bytes:
        """The styles part with the styles asked for."""
        from lxml import etree

        if not self._numbers:
            return xml
        root = _parsed(xml)
        known = root.find(f"{_MAIN}cellXfs")
        own = list(known.iterfind(f"{_MAIN}xf"))
        for style, kind in self._numbers:
            # a style made here may be made into another
            xf = deepcopy(known[style] if style < len(known) else own[0])
            if kind == QUOTED:
                xf.set("quotePrefix", "1")
            elif kind == HEADING:
                xf.set("fontId", str(_renamed(root.find(f"{_MAIN}fonts"), int(xf.get("fontId") or 0), self._font)))
                xf.set("applyFont", "1")
            else:
                xf.set("numFmtId", _FORMATS[kind])
                xf.set("applyNumberFormat", "1")
            known.append(xf)
        known.set("count", str(len(own) + len(self._numbers)))
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _renamed(fonts, number: int, name: str) -> int:
    """The number of a font like ``number`` with another name, added where there is none."""
    font = deepcopy(fonts[number])
    for scheme in font.findall(f"{_MAIN}scheme"):
        font.remove(scheme)
    for named in font.iterfind(f"{_MAIN}name"):
        named.set("val", name)
    from lxml import etree

    told = etree.tostring(font)
    for at, other in enumerate(fonts):
        if etree.tostring(other) == told:
            return at
    fonts.append(font)
    fonts.set("count", str(len(fonts)))
    return len(fonts) - 1


def _parsed(xml: bytes):
    from lxml import etree

    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _size(font) -> float:
    size = font.find(f"{_MAIN}sz")
    return _number(size.get("val") if size is not None else None, _SIZE)


def _looks(xf, sizes: list[float], formats: dict[str, str]) -> Looks:
    alignment, font = xf.find(f"{_MAIN}alignment"), int(_number(xf.get("fontId"), 0))
    wraps = alignment is not None and alignment.get("wrapText") in ("1", "true")
    return Looks(sizes[font] if font < len(sizes) else _SIZE, wraps, _is_date(xf.get("numFmtId", "0"), formats))


def _is_date(number: str, formats: dict[str, str]) -> bool:
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

    code = formats.get(number) or BUILTIN_FORMATS.get(int(_number(number, 0)), "General")
    return bool(is_date_format(code))


def _number(text: str | None, otherwise: float) -> float:
    convert: Callable[[str], float] = float
    try:
        return convert(text) if text else otherwise
    except ValueError:
        return otherwise
