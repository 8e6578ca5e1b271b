"""The letter format (10.1)."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.proof import clauses as gb
from docgen.proof.finding import Case, Finding, Span, judged, length, skipped, worst
from docgen.proof.ink import Ink
from docgen.proof.leaf import Box, Rule
from docgen.proof.measure.head import ink_of
from docgen.proof.recognise.paper import LETTER, Paper

_ALL = (
    gb.LETTER_MARK, gb.LETTER_MARK_WORDS, gb.LETTER_RULE_GAP, gb.LETTER_UPPER, gb.LETTER_LOWER, gb.LETTER_LOWER_AT,
    gb.LETTER_RULE_WIDTH, gb.LETTER_RULE_PLACE, gb.LETTER_NUMBER_RIGHT, gb.LETTER_NUMBER_GAP, gb.LETTER_LEFT_GAP,
)


def measure_letter(paper: Paper, ink: Ink) -> Iterator[Finding]:
    """Mark from the paper's edge, the two double rules, the number at the right."""
    if paper.kind != LETTER:
        yield from (skipped(clause, f"不是信函（{paper.kind}）") for clause in _ALL)
        return
    yield from _mark(paper)
    yield from _rules(paper)
    yield from _number(paper, ink)


def _mark(paper: Paper) -> Iterator[Finding]:
    mark, upper = paper.head.mark, paper.head.upper
    if mark is None:
        yield from (skipped(clause, "没有找到信函的标志") for clause in _ALL[:3])
        return
    box = mark.box
    yield length(gb.LETTER_MARK, box.top, 1, box, span=Span(box.centre, 0, box.centre, box.top))
    yield judged(gb.LETTER_MARK_WORDS, not mark.text.endswith("文件"), mark.text or "图片", 1, box)
    top = upper[0].upper_edge
    yield length(gb.LETTER_RULE_GAP, top - box.bottom, 1, _box(upper), span=Span(box.x1 - 5, box.bottom, box.x1 - 5, top))


def _rules(paper: Paper) -> Iterator[Finding]:
    upper, lower = paper.head.upper, paper.head.lower
    yield judged(gb.LETTER_UPPER, _double(upper, thick_first=True), _said(upper), 1, _box(upper))
    yield judged(gb.LETTER_LOWER, _double(lower, thick_first=False), _said(lower), 1, _box(lower))
    bottom = paper.leaf_1.height - lower[-1].lower_edge
    span = Span(105, lower[-1].lower_edge, 105, paper.leaf_1.height)
    yield length(gb.LETTER_LOWER_AT, bottom, 1, _box(lower), span=span)
    pair = [Box.around(_boxes(group)) for group in (upper, lower)]
    yield worst(gb.LETTER_RULE_WIDTH, [Case(1, box, box.width) for box in pair], "")
    yield worst(gb.LETTER_RULE_PLACE, [Case(1, box, abs(box.centre - paper.leaf_1.width / 2)) for box in pair], "")


def _number(paper: Paper, ink: Ink) -> Iterator[Finding]:
    head = paper.head
    edge = head.upper[-1].lower_edge
    if head.number is None:
        yield skipped(gb.LETTER_NUMBER_RIGHT, "没有找到发文字号")
        yield skipped(gb.LETTER_NUMBER_GAP, "没有找到发文字号")
    else:
        box = ink_of(ink, head.number)
        yield length(gb.LETTER_NUMBER_RIGHT, paper.area.right - head.number.x1, 1, box)
        yield length(gb.LETTER_NUMBER_GAP, box.top - edge, 1, box, span=Span(box.x0 - 3, edge, box.x0 - 3, box.top))
    first = next((line for line in (head.copy_number, head.secrecy, head.urgency) if line), None)
    if first is None:
        yield skipped(gb.LETTER_LEFT_GAP, "没有份号、密级、紧急程度")
    else:
        yield length(gb.LETTER_LEFT_GAP, ink_of(ink, first).top - edge, 1, first.box)


def _double(rules: tuple[Rule, ...], thick_first: bool) -> bool:
    if len(rules) != 2 or not all(rule.red for rule in rules):
        return False
    first, second = rules
    return first.width > second.width * 1.3 if thick_first else second.width > first.width * 1.3


def _said(rules: tuple[Rule, ...]) -> str:
    return f"{len(rules)}条线，粗细 " + "、".join(f"{rule.thickness:.2f}" for rule in rules) + " 毫米"


def _boxes(rules: tuple[Rule, ...]) -> list[Box]:
    return [Box(rule.x0, rule.upper_edge, rule.x1, rule.lower_edge) for rule in rules]


def _box(rules: tuple[Rule, ...]) -> Box:
    return Box.around(_boxes(rules))
