"""Which marks a draft's headings have: the standard's 一、（一）1.（1） or those that the office or the draft has chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from docgen.papers.drafts.draft import CHAPTER, MARKS, SECTION, Block
from docgen.papers.insets import Run
from docgen.problem import DocgenError

CENTRED_LEVELS = {CHAPTER: 7, SECTION: 8}
"""The levels at which templates set chapters and sections: behind those of headings, of 一是 and of name lists."""


def marked(blocks: Iterable[Block], levels: Sequence[str]) -> list[Block]:
    """The blocks with each heading at the level of its mark; ``levels`` are the marks from the first level down.

    Marks that ``levels`` leaves out follow in the standard's order; a mark that a draft has typed stays. Items of lists
    are numbered 1. and （1） below the heading that they stand under, ① where that leaves none. Raises DocgenError where a level has no mark.
    """
    marks = [*levels, *_following(levels)]
    made: list[Block] = []
    above = 0
    for block in blocks:
        if block.item:
            made.append(_item(block, max(MARKS["1."], above + 1) + block.item - 1))
            continue
        made.append(_marked(block, marks))
        above = 0 if block.mark in CENTRED_LEVELS else made[-1].level or above
    return made


def _item(block: Block, level: int) -> Block:
    if level <= MARKS["（1）"]:
        return replace(block, level=level)
    sign = chr(ord("①") + block.number - 1) if 1 <= block.number <= 20 else f"{block.number}."
    runs = (Run(sign), *block.runs) if block.runs else ()
    return replace(block, level=0, text=sign + block.text, runs=runs)


def all_marks(levels: Sequence[str]) -> bool:
    """Whether ``levels`` names known marks, each once."""
    return all(level in MARKS for level in levels) and len(set(levels)) == len(levels)


def quoted(marks: Iterable[str]) -> str:
    """Marks as a message names them, for some end in a comma themselves."""
    return "".join(f"“{mark}”" for mark in marks)


def _following(levels: Sequence[str]) -> list[str]:
    """The standard's marks below the last one chosen."""
    last = MARKS[levels[-1]] if levels else 0
    return [mark for mark, level in MARKS.items() if last < level <= 4]


def _marked(block: Block, marks: Sequence[str]) -> Block:
    if block.mark in CENTRED_LEVELS:
        return replace(block, level=CENTRED_LEVELS[block.mark])
    if not block.level:
        return block
    if block.mark:
        return replace(block, level=MARKS[block.mark])
    if block.level > len(marks):
        raise DocgenError(
            f"文稿的标题用到了{block.level}级（“{block.text[:12]}”），levels 只够{len(marks)}级：请在 levels 中补上，"
            f"可用的有{quoted(MARKS)}"
        )
    return replace(block, level=MARKS[marks[block.level - 1]])
