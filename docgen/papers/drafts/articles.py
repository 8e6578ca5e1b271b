"""Texts in chapters and articles (办法, 规定, 章程): 第一章, 第一节, 第一条 told by the numbers typed before them, which stay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from docgen.papers.drafts.draft import ARTICLE, CHAPTER, SECTION, Block
from docgen.papers.drafts.inlines import Told
from docgen.papers.drafts.typed import typed_mark
from docgen.papers.insets import Run, without_start

_MARK = re.compile(r"第\s*(?P<number>[一二三四五六七八九十百零〇]{1,7}|\d{1,3})\s*(?P<unit>[章节条])(?P<gap>[\s　:：]*)")
_DIGITS = "一二三四五六七八九"
_LONGEST_HEADING = 40
_STOPS = re.compile("[。；！？]")
_LONGEST_NAME = 12
_CONTENTS = re.compile(r"目\s*[录次]")
_ENOUGH = 2
_BLANK = "\u3000"


def heads_chapter(text: str) -> bool:
    """Whether a line is the heading of a chapter or a section, 第一章　总则, or of their list (目录)."""
    found = _MARK.match(text)
    if _CONTENTS.fullmatch(text):
        return True
    return bool(found) and found["unit"] in (CHAPTER, SECTION) and len(text) <= _LONGEST_HEADING and not _STOPS.search(text)


def articled(blocks: Sequence[Block], told: Told) -> list[Block]:
    """The blocks with chapters, sections and articles marked as what they are; others are as they were.

    Only where the text has at least two chapters or two articles, each typed in the same way. What stands below an article
    is its text: marks such as （一） stay as they are typed. A number left out or given twice is told, none is changed.
    """
    blocks = _named_beside(_without_contents(blocks, told))
    kinds = [_kind(block) for block in blocks]
    articles = [at for at, kind in enumerate(kinds) if kind == ARTICLE]
    has_articles = len(articles) >= _ENOUGH and _is_first(blocks[articles[0]]) and 2 * sum(map(_has_gap, (blocks[at] for at in articles))) >= len(articles)
    if not has_articles and kinds.count(CHAPTER) < _ENOUGH:
        return list(blocks)
    made = []
    within = False
    for block, kind in zip(blocks, kinds, strict=True):
        if kind == ARTICLE and not has_articles:
            kind = ""
        within = kind == ARTICLE or within and not kind
        if kind:
            made.append(_article(block) if kind == ARTICLE else _heading(block, kind))
        else:
            made.append(_below(block) if within else block)
    _check_order(made, told)
    return made


def _kind(block: Block) -> str:
    if block.inset is not None or block.item:
        return ""
    found = _MARK.match(block.text)
    if found and heads_chapter(block.text):
        return found["unit"]
    return ARTICLE if found and found["unit"] == ARTICLE and block.text[found.end() :] else ""


def _without_contents(blocks: Sequence[Block], told: Told) -> list[Block]:
    """The blocks without a list of chapters that the text repeats: its pages are others when it is printed."""
    at = next((at for at, block in enumerate(blocks) if _CONTENTS.fullmatch(block.text)), None)
    if at is None:
        return list(blocks)
    end = at + 1
    while end < len(blocks) and _kind(blocks[end]) in (CHAPTER, SECTION) and not (end > at + 1 and _begins_anew(blocks[at + 1], blocks[end])):
        end += 1
    if end == at + 1 or not any(_begins_anew(blocks[at + 1], block) for block in blocks[end:]):
        return list(blocks)
    told.tell("文稿里的目录没有印出：页码排版后会变，要目录的请定稿后在 Word、WPS 里插入", blocks[at].place)
    return [*blocks[:at], *blocks[end:]]


def _begins_anew(first: Block, block: Block) -> bool:
    return _kind(block) == CHAPTER and _parts(block)[0] == _parts(first)[0]


def _named_beside(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with 第一章 and its name, where that stands in a line of its own, in one."""
    made: list[Block] = []
    for block in blocks:
        alone = bool(made) and _kind(made[-1]) in (CHAPTER, SECTION) and not _parts(made[-1])[1]
        if alone and not _kind(block) and not block.inset and not block.item and len(block.text) <= _LONGEST_NAME and not _STOPS.search(block.text):
            made[-1] = replace(made[-1], text=f"{made[-1].text}{_BLANK}{block.text}")
        else:
            made.append(block)
    return made


def _is_first(block: Block) -> bool:
    return _value(_MARK.match(block.text)["number"]) == 1


def _has_gap(block: Block) -> bool:
    return bool(_MARK.match(block.text)["gap"])


def _heading(block: Block, kind: str) -> Block:
    mark, rest = _parts(block)
    return replace(block, level=0, mark=kind, text=f"{mark}{_BLANK}{rest}" if rest else mark, runs=())


def _article(block: Block) -> Block:
    mark, rest = _parts(block)
    behind = without_start(block.runs, len(block.text) - len(rest)) or (Run(rest),)
    return replace(block, level=0, mark=ARTICLE, text=f"{mark}{_BLANK}{rest}", runs=(Run(mark, hei=True), Run(_BLANK), *behind))


def _parts(block: Block) -> tuple[str, str]:
    """The number without blanks, and what follows it."""
    found = _MARK.match(block.text)
    return f"第{found['number']}{found['unit']}", block.text[found.end() :]


def _below(block: Block) -> Block:
    """A paragraph of an article: a heading of its own it has only where it is typed as one without a mark."""
    if block.inset is not None or block.item or not typed_mark(block.text)[0]:
        return block
    return replace(block, level=0, mark=ARTICLE)


def _check_order(blocks: Sequence[Block], told: Told) -> None:
    """Chapters and articles count through the text, sections within their chapter."""
    counts = dict.fromkeys((CHAPTER, SECTION, ARTICLE), 0)
    for block in blocks:
        found = _MARK.match(block.text) if block.mark in counts else None
        if not found or found["unit"] != block.mark:
            continue
        value, before = _value(found["number"]), counts[block.mark]
        if value != before + 1:
            told.tell(f"{_named(found)}{_instead(value, before, block.mark)}：序号照文稿印出，请核对", block.place)
        counts[block.mark] = value
        if block.mark == CHAPTER:
            counts[SECTION] = 0


def _named(found: re.Match[str]) -> str:
    return f"“第{found['number']}{found['unit']}”"


def _instead(value: int, before: int, unit: str) -> str:
    from docgen.numerals import chinese

    if value == before:
        return "写了两次"
    return f"前面是第{chinese(before)}{unit}" if before else f"前面没有第一{unit}"


def _value(number: str) -> int:
    """1–999; 0 for what is no number."""
    if number.isdigit():
        return int(number)
    hundreds, hundred, rest = number.partition("百")
    if not hundred:
        hundreds, rest = "", number
    tens, ten, ones = rest.lstrip("零〇").partition("十")
    if not ten:
        tens, ones = "", tens
    if any(part and part not in _DIGITS for part in (hundreds, tens, ones)):
        return 0
    return (100 * _digit(hundreds) if hundred else 0) + (10 * (_digit(tens) if tens else 1) if ten else 0) + (_digit(ones) if ones else 0)


def _digit(char: str) -> int:
    return _DIGITS.index(char) + 1 if char else 1
