"""The fifteen statutory kinds of papers (党政机关公文处理工作条例, article 8) and the texts that are issued by them.

Head, addressees and closing are what differs; the text is the draft's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath

from docgen.papers.drafts.draft import FILE, LETTER, MINUTES, ORDER, Draft
from docgen.problem import ERROR, REMINDER, DocgenError, Problem

_ANNEX = re.compile(r"(?<![的其])附件(\d{1,2})(?!\d)")
_SEE_ANNEX = re.compile(r"见附件(?![\d一二三四五六七八九])")


@dataclass(frozen=True)
class StatutoryKind:
    """One kind. ``format`` is the head it has; ``words`` what its title ends in.

    ``upward``: to a superior, with signers; ``addressees``: none (0), exactly one (1), or as many as there are (None);
    ``closings``: how it ends, where it must say so; ``captioned``: passed by a meeting, which stands below the title.
    """

    name: str
    format: str = FILE
    words: tuple[str, ...] = ()
    upward: bool = False
    addressees: int | None = None
    closings: tuple[str, ...] = ()
    captioned: bool = False

    @property
    def ends(self) -> tuple[str, ...]:
        """What the title ends in."""
        return self.words or (self.name,)


KINDS = {
    kind.name: kind
    for kind in (
        StatutoryKind("决议", addressees=0, captioned=True),
        StatutoryKind("决定"),
        StatutoryKind("命令", ORDER, ("命令", "令"), addressees=0),
        StatutoryKind("公报", addressees=0, captioned=True),
        StatutoryKind("公告", addressees=0),
        StatutoryKind("通告", addressees=0),
        StatutoryKind("意见"),
        StatutoryKind("通知"),
        StatutoryKind("通报"),
        StatutoryKind("报告", upward=True, addressees=1),
        StatutoryKind("请示", upward=True, addressees=1, closings=("请批示", "请审批", "请批复", "请审示", "请予批准", "请指示")),
        StatutoryKind("批复", addressees=1),
        StatutoryKind("议案", upward=True, addressees=1, closings=("请审议", "请予审议", "提请审议")),
        StatutoryKind("函", LETTER, ("函", "复函")),
        StatutoryKind("纪要", MINUTES, addressees=0),
    )
}
ISSUED = ("方案", "办法", "规定", "细则", "规划", "计划", "要点", "规则", "制度", "预案")
"""What a notice may issue (印发); none of them is a statutory kind by itself."""


def kind_of(draft: Draft, file: str, wanted: str = "") -> str:
    """The kind of a draft: as asked for, as its front matter or its title's last word says; empty where none does.

    Raises DocgenError for an unknown kind.
    """
    said = wanted or draft.kind
    if said and said not in KINDS and said not in ISSUED:
        from difflib import get_close_matches

        near = get_close_matches(said, KINDS, 1)
        advice = f"，是否为“{near[0]}”" if near else ""
        raise DocgenError("文稿有误，未生成公文", (Problem(f"没有“{said}”这个文种{advice}；可用的有{'、'.join(KINDS)}", file),))
    if said:
        return said
    ends = ((word, kind.name) for kind in KINDS.values() for word in kind.ends)
    return next((name for word, name in sorted(ends, key=lambda end: -len(end[0])) if draft.title.endswith(word)), "")


def in_form(draft: Draft, name: str) -> Draft:
    """The draft with the head of its kind, where it does not ask for another itself."""
    kind = KINDS.get(name)
    return replace(draft, kind=name, format=kind.format) if kind and draft.format == FILE else replace(draft, kind=name)


def check(draft: Draft, file: str) -> tuple[Problem, ...]:
    """What a draft lacks as a paper of its kind; errors where it would have to be withdrawn, else reminders."""
    kind = KINDS.get(draft.kind)
    return tuple(_problems(draft, kind, PurePath(file).name)) if kind else ()


def check_references(draft: Draft, file: str) -> tuple[Problem, ...]:
    """Where the text names an annex that the draft does not have."""
    problems = []
    for block in draft.blocks:
        for number in map(int, _ANNEX.findall(block.text)):
            if number > len(draft.annexes):
                has = f"只有{len(draft.annexes)}个附件" if draft.annexes else "没有附件"
                problems.append(Problem(f"正文提到附件{number}，而开头的 annexes {has}", file, cell=block.place))
        if not draft.annexes and _SEE_ANNEX.search(block.text):
            problems.append(Problem("正文说“见附件”，而开头没有写 annexes", file, cell=block.place, level=REMINDER))
    return tuple(problems)


def _problems(draft: Draft, kind: StatutoryKind, file: str) -> Iterator[Problem]:
    if not draft.title.endswith(kind.ends) and not (kind.format == ORDER):
        yield Problem(f"标题“{draft.title}”不以“{kind.name}”结尾，与文种不符：请改标题，或用 kind 另定文种", file)
    if kind.upward and not draft.signers:
        yield Problem(f"{kind.name}是上行文，请在开头写上签发人 signers", file, level=REMINDER)
    if kind.addressees == 0 and draft.addressees:
        yield Problem(f"{kind.name}不写主送机关，请删去 addressees", file)
    elif kind.addressees == 1 and len(draft.addressees) != 1:
        told = f"现有{len(draft.addressees)}个" if draft.addressees else "现没有写"
        yield Problem(f"{kind.name}只能有一个主送机关（addressees），{told}", file, level=ERROR if kind.upward else REMINDER)
    if kind.captioned and not draft.caption:
        yield Problem(f"{kind.name}应在标题下写明何时何会通过：请写上 caption，如“2021年3月5日湛河区第五届人民代表大会第六次会议通过”", file)
    if kind.closings and not _closes(draft, kind):
        yield Problem(f"{kind.name}末尾没有结语，如“妥否，{kind.closings[0]}。”", file, level=REMINDER)


def _closes(draft: Draft, kind: StatutoryKind) -> bool:
    last = "".join(block.text for block in draft.blocks[-2:])
    return any(closing in last for closing in kind.closings)
