"""The imprint (7.4), and a letter's (10.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.proof import clauses as gb
from docgen.proof.finding import Case, Finding, Span, every, judged, length, skipped, worst
from docgen.proof.leaf import Box, Rule
from docgen.proof.line import Line
from docgen.proof.recognise.imprint import COPIES, ISSUED
from docgen.proof.recognise.paper import BRIEFING, LETTER, Imprint, Paper
from docgen.proof.typeface import FANGSONG, may_be, name_of

_ISSUED_FORM = re.compile(r"^(?:19|20)\d{2}年[1-9]\d?月[1-9]\d?日印发$")
_RULES = (gb.IMPRINT_BOTTOM, gb.IMPRINT_WIDTH, gb.IMPRINT_THICK, gb.IMPRINT_THIN)
_COPIES = (gb.COPIES_LEFT, gb.COPIES_RIGHT, gb.COPIES_TURNED, gb.COPIES_STOP)
_ISSUE = (gb.ISSUED_FORM, gb.ISSUED_LEFT, gb.ISSUED_RIGHT)
_LETTER = (gb.LETTER_IMPRINT, gb.LETTER_IMPRINT_AT)
_ALL = (gb.IMPRINT_LAST, gb.IMPRINT_EVEN, *_RULES, gb.IMPRINT_SIZE, *_COPIES, gb.MAIN_ABOVE, *_ISSUE, *_LETTER)


def measure_imprint(paper: Paper, even: bool) -> Iterator[Finding]:
    """Rules, size, copies, the issued row; a letter has the copies only.

    With ``even`` the office wants the imprint on an even page; a blank page before it says the same.
    """
    imprint = paper.imprint
    if imprint is None:
        yield from (skipped(clause, "没有版记") for clause in _ALL)
        return
    if paper.kind == BRIEFING:
        reason = "简报的报、送、发另有惯例"
        yield from (skipped(clause, reason) for clause in _ALL)
        return
    last = paper.leaves[-1].number
    yield judged(gb.IMPRINT_LAST, imprint.page == last, f"第{imprint.page}页，共{last}页", imprint.page, _box(imprint))
    yield _even(imprint, paper, even)
    if paper.kind == LETTER:
        yield from _letter(imprint, paper)
    else:
        yield from (skipped(clause, f"不是信函（{paper.kind}）") for clause in _LETTER)
        yield from _rules(imprint)
    yield from _size(imprint)
    yield from _copies(imprint, paper)
    if paper.kind == LETTER:
        yield from (skipped(clause, "信函的版记不加印发机关和日期") for clause in _ISSUE)
    else:
        yield from _issued(imprint, paper)


def _even(imprint: Imprint, paper: Paper, wanted: bool) -> Finding:
    page = f"第{imprint.page}页"
    if not wanted and not paper.blank_before_imprint:
        return skipped(gb.IMPRINT_EVEN, f"由单位自定，未作要求（版记在{page}）")
    why = "设置 [office] imprint_even 要求" if wanted else f"第{paper.blank_before_imprint}页空白，版记应在双页"
    even = imprint.page % 2 == 0
    return judged(gb.IMPRINT_EVEN, even, f"{page}，{'双' if even else '单'}页", imprint.page, _box(imprint), "" if even else why)


def _box(imprint: Imprint) -> Box:
    boxes = [line.box for line in imprint.lines] + [Box(r.x0, r.top, r.x1, r.bottom) for r in imprint.rules]
    return Box.around(boxes)


def _rule_box(rule: Rule) -> Box:
    return Box(rule.x0, rule.upper_edge, rule.x1, rule.lower_edge)


def _rules(imprint: Imprint) -> Iterator[Finding]:
    rules = imprint.rules
    if not rules:
        yield judged(gb.IMPRINT_BOTTOM, False, "没有分隔线", imprint.page, _box(imprint))
        yield from (skipped(clause, "没有分隔线") for clause in _RULES[1:])
        return
    page, last = imprint.page, rules[-1]
    span = Span(last.x1 - 6, gb.BOTTOM, last.x1 - 6, last.lower_edge)
    yield length(gb.IMPRINT_BOTTOM, last.lower_edge, page, _rule_box(last), span=span)
    yield worst(gb.IMPRINT_WIDTH, [Case(page, _rule_box(rule), rule.length) for rule in rules], "")
    ends = [rules[0], last]
    yield _thickness(gb.IMPRINT_THICK, ends, page, "")
    yield _thickness(gb.IMPRINT_THIN, list(rules[1:-1]), page, "版记只有一行，没有中间的分隔线")


def _thickness(clause: gb.Clause, rules: list[Rule], page: int, reason: str) -> Finding:
    """Thin lines need hundredths of a millimetre."""
    cases = [
        Case(page, _rule_box(r), None, clause.low <= round(r.thickness, 2) <= clause.high, f"{r.thickness:.2f} 毫米") for r in rules
    ]
    return every(clause, cases, reason)


def _size(imprint: Imprint) -> Iterator[Finding]:
    cases = []
    for line in imprint.lines:
        font = (line.fonts() or [""])[0]
        good = abs(line.size - gb.SIZE_4) <= 0.3 and (not font or may_be(font, FANGSONG))
        cases.append(Case(imprint.page, line.box, None, good, f"{line.size:g} 磅，{name_of(font)}"))
    yield every(gb.IMPRINT_SIZE, cases, "版记里没有文字")


def _copies(imprint: Imprint, paper: Paper) -> Iterator[Finding]:
    area = paper.area
    blocks = _copy_blocks(imprint)
    sent = [block for block in blocks if not block[0].text.startswith("主送")]
    every_line = [line for block in blocks for line in block]
    if not blocks:
        yield from (skipped(clause, "没有抄送机关") for clause in (*_COPIES, gb.MAIN_ABOVE))
        return
    yield worst(gb.COPIES_LEFT, [Case(imprint.page, block[0].box, block[0].x0 - area.left) for block in blocks], "")
    yield worst(gb.COPIES_RIGHT, [Case(imprint.page, line.box, _right(line, area.right)) for line in every_line], "")
    turned = [
        Case(imprint.page, line.box, abs(line.x0 - block[0].chars[min(3, len(block[0].chars) - 1)].x0))
        for block in blocks for line in block[1:]
    ]
    yield worst(gb.COPIES_TURNED, turned, "没有回行")
    cases = [Case(imprint.page, block[-1].box, None, block[-1].text.endswith("。"), f"…{block[-1].text[-6:]}") for block in sent]
    yield every(gb.COPIES_STOP, cases, "没有抄送机关")
    yield _main_above(imprint, blocks)


def _right(line: Line, edge: float) -> float:
    """What is free at the right; a stop that ends a line may hang."""
    spare = line.em if line.text[-1] in "，。、；" else 0
    return edge - line.x1 + spare


def _copy_blocks(imprint: Imprint) -> list[list[Line]]:
    blocks: list[list[Line]] = []
    issued = {round(line.base) for line in imprint.lines if ISSUED.search(line.text)}
    for line in imprint.lines:
        if COPIES.match(line.text):
            blocks.append([line])
        elif blocks and round(line.base) not in issued:
            blocks[-1].append(line)
    return blocks


def _main_above(imprint: Imprint, blocks: list[list[Line]]) -> Finding:
    heads = [block[0].text[:2] for block in blocks]
    if "主送" not in heads:
        return skipped(gb.MAIN_ABOVE, "主送机关没有移到版记")
    main = blocks[heads.index("主送")]
    first = heads.index("主送") == 0
    after = blocks[1][0] if first and len(blocks) > 1 else None
    ruled = after and any(main[-1].base < rule.top < after.base for rule in imprint.rules)
    said = "主送在抄送之上，其间无线" if first and not ruled else ("其间有分隔线" if first else "不在抄送之上")
    return judged(gb.MAIN_ABOVE, first and not ruled, said, imprint.page, main[0].box)


def _issued(imprint: Imprint, paper: Paper) -> Iterator[Finding]:
    date = next((line for line in imprint.lines if ISSUED.search(line.text)), None)
    if date is None:
        yield from (skipped(clause, "没有印发机关和印发日期") for clause in _ISSUE)
        return
    found = ISSUED.search(date.text)
    yield judged(gb.ISSUED_FORM, bool(_ISSUED_FORM.match(found[0])), found[0], imprint.page, date.box)
    row = [line for line in imprint.lines if abs(line.base - date.base) < 1]
    left = min(row, key=lambda line: line.x0)
    yield length(gb.ISSUED_LEFT, left.x0 - paper.area.left, imprint.page, left.box)
    yield length(gb.ISSUED_RIGHT, paper.area.right - date.x1, imprint.page, date.box)


def _letter(imprint: Imprint, paper: Paper) -> Iterator[Finding]:
    issued = any(ISSUED.search(line.text) for line in imprint.lines)
    faults = ["有印发日期"] * issued + [f"有{len(imprint.rules)}条分隔线"] * bool(imprint.rules)
    yield judged(gb.LETTER_IMPRINT, not faults, "、".join(faults) or "只有抄送机关", imprint.page, _box(imprint))
    bottom = max(line.bottom for line in imprint.lines)
    yield length(gb.LETTER_IMPRINT_AT, bottom, imprint.page, _box(imprint))
    yield from (skipped(clause, "信函的版记不加分隔线") for clause in _RULES)
