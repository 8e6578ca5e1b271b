"""A PDF's pages as leaves, whoever made it: what a reader sees of a page, measured from the top left corner of that."""

from __future__ import annotations

import logging
from io import BytesIO

from docgen.proof.leaf import MM, Box, Char, Leaf, Rule

_BELOW_BASE = 0.14
"""How much of a Chinese character's body lies under its baseline; fonts differ by a few hundredths."""


def read(pdf: bytes) -> list[Leaf]:
    """Every page of the PDF. Whatever a broken page makes the parser stumble over is raised as it is."""
    import pdfplumber

    # what the parser has to remark on a font or a page is nothing that a clerk could do anything about
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    leaves = []
    with pdfplumber.open(BytesIO(pdf)) as document:
        for number, page in enumerate(document.pages, 1):
            leaves.append(_leaf(number, page))
            page.close()
    return leaves


def _leaf(number: int, page) -> Leaf:
    width, height = _lay_open(page)
    # pdfplumber adds the media box's corner to every x and takes every top from that box: undone here
    corner = float(page.mediabox[0])
    # LibreOffice writes headers and footers twice, one over the other
    found = (_char(char, corner, height) for char in page.chars)
    chars = {(c.text, round(c.x0, 1), round(c.base, 1)): c for c in found}
    shapes = (*page.lines, *page.rects, *page.curves)
    rules = dict.fromkeys(rule for shape in shapes if (rule := _rule(shape, corner, height)))
    pictures = tuple(_box(image, corner, height) for image in page.images)
    return Leaf(number, width / MM, height / MM, tuple(chars.values()), tuple(rules), pictures)


def _lay_open(page) -> tuple[float, float]:
    """Make the page start where a reader sees it start (CropBox), its sides in order; answer its size in points."""
    source = page.page_obj
    media, crop = _ordered(source.mediabox), _ordered(source.cropbox or source.mediabox)
    seen = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    if seen[0] >= seen[2] or seen[1] >= seen[3]:
        seen = media
    source.mediabox = seen
    width, height = seen[2] - seen[0], seen[3] - seen[1]
    return (height, width) if source.rotate % 180 else (width, height)


def _ordered(box) -> tuple[float, float, float, float]:
    """A box that may be given by any two opposite corners, from its lower left one to its upper right one."""
    x0, x1 = sorted((float(box[0]), float(box[2])))
    y0, y1 = sorted((float(box[1]), float(box[3])))
    return x0, y0, x1, y1


def _box(thing, corner: float, height: float) -> Box:
    return Box(
        (thing["x0"] - corner) / MM, (height - thing["y1"]) / MM, (thing["x1"] - corner) / MM, (height - thing["y0"]) / MM
    )


def _char(char, corner: float, height: float) -> Char:
    # a character upside down has its matrix turned, which pdfplumber calls upright too
    upright = bool(char["upright"]) and char["matrix"][0] > 0
    size = float(char["height"] if char["upright"] else char["width"])
    base = (height - char["matrix"][5]) / MM
    box = _box(char, corner, height)
    top, bottom = box.top, box.bottom
    if upright:
        top, bottom = base - size / MM * (1 - _BELOW_BASE), base + size / MM * _BELOW_BASE
    font = char["fontname"].split("+", 1)[-1]
    return Char(char["text"], box.x0, top, box.x1, bottom, base, size, font, _is_red(char.get("non_stroking_color")), upright)


def _rule(shape, corner: float, height: float) -> Rule | None:
    """A stroked line, or a filled rectangle so thin that it is one."""
    wide, high = shape["x1"] - shape["x0"], shape["y1"] - shape["y0"]
    if min(wide, high) > 6 or max(wide, high) < 3:
        return None
    width = min(wide, high) or float(shape.get("linewidth") or 0)
    colour = shape.get("stroking_color") if shape.get("stroke") and min(wide, high) == 0 else shape.get("non_stroking_color")
    box = _box(shape, corner, height)
    sides = (round(side, 3) for side in (box.x0, box.top, box.x1, box.bottom))
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
