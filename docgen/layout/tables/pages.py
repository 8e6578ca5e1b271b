"""Which row starts which page, settled before any program sets the table; joined cells are shown again there.

A cell joined downwards shows its text only where it starts, in Word and in LibreOffice. So every row is given the
height that it will have, the pages are filled by these heights, and a run that crosses a page's end is parted there.
Where a row would fit only just, or fail to fit only just, the rows before it are stretched until no program can doubt.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from docgen.layout import standard as gb
from docgen.layout.tables.heights import Rooms, spans_of
from docgen.layout.tables.lattice import Cell, Lattice

DOUBT = 80
"""Twips by which programs may differ about a page's room: rules, rounding."""
_PARTED_DOUBT = 0.05
"""The part of its height by which programs may differ about where a row ends that is parted."""
_BEYOND = DOUBT + gb.LINES * gb.COMPENSATED_LINE - gb.twips(gb.TYPE_HEIGHT)
"""Twips by which a page may have more room: the compensated line pitch, set later, has lower margins."""


@dataclass(frozen=True)
class Run:
    """Cells joined downwards: their column, first and last row, and the height in twips that their text needs."""

    column: int
    top: int
    bottom: int
    height: float

    def clipped(self, first: int, last: int) -> Run:
        return replace(self, top=max(self.top, first), bottom=min(self.bottom, last))


@dataclass(frozen=True)
class Stack:
    """Rows below the head: heights in twips, which a page's end may part, which must not be a page's last."""

    heights: Sequence[float]
    parted: Collection[int] = ()
    glued: Collection[int] = ()
    runs: Sequence[Run] = ()


@dataclass(frozen=True)
class Carried:
    """What a parted row takes of the page on which it ends, in twips, at least and at most."""

    least: float
    most: float


@dataclass(frozen=True)
class Paged:
    """The rows that start a page but for the first page, every row's height in twips, where the table ends."""

    starts: tuple[int, ...]
    heights: tuple[float, ...]
    end: float


def paginate(stack: Stack, used: float, room: float, head: float) -> Paged:
    """Fill pages of ``room`` twips below ``used`` twips of the first; each page begins with a ``head`` so high."""
    heights = list(stack.heights)
    covering = _covering(stack)
    starts: list[int] = []
    carried: dict[int, Carried] = {}
    filled, left = 0, room - head - used
    while filled < len(heights):
        last = _last_that_fits(stack, heights, covering, filled, left)
        if last < filled and filled not in stack.parted and left < room - head:
            if filled in carried:
                # no row stands before it that could be stretched
                heights[filled] = max(heights[filled], room - head - carried[filled].least + _BEYOND)
            starts.append(filled)
            left = room - head
            continue
        if last < filled and heights[filled] <= left and filled not in stack.parted:
            last = filled
        if last < filled:
            doubt = heights[filled] * _PARTED_DOUBT + DOUBT
            taken = room - head - _beyond(heights[filled], left, room - head)
            filled += 1
            carried[filled] = Carried(taken - doubt, taken + doubt)
            left = room - head - carried[filled].most
            starts.append(filled)
            continue
        for row, height in _needed(heights, covering, filled, last).items():
            heights[row] = height
        left -= sum(heights[filled : last + 1])
        filled = last + 1
        if filled < len(heights) and filled not in stack.parted:
            starts.append(filled)
            left = room - head
    starts = [row for row in dict.fromkeys(starts) if 0 < row < len(heights)]
    _leave_no_doubt(heights, starts, {0: used} | {row: part.least for row, part in carried.items()}, room - head, stack.parted)
    return Paged(tuple(starts), tuple(heights), room - left)


def _covering(stack: Stack) -> list[list[Run]]:
    """For every row the runs that cover it."""
    covering: list[list[Run]] = [[] for _ in stack.heights]
    for run in stack.runs:
        for row in range(run.top, run.bottom + 1):
            covering[row].append(run)
    return covering


def _last_that_fits(stack: Stack, heights: list[float], covering: list[list[Run]], first: int, left: float) -> int:
    """The last row of the page that begins with ``first``; one less than ``first`` when not even that fits."""
    last, total = first - 1, 0.0
    while last + 1 < len(heights) and total + heights[last + 1] <= left - DOUBT:
        last += 1
        total += heights[last]
    while last >= first and (_is_glued(stack, last) or _too_high(heights, covering, first, last, left)):
        last -= 1
    return last


