"""印发: the text that a paper issues, in a file of its own or behind a line of ``===`` in the draft."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docgen.papers.drafts.draft import Draft
from docgen.problem import DocgenError, Problem

_PARTED = re.compile(r"^={3,}[ \t]*$", re.MULTILINE)
_BOOK = re.compile(r"《([^》]+)》")


def part(text: str) -> tuple[str, str]:
    """The draft and the text that it issues; the latter is empty where there is none."""
    found = _PARTED.search(text)
    return (text[: found.start()], text[found.end() :].lstrip("\r\n")) if found else (text, "")


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
    return () if named else (Problem("印发的通知，标题一般写明所印发的文件，如“关于印发《……方案》的通知”", file, level="提醒"),)


def _bare(title: str) -> str:
    return re.sub(r"[\s“”\"（）()〈〉]", "", title)
