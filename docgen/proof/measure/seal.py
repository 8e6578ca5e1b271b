"""Seals (7.3.5.1, 7.3.5.3): red ink around the sign-off."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.proof import clauses as gb
from docgen.proof.finding import Finding, judged, length, skipped
from docgen.proof.ink import Ink
from docgen.proof.leaf import Box
from docgen.proof.recognise.paper import Paper

_CLAUSES = (gb.SEAL_RED, gb.SEAL_OVER, gb.SEAL_TEXT, gb.SEALS_APART)


def find_seals(paper: Paper, ink: Ink) -> list[Box]:
    """The seals on the page of the date, from the top down and left to right: round pictures with red ink in them."""
    date = paper.end.date
    if date is None:
        return []
    pictures = [box for box in paper.leaves[date.page - 1].pictures if _may_be_seal(box)]
    found = [red for box in pictures if (red := ink.red_box(date.page, box.x0, box.top, box.x1, box.bottom))]
    return sorted(dict.fromkeys(found), key=lambda box: (round(box.top), box.x0))


def _may_be_seal(box: Box) -> bool:
    """A seal is at most 50 across and about as high as wide; a signature seal is a small wide one."""
    return 8 < box.width < 70 and 0.25 < box.height / box.width < 1.5


def measure_seals(paper: Paper, seals: list[Box]) -> Iterator[Finding]:
    """Whether the seals lie where the clause wants them."""
    date = paper.end.date
    if not seals or date is None:
        yield from (skipped(clause, "没有印章图样（盖章后再核对）") for clause in _CLAUSES)
        return
    last = min(seals, key=lambda box: abs(box.centre - date.centre))
    yield judged(gb.SEAL_RED, True, "红色", date.page, last)
    covers = last.x0 < date.centre < last.x1 and last.top < date.top and last.bottom > date.base
    off = abs(last.centre - date.centre)
    yield judged(gb.SEAL_OVER, covers and off <= 4, f"印章中线偏离日期 {off:.1f} 毫米", date.page, last)
    above = [*paper.body, *paper.end.note_lines]
    text = max((line.bottom for line in above if line.page == date.page), default=None)
    if text is None:
        yield skipped(gb.SEAL_TEXT, "同页没有正文")
    else:
        yield length(gb.SEAL_TEXT, min(box.top for box in seals) - text, date.page, last)
    if len(seals) == 1:
        yield skipped(gb.SEALS_APART, "只有一个印章")
        return
    touching = any(a.x1 >= b.x0 and a.top < b.bottom and b.top < a.bottom for a, b in zip(seals, seals[1:]))
    around = Box.around(seals)
    beyond = around.x0 < paper.area.left - 1 or around.x1 > paper.area.right + 1
    said = "相交或相切" if touching else ("出了版心" if beyond else f"{len(seals)}个，互不相交")
    yield judged(gb.SEALS_APART, not touching and not beyond, said, date.page, around)
