"""From the head down: title, addressees, text, annex note, sign-off, note."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docgen.proof import clauses as gb
from docgen.proof.line import Line
from docgen.proof.recognise.paper import AnnexItem, Area, End

DATE = re.compile(r"^(?:[12]\d{3}年\d{1,2}月\d{1,2}日|[一二][〇○零一二三四五六七八九0-9]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)$")
_LOOSE_DATE = re.compile(r"^[12]\d{3}(?:年|[-./])\d{0,2}(?:月|[-./])\d{0,2}日?$")
_NOTE = re.compile(r"^附件\d*[:：]")
_SEAL_ROOM = 70.0
"""Rows of a joint sign-off may stand so far apart, in mm, that a seal fits between."""

_BETWEEN_NAMES = 0.8
"""Characters of room that part two issuers of one row."""

_REMARK = re.compile(r"^[（(].+[）)]$")
_CAPTION_LINES = 3
_REMARK_LINES = 4
_PEOPLE = re.compile(r"^(?:出席|请假|列席|缺席|主持|记录)[:：]?")
_ITEM = re.compile(r"^(\d{1,2})[.．、]")


def split_title(lines: Sequence[Line], area: Area) -> int:
    """How many of ``lines``, which follow the head, are the title."""
    if not lines or lines[0].page != 1:
        return 0
    first = lines[0]
    if first.size > 18:
        return _while(lines, lambda line, before: abs(line.size - first.size) < 1.5 and line.base - before.base < 25)
    if not _centred(first, area):
        return 0
    return _while(lines, lambda line, before: _centred(line, area) and line.base - before.base < 25)


def split_caption(lines: Sequence[Line], area: Area) -> int:
    """How many of ``lines``, which follow the title, say in brackets by whom and when the paper was passed (题注)."""
    said = ""
    for count, line in enumerate(lines[:_CAPTION_LINES], 1):
        said += line.text
        centred = abs((line.x0 + line.x1) / 2 - area.centre) < gb.EM
        if not said.startswith(("（", "(")) or not centred:
            return 0
        if said.endswith(("）", ")")):
            return count
    return 0


def split_addressees(lines: Sequence[Line], area: Area) -> int:
    """How many of ``lines``, which follow the title, are addressees: flush left until the colon."""
    if not lines or not _flush(lines[0], area):
        return _to_the_colon(lines)
    for index, line in enumerate(lines[:66]):
        if line.text.endswith(("：", ":")):
            return index + 1
        if not _flush(line, area):
            return index
    return 1


def _to_the_colon(lines: Sequence[Line]) -> int:
    """Addressees set in by mistake: a first line that is nothing but names and a colon."""
    if lines and lines[0].text.endswith(("：", ":")) and not re.search(r"[。；]|如下|\d", lines[0].text):
        return 1
    return 0


def split_end(lines: Sequence[Line], area: Area) -> tuple[tuple[Line, ...], End]:
    """The text and what follows it."""
    lines = list(lines)
    date_at = next((i for i in range(len(lines) - 1, -1, -1) if _is_date(lines[i], area)), None)
    stop = date_at if date_at is not None else len(lines)
    note_at = next((i for i in range(stop - 1, -1, -1) if _NOTE.match(lines[i].text) and lines[i].x0 < area.left + 40), None)
    issued_note = _issued_note(lines[date_at + 1 :], area) if date_at is not None and note_at is None else []
    people_at = next((i for i in range(len(lines)) if _PEOPLE.match(lines[i].text)), None)
    note: list[Line] = []
    if note_at is not None:
        note = _note_lines(lines[note_at:stop])
    issuers = _issuers(lines, note_at + len(note) if note_at is not None else 0, date_at, area)
    ends = [len(lines) if date_at is None else date_at - len(issuers)]
    ends += [at for at in (note_at, people_at) if at is not None]
    after = lines[date_at + 1 :] if date_at is not None else []
    remark, said = _remark(after)
    date = lines[date_at] if date_at is not None else None
    people = tuple(lines[people_at:]) if people_at is not None and date_at is None else ()
    names = tuple(part for line in issuers for part in line.parted(_BETWEEN_NAMES))
    return tuple(lines[: min(ends)]), End(tuple(note or issued_note), _items(note or issued_note), names, date, remark, said, people)


def _issued_note(after: Sequence[Line], area: Area) -> list[Line]:
    """The annex note of a text that the paper issues (印发): its annexes are that text's."""
    at = next((i for i in range(len(after) - 1, -1, -1) if _NOTE.match(after[i].text) and after[i].x0 < area.left + 40), None)
    return _note_lines(list(after[at:])) if at is not None else []


def _remark(after: Sequence[Line]) -> tuple[Line | None, str]:
    """The note's first line and its whole text: it ends where its bracket is closed, a few lines on at most."""
    for at, line in enumerate(after[:2]):
        said = ""
        for turned in after[at : at + _REMARK_LINES]:
            said += turned.text
            if _REMARK.match(said):
                return line, said
    return None, ""


def _note_lines(lines: list[Line]) -> list[Line]:
    """The annex note goes on while its lines follow one another without a gap and stay under one another."""
    found = [lines[0]]
    for line in lines[1:]:
        apart = line.base - found[-1].base
        same_page = line.page == found[-1].page
        if (same_page and apart > 1.5 * gb.PITCH) or not lines[0].x0 + 6 < line.x0 < lines[0].x0 + 45:
            break
        found.append(line)
    return found


def _items(note: Sequence[Line]) -> tuple[AnnexItem, ...]:
    items: list[AnnexItem] = []
    for index, line in enumerate(note):
        text, cut = line.text, 0
        if index == 0:
            cut = re.match(r"附件\d*[:：]", text).end()
        number = _ITEM.match(text[cut:])
        expected = (items[-1].number if items else 0) + 1
        if index and not (number and int(number[1]) == expected and items[-1].number):
            last = items[-1]
            items[-1] = AnnexItem(last.number, last.name + text, (*last.lines, line), last.starts)
            continue
        at = cut + (number.end() if number else 0)
        starts = line.chars[min(at, len(line.chars) - 1)].x0
        items.append(AnnexItem(int(number[1]) if number else 0, text[at:], (line,), starts))
    return tuple(items)


def _issuers(lines: list[Line], start: int, date_at: int | None, area: Area) -> list[Line]:
    """The lines above the date that stand to the right, also those that a page break has parted from it."""
    found: list[Line] = []
    if date_at is None:
        return found
    below = lines[date_at]
    for line in reversed(lines[start:date_at]):
        if line.page == below.page and below.base - line.base > _SEAL_ROOM:
            break
        beside = bool(found) and line.page == below.page and abs(line.base - below.base) < 1
        if not beside and line.x0 < area.left + 3 * gb.EM and line.centre < area.centre + 4:
            break
        if line.text.endswith(("。", "；", "：")) and line.x0 < area.left + 5 * gb.EM:
            break
        found.insert(0, line)
        below = line
    return found


def _is_date(line: Line, area: Area) -> bool:
    return (bool(DATE.match(line.text)) or bool(_LOOSE_DATE.match(line.text))) and line.x0 > area.left + 30


def _centred(line: Line, area: Area) -> bool:
    return abs(line.centre - area.centre) < 2.5 and line.x0 > area.left + 4


def _flush(line: Line, area: Area) -> bool:
    return abs(line.x0 - area.left) < 3.0


def _while(lines: Sequence[Line], goes_on) -> int:
    count = 1
    while count < len(lines) and lines[count].page == 1 and goes_on(lines[count], lines[count - 1]):
        count += 1
    return count
