"""What the layout sets in the markup of cells and rows: sizes, exact lines, joins, heights."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def set_size(paragraph: Any, size: float) -> None:
    """Set every run in ``size`` points; an empty cell's paragraph mark too, for it makes the row's height."""
    half_points = str(round(size * 2))
    for properties in (_mark_of(paragraph), *(run.get_or_add_rPr() for run in paragraph.iter(qn("w:r")))):
        _size_of(properties, half_points)


def set_line(paragraph: Any, twips: int) -> None:
    """Make the paragraph's lines exactly so high, unless it has lines of its own."""
    spacing = paragraph.get_or_add_pPr().get_or_add_spacing()
    if spacing.get(qn("w:line")) is None:
        spacing.set(qn("w:line"), str(twips))
        spacing.set(qn("w:lineRule"), "exact")


def set_join(cell: Any, value: str) -> None:
    """Make a cell the first of a run joined downwards (``restart``) or one that continues it (``continue``)."""
    properties = cell.get_or_add_tcPr()
    for old in properties.findall(qn("w:vMerge")):
        properties.remove(old)
    merge = OxmlElement("w:vMerge")
    merge.set(qn("w:val"), value)
    # the schema's order: vMerge stands behind tcW and gridSpan, before borders and the rest
    before = [child for child in properties if child.tag in (qn("w:cnfStyle"), qn("w:tcW"), qn("w:gridSpan"), qn("w:hMerge"))]
    properties.insert(len(before), merge)


def clear(cell: Any) -> None:
    """Keep one empty paragraph, with its properties."""
    paragraphs = cell.findall(qn("w:p"))
    for paragraph in paragraphs[1:]:
        cell.remove(paragraph)
    for paragraph in paragraphs[:1]:
        for child in list(paragraph):
            if child.tag != qn("w:pPr"):
                paragraph.remove(child)


def set_least(row: Any, twips: str) -> None:
    """Make the row at least so high."""
    properties = row.get_or_add_trPr()
    height = properties.find(qn("w:trHeight"))
    if height is None:
        height = OxmlElement("w:trHeight")
        properties.append(height)
    height.set(qn("w:val"), twips)
    height.set(qn("w:hRule"), "atLeast")


def set_whole(row: Any, whole: bool) -> None:
    """Keep the row from being parted by a page's end, or let it be."""
    properties = row.get_or_add_trPr()
    for child in properties.findall(qn("w:cantSplit")):
        properties.remove(child)
    if whole:
        properties.insert(0, OxmlElement("w:cantSplit"))


def _mark_of(paragraph: Any) -> Any:
    """The properties of a paragraph's mark, made where they are missing."""
    properties = paragraph.get_or_add_pPr()
    mark = properties.find(qn("w:rPr"))
    if mark is None:
        mark = OxmlElement("w:rPr")
        following = [child for child in properties if child.tag in (qn("w:sectPr"), qn("w:pPrChange"))]
        properties.insert(len(properties) - len(following), mark)
    return mark


def _size_of(properties: Any, half_points: str) -> None:
    for old in [child for child in properties if child.tag in _SIZES]:
        properties.remove(old)
    at = next((place for place, child in enumerate(properties) if child.tag in _AFTER_SIZES), len(properties))
    for tag in reversed(_SIZES):
        element = properties.makeelement(tag)
        element.set(_VALUE, half_points)
        properties.insert(at, element)


_VALUE, _SIZES = qn("w:val"), (qn("w:sz"), qn("w:szCs"))
_AFTER_SIZES = frozenset(
    qn(f"w:{name}")
    for name in (
        "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
        "eastAsianLayout", "specVanish", "oMath", "rPrChange",
    )
)  # fmt: skip
"""What the schema wants behind the sizes."""
