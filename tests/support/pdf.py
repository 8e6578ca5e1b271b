"""A rendered paper under the ruler: characters, rules and ink in millimetres from the page's top left corner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

MM = 72 / 25.4
"""Points in a millimetre."""

Pixel = tuple[int, int, int]


@dataclass(frozen=True)
class Box:
    """A rectangle in mm; ``top`` is the smaller y."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True)
class Char:
    """A character: its cell in mm (not its ink), its baseline in mm, its size in points, its font as embedded."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    font: str


@dataclass(frozen=True)
class Rule:
    """A straight line: where it runs in mm, its thickness in points."""

    x0: float
    top: float
    x1: float
    bottom: float
    width: float

    @property
    def horizontal(self) -> bool:
        return self.x1 - self.x0 > self.bottom - self.top


@dataclass(frozen=True)
class Page:
    """A page's size in mm and what stands on it."""

    number: int
    width: float
    height: float
    chars: tuple[Char, ...]
    rules: tuple[Rule, ...]

    @property
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


def pages(pdf: bytes) -> list[Page]:
    """Measure every page."""
    import pdfplumber

    with pdfplumber.open(BytesIO(pdf)) as document:
        return [_page(number, page) for number, page in enumerate(document.pages, 1)]


def text(pdf: bytes) -> str:
    """The text of all pages without spaces."""
    return "".join(page.text for page in pages(pdf))


def ink_box(
    pdf: bytes, page: int, x0: float, y0: float, x1: float, y1: float, dpi: int = 300, ink: Callable | None = None
) -> Box | None:
    """The smallest box (mm) around the ink within a rectangle (mm) of ``page`` (from 1); None when it is blank.

    ``ink(array)`` may choose by colour: an H × W × 3 array in, an H × W mask out. Default: anything not near white.
    """
    import numpy

    dots = dpi / 25.4
    array = _rendered(pdf, page, dpi)[round(y0 * dots) : round(y1 * dots), round(x0 * dots) : round(x1 * dots)]
    mask = ink(array) if ink else (array < 160).any(axis=2)
    rows, columns = numpy.where(mask.any(axis=1))[0], numpy.where(mask.any(axis=0))[0]
    if not len(rows):
        return None
    left, top = round(x0 * dots), round(y0 * dots)
    edges = (left + columns[0], top + rows[0], left + columns[-1] + 1, top + rows[-1] + 1)
    return Box(*(float(edge) / dots for edge in edges))


def red(array):
    """A mask for ``ink_box``: the red of an issuer mark or a red rule."""
    return (array[:, :, 0] > 150) & (array[:, :, 1] < 120) & (array[:, :, 2] < 120)


def _rendered(pdf: bytes, page: int, dpi: int):
    import numpy
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return numpy.array(document[page - 1].render(scale=dpi / 72).to_pil().convert("RGB"))
    finally:
        document.close()


def _page(number: int, page) -> Page:
    chars = tuple(_char(char, float(page.height)) for char in page.chars)
    rules = tuple(rule for shape in (*page.lines, *page.rects, *page.curves) if (rule := _rule(shape)))
    return Page(number, float(page.width) / MM, float(page.height) / MM, chars, rules)


def _char(char, height: float) -> Char:
    cell = (char[side] / MM for side in ("x0", "top", "x1", "bottom"))
    return Char(char["text"], *cell, (height - char["matrix"][5]) / MM, char["size"], char["fontname"])


def _rule(shape) -> Rule | None:
    """A stroked line, or a filled rectangle so thin that it is one."""
    wide, high = shape["x1"] - shape["x0"], shape["bottom"] - shape["top"]
    if min(wide, high) > 6:
        return None
    width = min(wide, high) or float(shape.get("linewidth") or 0)
    return Rule(shape["x0"] / MM, shape["top"] / MM, shape["x1"] / MM, shape["bottom"] / MM, width)
