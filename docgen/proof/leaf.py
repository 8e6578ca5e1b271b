"""A printed page as it lies under the ruler: characters, rules and pictures in mm from the page's top left corner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO

from docgen.proof import clauses as gb

MM = 72 / 25.4
"""Points in a millimetre."""

_BELOW_BASE = 0.14
"""How much of a Chinese character's body lies under its baseline; fonts differ by a few hundredths."""


@dataclass(frozen=True)
class Box:
    """A rectangle in mm; ``top`` is the smaller y."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @staticmethod
    def around(boxes: Iterable) -> Box:
        """The smallest box that holds all of ``boxes``, of which there is at least one."""
        found = list(boxes)
        return Box(
            min(b.x0 for b in found), min(b.top for b in found), max(b.x1 for b in found), max(b.bottom for b in found)
        )


@dataclass(frozen=True)
class Char:
    """A character: its cell in mm (body height, not ink), its baseline in mm, its size in points, font as embedded."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    font: str
    red: bool = False
    upright: bool = True


@dataclass(frozen=True)
class Rule:
    """A straight line: where it runs in mm (its middle), its thickness in points."""

    x0: float
    top: float
    x1: float
    bottom: float
    width: float
    red: bool = False

    @property
    def horizontal(self) -> bool:
        return self.x1 - self.x0 > self.bottom - self.top

    @property
    def length(self) -> float:
        return max(self.x1 - self.x0, self.bottom - self.top)

    @property
    def thickness(self) -> float:
        """Thickness in mm."""
        return self.width / MM

    @property
    def lower_edge(self) -> float:
        return self.bottom + self.thickness / 2 if self.bottom - self.top < 0.01 else self.bottom

    @property
    def upper_edge(self) -> float:
        return self.top - self.thickness / 2 if self.bottom - self.top < 0.01 else self.top


@dataclass(frozen=True)
class Leaf:
    """A page: its number in the file (from 1), its size in mm and what stands on it."""

    number: int
    width: float
    height: float
    chars: tuple[Char, ...]
    rules: tuple[Rule, ...]
    pictures: tuple[Box, ...] = field(default=())

    @property
    def portrait(self) -> bool:
        return self.width <= self.height

    @property
    def foldout(self) -> bool:
        """Whether it is A3 lying down: bound at the same edge as an A4 page standing up, and folded."""
        return abs(self.width - gb.A3_WIDTH) <= 1 and abs(self.height - gb.PAPER_HEIGHT) <= 1

    @property
    def landscape(self) -> bool:
        """Whether it is a portrait page turned clockwise (clause 8)."""
        return not self.portrait and not self.foldout

    @cached_property
    def text(self) -> str:
        """All characters row by row, without spaces."""
        return "".join(char for _, row in self.rows() for char in row if not char.isspace())

    def rows(self, tolerance: float = 1.0) -> list[tuple[float, str]]:
        """The lines of text from the top down: the baseline of each in mm and its characters from left to right."""
        rows: list[list[Char]] = []
        for char in sorted(self.chars, key=lambda char: char.base):
            if rows and char.base - rows[-1][0].base <= tolerance:
                rows[-1].append(char)
            else:
                rows.append([char])
        return [(row[0].base, "".join(c.text for c in sorted(row, key=lambda c: c.x0)).strip()) for row in rows]


def read(pdf: bytes) -> list[Leaf]:
    """Every page of the PDF."""
    import pdfplumber

    leaves = []
    with pdfplumber.open(BytesIO(pdf)) as document:
        for number, page in enumerate(document.pages, 1):
            leaves.append(_leaf(number, page))
            page.close()
    return leaves


def _leaf(number: int, page) -> Leaf:
    height = float(page.height)
    # LibreOffice writes headers and footers twice, one over the other
    chars = {(c.text, round(c.x0, 1), round(c.base, 1)): c for c in (_char(char, height) for char in page.chars)}
    shapes = (*page.lines, *page.rects, *page.curves)
    rules = dict.fromkeys(rule for shape in shapes if (rule := _rule(shape)))
    pictures = tuple(Box(*(float(image[side]) / MM for side in ("x0", "top", "x1", "bottom"))) for image in page.images)
    return Leaf(number, float(page.width) / MM, height / MM, tuple(chars.values()), tuple(rules), pictures)


def _char(char, height: float) -> Char:
    upright = bool(char["upright"])
    size = float(char["height"] if upright else char["width"])
    base = (height - char["matrix"][5]) / MM
    x0, x1 = char["x0"] / MM, char["x1"] / MM
    if upright:
        top, bottom = base - size / MM * (1 - _BELOW_BASE), base + size / MM * _BELOW_BASE
    else:
        top, bottom = char["top"] / MM, char["bottom"] / MM
    font = char["fontname"].split("+", 1)[-1]
    return Char(char["text"], x0, top, x1, bottom, base, size, font, _is_red(char.get("non_stroking_color")), upright)


def _rule(shape) -> Rule | None:
    """A stroked line, or a filled rectangle so thin that it is one."""
    wide, high = shape["x1"] - shape["x0"], shape["bottom"] - shape["top"]
    if min(wide, high) > 6 or max(wide, high) < 3:
        return None
    width = min(wide, high) or float(shape.get("linewidth") or 0)
    colour = shape.get("stroking_color") if shape.get("stroke") and min(wide, high) == 0 else shape.get("non_stroking_color")
    sides = (round(shape[side] / MM, 3) for side in ("x0", "top", "x1", "bottom"))
    return Rule(*sides, round(width, 3), _is_red(colour))


def _is_red(colour) -> bool:
    if not isinstance(colour, (tuple, list)) or not all(isinstance(part, (int, float)) for part in colour):
        return False
    if len(colour) == 3:
        red, green, blue = colour
        return red > 0.55 and green < 0.45 and blue < 0.45
    if len(colour) == 4:
        cyan, magenta, yellow, black = colour
        return magenta > 0.6 and yellow > 0.6 and cyan < 0.4 and black < 0.4
    return False
