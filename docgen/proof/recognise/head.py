"""The head of page 1: mark, number, signers, copy number, secrecy, urgency, red rules."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docgen.proof.ink import Ink
from docgen.proof.leaf import Box, Leaf, Rule
from docgen.proof.line import Line, joined, long_rules
from docgen.proof.recognise.paper import Head, Mark

NUMBER = re.compile(r"[〔\[［（(【{]\s*(?:19|20)?\d{2}\s*[〕\]］）)】}]\s*(?:第)?\s*[0-9０-９]*\s*号")
ISSUE = re.compile(r"^[（(〔]?第?[0-9一二三四五六七八九十百〇]+[期号][）)〕]?$|^第[0-9一二三四五六七八九十百〇]+[期号]|^第[期号][（(]总第\d*[期号][）)]$|^第[期号]$")
_COPY = re.compile(r"^[№NoO．.]*\d{4,8}$")
_SECRET = re.compile(r"^(?:绝密|机密|秘密)[★☆*·-]?(?:\d{1,2}(?:年|个月|月)|长期)?$")
_URGENT = re.compile(r"^(?:特急|加急|特提|平急|紧急)$")
_DEEPEST = 190.0
"""No head reaches further down page 1 than this, in mm."""


def find_head(leaf: Leaf, lines: Sequence[Line], ink: Ink) -> Head:
    """The head of page 1; ``lines`` are the page's, from the top down."""
    rules = _grouped(long_rules(leaf, red=True))
    top_rules = [group for group in rules if group[0].top < _DEEPEST]
    lower = next((group for group in rules if group[0].top > 250), ())
    letter = bool(lower) and bool(top_rules) and top_rules[0][0].top < 90
    mark = _mark(leaf, lines, ink, top_rules[0][0].top if top_rules else None)
    reach = _reach(mark, top_rules, lines)
    zone = [line for line in lines if line.base <= reach and not line.red and not (mark and line in mark.lines)]
    number = next((line for line in zone if NUMBER.search(line.text)), None)
    if number is None and mark:
        number = next((line for line in zone if line.top > mark.box.bottom - 2 and ISSUE.match(line.text)), None)
    top_rule = top_rules[0] if top_rules else ()
    head = Head(
        mark, number,
        next((line for line in zone if _COPY.match(line.text) and line is not number), None),
        next((line for line in zone if _SECRET.match(line.text)), None),
        next((line for line in zone if _URGENT.match(line.text)), None),
        _signers(zone),
        None if letter or not top_rule else top_rule[0],
        top_rule if letter else (), lower if letter else (),
    )
    taken = {id(line) for line in (head.number, head.copy_number, head.secrecy, head.urgency, *head.signers) if line}
    edge = head.rule.top if head.rule else 0.0
    row = tuple(line for line in zone if mark and mark.box.bottom < line.base < edge and id(line) not in taken)
    return Head(**{**head.__dict__, "row": row})


def _grouped(rules: Sequence[Rule]) -> list[tuple[Rule, ...]]:
    """Rules that lie within 2 mm of one another are one double rule."""
    groups: list[list[Rule]] = []
    for rule in rules:
        if groups and rule.top - groups[-1][-1].top < 2.0:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return [tuple(group) for group in groups]


def _mark(leaf: Leaf, lines: Sequence[Line], ink: Ink, rule_top: float | None) -> Mark | None:
    red = [line for line in lines if line.red and line.base < (rule_top or _DEEPEST)]
    if red:
        biggest = max(line.size for line in red)
        red = [line for line in red if line.size > biggest * 0.35]
        return _red_mark(leaf, red, ink)
    if rule_top:  # a picture of the mark
        box = ink.red_box(leaf.number, 15, 15, leaf.width - 15, rule_top - 1.5)
        if box and box.width > 30 and box.height > 5:
            return Mark(box)
    return _black_mark(leaf, lines, ink, rule_top)


def _red_mark(leaf: Leaf, red: list[Line], ink: Ink) -> Mark:
    around = Box.around(line.box for line in red)
    box = ink.red_box(leaf.number, around.x0 - 1, around.top - 2, around.x1 + 1, around.bottom + 1) or around
    side = None
    if len(red) > 1:
        side = next((line for line in red if line.text == "文件"), None)
        if side is None:
            red, side = _cut_side(red)
    names = tuple(line for line in red if line is not side)
    return Mark(box, names, True, side)


def _cut_side(red: list[Line]) -> tuple[list[Line], Line | None]:
    """文件 on the middle one of an odd number of names shares its baseline: part it from that line."""
    edges = sorted(line.x1 for line in red if not line.text.endswith("文件"))
    for line in red:
        if line.text.endswith("文件") and edges and line.chars[-2].x0 > edges[-1] - 1:
            name = Line(line.page, line.chars[:-2], line.landscape)
            rest = [name if other is line else other for other in red]
            return rest, Line(line.page, line.chars[-2:], line.landscape)
    return red, None


def _black_mark(leaf: Leaf, lines: Sequence[Line], ink: Ink, rule_top: float | None) -> Mark | None:
    """A mark that should be red: the largest line above a document number, larger than any title."""
    number = next((line for line in lines if NUMBER.search(line.text) and line.base < _DEEPEST), None)
    limit = rule_top or (number.base if number else 0)
    above = [line for line in lines if line.base < limit and line.size > 24]
    if not above or limit > 170:
        return None
    line = max(above, key=lambda line: line.size)
    box = ink.box(leaf.number, line.x0 - 1, line.top - 1, line.x1 + 1, line.bottom + 1) or line.box
    return Mark(box, (line,), False)


def _reach(mark: Mark | None, rules: Sequence[tuple[Rule, ...]], lines: Sequence[Line]) -> float:
    """How far down the head's own lines may stand: to the first large title line, or a little below the rule."""
    start = max(mark.box.bottom if mark else 0.0, rules[0][-1].top if rules and mark else 0.0)
    title = next((line.base for line in lines if line.size > 18 and line.base > start + 2 and not line.red), None)
    return min(title - 1 if title else _DEEPEST, start + 45 if mark else 120.0)


def _signers(zone: Sequence[Line]) -> tuple[Line, ...]:
    """The line 签发人：… and those below it that continue it."""
    first = next((line for line in zone if "签发人" in line.text), None)
    if first is None:
        return ()
    found = [first]
    for line in zone:
        if 2 < line.base - found[-1].base < 16 and line.x0 > first.x0 + 8 and len(joined([line])) <= 12:
            found.append(line)
    return tuple(found)
