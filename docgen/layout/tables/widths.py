"""Column widths from the text: no number or short word torn, rows as low as they can be, the whole width filled.

Each column has a cost for every width: the squares of its cells' lines added up. The narrowest widths that tear
nothing are given first; what is left goes, step by step, where it takes most from the cost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docgen.layout import standard as gb
from docgen.layout.tables.heads import pieces
from docgen.layout.tables.measure import (
    lines,
    packed,
    tokens,
    widest_line,
    widest_token,
    width,
)

_SHORT = 4.2
"""Words up to so many em are kept on one line where there is room."""
_SAMPLE = 300
_SMALLEST = gb.SIZE_6
"""Sizes in points below this are taken only where a number would else be torn."""
_BROKEN, _HALVED = 6.0, 1.5
"""The cost of a short word torn so that a character stands alone, and of one torn into halves."""
_HEAD_LINES = 4
_LINES = {12: 2.5, 10.5: 4.5}
_MANY_LINES = 8.0
"""Lines that a row may have on the average at a size (points) before a smaller one is tried."""
_SLACK = 0.15
_BLANK_STEP, _BLANK_WORTH = 0.5, 1.0
"""Columns to be filled in by hand get their width by such steps (em); a step is worth so much a row: texts that would stand in
many lines come first, those that stand in two or three wait."""
_BLANK_LEAST = 0.75
"""Of the width that they are to have, what such columns must keep before a smaller size is tried."""
_YEAR = re.compile(r"\d{4}年")


@dataclass(frozen=True)
class Content:
    """What stands in one column: its own head, the cells below it; as many cells in every column.

    ``blank`` is the width in twips that the column has when nothing stands in it: it is to be filled in by hand.
    """

    head: str
    cells: Sequence[str]
    blank: int = 0


@dataclass(frozen=True)
class Fit:
    """Widths in twips and the size in points that they are for."""

    size: float
    widths: tuple[int, ...]


def fit(columns: Sequence[Content], room: int, padding: int, sizes: Sequence[float]) -> Fit:
    """The largest of ``sizes`` (points, falling) at which the columns read well in ``room`` twips, and their widths.

    ``padding`` is what the margins of one cell take, in twips. The widths add up to ``room``.
    """
    rows = _sample(columns)
    measured = [_Column.of(column, rows) for column in columns]
    best: tuple[float, list[float]] | None = None
    for size in sizes:
        if best and size < _SMALLEST:
            break
        em = size * 20
        given = _given(measured, (room - padding * len(columns)) / em, em)
        if given is None:
            continue
        best = size, given
        if _reads_well(measured, given, _LINES.get(size, _MANY_LINES)) and _can_be_filled_in(measured, given, em):
            break
    if best is None:
        size = sizes[-1]
        return Fit(size, _filled([column.least for column in measured], room, padding, size * 20))
    return Fit(best[0], _filled(best[1], room, padding, best[0] * 20))


@dataclass(frozen=True)
class _Column:
    """A column's narrowest width without a torn word, its texts to be weighed, its shape (width, cost) falling."""

    least: float
    blank: int
    texts: tuple[str, ...]
    steps: tuple[tuple[float, float], ...]

    @classmethod
    def of(cls, content: Content, rows: Sequence[int]) -> _Column:
        head = tuple(width(piece) for piece in pieces(content.head)) or (0.0,)
        distinct = {"", *content.cells}
        longest = max(map(widest_line, distinct))
        # words of a heading, two characters of a text at least: what is written downwards is hard to read
        word = max(min(3.0, max(head)), *(width(piece) for piece in pieces(content.head) if _YEAR.fullmatch(piece)), 0.0) if sum(head) > 2 else 0.0
        least = max(min(2.0, longest), word, *map(widest_token, {content.head, *distinct})) + _SLACK
        most = max(least, sum(head), longest) + _SLACK
        texts = tuple(content.cells[row] for row in rows)
        points = [(room, _cost(head, texts, room)) for room in _widths(least, most)]
        return cls(least, 0 if any(content.cells) else content.blank, texts, tuple(_hull(points)))


