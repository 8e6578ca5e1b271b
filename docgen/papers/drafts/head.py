"""What stands above a draft's text and is no text: 份号, 密级, the issuer mark, number, signers, title, the line by which it was passed.

A paper that was finished once has all of it; each is taken only where it is clear, and told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from docgen.papers.drafts.articles import heads_chapter
from docgen.papers.drafts.draft import Block
from docgen.papers.drafts.word import CENTRED
from docgen.papers.frame import BLANK_NUMBER

Tell = Callable[[str, str], None]
"""Says what was taken, and from where."""

_KINDS = "决议|决定|命令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|方案|办法|规定|细则|计划|要点|总结|简报"
_TITLE = re.compile(rf"(?!.*[。：；！？]).{{0,80}}(?:{_KINDS})(?:（[^）]*）)?")
_MARK = re.compile(r"(?!.*关于)[\u4e00-\u9fff]{3,30}文\s*件")
_OFFICE = re.compile(r"[\u4e00-\u9fff]{2,28}(?:委|政府|局|办公室|委员会|中心|指挥部|领导小组|厅|部|院)")
_ISSUER = re.compile(r"[\u4e00-\u9fff]{3,30}")
_NUMBER = re.compile(r"(?P<code>[\u4e00-\u9fff]{0,12})[〔［\[【（(](?P<year>\d{4})[〕］\]】）)]第?(?P<count>\d*)号(?:签发人：(?P<signers>.+))?")
_SEQUENCE = re.compile(r"第\d*[期号](?:[（(]总第\d*期[）)])?")
"""The number of an order, of minutes, of a briefing (10.2, 10.3)."""
_ROW = re.compile(r"[\u4e00-\u9fff]{4,30}[\s　]+(\d{4}年\d{1,2}月\d{1,2}日)")
"""Who compiled minutes and when, between their mark and their red rule."""
_DAY = re.compile(r"[（(](\d{4}年\d{1,2}月\d{1,2}日)[）)]")
_SIGNERS = re.compile(r"签发人：(?P<signers>.+)")
_TWO_NAMES = re.compile(r"[\u4e00-\u9fff]{2,4}(?:\s+[\u4e00-\u9fff]{2,4})?")
_SECURITY = {
    "copy_number": re.compile(r"(?:份号：?|№|No\.?)?(\d{6})"),
    "secrecy": re.compile(r"(?:密级：?)?((?:绝密|机密|秘密)(?:★.{0,8})?)"),
    "urgency": re.compile(r"(?:紧急程度：?)?(特急|加急|特提|平急)"),
}
_PASSED = re.compile(r"[（(](\d{4}年.{2,60}(?:通过|批准))[）)]")
_BLANKS = re.compile(r"\s")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789", "")
_NAMES = {"copy_number": "份号", "secrecy": "密级", "urgency": "紧急程度", "number": "发文字号", "signers": "签发人", "caption": "题注", "series": "红头的名称", "date": "成文日期"}
_MOST_LINES = 16
_MOST_UNCENTRED = 3
"""Lines of a title that nothing shows to be one but its words."""


@dataclass
class _Head:
    """The head as far as it was read: ``marks`` are the lines of the issuer mark, ``title`` those of the title."""

    taken: dict[str, tuple[Any, str]] = field(default_factory=dict)
    marks: list[Block] = field(default_factory=list)
    title: list[Block] = field(default_factory=list)


def take_head(blocks: Sequence[Block], front: Mapping[str, Any], taken: dict[str, Any], tell: Tell) -> list[Block]:
    """The blocks without the head; what it says and ``front`` does not goes to ``taken``."""
    head = _Head()
    rest = list(blocks)
    for block in rest[:_MOST_LINES]:
        if not _is_line(block) or not (_entry(block, head) or _line(block, rest[1:2], head)):
            break
        rest = rest[1:]
    if not head.title:
        count = _titled(rest, front)
        head.title, rest = rest[:count], rest[count:]
        while rest and _is_line(rest[0]) and _entry(rest[0], head):
            rest = rest[1:]
    if "series" in head.taken and not head.title:
        # an order has no title but its mark
        head.title, head.marks = head.marks, []
    for key, (value, place) in head.taken.items():
        if key not in front:
            taken[key] = value
            tell(f"{_NAMES[key]}取自文稿：{'、'.join(value) if isinstance(value, list) else value}", place)
    _tell_title(head, front, taken, tell)
    return rest


def mark_of(blocks: Sequence[Block]) -> str:
    """The issuer that the mark names; empty where there is no mark."""
    marks = [bare(block) for block in blocks[:_MOST_LINES] if _MARK.fullmatch(bare(block))]
    return re.sub(r"文\s*件$", "", marks[0]) if marks else ""


def bare(block: Block) -> str:
    """A block's text without the sign of a centred paragraph."""
    return block.text.replace(CENTRED, "").strip()


def _is_line(block: Block) -> bool:
    return block.inset is None and not block.item and bool(block.text)


def _plain(block: Block) -> str:
    return _BLANKS.sub("", bare(block)).translate(_WIDE).replace(":", "：")


