"""Lines that belong to a table, a picture or a chart within the text: its title, its unit, its caption, the words of a chart."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from docgen.proof import clauses as gb
from docgen.proof.leaf import Box, Leaf
from docgen.proof.line import Line
from docgen.proof.recognise.paper import Area

_NEAR = 1.6 * gb.PITCH
"""A caption's foot lies so near, in mm, to what it names; the next line of it as near to the first."""

_FIGURE = re.compile(r"^图\d+")
_SMALL = 0.8
"""Of its caption's size: the words of a chart are smaller than this."""


def without_captions(body: Sequence[Line], leaves: Sequence[Leaf], tables: Mapping[int, Sequence[Box]], area: Area) -> tuple[Line, ...]:
    """The text without the lines that name tables and pictures: centred, or a table's unit at the right, and next to them.

    A chart is no picture in a PDF: its words go with its caption, 图1.
    """
    named: set[int] = set()
    lines = list(body)
    for leaf in leaves:
        here = [line for line in lines if line.page == leaf.number]
        for box in tables.get(leaf.number, ()):
            named |= _above(here, box.top, area)
        for box in leaf.pictures:
            named |= _below(here, box.bottom, area)
        named |= _charts(here, area)
    return tuple(line for line in lines if id(line) not in named)


def _above(lines: Sequence[Line], top: float, area: Area) -> set[int]:
    found: set[int] = set()
    for line in sorted(lines, key=lambda line: -line.base):
        if line.base > top:
            continue
        if top - line.base > _NEAR or not (_centred(line, area) or (not found and _at_right(line, area))):
            break
        found.add(id(line))
        top = line.base
    return found


def _below(lines: Sequence[Line], bottom: float, area: Area) -> set[int]:
    for line in sorted(lines, key=lambda line: line.base):
        if line.base > bottom:
            return {id(line)} if line.base - bottom <= _NEAR and _centred(line, area) else set()
    return set()


def _charts(lines: Sequence[Line], area: Area) -> set[int]:
    """The captions of charts and the unbroken runs of small lines above them."""
    found: set[int] = set()
    ordered = sorted(lines, key=lambda line: line.base)
    for at, caption in enumerate(ordered):
        if not (_FIGURE.match(caption.text) and _centred(caption, area)):
            continue
        found.add(id(caption))
        for line in reversed(ordered[:at]):
            if line.size >= _SMALL * caption.size:
                break
            found.add(id(line))
    return found


def _centred(line: Line, area: Area) -> bool:
    # a line of text that happens to lie in the middle is set in by two characters, or begins at the edge
    set_in = line.x0 - area.left
    return abs(line.centre - area.centre) < 2.5 and set_in > 1.0 and abs(set_in - 2 * gb.EM) > 1.5


def _at_right(line: Line, area: Area) -> bool:
    return abs(line.x1 - area.right) < 2.0 and line.x0 > area.centre
