"""Title and addressees (7.3.1, 7.3.2), body on page 1 (7.3.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.proof import clauses as gb
from docgen.proof.finding import Case, Finding, Span, judged, length, skipped, worst
from docgen.proof.ink import Ink
from docgen.proof.leaf import Box
from docgen.proof.line import Line
from docgen.proof.measure.head import ink_of
from docgen.proof.recognise.paper import LETTER, OFFICE, ORDER, Paper
from docgen.proof.typeface import XIAOBIAOSONG, may_be, name_of

_NEVER_FIRST = tuple("的、，。；：！？）》〕”’%％")
_NEVER_LAST = tuple("（《〔“‘")
_PARTED = re.compile(r"\d\|\d|\d\|[年月日号%％]|〔\d*\|")
_PARTED_BOOK = re.compile(r"《[^》]*\|[^》]*》(?P<tail>[^|]*)")
_LEAST_ROW = 4


def measure_title(paper: Paper, ink: Ink) -> Iterator[Finding]:
    """The title's place, look and shape."""
    title = paper.title
    clauses = (gb.TITLE_SIZE, gb.TITLE_FONT, gb.TITLE_CENTRED, gb.TITLE_SHAPE, gb.TITLE_WORDS)
    if not title:
        reason = "命令没有标题" if paper.kind == ORDER else "第1页没有找到标题"
        yield from (skipped(clause, reason) for clause in (gb.TITLE_GAP, gb.LETTER_TITLE_GAP, *clauses))
        return
    box = Box.around(line.box for line in title)
    yield from _gap(paper, ink)
    size = title[0].size
    yield judged(gb.TITLE_SIZE, all(abs(line.size - gb.SIZE_2) <= 0.3 for line in title), f"{size:g} 磅", 1, box)
    fonts = title[0].fonts()
    if fonts:
        yield judged(gb.TITLE_FONT, may_be(fonts[0], XIAOBIAOSONG), name_of(fonts[0]), 1, box)
    else:
        yield skipped(gb.TITLE_FONT, "标题中没有汉字")
    yield worst(gb.TITLE_CENTRED, [Case(1, line.box, abs(line.centre - paper.middle(1))) for line in title], "")
    yield shape(gb.TITLE_SHAPE, title)
    yield words(gb.TITLE_WORDS, title)


def measure_addressees(paper: Paper) -> Iterator[Finding]:
    """The addressees below the title, and text on page 1."""
    lines, title = paper.addressees, paper.title
    clauses = (gb.ADDRESSEES_GAP, gb.ADDRESSEES_LEFT, gb.ADDRESSEES_COLON)
    if not lines:
        moved = paper.imprint and any(line.text.startswith("主送") for line in paper.imprint.lines)
        reason = "主送机关已移到版记" if moved else "没有主送机关"
        yield from (skipped(clause, reason) for clause in clauses)
    else:
        box = Box.around(line.box for line in lines if line.page == 1)
        # the line by which the paper was passed (题注) belongs to the title
        above = max((line.bottom for line in paper.lines[1] if title[-1].base <= line.base < lines[0].base), default=title[-1].bottom)
        yield length(gb.ADDRESSEES_GAP, lines[0].top - above, 1, box, span=Span(lines[0].x0 + 2, above, lines[0].x0 + 2, lines[0].top))
        yield worst(gb.ADDRESSEES_LEFT, [Case(line.page, line.box, abs(line.x0 - paper.area.left)) for line in lines], "")
        yield judged(gb.ADDRESSEES_COLON, lines[-1].text.endswith("："), f"…{lines[-1].text[-6:]}", lines[-1].page, lines[-1].box)
    if not paper.body:
        yield skipped(gb.BODY_ON_PAGE_1, "没有找到正文")
        return
    first = paper.body[0]
    yield judged(gb.BODY_ON_PAGE_1, first.page == 1, f"正文从第{first.page}页开始", first.page, first.box)


def _gap(paper: Paper, ink: Ink) -> Iterator[Finding]:
    first = ink_of(ink, paper.title[0])
    if paper.kind == OFFICE and paper.head.rule:
        top = paper.head.rule.lower_edge
        yield length(gb.TITLE_GAP, first.top - top, 1, first, span=Span(first.x0 + 4, top, first.x0 + 4, first.top))
        yield skipped(gb.LETTER_TITLE_GAP, f"不是信函（{paper.kind}）")
        return
    reason = "没有红色分隔线" if paper.kind == OFFICE else f"{paper.kind}另有规定"
    yield skipped(gb.TITLE_GAP, reason if paper.has_head else "第1页没有版头")
    if paper.kind != LETTER:
        yield skipped(gb.LETTER_TITLE_GAP, f"不是信函（{paper.kind}）")
        return
    head = paper.head
    last = max(
        (line for line in (head.number, head.copy_number, head.secrecy, head.urgency) if line),
        key=lambda line: line.base, default=None,
    )
    top = ink_of(ink, last).bottom if last else head.upper[-1].lower_edge
    yield length(gb.LETTER_TITLE_GAP, first.top - top, 1, first, span=Span(first.x0 + 4, top, first.x0 + 4, first.top))


def shape(clause: gb.Clause, title: tuple[Line, ...]) -> Finding:
    """An hourglass has a row shorter than the one above and the one below."""
    widths = [line.x1 - line.x0 for line in title]
    said = "、".join(f"{len(line.chars)}字" for line in title)
    box = Box.around(line.box for line in title)
    if len(title) < 3:
        # two rows are a trapezoid either way
        return judged(clause, True, f"{len(title)}行：{said}", title[0].page, box)
    half = title[0].em / 2
    narrow = any(b < a - half and b < c - half for a, b, c in zip(widths, widths[1:], widths[2:]))
    return judged(clause, not narrow, f"{len(title)}行：{said}", title[0].page, box)


def _needlessly(book: re.Match[str] | None, em: float) -> re.Match[str] | None:
    """A parted book's name, unless it cannot stand on one row with what belongs to it and would leave less than a row's worth below."""
    if book is None:
        return None
    alone = book[0].replace("|", "")
    # a digit or letter takes half; what is left of 的通知 alone on a row would be worse
    wide = sum(0.5 if char.isascii() else 1 for char in alone)
    return None if wide * em > gb.AREA_WIDTH and len(book["tail"]) <= _LEAST_ROW else book


def words(clause: gb.Clause, title: tuple[Line, ...]) -> Finding:
    """What a row of a title may not begin or end with, nor part."""
    if len(title) == 1:
        return skipped(clause, "标题只有一行")
    parted = "|".join(line.text for line in title)
    bad = next((line for line in title[1:] if line.text.startswith(_NEVER_FIRST)), None)
    bad = bad or next((line for line in title[:-1] if line.text.endswith(_NEVER_LAST)), None)
    found = _PARTED.search(parted) or _needlessly(_PARTED_BOOK.search(parted), title[0].em)
    box = Box.around(line.box for line in title)
    if bad is None and found is None:
        return judged(clause, True, parted, title[0].page, box)
    return judged(clause, False, bad.text if bad else parted, title[0].page, box)