def _entry(block: Block, head: _Head) -> bool:
    """Whether a line is one of the head's entries, which is kept then."""
    text = _plain(block)
    if _SEQUENCE.fullmatch(text) or (number := _NUMBER.fullmatch(text)) and not number["code"]:
        # only what has a mark of its own is numbered so, and the mark stands above
        if not head.title:
            return False
        head.taken["number"] = (text if _SEQUENCE.fullmatch(text) else in_form(text), block.place)
        head.taken["series"] = ("".join(map(bare, head.title)), block.place)
        head.marks, head.title = [*head.marks, *head.title], []
        return True
    if "series" in head.taken and (row := _ROW.fullmatch(bare(block).translate(_WIDE))) or head.title and (row := _DAY.fullmatch(text)):
        head.taken["date"] = (row[1], block.place)
        return True
    if number:
        head.taken["number"] = (in_form(text.partition("签发人")[0]), block.place)
        # what stands centred above the number is the mark, unless it is a title as the web has it
        if not _reads_as_title(head.title):
            head.marks, head.title = [*head.marks, *head.title], []
        text = f"签发人：{number['signers']}" if number["signers"] else ""
    signers = _SIGNERS.fullmatch(text) and _SIGNERS.fullmatch(bare(block)[bare(block).find("签发人") :].replace(":", "："))
    if signers:
        head.taken["signers"] = (names_of(signers["signers"]), block.place)
    if number or signers:
        return True
    if not head.title and "signers" in head.taken and not head.marks and _TWO_NAMES.fullmatch(bare(block)):
        head.taken["signers"][0].extend(names_of(bare(block)))
        return True
    if not head.title:
        for key, pattern in _SECURITY.items():
            if found := pattern.fullmatch(text):
                head.taken[key] = (found[1], block.place)
                return True
    if head.title and (passed := _PASSED.fullmatch(text)):
        head.taken["caption"] = (passed[1], block.place)
        return True
    return False


def _line(block: Block, below: Sequence[Block], head: _Head) -> bool:
    """Whether a line belongs to mark or title."""
    above_number = any(_is_line(line) and _NUMBER.fullmatch(_plain(line)) for line in below)
    is_mark = _MARK.fullmatch(bare(block)) or above_number and _ISSUER.fullmatch(bare(block)) and not reads_as_title(bare(block))
    if not head.title and is_mark:
        head.marks.append(block)
        return True
    if block.text.startswith(CENTRED) and not heads_chapter(bare(block)):
        head.title.append(block)
        return True
    return False


def _titled(rest: Sequence[Block], front: Mapping[str, Any]) -> int:
    """How many of the first lines, which nothing sets apart, are the title."""
    if rest and _is_line(rest[0]) and bare(rest[0]) == str(front.get("title", "")).strip():
        return 1
    if "title" in front:
        return 0
    lines = []
    for count, block in enumerate(rest[:_MOST_UNCENTRED], 1):
        if not _is_line(block):
            break
        lines.append(block)
        if _reads_as_title(lines) and (count == 1 or "关于" in "".join(map(bare, lines))):
            return count
    return 0


def reads_as_title(text: str) -> bool:
    """Whether a line ends as the titles of papers do (…的通知) and is no sentence."""
    return bool(_TITLE.fullmatch(text))


def _reads_as_title(lines: Iterable[Block]) -> bool:
    return reads_as_title("".join(map(bare, lines)))


def _tell_title(head: _Head, front: Mapping[str, Any], taken: dict[str, Any], tell: Tell) -> None:
    for block in head.marks:
        tell(f"“{bare(block)}”是红头，由 docgen 另印，没有作为标题", block.place)
    title = _joined([bare(block) for block in head.title])
    if not title:
        return
    if "title" not in front:
        taken["title"] = title
        tell(f"标题取自文稿：{title}", head.title[0].place)
    elif title != str(front["title"]).strip():
        tell(f"标题以开头的 title 为准，文稿里的“{title}”没有印出", head.title[0].place)


def _joined(lines: Sequence[str]) -> str:
    """The lines of a title as one; issuers that stood in lines of their own stay apart."""
    title = "".join(lines[:1])
    for before, line in zip(lines, lines[1:], strict=False):
        title += ("\u3000" if _OFFICE.fullmatch(before) and _OFFICE.fullmatch(line) else "") + line
    return title


def in_form(number: str) -> str:
    """A document number as it is written (7.2.5): 栾政[2021]第08号 is 栾政〔2021〕8号; any other text stays."""
    found = _NUMBER.fullmatch(_BLANKS.sub("", number).translate(_WIDE))
    if not found or found["signers"]:
        return number
    return f"{found['code']}〔{found['year']}〕{int(found['count']) if found['count'] else BLANK_NUMBER}号"


def names_of(text: str) -> list[str]:
    """张三　李四, 王　五: a blank within parts the characters of a name or one name from the next."""
    parts = [part for part in re.split(r"[、，,；;\s]+", text.strip()) if part]
    names: list[str] = []
    for part in parts:
        if len(part) == 1 and names and len(names[-1]) == 1:
            names[-1] += part
        else:
            names.append(part)
    return names


def uncentred(block: Block) -> Block:
    """A block without the sign of a centred paragraph."""
    if CENTRED not in block.text:
        return block
    runs = tuple(replace(run, text=run.text.replace(CENTRED, "")) for run in block.runs)
    return replace(block, text=block.text.replace(CENTRED, ""), runs=runs)
