"""Paper, type area, lines and characters (clauses 5.1, 5.2)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from docgen.proof import clauses as gb
from docgen.proof.finding import Case, Finding, Span, every, judged, length, skipped, worst
from docgen.proof.leaf import Box, Leaf
from docgen.proof.line import HAN, Line
from docgen.proof.measure.adjusted import (
    FEWEST_CHARACTERS,
    FEWEST_LINES,
    MOST_CHARACTERS,
    MOST_LINES,
    NOTE,
    had_to_adjust,
)
from docgen.proof.recognise.area import LEFT, RIGHT, TOP
from docgen.proof.recognise.paper import Paper
from docgen.proof.typeface import FANGSONG, may_be, name_of

_WIDE = re.compile(r"^[\u3400-\u9fff〇，。、；：！？“”‘’（）《》〔〕—…]+$")
_TAKEN_ALONG = re.compile(r"^.[，。、；：！？”’）》〕…—]|^[0-9A-Za-z（《“‘〔…—]")
_NO_TEXT = "没有成段的正文，无从量起"


def measure_page(paper: Paper) -> Iterator[Finding]:
    """Clauses 5.1 to 5.2.3."""
    sizes = [
        Case(leaf.number, None, None, _is_a4(leaf) or _holds_table(leaf, paper), f"{leaf.width:.0f}×{leaf.height:.0f} 毫米")
        for leaf in paper.leaves
    ]
    yield every(gb.PAPER, sizes, "")
    yield from _area(paper)
    yield from _foldouts(paper)
    yield _inside(paper)
    yield from _looks(paper)
    yield from _pitch(paper)
    yield _full_line(paper)


def text_lines(paper: Paper) -> list[Line]:
    """The running text: body, annex note; what lies in the portrait pages' lines and is of the text's own size."""
    return [line for line in paper.body if not line.landscape]


def _is_a4(leaf: Leaf) -> bool:
    """Whether the page is A4, either way up."""
    narrow, wide = sorted((leaf.width, leaf.height))
    return abs(narrow - gb.PAPER_WIDTH) <= 0.6 and abs(wide - gb.PAPER_HEIGHT) <= 0.6


def _holds_table(leaf: Leaf, paper: Paper) -> bool:
    """A3 is for tables that fold out, never for text."""
    return leaf.foldout and bool(paper.tables[leaf.number])


def _foldouts(paper: Paper) -> Iterator[Finding]:
    """The edges of A3 pages by which they are bound with the others."""
    found, reason = paper.foldouts, "没有 A3 折页" if not paper.foldouts else "没有撑满版心的表格，无从量起"
    lefts = [(page, fold.area, fold.left) for page, fold in found.items() if fold.left is not None]
    yield worst(
        gb.FOLDOUT_LEFT,
        [
            Case(page, Box(left, area.top, left + 0.3, area.bottom), left, span=Span(0, area.bottom - 12, left, area.bottom - 12))
            for page, area, left in lefts
        ],
        reason,
    )
    tops = [(page, fold.area, fold.top) for page, fold in found.items() if fold.top is not None]
    yield worst(
        gb.FOLDOUT_TOP,
        [
            Case(page, Box(area.left, top, area.right, top + 0.3), top, span=Span(area.centre, 0, area.centre, top))
            for page, area, top in tops
        ],
        reason,
    )


def _area(paper: Paper) -> Iterator[Finding]:
    area, known = paper.area, paper.measured_area
    page = next((leaf.number for leaf in paper.leaves if leaf.portrait), 0)
    low = area.bottom - 12
    if LEFT in known:
        edge = Box(area.left, area.top, area.left + 0.3, area.bottom)
        yield length(gb.LEFT_MARGIN, area.left, page, edge, span=Span(0, low, area.left, low))
    else:
        yield skipped(gb.LEFT_MARGIN, _NO_TEXT)
    if TOP in known:
        second = next((leaf.number for leaf in paper.leaves if leaf.number > 1 and leaf.portrait), 0)
        edge = Box(area.left, area.top, area.right, area.top + 0.3)
        yield length(gb.TOP_MARGIN, area.top, second, edge, span=Span(area.centre, 0, area.centre, area.top))
    else:
        yield skipped(gb.TOP_MARGIN, "第2页以后没有正文，首行的位置无从量起")
    if LEFT in known and RIGHT in known:
        below = area.bottom + 2.5
        where, span = Box(area.left, area.bottom, area.right, below), Span(area.left, below, area.right, below)
        yield length(gb.AREA_ACROSS, area.right - area.left, page, where, span=span)
    else:
        yield skipped(gb.AREA_ACROSS, "没有排满的行，右边缘无从量起")


def _inside(paper: Paper) -> Finding:
    """Text must stay within the area, a hanging stop aside."""
    area = paper.area
    lines = [line for line in text_lines(paper) if line.page > 1 or line.base > area.top]
    cases = [
        Case(line.page, line.box, None, _within(line, area), f"“{line.text[:12]}…”") for line in lines
    ]
    finding = every(gb.INSIDE, cases, _NO_TEXT)
    return Finding(finding.clause, finding.verdict, "都在版心之内", note=finding.note) if finding.verdict == "pass" else finding


def _within(line: Line, area) -> bool:
    last = line.chars[-1]
    spare = last.x1 - last.x0 if last.text in "，。、；：）”》" else 0
    return line.x0 >= area.left - 1.5 and line.x1 - spare <= area.right + 1.5 and area.top - 1 <= line.base <= area.bottom + 1


def _looks(paper: Paper) -> Iterator[Finding]:
    lines = text_lines(paper)
    if not lines:
        yield from (skipped(clause, _NO_TEXT) for clause in (gb.BODY_SIZE, gb.BODY_FONT, gb.BODY_COLOUR))
        return
    yield every(
        gb.BODY_SIZE,
        [Case(line.page, line.box, None, abs(line.size - gb.SIZE_3) <= 0.3, f"{line.size:g} 磅") for line in lines],
        _NO_TEXT,
    )
    fonts = Counter(char.font for line in lines for char in line.chars if HAN.match(char.text))
    if fonts:
        font, _ = fonts.most_common(1)[0]
        where = next(line for line in lines if any(char.font == font for char in line.chars))
        yield judged(gb.BODY_FONT, may_be(font, FANGSONG), name_of(font), where.page, where.box)
    else:
        yield skipped(gb.BODY_FONT, "正文中没有汉字")
    coloured = [line for line in lines if line.red]
    yield judged(
        gb.BODY_COLOUR, not coloured, f"红色：“{coloured[0].text[:12]}”" if coloured else "黑色",
        coloured[0].page if coloured else lines[0].page, coloured[0].box if coloured else None,
    )


def _pitch(paper: Paper) -> Iterator[Finding]:
    steps: list[tuple[float, Line]] = []
    lines = text_lines(paper)
    for before, after in zip(lines, lines[1:]):
        step = after.base - before.base
        if before.page == after.page and 4 < step < 30:
            steps.append((step, after))
    if len(steps) < 3:
        yield skipped(gb.LINE_PITCH, "正文不足四行，行距无从量起")
        yield skipped(gb.FULL_PAGE, "没有排满的页")
        return
    common = Counter(round(step, 1) for step, _ in steps).most_common(1)[0][0]
    exact = sorted(step for step, _ in steps if abs(step - common) <= 0.15)
    pitch = exact[len(exact) // 2]
    line = next(line for step, line in steps if abs(step - common) <= 0.15)
    # a tenth is too coarse here: 22 lines are 22 times the error
    usual = gb.LINE_PITCH.low <= pitch <= gb.LINE_PITCH.high
    allowed = not usual and _PITCHES[0] <= pitch <= _PITCHES[1] and had_to_adjust(paper)
    note = NOTE if allowed else ""
    yield judged(gb.LINE_PITCH, usual or allowed, f"{pitch:.2f} 毫米", line.page, line.box, note)
    yield _full_page(paper, pitch)


_PITCHES = (gb.AREA_HEIGHT / MOST_LINES - 0.05, gb.AREA_HEIGHT / FEWEST_LINES + 0.05)
"""The pitches with which the most and the fewest lines make a page, in mm."""


def _full_page(paper: Paper, pitch: float) -> Finding:
    """Pages that are text from the first line to the last, and no table between."""
    adjusted = None
    cases = []
    by_page: dict[int, list[Line]] = defaultdict(list)
    for line in text_lines(paper):
        by_page[line.page].append(line)
    for leaf in paper.leaves[1:]:
        lines = by_page[leaf.number]
        if not leaf.portrait or paper.tables.get(leaf.number) or len(lines) < 10:
            continue
        bases = sorted({round(line.base, 1) for line in lines})
        if paper.area.bottom - bases[-1] > pitch - 1 or bases[0] - paper.area.top > pitch + 1:
            continue
        rows = 1 + sum(round((after - before) / pitch) for before, after in zip(bases, bases[1:]))
        holds = rows == gb.LINES
        if not holds and FEWEST_LINES <= rows <= MOST_LINES:
            adjusted = had_to_adjust(paper) if adjusted is None else adjusted
            holds = adjusted
        cases.append(Case(leaf.number, Box.around(line.box for line in lines), None, holds, f"{rows}行"))
    return every(gb.FULL_PAGE, cases, "没有从首行排到末行的页")


def _full_line(paper: Paper) -> Finding:
    """Lines filled with full-width characters only, nothing in or behind them that must not be parted."""
    area = paper.area
    lines = text_lines(paper)
    counts: list[tuple[int, Line]] = []
    for line, after in zip(lines, lines[1:]):
        full = abs(line.x1 - area.right) < 3.2 and abs(after.x0 - area.left) < 1.5
        # a stop may not begin a line and takes the character before it along: that line is rightly short
        if full and not _has_blank(line) and not _TAKEN_ALONG.match(after.text) and _WIDE.match(line.text) and abs(line.size - gb.SIZE_3) < 1:
            indent = round((line.x0 - area.left) / line.em)
            counts.append((len(line.chars) + indent, line))
    if not counts:
        return skipped(gb.FULL_LINE, "没有全是汉字的满行")
    common, _ = Counter(count for count, _ in counts).most_common(1)[0]
    line = next(line for count, line in counts if count == common)
    usual = common == gb.CHARACTERS
    allowed = not usual and FEWEST_CHARACTERS <= common <= MOST_CHARACTERS and had_to_adjust(paper)
    return judged(gb.FULL_LINE, usual or allowed, f"{common}字", line.page, line.box, NOTE if allowed else "")


def _has_blank(line: Line) -> bool:
    """Whether a whole character's room is empty within it (第一条　为……)."""
    return any(after.x0 - before.x1 > 0.8 * line.em for before, after in zip(line.chars, line.chars[1:]))
