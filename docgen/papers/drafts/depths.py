"""How deep each heading of a draft is: by its place among the headings or by the mark typed before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from docgen.papers.drafts.articles import articled
from docgen.papers.drafts.draft import MARKS, Block
from docgen.papers.drafts.inlines import Told
from docgen.papers.drafts.people import columned
from docgen.papers.drafts.typed import typed_mark
from docgen.papers.insets import without_start
from docgen.problem import Problem

_DEEPEST = 4


def settle_depths(blocks: Sequence[Block], file: str, told: Told, problems: list[Problem]) -> tuple[Block, ...]:
    """The blocks with typed marks taken off and told as levels; a level that is skipped goes to ``problems``."""
    made = _counted([_without_mark(block) for block in columned(articled(blocks, told))], told)
    level = 0
    for block in made:
        if not block.level:
            continue
        depth = MARKS[block.mark] if block.mark else block.level
        if depth > _DEEPEST:
            problems.append(Problem("标题最多四级（#、##、###、####）", file, cell=block.place))
        elif depth > level + 1 and not (level <= 1 and depth == 3):
            problems.append(Problem(_skipped(level, depth, block), file, cell=block.place))
        level = depth
    return tuple(made)


def _skipped(level: int, depth: int, block: Block) -> str:
    jump = f"标题从{level}级跳到{depth}级" if level else f"第一个标题就是{depth}级"
    return f"{jump}，中间缺了一级（“{block.text[:12]}”）：请补上上一级标题，或改为{level + 1}级"


def raised(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the highest heading at level 1: the title may have taken the first."""
    highest = min((block.level for block in blocks if block.level), default=1)
    return [replace(block, level=block.level - highest + 1) if block.level else block for block in blocks]


def _without_mark(block: Block) -> Block:
    """A block with its typed mark as its level; the number that was typed stays in ``number`` for now."""
    mark, number, length = ("", 0, 0) if block.inset or block.item or block.mark else typed_mark(block.text)
    if not mark:
        return _plain_heading(block)
    text = block.text[length:]
    return _plain_heading(replace(block, level=MARKS[mark], mark=mark, number=number, text=text, runs=without_start(block.runs, length)))


def _plain_heading(block: Block) -> Block:
    """A heading's own font is its emphasis: bold words count in the text behind it only."""
    if not block.level or not block.runs:
        return block
    head = block.text.find("。") + 1
    rest = without_start(block.runs, head) if 0 < head < len(block.text) else ()
    if not rest:
        return replace(block, runs=())
    from docgen.papers.insets import Run

    return replace(block, runs=(Run(block.text[:head]), *rest))


def _counted(blocks: Sequence[Block], told: Told) -> list[Block]:
    """The blocks as they will be numbered: what was typed is counted anew, and told where that changes a number.

    1. and （1） may begin anew under the same heading.
    """
    counts: dict[int, int] = {}
    made = []
    for block in blocks:
        if not block.level:
            made.append(block)
            continue
        depth = MARKS[block.mark] if block.mark else block.level
        anew = block.mark in ("1.", "（1）") and block.number == 1
        counts[depth] = 1 if anew else counts.get(depth, 0) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        if block.mark and block.number != counts[depth]:
            told.tell(f"“{block.text[:12]}”的序号按顺序改为第{counts[depth]}个，原为第{block.number}个", block.place)
        made.append(replace(block, number=1 if anew else 0))
    return made
