"""A name list typed into a text: 组长：张三 县委副书记 and the lines below it, set in columns of whole characters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from docgen.papers.drafts.draft import LISTED, Block
from docgen.papers.rosters.reading import member_of
from docgen.papers.rosters.roster import Member, shown

_BLANK = "\u3000"
_FEWEST = 2
_OFFICE = re.compile(r"[^\s。；：]{5,}|[^\s。；：]*(?:长|书记|主任|主席|委员|常委|经理|秘书|员|负责人|师|干部)")
"""An office held is told from a further name by its end or its length."""


def columned(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with each name list in columns: roles as wide as the longest, names under names, a blank before the office.

    Only where at least two persons with their offices stand in lines of their own, the first behind a role.
    """
    made: list[Block] = []
    people: list[tuple[Block, Member]] = []
    for block in blocks:
        role = people[-1][1].role if people else ""
        plain = not (block.level or block.item or block.inset or block.runs or block.mark)
        member = member_of(block.text, role, block.place) if plain else None
        if member and _OFFICE.fullmatch(member.office):
            people.append((block, member))
            continue
        made += [*_set(people), block]
        people = []
    return [*made, *_set(people)]


def _set(people: Sequence[tuple[Block, Member]]) -> list[Block]:
    if len(people) < _FEWEST:
        return [block for block, _ in people]
    widest = max(len(member.role) for _, member in people)
    names = max(len(shown(member.name)) for _, member in people)
    made = []
    role = ""
    for block, member in people:
        label = f"{_wide(member.role, widest)}：" if member.role != role else _BLANK * (widest + 1)
        role = member.role
        made.append(replace(block, mark=LISTED, text=f"{label}{shown(member.name):{_BLANK}<{names}}{_BLANK}{member.office}"))
    return made


def _wide(role: str, widest: int) -> str:
    """A role as wide as the longest one: 组　长."""
    gap = _BLANK * (widest - len(role))
    return role[0] + gap + role[1] if len(role) == 2 else role + gap
