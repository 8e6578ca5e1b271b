"""Orders (10.2), minutes (10.3) and briefings (practice)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.proof import clauses as gb
from docgen.proof.finding import Finding, Span, judged, length, skipped
from docgen.proof.ink import Ink
from docgen.proof.leaf import Box
from docgen.proof.line import Line, joined
from docgen.proof.measure.head import centred, ink_of
from docgen.proof.recognise.imprint import PRINTED, SENT
from docgen.proof.recognise.paper import BRIEFING, MINUTES, ORDER, Paper
from docgen.proof.typeface import FANGSONG, HEITI, may_be

_PEOPLE = re.compile(r"^(出席|请假|列席|缺席)[:：]")
_ISSUE = re.compile(r"^[（(]?第[1-9]\d*期[）)]?")
_BLANK_ISSUE = re.compile(r"^第期(?:[（(]总第\d*期[）)])?$")
"""A draft's, before it is counted."""
_BLANK_ORDER = "第号"
_ORDER_NUMBER = re.compile(r"^第[1-9]\d*号$")


def measure_order(paper: Paper, ink: Ink) -> Iterator[Finding]:
    """An order's mark, its number, its text."""
    clauses = (gb.ORDER_MARK, gb.ORDER_NUMBER, gb.ORDER_NUMBER_CENTRED, gb.ORDER_NUMBER_FORM, gb.ORDER_BODY)
    if paper.kind != ORDER:
        yield from (skipped(clause, f"不是命令（{paper.kind}）") for clause in clauses)
        return
    yield _mark_top(paper, gb.ORDER_MARK)
    number = paper.head.number
    if number is None:
        yield from (skipped(clause, "没有找到令号") for clause in clauses[1:])
        return
    box = ink_of(ink, number)
    yield length(gb.ORDER_NUMBER, box.top - paper.head.mark.box.bottom, 1, box)
    yield centred(paper, gb.ORDER_NUMBER_CENTRED, box)
    if "".join(number.text.split()) == _BLANK_ORDER:
        yield skipped(gb.ORDER_NUMBER_FORM, "令号尚未编定")
    else:
        yield judged(gb.ORDER_NUMBER_FORM, bool(_ORDER_NUMBER.match(number.text)), number.text, 1, number.box)
    if paper.body and paper.body[0].page == 1:
        first = ink_of(ink, paper.body[0])
        yield length(gb.ORDER_BODY, first.top - box.bottom, 1, first)
    else:
        yield skipped(gb.ORDER_BODY, "第1页没有正文")


def measure_minutes(paper: Paper) -> Iterator[Finding]:
    """The minutes' mark, and who was there."""
    if paper.kind != MINUTES:
        yield from (skipped(clause, f"不是纪要（{paper.kind}）") for clause in (gb.MINUTES_MARK, gb.MINUTES_PEOPLE))
        return
    yield _mark_top(paper, gb.MINUTES_MARK)
    people = paper.end.people
    if not people:
        yield skipped(gb.MINUTES_PEOPLE, "没有出席、请假、列席名单")
        return
    faults = list(_people_faults(people, paper))
    said = "；".join(faults) or "、".join(line.text[:2] for line in people if _PEOPLE.match(line.text))
    yield judged(gb.MINUTES_PEOPLE, not faults, said, people[0].page, people[0].box)


def _people_faults(people: tuple[Line, ...], paper: Paper) -> Iterator[str]:
    starts = 0.0
    for line in people:
        found = _PEOPLE.match(line.text)
        if not found:
            if starts and abs(line.x0 - starts) > 1.8 and line.size > 15:
                yield f"“{line.text[:6]}”没有与首个姓名对齐"
            continue
        starts = line.chars[min(found.end(), len(line.chars) - 1)].x0
        label, names = line.fonts(0, 2), line.fonts(found.end())
        if not gb.INDENT.holds(line.x0 - paper.area.left):
            yield f"“{found[1]}”左空 {line.x0 - paper.area.left:.1f} 毫米"
        if label and not may_be(label[0], HEITI):
            yield f"“{found[1]}”不是黑体"
        if names and not may_be(names[0], FANGSONG):
            yield f"{found[1]}人员姓名不是仿宋"


def measure_briefing(paper: Paper) -> Iterator[Finding]:
    """A briefing's issue number, its office and date above the red rule, to whom it goes."""
    clauses = (gb.BRIEF_NUMBER, gb.BRIEF_ROW, gb.BRIEF_RULE, gb.BRIEF_SENT)
    if paper.kind != BRIEFING:
        yield from (skipped(clause, f"不是简报（{paper.kind}）") for clause in clauses)
        return
    number, head = paper.head.number, paper.head
    if number is None:
        yield judged(gb.BRIEF_NUMBER, False, "没有找到期号", 1, head.mark.box)
    else:
        off = abs(number.centre - paper.area.centre)
        if _BLANK_ISSUE.match("".join(number.text.split())):
            good, number_said = off <= 2, "期号待编"
        else:
            good, number_said = bool(_ISSUE.match(number.text)) and off <= 2, number.text
        yield judged(gb.BRIEF_NUMBER, good, f"{number_said}，偏离中线 {off:.1f} 毫米", 1, number.box)
    if head.rule is None:
        yield judged(gb.BRIEF_RULE, False, "没有红线", 1)
        yield skipped(gb.BRIEF_ROW, "没有红线")
    else:
        where = Box(head.rule.x0, head.rule.top - 0.5, head.rule.x1, head.rule.bottom + 0.5)
        yield length(gb.BRIEF_RULE, head.rule.length, 1, where)
        row = sorted(head.row, key=lambda line: line.x0)
        middle = paper.area.centre
        good = len(row) >= 2 and row[0].x0 < middle < row[-1].x1 and "日" in row[-1].text
        said = " ".join(line.text for line in row) or "没有"
        yield judged(gb.BRIEF_ROW, good, said, 1, Box.around(line.box for line in row) if row else where)
    yield _sent(paper)


def _sent(paper: Paper) -> Finding:
    imprint = paper.imprint
    if imprint is None:
        return skipped(gb.BRIEF_SENT, "没有报、送、发")
    words = joined(imprint.lines)
    faults = []
    if not any(SENT.match(line.text) or line.text.startswith("抄送") for line in imprint.lines):
        faults.append("没有报、送、发")
    if len(imprint.rules) < 2:
        faults.append("没有上下两条横线")
    if not PRINTED.search(words):
        faults.append("没有注明印数")
    if imprint.page != paper.leaves[-1].number:
        faults.append("不在末页")
    box = Box.around(line.box for line in imprint.lines)
    return judged(gb.BRIEF_SENT, not faults, "、".join(faults) or words[:20], imprint.page, box)


def _mark_top(paper: Paper, clause: gb.Clause) -> Finding:
    box = paper.head.mark.box
    span = Span(box.centre, paper.area.top, box.centre, box.top)
    return length(clause, box.top - paper.area.top, 1, box, span=span)
