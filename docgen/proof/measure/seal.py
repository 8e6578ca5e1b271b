"""Seals (7.3.5.1, 7.3.5.3): red ink around the sign-off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from docgen.proof import clauses as gb
from docgen.proof.finding import Finding, judged, length, skipped
from docgen.proof.ink import Ink
from docgen.proof.leaf import Box
from docgen.proof.line import Line
from docgen.proof.recognise.paper import Paper

_CLAUSES = (gb.SEAL_RED, gb.SEAL_OVER, gb.SEAL_TEXT, gb.SEALS_APART)
_REACH = 120.0
"""How far above the date, in mm, a seal of a joint sign-off may end."""


@dataclass(frozen=True)
class Seal:
    """A seal's ink on the page of the date, and whether it is red."""

    box: Box
    red: bool


def find_seals(paper: Paper, ink: Ink) -> list[Seal]:
    """The seals on the page of the date, from the top down and left to right: pictures of a seal's shape."""
    date = paper.end.date
    if date is None:
        return []
    pictures = [box for box in paper.leaves[date.page - 1].pictures if _may_be_seal(box, date)]
    found = []
    for box in dict.fromkeys(pictures):
        sides = (date.page, box.x0, box.top, box.x1, box.bottom)
        if red := ink.red_box(*sides):
            found.append(Seal(red, True))
        elif black := ink.box(*sides):
            found.append(Seal(black, False))
    return sorted(found, key=lambda seal: (round(seal.box.top), seal.box.x0))


def _may_be_seal(box: Box, date: Line) -> bool:
    """A seal is at most 50 across and about as high as wide, a signature seal a small wide one; the text has other pictures."""
    return 8 < box.width < 70 and 0.25 < box.height / box.width < 1.5 and box.bottom > date.top - _REACH


def measure_seals(paper: Paper, seals: list[Seal]) -> Iterator[Finding]:
    """Whether the seals lie where the clause wants them."""
    date = paper.end.date
    if not seals or date is None:
        yield from (skipped(clause, "没有印章图样（盖章后再核对）") for clause in _CLAUSES)
        return
    pale = next((seal for seal in seals if not seal.red), None)
    yield judged(gb.SEAL_RED, pale is None, "不是红色" if pale else "红色", date.page, (pale or seals[0]).box)
    boxes = [seal.box for seal in seals]
    last = min(boxes, key=lambda box: abs(box.centre - date.centre) + abs(box.middle - date.box.middle))
    covers = last.x0 < date.centre < last.x1 and last.top < date.top and last.bottom > date.base
    off = abs(last.centre - date.centre)
    yield judged(gb.SEAL_OVER, covers and off <= 4, f"印章中线偏离日期 {off:.1f} 毫米", date.page, last)
    above = [*paper.body, *paper.end.note_lines]
    text = max((line.bottom for line in above if line.page == date.page), default=None)
    if text is None:
        yield skipped(gb.SEAL_TEXT, "同页没有正文")
    else:
        yield length(gb.SEAL_TEXT, min(box.top for box in boxes) - text, date.page, last)
    yield _apart(paper, boxes)


def _apart(paper: Paper, boxes: list[Box]) -> Finding:
    """Several seals neither touch nor leave the type area. There are four at most."""
    if len(boxes) == 1:
        return skipped(gb.SEALS_APART, "只有一个印章")
    touching = any(
        a.x0 <= b.x1 and b.x0 <= a.x1 and a.top <= b.bottom and b.top <= a.bottom for a, b in combinations(boxes, 2)
    )
    around = Box.around(boxes)
    beyond = around.x0 < paper.area.left - 1 or around.x1 > paper.area.right + 1
    said = "相交或相切" if touching else ("出了版心" if beyond else f"{len(boxes)}个，互不相交")
    return judged(gb.SEALS_APART, not touching and not beyond, said, paper.end.date.page, around)
