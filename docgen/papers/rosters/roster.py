"""A name list: members by role in the order given, sub-groups with their heads, paragraphs about what they do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from docgen.problem import REMINDER, Problem

MEMBER = 6
"""The level of a member's block, beside those of headings (0 is text, 1–5 are headings)."""

_SPACED = re.compile(r"(?<=[\u4e00-\u9fff])[\s\u3000]+(?=[\u4e00-\u9fff])")


@dataclass(frozen=True)
class Member:
    """One person: role (组长), name without spaces, office held; ``place`` is where the list has him (第3行)."""

    role: str
    name: str
    office: str = ""
    place: str = ""


@dataclass(frozen=True)
class Said:
    """A paragraph, or a heading of ``level`` 1–4, between the members."""

    text: str
    level: int = 0


Entry = Member | Said


@dataclass(frozen=True)
class Roster:
    """The list in its order."""

    entries: tuple[Entry, ...]

    @property
    def members(self) -> tuple[Member, ...]:
        """All the persons, in their order."""
        return tuple(entry for entry in self.entries if isinstance(entry, Member))


def name_of(written: str) -> str:
    """A name as typed without the gap that widens it: 陈　敏 is 陈敏."""
    return _SPACED.sub("", written.strip())


def shown(name: str) -> str:
    """A name as printed: two characters as wide as three, 陈　敏."""
    return "\u3000".join(name) if len(name) == 2 and all("\u4e00" <= char <= "\u9fff" for char in name) else name


def check(roster: Roster, file: str) -> tuple[Problem, ...]:
    """What is wrong with the list: a person twice in one group, a role without anybody; what only seems so is a reminder."""
    return tuple(_problems(roster, file))


def _problems(roster: Roster, file: str) -> Iterator[Problem]:
    if not roster.members:
        yield Problem("名单里没有人：请逐行写“组长：姓名　职务”，或列成角色、姓名、职务三栏的表", file)
    seen: dict[str, Member] = {}
    for entry in roster.entries:
        if isinstance(entry, Said):
            if entry.level:
                # the head of a sub-group is one of the group's members
                seen = {}
            continue
        if not entry.name:
            yield Problem(f"“{entry.role}”后面没有姓名", file, cell=entry.place)
        elif (former := seen.get(entry.name)) and former.office == entry.office:
            yield Problem(f"“{entry.name}”在名单中列了两次（前一处在{former.place}），请删去一处", file, cell=entry.place)
        elif former:
            yield Problem(
                f"“{entry.name}”在名单中列了两次（前一处在{former.place}，职务为“{former.office or '空'}”），是同一人的请删去一处，"
                "重名的请在姓名后加括号区别",
                file,
                cell=entry.place,
            )
        elif not entry.role:
            yield Problem(f"“{entry.name}”没有写明角色（组长、副组长、成员等）", file, cell=entry.place)
        elif not entry.office:
            yield Problem(f"“{entry.name}”没有写明职务", file, cell=entry.place, level=REMINDER)
        seen.setdefault(entry.name, entry)


def blocks(roster: Roster) -> tuple[Mapping[str, object], ...]:
    """The list as blocks of an annex: a role stands before its first member only."""
    found, role = [], None
    for entry in roster.entries:
        if isinstance(entry, Said):
            found.append({"level": entry.level, "text": entry.text, "head": entry.text, "rest": ""})
            role = None
            continue
        label = f"{entry.role}：" if entry.role != role else "\t"
        role = entry.role
        text = f"{label}{shown(entry.name)}" + (f"\t{entry.office}" if entry.office else "")
        found.append({"level": MEMBER, "text": text, "head": text, "rest": ""})
    return tuple(found)


def counted(roster: Roster) -> Sequence[tuple[str, int]]:
    """How many persons each role has, in the list's order."""
    counts: dict[str, int] = {}
    for member in roster.members:
        counts[member.role] = counts.get(member.role, 0) + 1
    return tuple(counts.items())
