"""What stands below a draft's text and is no text: the list of annexes, issuers, date, note, the annexes themselves, the imprint.

Each is taken only where it is clear, and told. Nothing is taken where no date ends the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from docgen.papers.drafts.articles import heads_chapter
from docgen.papers.drafts.draft import Block
from docgen.papers.drafts.head import Tell, bare, names_of, uncentred
from docgen.papers.drafts.typed import typed_mark
from docgen.papers.drafts.word import CENTRED
from docgen.papers.insets import TableInset

UNIT = (
    "(?:县|市|区|州|省|镇|乡|街道|局|委|办|办公室|厅|部|院|会|单位|部门|公司|政府|领导小组|指挥部|中心|集团|机构|企业|学校|医院|村|社区|站|所|处|科|组|室|队"
    "|团体|专班|业主|会员|代表|银行|支行|园|馆|台|社|校|场|厂|党组|支部|负责人)"
)
"""What the names of offices and of those whom papers address end in."""
_ISSUER = re.compile(rf"[^，。；：！？、\d]{{1,30}}{UNIT}")
_DATE = re.compile(r"(\d{4}|[〇○零一二三四五六七八九]{4})年(\d{1,2}|[一二三四五六七八九十]{1,2})月(\d{1,2}|[一二三四五六七八九十]{1,3})日")
_SHORT_DATE = re.compile(r"(\d{4})[.．/-](\d{1,2})[.．/-](\d{1,2})")
_NOTE = re.compile(r"[（(](此件[^（）()]{2,30}|[^（）()]*(?:公开发布|主动公开|依申请公开|不予公开|发至[^（）()]*级)|联系人[：:].{2,60})[）)]|联系人[：:][^。（）()]{2,60}")
_ANNEXES = re.compile(r"附\s*件\s*[：:]\s*(.+)")
_ANNEX = re.compile(r"\s*\d{1,2}\s*[.．、]\s*(.+)")
_NUMBERED = re.compile(r"[；;\s]+(?=\d{1,2}[.．、](?!\d))")
_CAPTION = re.compile(r"附\s*件\s*(?P<number>\d{1,2}|[一二三四五六七八九十]{1,2})?\s*[：:]?")
_FILE_ENDING = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|et|zip|rar)$", re.IGNORECASE)
_COPIES = re.compile(r"(?:抄|分)\s*送\s*[：:]\s*(.+?)[。.]?")
_PRINTED = re.compile(r"(?P<by>.{2,40}?)\s*(?P<on>\d{4}年\d{1,2}月\d{1,2}日)印发")
_COUNT = re.compile(r"[（(]?共印\s*\d+\s*份[）)]?")
_SIGNED = re.compile(r"(?P<office>[\u4e00-\u9fff]{1,10}(?:长|主任|主席|书记))[\s　]+(?P<name>[\u4e00-\u9fff][\s　]*[\u4e00-\u9fff]{1,3})")
_ATTENDANCE = {"present": ("出席", "参加", "参会人员", "参加人员", "出席人员"), "absent": ("请假", "缺席", "请假人员"), "attending": ("列席", "列席人员")}
_PRESENT = re.compile(rf"(?P<label>{'|'.join(sorted(sum(_ATTENDANCE.values(), ()), key=len, reverse=True))})\s*[：:](?P<names>[^；]+)")
_SENTENCE = re.compile("[。；！？]")
_TITLE_LENGTH = 60


@dataclass(frozen=True)
class Closing:
    """``text``: the blocks without the closing; ``annexes``: the blocks of each annex that stands below it, by its number
    from 1, without their ``titles``."""

    text: list[Block]
    annexes: dict[int, list[Block]]
    titles: dict[int, str]


def take_closing(blocks: Sequence[Block], front: Mapping[str, Any], taken: dict[str, Any], tell: Tell, dated: bool = True) -> Closing:
    """The closing taken off; what it says and ``front`` does not goes to ``taken``. A text that is issued is not ``dated``."""
    whole = list(blocks)
    below = imprint(whole)
    rest, behind = _parted(whole[: len(whole) - len(below)], dated)
    rest, listed = _listed_below(rest)
    note = _NOTE.fullmatch(rest[-1].text) if rest else None
    day = day_of((rest[-2:-1] if note else rest[-1:])[0].text) if rest[1 if note else 0 :] else ""
    if not day and dated:
        # an imprint or an annex without the date that ends the text: nothing is clear
        rest, behind, below, listed = whole, [], [], []
        note = _NOTE.fullmatch(rest[-1].text) if rest else None
    _take_imprint(below, front, taken, tell)
    if note:
        block = rest.pop()
        _take("note", _noted(note), f"附注取自文稿：{_noted(note)}", block, front, taken, tell)
    if day:
        block = rest.pop()
        _take("date", day, f"成文日期取自文稿：{block.text}", block, front, taken, tell)
        rest = _take_issuers(rest, front, taken, tell)
    rest = _take_signature(rest, front, taken, tell)
    rest = _take_attendance(rest, front, taken, tell)
    rest = _take_list([*rest, *listed], front, taken, tell)
    annexes = _take_annexes(behind)
    titles = {number: _title(annexes[number]) for number in annexes}
    named = list(titles.values())
    if named and "annexes" not in taken and list(titles) == list(range(1, len(titles) + 1)) and all(named):
        _take("annexes", named, f"附件名称取自文稿：{'、'.join(named)}", behind[0], front, taken, tell)
    return Closing([uncentred(block) for block in rest], {number: [uncentred(block) for block in blocks] for number, blocks in annexes.items()}, titles)


def _noted(note: re.Match[str]) -> str:
    return note[1] or note[0]


def belongs_below(block: Block) -> bool:
    """Whether a line below a paper's date is one of its own: note, list of annexes, annex, imprint."""
    text = bare(block)
    return any(pattern.fullmatch(text) for pattern in (_NOTE, _ANNEXES, _ANNEX, _CAPTION)) or _is_imprint(text)


