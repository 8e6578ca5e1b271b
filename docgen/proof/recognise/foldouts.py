"""Pages on A3 that fold out: as high as the A4 pages that they are bound with, wider by one of them."""

from __future__ import annotations

from collections.abc import Iterable

from docgen.proof import clauses as gb
from docgen.proof.leaf import Box, Leaf
from docgen.proof.line import Line
from docgen.proof.recognise.annexes import LABEL
from docgen.proof.recognise.area import settled, top_of_area
from docgen.proof.recognise.paper import Area, Foldout

_WIDE = 0.8 * gb.FOLD_WIDTH
"""From this width in mm on a table is meant to fill the type area, so that its edge is the area's."""


def find_foldouts(leaves: Iterable[Leaf], lines: dict[int, list[Line]], tables: dict[int, list[Box]]) -> dict[int, Foldout]:
    """The fold-outs of a paper by their page."""
    found: dict[int, Foldout] = {}
    shift = 0.0
    for leaf in (leaf for leaf in leaves if leaf.foldout):
        labels = [line for line in lines[leaf.number] if LABEL.match(line.text)]
        wide = [box for box in tables[leaf.number] if box.width > _WIDE]
        table = min((box.x0 for box in wide), default=None)
        if labels:
            # what a table stands beside its label's edge it stands beside the edge on its further pages
            shift = table - labels[0].x0 if table is not None else 0.0
        left = labels[0].x0 if labels else None if table is None else table - shift
        found[leaf.number] = _foldout(left, _top(lines[leaf.number], wide))
    return found


def _foldout(left: float | None, top: float | None) -> Foldout:
    edge = settled(left, gb.LEFT)
    return Foldout(left, top, Area(edge, settled(top, gb.TOP), edge + gb.FOLD_WIDTH, gb.BOTTOM))


def _top(lines: list[Line], wide: list[Box]) -> float | None:
    """A label shows the edge, and a table that goes on from the page before; a title has room above it."""
    first = min(lines, key=lambda line: line.top, default=None)
    if wide and (first is None or wide[0].top < first.top):
        return wide[0].top
    return top_of_area(first.top) if first and LABEL.match(first.text) else None
