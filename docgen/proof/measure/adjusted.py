"""Whether a paper had reason to depart from 22 lines of 28 characters (7.3.5.5, 5.2.3).

The text is counted once more as if nothing had been adjusted: where seal, issuer and date would then find no room
below it, or only a single line of text would stand with them, lines and characters may be a little closer or wider.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil
from statistics import median
from unicodedata import east_asian_width

from docgen.proof import clauses as gb
from docgen.proof.line import Line
from docgen.proof.measure.body import paragraphs
from docgen.proof.recognise.paper import Paper

FEWEST_LINES, MOST_LINES = gb.LINES - 2, gb.LINES + 2
FEWEST_CHARACTERS, MOST_CHARACTERS = gb.CHARACTERS - 1, gb.CHARACTERS + 1
NOTE = "为落款与正文同处一面，按7.3.5.5调整了行距或字距"

_SEAL = 42.0
"""A common seal's diameter in mm; its lower half reaches below the upper edge of the date's line."""
_DESCENT = 2.0
"""Millimetres of a line below the foot of its characters."""
_DOUBT = 3.0
"""Millimetres by which this reckoning may be off."""


def had_to_adjust(paper: Paper) -> bool:
    """Whether the end of the text would fall badly with 22 lines of 28 characters."""
    end = paper.end
    body = [line for line in paper.body if not line.landscape]
    if end.date is None or not body or body[-1].page != end.date.page:
        return False
    between = _between(paper, body)
    counted = sum(_lines(paper, paragraph) for paragraph in paragraphs(paper)) + between
    # turned-over lines that stops have lengthened or shortened are not seen by the count of characters
    return any(_falls_badly(paper, lines) for lines in {len(body) + between, counted, counted - 1, counted + 1} if lines > 0)


def _between(paper: Paper, body: Sequence[Line]) -> int:
    """How many lines what stands between those of the text would take: tables and pictures with their captions."""
    steps = [after.base - before.base for before, after in pairwise(body) if before.page == after.page]
    pitch = median(steps) if steps else gb.PITCH
    starts = {line.page: line for line in reversed(body) if line.page > body[0].page}
    steps += [line.base - paper.area.top for line in starts.values()]
    return ceil(sum(step - pitch for step in steps if step > 1.6 * pitch) / gb.PITCH - 0.1)


def _lines(paper: Paper, paragraph) -> int:
    """Lines that a paragraph takes with 28 characters a line."""
    indent = max(round((paragraph.lines[0].x0 - paper.area.left) / gb.EM), 0)
    wide = sum(1.0 if east_asian_width(char) in "WFA" else 0.5 for char in paragraph.text)
    return max(ceil((indent + wide) / gb.CHARACTERS), 1)


def _falls_badly(paper: Paper, lines: int) -> bool:
    """Whether a text of so many lines leaves no room for what the paper has below it, or a single line with it."""
    first = next(line for line in paper.body if not line.landscape)
    on_first = int((paper.area.bottom - _DESCENT / 2 - first.base) / gb.PITCH) + 1
    left = lines - on_first
    if left == 1:
        return True
    if left <= 0:
        last = first.base + (lines - 1) * gb.PITCH
    else:
        on_last = (left - 1) % gb.LINES + 1
        if on_last == 1:
            return True
        last = paper.area.top + on_last * gb.PITCH - _DESCENT
    return last + _below(paper) > paper.area.bottom - _DOUBT


def _below(paper: Paper) -> float:
    """The height in mm from the text's last line to the end of what must stand on its page."""
    end = paper.end
    date, last = end.date, next(line for line in reversed(paper.body) if not line.landscape)
    below = _SEAL / 2 - (gb.PITCH - _DESCENT)
    if end.remark is not None:
        below = max(below, gb.PITCH + _DESCENT)
    if paper.imprint is not None and paper.imprint.page == date.page and paper.imprint.rules:
        below += paper.area.bottom - min(rule.top for rule in paper.imprint.rules)
    return date.base - last.base + below
