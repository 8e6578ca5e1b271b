"""Which marks a draft's headings have: the standard's 一、（一）1.（1） or those that the office or the draft has chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from docgen.papers.drafts.draft import MARKS, Block
from docgen.problem import DocgenError


def marked(blocks: Iterable[Block], levels: Sequence[str]) -> list[Block]:
    """The blocks with each heading at the level of its mark; ``levels`` are the marks from the first level down.

    Marks that ``levels`` leaves out follow in the standard's order. Raises DocgenError where a level has no mark.
    """
    marks = [*levels, *_following(levels)]
    return [_marked(block, marks) for block in blocks]


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
    if not block.level:
        return block
    if block.level > len(marks):
        raise DocgenError(
            f"文稿的标题用到了{block.level}级（“{block.text[:12]}”），levels 只够{len(marks)}级：请在 levels 中补上，"
            f"可用的有{quoted(MARKS)}"
        )
    return replace(block, level=MARKS[marks[block.level - 1]])