def _take(key: str, value: Any, told: str, block: Block, front: Mapping[str, Any], taken: dict[str, Any], tell: Tell) -> None:
    if key not in front:
        taken[key] = value
        tell(told, block.place)


def imprint(blocks: Sequence[Block]) -> list[Block]:
    """The lines of the imprint, or the table that holds them, at the end."""
    start = len(blocks)
    while start and (lines := _lines(blocks[start - 1])) and all(_is_imprint(line) for line in lines):
        start -= 1
    return list(blocks[start:])


def _lines(block: Block) -> list[str]:
    if block.inset is None:
        return [block.text]
    rows = block.inset.rows if isinstance(block.inset, TableInset) else ()
    return ["　".join(cell.text for cell in row if cell.text) for row in rows if any(cell.text for cell in row)]


def _is_imprint(line: str) -> bool:
    text = line.strip()
    return bool(_COPIES.fullmatch(text) or _COUNT.fullmatch(text) or _PRINTED.fullmatch(_together(text)))


def _take_imprint(below: Sequence[Block], front: Mapping[str, Any], taken: dict[str, Any], tell: Tell) -> None:
    for block in below:
        for line in map(str.strip, _lines(block)):
            if copies := _COPIES.fullmatch(line):
                _take("copies", [copies[1]], f"抄送取自文稿：{copies[1]}", block, front, taken, tell)
            elif printed := _PRINTED.fullmatch(_together(line)):
                _take("issued_by", printed["by"], f"印发机关取自文稿：{printed['by']}", block, front, taken, tell)
                _take("issued_on", day_of(printed["on"]), f"印发日期取自文稿：{printed['on']}", block, front, taken, tell)


def _parted(blocks: Sequence[Block], dated: bool) -> tuple[list[Block], list[Block]]:
    """The text to its date (and note), and the annexes behind: they begin with a line 附件 or 附件1 right below that.

    In a text that is not ``dated`` that line stands right below the list of annexes.
    """
    for at, block in enumerate(blocks):
        if _is_caption(block) and (ends(blocks[:at]) if dated else _lists(blocks[:at])):
            return list(blocks[:at]), list(blocks[at:])
    return list(blocks), []


