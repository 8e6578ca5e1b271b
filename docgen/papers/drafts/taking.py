"""What a draft says in its text instead of its front matter: title, addressees, annexes, issuers, date, note.

Each is taken only where it is clear, and told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from docgen.papers.drafts.draft import Block
from docgen.papers.drafts.word import CENTRED

_KINDS = "决议|决定|命令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|方案|办法|规定|细则|计划|要点|总结|简报"
_TITLE = re.compile(rf"(?!.*[。：；！？]).{{0,80}}(?:{_KINDS})(?:（[^）]*）)?")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}〔\d{4}〕\d+号")
_UNIT = "(?:县|市|区|州|省|镇|乡|街道|局|委|办|办公室|厅|部|院|会|单位|部门|公司|政府|领导小组|指挥部|中心|集团|机构|企业|学校|医院|村|社区|站|所|处|科|组|室|队)"
_ADDRESSEES = re.compile(rf"(?!.*(?:如下|下列|以下|现将|要求|通知|特此|根据|按照))[^。；！？：:]*{_UNIT}(?:（[^）]*）)?[：:]")
_ISSUER = re.compile(rf"[^，。；：！？、\d]{{2,30}}{_UNIT}")
_DATE = re.compile(r"(\d{4}|[〇○零一二三四五六七八九]{4})\s*年\s*(\d{1,2}|[一二三四五六七八九十]{1,2})\s*月\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*日")
_NOTE = re.compile(r"（(此件[^（）]{2,30}|[^（）]*(?:公开发布|主动公开|依申请公开|不予公开|发至[^（）]*级))）")
_ANNEXES = re.compile(r"附\s*件\s*[：:]\s*(.+)")
_ANNEX = re.compile(r"\s*\d{1,2}\s*[.．、]\s*(.+)")
_MOST_HEAD = 12
Tell = Callable[[str, str], None]


def take(blocks: list[Block], front: Mapping[str, Any], tell: Tell) -> tuple[list[Block], dict[str, Any]]:
    """The blocks without what was taken, and the values taken, as front matter has them.

    What ``front`` gives itself is not looked for.
    """
    taken: dict[str, Any] = {}
    rest = _take_head(blocks, front, taken, tell)
    rest = _take_addressees(rest, front, taken, tell)
    return _take_end(rest, front, taken, tell), taken


def _take_head(blocks: list[Block], front: Mapping[str, Any], taken: dict[str, Any], tell: Tell) -> list[Block]:
    """The title: centred lines at the beginning, else a first line that reads like one; a number above it."""
    rest, lines = list(blocks), []
    for block in list(rest[:_MOST_HEAD]):
        if block.inset or block.item or not block.text:
            break
        if _NUMBER.fullmatch(_bare(block)) and not lines:
            rest.remove(block)
            if "number" not in front:
                taken["number"] = _bare(block)
                tell(f"发文字号取自文稿：{taken['number']}", block.place)
            continue
        if not block.text.startswith(CENTRED):
            break
        rest.remove(block)
        lines.append(block)
    title = "".join(_bare(block) for block in lines)
    if not lines and rest and _looks_like_title(rest[0]) and "title" not in front:
        lines, title = [rest[0]], _bare(rest[0])
        rest = rest[1:]
    elif not lines and rest and _is_given(rest[0], front):
        rest = rest[1:]
    if lines and "title" not in front:
        taken["title"] = title
        tell(f"标题取自文稿：{title}", lines[0].place)
    elif lines and title != str(front["title"]).strip():
        tell(f"标题以开头的 title 为准，文稿里的“{title}”没有印出", lines[0].place)
    return [_uncentred(block) for block in rest]


def _is_given(block: Block, front: Mapping[str, Any]) -> bool:
    """Whether a first line only repeats the title."""
    return block.inset is None and not block.item and _bare(block) == str(front.get("title", "")).strip()


def _looks_like_title(block: Block) -> bool:
    return bool(not block.item and block.inset is None and _TITLE.fullmatch(_bare(block)))


def _take_addressees(blocks: list[Block], front: Mapping[str, Any], taken: dict[str, Any], tell: Tell) -> list[Block]:
    first = next(iter(blocks), None)
    if first is None or first.level or first.item or first.inset or len(blocks) < 2 or not _ADDRESSEES.fullmatch(first.text):
        return blocks
    text = first.text[:-1].strip()
    if "addressees" not in front:
        taken["addressees"] = [name for name in re.split("[，,]", text) if name]
        tell(f"主送机关取自文稿：{text}", first.place)
        return blocks[1:]
    return blocks


def _take_end(blocks: list[Block], front: Mapping[str, Any], taken: dict[str, Any], tell: Tell) -> list[Block]:
    """Note, date, issuers and the list of annexes at the end, in this order from below; nothing where no date ends the text."""
    rest = list(blocks)
    note = _NOTE.fullmatch(rest[-1].text) if rest else None
    below = rest[-2:-1] if note else rest[-1:]
    day = _day(below[0].text) if below else ""
    if note:
        block = rest.pop()
        if "note" not in front:
            taken["note"] = note[1]
            tell(f"附注取自文稿：{note[1]}", block.place)
    if day:
        block = rest.pop()
        if "date" not in front:
            taken["date"] = day
            tell(f"成文日期取自文稿：{block.text}", block.place)
        rest = _take_issuers(rest, front, taken, tell)
    return _take_annexes(rest, front, taken, tell)


def _take_issuers(blocks: list[Block], front: Mapping[str, Any], taken: dict[str, Any], tell: Tell) -> list[Block]:
    rest, names = list(blocks), []
    while rest and not rest[-1].level and not rest[-1].item and rest[-1].inset is None and _ISSUER.fullmatch(rest[-1].text):
        names.insert(0, rest.pop())
    if names and "issuers" not in front:
        taken["issuers"] = [name.text for name in names]
        tell(f"发文机关取自文稿：{'、'.join(taken['issuers'])}", names[0].place)
    return rest


def _take_annexes(blocks: list[Block], front: Mapping[str, Any], taken: dict[str, Any], tell: Tell) -> list[Block]:
    """附件：1.甲 and the lines 2.乙 … below it, as the last of the text."""
    start = next((at for at in range(len(blocks) - 1, -1, -1) if _ANNEXES.fullmatch(blocks[at].text)), None)
    if start is None or blocks[start].level or any(block.inset or (block.level and block.mark != "1.") for block in blocks[start + 1 :]):
        return blocks
    first = _ANNEXES.fullmatch(blocks[start].text)[1]
    numbered = _ANNEX.fullmatch(first)
    below = blocks[start + 1 :]
    names = [numbered[1] if numbered else first]
    for block in below:
        found = block.text if block.mark == "1." or block.item else (_ANNEX.fullmatch(block.text) or [None, None])[1]
        if not found or not numbered:
            return blocks
        names.append(found)
    if "annexes" not in front:
        taken["annexes"] = names
        tell(f"附件名称取自文稿：{'、'.join(names)}", blocks[start].place)
    return blocks[:start]


def _day(text: str) -> str:
    """A date alone in its line as 2021-4-6; empty for anything else."""
    found = _DATE.fullmatch(text.replace(" ", ""))
    if not found:
        return ""
    year = "".join("0123456789"["〇一二三四五六七八九".index(char)] if char in "〇一二三四五六七八九" else "0" if char in "○零" else char for char in found[1])
    return f"{year}-{_small(found[2])}-{_small(found[3])}"


def _small(text: str) -> str:
    if text.isdigit():
        return text
    tens, ten, ones = text.partition("十")
    digits = "一二三四五六七八九"
    if not ten:
        return str(digits.index(tens) + 1) if tens in digits else text
    return str((digits.index(tens) + 1 if tens else 1) * 10 + (digits.index(ones) + 1 if ones else 0))


def _bare(block: Block) -> str:
    return block.text.replace(CENTRED, "").strip()


def _uncentred(block: Block) -> Block:
    if CENTRED not in block.text:
        return block
    from dataclasses import replace

    runs = tuple(replace(run, text=run.text.replace(CENTRED, "")) for run in block.runs)
    return replace(block, text=block.text.replace(CENTRED, ""), runs=runs)
