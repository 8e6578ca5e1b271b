"""印发: a notice and the text that it issues, which fit together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from docgen.papers.drafts.closing import ends, imprint
from docgen.papers.drafts.draft import Block, Draft
from docgen.papers.drafts.head import bare
from docgen.problem import REMINDER, DocgenError, Problem

_MOST_HEAD, _MOST_ROWS = 10, 4
_ORDER = "令"
_BOOK = re.compile(r"《([^》]+)》")
_PLAIN = re.compile(r"印发(.+)的通知$")
"""A title that names what it issues without 《》."""


def issued_by_notice(plan: Draft, approved: str = "") -> Draft:
    """The short notice that issues ``plan``; head, addressees and date are as the plan's own front matter gives them."""
    by = f"已经{approved}研究同意" if approved else "已经研究同意"
    text = f"《{plan.title}》{by}，现印发给你们，请结合实际认真贯彻执行。"
    # what is told of the text belongs to the text
    return replace(plan, title=f"关于印发《{plan.title}》的通知", kind="通知", annexes=(), blocks=(Block(0, text),), plan=plan, reminders=())


def parted(blocks: Sequence[Block], title: str = "") -> tuple[list[Block], list[Block], str] | None:
    """A notice, the text that it issues below its date, and that text's title; None where there is no such text.

    ``title``: the notice's, where its front matter gives it. The text begins with the lines that say what stands in 《》 in
    the notice's title, or in an order's text. The imprint at the end is the notice's.
    """
    # an order's title names nothing, its text does
    above = title if title and not title.endswith(_ORDER) else "".join(map(bare, blocks[:_MOST_HEAD]))
    named = _BOOK.search(above)
    if not named:
        return None
    wanted = _bare(named[1])
    for at in range(1, len(blocks)):
        if not ends(blocks[:at]):
            continue
        for rows in range(1, _MOST_ROWS + 1):
            lines = blocks[at : at + rows]
            if any(block.inset is not None for block in lines) or _bare("".join(map(bare, lines))) != wanted:
                continue
            below = imprint(blocks)
            return [*blocks[:at], *below], list(blocks[at + rows : len(blocks) - len(below)]), "".join(map(bare, lines))
    return None


def check_issued(notice: Draft, plan: Draft, file: str) -> Sequence[Problem]:
    """What does not fit between a notice and what it issues. Raises DocgenError where the notice would be withdrawn."""
    if notice.annexes:
        raise DocgenError(
            "文稿有误，未生成公文",
            (Problem("印发的通知不写附件说明：附件属于所印发的文件，请把 annexes 写在它的开头", file),),
        )
    named = _BOOK.search(notice.title)
    if named and _bare(named[1]) != _bare(plan.title):
        raise DocgenError(
            "文稿有误，未生成公文", (Problem(f"标题中的《{named[1]}》与所印发文件的标题“{plan.title}”不一致：请改成一致", file),)
        )
    plain = _PLAIN.search(notice.title)
    if named or notice.title.endswith(_ORDER) or plain and _bare(plan.title).endswith(_bare(plain[1])):
        return ()
    return (Problem("印发的通知，标题一般写明所印发的文件，如“关于印发《……方案》的通知”", file, level=REMINDER),)


def _bare(title: str) -> str:
    return re.sub(r"[\s“”\"（）()〈〉]", "", title)