def _is_glued(stack: Stack, row: int) -> bool:
    return row in stack.glued and row + 1 < len(stack.heights)


def _too_high(heights: list[float], covering: list[list[Run]], first: int, last: int, left: float) -> bool:
    grown = _needed(heights, covering, first, last)
    return sum(heights[first : last + 1]) + sum(grown[row] - heights[row] for row in grown) > left - DOUBT


def _needed(heights: list[float], covering: list[list[Run]], first: int, last: int) -> dict[int, float]:
    """The heights of those rows that have to grow when the runs are parted at the ends of ``first`` to ``last``."""
    found: dict[int, float] = {}
    runs = {run.clipped(first, last) for row in (first, last) for run in covering[row]}
    for run in sorted(runs, key=lambda run: (run.bottom, run.column)):
        rows = range(run.top, run.bottom + 1)
        missing = run.height - sum(found.get(row, heights[row]) for row in rows)
        if missing > 0:
            found[run.bottom] = found.get(run.bottom, heights[run.bottom]) + missing
    return found


def _beyond(height: float, left: float, room: float) -> float:
    """What is left of the page on which a parted row ends."""
    rest = height - left
    while rest > room:
        rest -= room
    return room - rest


def _leave_no_doubt(
    heights: list[float], starts: list[int], used: Mapping[int, float], room: float, parted: Collection[int]
) -> None:
    """Stretch the rows of a page so that the row which starts the next can in no case stand on it.

    ``used`` is what at least stands above a page's first row, by that row.
    """
    bounds = [0, *starts]
    for index, start in reversed(list(enumerate(starts))):
        rows = range(bounds[index], start)
        if any(row in parted for row in (*rows, start)):
            continue
        left = room - used.get(bounds[index], 0.0) - sum(heights[row] for row in rows)
        # a row lower than the doubt can stand on either page: the page before is filled, and never more than that
        more = min(left + _BEYOND - heights[start], left - DOUBT)
        if rows and more > 0:
            for row in rows:
                heights[row] += more / len(rows)


def show_again(lattice: Lattice, rooms: Rooms, heights: Sequence[float], used: float, room: float, glued: Collection[int] = ()) -> float:
    """Settle the rows' heights and part joined cells at the ends of pages; answer where the table ends, in twips.

    ``heights`` are those of all rows, ``glued`` rows (from 0, the head's included) that must not end a page.
    """
    above = sum(heights[: lattice.head])
    parted = {number for number, row in enumerate(lattice.rows) if number >= lattice.head and not row.whole}
    # LibreOffice cuts off what does not fit when a cell joined to its neighbours stands in a row that is parted
    _part(lattice, parted | {row + 1 for row in parted})
    stack = Stack(
        tuple(heights[lattice.head :]),
        {row - lattice.head for row in parted},
        {row - lattice.head for row in glued},
        tuple(_runs(lattice, rooms)),
    )
    paged = paginate(stack, used, room, above)
    for row, height in enumerate([*heights[: lattice.head], *paged.heights]):
        if row not in parted:
            # a least height beyond a page's keeps LibreOffice from parting the row: its text makes it as high
            lattice.rows[row].least = ceil(height)
    _part(lattice, {row + lattice.head for row in paged.starts})
    return paged.end


def _runs(lattice: Lattice, rooms: Rooms) -> Iterator[Run]:
    spans = spans_of(lattice)
    for cell in lattice.cells:
        if cell.row >= lattice.head and cell in spans:
            yield Run(cell.column, cell.row - lattice.head, spans[cell] - lattice.head, rooms.height(cell))


def _part(lattice: Lattice, starts: Collection[int]) -> None:
    """Begin the joined cells anew in the rows that start a page, with the text that they show above."""
    shown: dict[int, Cell] = {}
    for cell in lattice.cells:
        if not cell.continues:
            shown[cell.column] = cell
        elif cell.row in starts and cell.row >= lattice.head:
            cell.show_again(shown[cell.column])