def _listed_below(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """The text to its date (and note), and the list of annexes that the web shows below that."""
    at = next((at for at, block in enumerate(blocks) if block.inset is None and _ANNEXES.fullmatch(block.text) and ends(blocks[:at])), len(blocks))
    return blocks[:at], blocks[at:]


def _lists(above: Sequence[Block]) -> bool:
    """Whether the last lines are a list of annexes."""
    last = len(above) - 1
    while last > 0 and above[last].inset is None and _ANNEX.fullmatch(above[last].text):
        last -= 1
    return last >= 0 and above[last].inset is None and bool(_ANNEXES.fullmatch(above[last].text))


def ends(above: Sequence[Block]) -> bool:
    """Whether the last lines are a date, or a date and a note."""
    last = [block for block in above[-2:] if block.inset is None]
    return bool(last) and bool(day_of(last[-1].text) or len(last) == 2 and _NOTE.fullmatch(last[-1].text) and day_of(last[0].text))


def _is_caption(block: Block) -> bool:
    return block.inset is None and not block.level and not block.item and bool(_CAPTION.fullmatch(bare(block)))


def _take_issuers(blocks: list[Block], front: Mapping[str, Any], taken: dict[str, Any], tell: Tell) -> list[Block]:
    rest, lines = list(blocks), []
    while rest and not rest[-1].level and not rest[-1].item and rest[-1].inset is None and _issuers(rest[-1].text):
        lines.insert(0, rest.pop())
    names = [name for line in lines for name in _issuers(line.text)]
    if names:
        _take("issuers", names, f"发文机关取自文稿：{'、'.join(names)}", lines[0], front, taken, tell)
    return rest


def _issuers(line: str) -> list[str]:
    """The offices that a line names, side by side with blanks between; empty where it is anything else."""
    names = line.split()
    if all(len(name) == 1 for name in names):
        names = ["".join(names)]
    return names if names and all(_ISSUER.fullmatch(name) for name in names) else []


def _take_signature(blocks: list[Block], front: Mapping[str, Any], taken: dict[str, Any], tell: Tell) -> list[Block]:
    """区长　张三 below an order's text (10.2.3)."""
    title = str({**taken, **front}.get("title", ""))
    found = _SIGNED.fullmatch(blocks[-1].text.strip()) if blocks and title.endswith("令") else None
    if not found:
        return blocks
    name = re.sub(r"\s", "", found["name"])
    _take("office", found["office"], f"签名章职务取自文稿：{found['office']}", blocks[-1], front, taken, tell)
    _take("signed_by", name, f"签名章姓名取自文稿：{name}", blocks[-1], front, taken, tell)
    if title.endswith("令") and "issuers" not in {**taken, **front}:
        taken["issuers"] = [title.removesuffix("令")]
    return blocks[:-1]


def _take_attendance(blocks: list[Block], front: Mapping[str, Any], taken: dict[str, Any], tell: Tell) -> list[Block]:
    """出席, 请假, 列席 as the last lines of minutes (10.3)."""
    rest = list(blocks)
    if not str({**taken, **front}.get("title", "")).endswith("纪要"):
        return rest
    while rest and rest[-1].inset is None and not rest[-1].level and (found := _PRESENT.fullmatch(rest[-1].text)):
        key = next(key for key, labels in _ATTENDANCE.items() if found["label"] in labels)
        names = names_of(found["names"].rstrip("。"))
        _take(key, names, f"{found['label']}取自文稿：{'、'.join(names)}", rest.pop(), front, taken, tell)
    return rest


def _take_list(blocks: list[Block], front: Mapping[str, Any], taken: dict[str, Any], tell: Tell) -> list[Block]:
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
    names = listed_annexes(names)
    _take("annexes", names, f"附件名称取自文稿：{'、'.join(names)}", blocks[start], front, taken, tell)
    return blocks[:start]


def listed_annexes(value: Any) -> list[Any]:
    """The entries of a list of annexes, names without the numbers that docgen gives; a line of several (1.甲；2.乙) is a list."""
    items = value if isinstance(value, list | tuple) else _NUMBERED.split(value.strip()) if isinstance(value, str) else [value]
    return [_FILE_ENDING.sub("", (_ANNEX.fullmatch(item) or ["", item])[1].strip()) if isinstance(item, str) else item for item in items]


def _take_annexes(behind: Sequence[Block]) -> dict[int, list[Block]]:
    """The annexes that stand in the draft itself, each below its line 附件1."""
    found: dict[int, list[Block]] = {}
    number = 0
    for block in behind:
        if _is_caption(block):
            number = _number(_CAPTION.fullmatch(bare(block))["number"]) or number + 1
            found[number] = []
        else:
            found[number].append(block)
    return found


def _title(blocks: list[Block]) -> str:
    """An annex's title, taken off its blocks: the centred lines, else a first line that is no sentence, else its table's."""
    lines = []
    while blocks and _is_titled(blocks[0]):
        lines.append(bare(blocks.pop(0)))
    first = blocks[0] if blocks else None
    if lines or first is None:
        return "".join(lines)
    if first.inset is None:
        plain = not heads_chapter(bare(first)) and not first.level and not first.item and not typed_mark(first.text)[0] and not _SENTENCE.search(first.text) and len(first.text) <= _TITLE_LENGTH
        return blocks.pop(0).text if plain else ""
    if isinstance(first.inset, TableInset) and first.inset.title:
        blocks[0] = replace(first, inset=replace(first.inset, title=""))
        return first.inset.title
    return ""


def without_title(blocks: Sequence[Block]) -> list[Block]:
    """The text of an annex in a file of its own: without its line 附件1 and its centred title, which the paper's list of annexes names."""
    rest = list(blocks)
    if rest and _is_caption(rest[0]):
        rest.pop(0)
    while rest and _is_titled(rest[0]):
        rest.pop(0)
    return rest


def _is_titled(block: Block) -> bool:
    """Whether a line at an annex's beginning is one of its title."""
    return block.text.startswith(CENTRED) and block.inset is None and not heads_chapter(bare(block))


def _number(text: str | None) -> int:
    return 0 if not text else int(text) if text.isdigit() else int(_small(text))


def _together(text: str) -> str:
    """The blanks that a date is typed with taken out."""
    return re.sub(r"(?<=[\d年月])\s+(?=[\d年月日])|(?<=日)\s+(?=印发)", "", text)


def day_of(text: str) -> str:
    """A date alone in its line, however it is typed, as 2021-4-6; empty for anything else."""
    plain = re.sub(r"\s", "", text)
    if short := _SHORT_DATE.fullmatch(plain):
        return "-".join(short.groups())
    found = _DATE.fullmatch(plain)
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