def _sample(columns: Sequence[Content]) -> list[int]:
    """Enough rows to weigh the columns by; those with the most text always among them."""
    count = len(columns[0].cells) if columns else 0
    if count <= _SAMPLE:
        return list(range(count))
    lengths = [sum(len(column.cells[row]) for column in columns) for row in range(count)]
    longest = sorted(range(count), key=lengths.__getitem__)[-_SAMPLE // 10 :]
    return sorted({*range(0, count, -(-count // _SAMPLE)), *longest})


def _widths(least: float, most: float) -> list[float]:
    """The widths worth a try, in finer steps where a column is narrow."""
    widths = [least]
    while widths[-1] < most:
        step = 0.5 if widths[-1] < 12 else 1.0 if widths[-1] < 24 else 2.0
        widths.append(min(widths[-1] + step, most))
    return widths


def _cost(head: tuple[float, ...], texts: Sequence[str], room: float) -> float:
    cost = 0.0
    for text in filter(None, texts):
        count = lines(text, room)
        cost += count * count
        if count > len(tokens(text)):
            cost += sum(_HALVED + (_BROKEN - _HALVED) * _alone(line, room) for line in tokens(text) if _is_short(line, room))
    count = packed(head, room)
    cost_of_head = count * count + _BROKEN * (max(0, count - _HEAD_LINES) + 3 * (max(head) > room))
    return cost + max(2.0, len(texts) / 20) * cost_of_head


def _is_short(line: tuple[float, ...], room: float) -> bool:
    """Whether the line is a short word that does not fit."""
    return room < sum(line) <= _SHORT


def _alone(line: tuple[float, ...], room: float) -> bool:
    """Whether tearing the short word leaves a character alone."""
    whole = int(room) or 1
    return whole < 2 or sum(line) % whole == 1


def _hull(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The lower convex hull: only steps whose gain for their width falls from one to the next."""
    hull: list[tuple[float, float]] = []
    for point in points:
        while len(hull) > 1 and _slope(hull[-2], hull[-1]) >= _slope(hull[-2], point):
            hull.pop()
        hull.append(point)
    return hull


def _slope(a: tuple[float, float], b: tuple[float, float]) -> float:
    return (b[1] - a[1]) / max(b[0] - a[0], 1e-9)


def _given(columns: list[_Column], room: float, em: float) -> list[float] | None:
    """Widths in em for a room in em; None when even the narrowest do not fit."""
    widths = [column.least for column in columns]
    left = room - sum(widths)
    if left < 0:
        return None
    rows = max((len(column.texts) for column in columns), default=0)
    steps = sorted(
        (slope, index, start, end)
        for index, column in enumerate(columns)
        for slope, start, end in (
            _blank_steps(column, em, rows) if column.blank / em > column.least else ((_slope(a, b), a[0], b[0]) for a, b in zip(column.steps, column.steps[1:], strict=False))
        )
    )
    for slope, index, start, end in steps:
        if slope < 0 and widths[index] == start and end - start <= left:
            widths[index] = end
            left -= end - start
    return widths


def _blank_steps(column: _Column, em: float, rows: int) -> Iterator[tuple[float, float, float]]:
    """How a column to be filled in by hand grows from its least width to its own: slope, from, to."""
    start = column.least
    while start < column.blank / em:
        end = min(start + _BLANK_STEP, column.blank / em)
        yield -_BLANK_WORTH * max(1, rows), start, end
        start = end


def _can_be_filled_in(columns: list[_Column], widths: list[float], em: float) -> bool:
    """Whether the columns to be filled in by hand have kept most of their width."""
    wanted = sum(column.blank / em for column in columns)
    kept = sum(min(width, column.blank / em) for column, width in zip(columns, widths, strict=True))
    return kept >= _BLANK_LEAST * wanted


def _reads_well(columns: list[_Column], widths: list[float], most: float) -> bool:
    """Rows of at most so many lines on the average, and hardly a short word torn."""
    rows = max((len(column.texts) for column in columns), default=0)
    heights = [1] * rows
    torn = words = 0
    for column, room in zip(columns, widths, strict=True):
        for row, text in enumerate(column.texts):
            heights[row] = max(heights[row], lines(text, room))
            words += sum(0 < sum(line) <= _SHORT for line in tokens(text))
            torn += sum(_is_short(line, room) and _alone(line, room) for line in tokens(text))
    return torn <= words * 0.02 and (not rows or sum(heights) / rows <= most)


def _filled(widths: list[float], room: int, padding: int, em: float) -> tuple[int, ...]:
    """Twips that add up to ``room``: what is left over (or lacking) is shared by the widths."""
    text = room - padding * len(widths)
    scale = text / (sum(widths) * em) if sum(widths) else 0.0
    twips = [int(width * em * scale) + padding for width in widths]
    twips[twips.index(max(twips))] += room - sum(twips)
    return tuple(twips)
