"""The type area as the text itself shows it, so that what stands in it is measured against where it really is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from docgen.proof import clauses as gb
from docgen.proof.leaf import Leaf
from docgen.proof.line import Line
from docgen.proof.recognise.paper import Area

LEFT, RIGHT, TOP = "left", "right", "top"

_TITLE = 18.5
"""Points from which on a line is a title and no running text."""

_ABOVE_TEXT = 3.2
"""Of an exact line of 22 to a page about this much is empty above a 3号 character."""


def find_area(leaves: Iterable[Leaf], lines: dict[int, list[Line]]) -> tuple[Area, frozenset[str]]:
    """The area, and which of its edges were measured; the standard's own stand for the others.

    An edge within the standard's tolerance counts as in place, so that its play is not passed on to the elements.
    """
    leaves = tuple(leaves)
    size = _text_size(line for leaf in leaves if leaf.portrait for line in lines[leaf.number])
    texts = {
        leaf.number: [line for line in lines[leaf.number] if abs(line.size - size) <= 1 and not line.red]
        for leaf in leaves if leaf.portrait
    }
    every = [line for found in texts.values() for line in found]
    left = _left(every)
    titled = {number for number, found in texts.items() if found and _below_title(found[0], lines[number])}
    right = _right(every, gb.LEFT if left is None else left)
    top = _top({number: found for number, found in texts.items() if number not in titled}, _ruled(leaves))
    known = frozenset(name for name, value in ((LEFT, left), (RIGHT, right), (TOP, top)) if value is not None)
    area = Area(
        settled(left, gb.LEFT), settled(top, gb.TOP), settled(right, gb.RIGHT), gb.BOTTOM,
    )
    return area, known


def _text_size(lines: Iterable[Line]) -> float:
    """The size in points that most of the running text has; 3号 where there is none."""
    counts: Counter[float] = Counter()
    for line in lines:
        if len(line.chars) > 8 and not line.red and line.size < _TITLE:
            counts[line.size] += len(line.chars)
    return counts.most_common(1)[0][0] if counts else gb.SIZE_3


def settled(measured: float | None, standard: float) -> float:
    """An edge of the area in mm: the standard's where nothing was measured or the play is within its tolerance."""
    return standard if measured is None or abs(measured - standard) <= 1 else measured


def _left(lines: list[Line]) -> float | None:
    """The leftmost place where lines start: several of them, or one that others are set in from by two characters.

    Where no line is turned over, all start two characters in: that tells nothing of the edge.
    """
    places = [line.x0 for line in lines if len(line.chars) > 5]
    if not places:
        return None
    first = min(places)
    alone = sum(abs(place - first) <= 0.5 for place in places) < 2
    indented = [place for place in places if abs(place - first - 2 * gb.EM) <= 0.8]
    left = first if indented or not alone else _edge(places, lowest=True)
    if left is not None and not indented and abs(left - gb.LEFT - 2 * gb.EM) <= 1.2:
        return None
    return left


def _right(lines: list[Line], left: float) -> float | None:
    """The rightmost place where lines end that are turned over: what follows them starts at the left edge."""
    turned = [
        line.x1 for line, after in zip(lines, lines[1:], strict=False)
        if len(line.chars) > 16 and line.page == after.page and abs(after.x0 - left) < 1.5
    ]
    return _edge(turned, lowest=False)


def _edge(places: list[float], lowest: bool) -> float | None:
    """The outermost place (to the half millimetre) that at least two lines in twenty share, and at least two."""
    counts = Counter(round(place * 2) / 2 for place in places)
    least = max(2, len(places) // 20)
    for place in sorted(counts, reverse=not lowest):
        near = [p for p in places if abs(p - place) <= 0.5]
        if len(near) >= least:
            return min(near) if lowest else max(near)
    return None


def _ruled(leaves: Iterable[Leaf]) -> dict[int, float]:
    """Page → where its first rule is, as a table has one at its top."""
    return {leaf.number: min(rule.top for rule in leaf.rules) for leaf in leaves if leaf.rules}


def _top(texts: dict[int, list[Line]], ruled: dict[int, float]) -> float | None:
    """Where the first lines of the pages after the first start, less the room that a line has above its text.

    A line below a table (its note) is not the first of its page; pages that begin with a title are left out.
    """
    firsts = [found[0].top for number, found in texts.items() if number > 1 and found and ruled.get(number, found[0].top) >= found[0].top]
    if not firsts:
        return None
    return top_of_area(min(firsts))


def _below_title(first: Line, lines: Iterable[Line]) -> bool:
    """Whether a title stands above the first line of a page's running text: that of a plan, of a briefing's next item."""
    return any(line.size >= _TITLE and line.top < first.top for line in lines)


def top_of_area(first: float) -> float:
    """Where the area starts, in mm, when the first line's characters start at ``first``."""
    room = gb.PITCH - gb.EM
    if gb.TOP - 1 <= first <= gb.TOP + room + 1:
        return gb.TOP
    return first - _ABOVE_TEXT
