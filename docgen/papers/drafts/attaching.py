"""The annexes of a draft's front matter, or of its list of annexes, joined with the texts that stand in the draft itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from docgen.papers.drafts.draft import Annex, Block
from docgen.papers.drafts.head import Tell
from docgen.problem import Problem


def annexes_with(
    annexes: Sequence[Annex],
    texts: Mapping[int, tuple[Block, ...]],
    titles: Mapping[int, str],
    file: str,
    problems: list[Problem],
    tell: Tell,
) -> tuple[Annex, ...]:
    """``annexes`` with their ``texts``, by number from 1; ``titles`` are what the texts call themselves.

    A text that no annex is named for goes to ``problems``; another title than the named one is told.
    """
    made = list(annexes)
    for number, blocks in texts.items():
        place = blocks[0].place if blocks else ""
        if number > len(made):
            problems.append(Problem(f"文稿后面有附件{number}，而附件说明里没有它的名称：请在正文末尾的“附件：”之下写上", file, cell=place))
            continue
        annex = made[number - 1]
        title = titles.get(number, "")
        if annex.table:
            tell(f"附件“{annex.title}”以开头所写的文件或表为准，文稿后面的没有印出", place)
            continue
        if title and _bare(title) != _bare(annex.title):
            tell(f"附件{number}自己的标题“{title}”与附件说明的“{annex.title}”不一致，以附件说明为准", place)
        made[number - 1] = replace(annex, blocks=blocks)
    return tuple(made)


def _bare(title: str) -> str:
    return re.sub(r"[\s《》]", "", title)
