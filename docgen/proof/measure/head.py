"""The head of the 文件 format (7.2), and what all heads share."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.proof import clauses as gb
from docgen.proof.finding import Finding, Span, judged, length, skipped
from docgen.proof.ink import Ink
from docgen.proof.leaf import Box
from docgen.proof.line import Line
from docgen.proof.recognise.paper import LETTER, OFFICE, Paper
from docgen.proof.typeface import FANGSONG, HEITI, KAITI, XIAOBIAOSONG, may_be, name_of

NUMBER_FORM = re.compile(r"^[\u3400-\u9fff]{1,14}〔(?:19|20)\d{2}〕[1-9]\d*号$")
_UNFILLED = re.compile(r"〔(?:19|20)\d{2}〕号$")
_NAME_FROM = re.compile(r"签发人[:：]?")


def measure_head(paper: Paper, ink: Ink) -> Iterator[Finding]:
    """Mark, number, signers, rule of a 文件; every head's own lines at the left."""
    yield from _mark(paper)
    yield from _number(paper, ink)
    yield from _signers(paper)
    yield from _rule(paper, ink)
    yield from _left_items(paper)


def centred(paper: Paper, clause: gb.Clause, box: Box, page: int = 1) -> Finding:
    """How far the box's middle is from the type area's."""
    return length(clause, abs(box.centre - paper.area.centre), page, box)


def ink_of(ink: Ink, line: Line) -> Box:
    """The ink of a line."""
    return ink.box(line.page, line.x0 - 0.5, line.top - 1.5, line.x1 + 0.5, line.bottom + 1.5) or line.box


def _mark(paper: Paper) -> Iterator[Finding]:
    mark = paper.head.mark
    own = (gb.MARK_TOP, gb.MARK_JOINT)
    shared = (gb.MARK_RED, gb.MARK_CENTRED, gb.MARK_ONE_LINE, gb.MARK_FONT)
    if mark is None:
        yield from (skipped(clause, "第1页没有发文机关标志") for clause in own + shared)
        return
    box = mark.box
    if paper.kind == OFFICE:
        span = Span(box.centre, paper.area.top, box.centre, box.top)
        yield length(gb.MARK_TOP, box.top - paper.area.top, 1, box, span=span)
    else:
        yield skipped(gb.MARK_TOP, f"{paper.kind}另有规定")
    yield judged(gb.MARK_RED, mark.red, "红色" if mark.red else "不是红色", 1, box)
    yield centred(paper, gb.MARK_CENTRED, box)
    if mark.side:
        names = Box.around(line.box for line in mark.lines)
        apart = abs(mark.side.box.middle - names.middle)
        beside = mark.side.x0 >= names.x1 - 2
        yield judged(gb.MARK_JOINT, beside and apart <= 2.5, f"{len(mark.lines)}个机关，“文件”偏离中线 {apart:.1f} 毫米", 1, box)
        yield skipped(gb.MARK_ONE_LINE, "联合行文")
    else:
        yield skipped(gb.MARK_JOINT, "不是联合行文的标志")
        across = box.x0 >= paper.area.left - 1.2 and box.x1 <= paper.area.right + 1.2
        rows = len({round(line.base) for line in mark.lines}) or 1
        said = f"{rows}行，{box.width:.1f} 毫米宽"
        yield judged(gb.MARK_ONE_LINE, rows == 1 and across, said, 1, box)
    fonts = [font for line in mark.lines for font in line.fonts()]
    if fonts:
        yield judged(gb.MARK_FONT, may_be(fonts[0], XIAOBIAOSONG), name_of(fonts[0]), 1, box)
    else:
        yield skipped(gb.MARK_FONT, "标志是图片")


def _number(paper: Paper, ink: Ink) -> Iterator[Finding]:
    number, mark = paper.head.number, paper.head.mark
    places = (gb.NUMBER_GAP, gb.NUMBER_CENTRED, gb.NUMBER_UPWARD, gb.NUMBER_ROW)
    if paper.kind not in (OFFICE, LETTER):
        yield from (skipped(clause, f"{paper.kind}另有规定") for clause in (gb.NUMBER_FORM, gb.NUMBER_FONT, *places))
        return
    if number is None:
        reason = "没有找到发文字号"
        yield from (skipped(clause, reason) for clause in (gb.NUMBER_FORM, gb.NUMBER_FONT, *places))
        return
    if _UNFILLED.search(number.text):
        yield skipped(gb.NUMBER_FORM, f"序号尚未填写：{number.text}")
    else:
        yield judged(gb.NUMBER_FORM, bool(NUMBER_FORM.match(number.text)), number.text, 1, number.box)
    font = (number.fonts() or [""])[0]
    good = may_be(font, FANGSONG) and abs(number.size - gb.SIZE_3) <= 0.3
    yield judged(gb.NUMBER_FONT, good, f"{name_of(font)}，{number.size:g} 磅", 1, number.box)
    if paper.kind == LETTER:
        yield from (skipped(clause, "信函另有规定") for clause in places)
        return
    box = ink_of(ink, number)
    signers = paper.head.signers
    first = _first_below(paper, number)
    gap = ink_of(ink, first).top - mark.box.bottom
    span = Span(box.centre, mark.box.bottom, box.centre, mark.box.bottom + gap)
    yield length(gb.NUMBER_GAP, gap, 1, box, span=span)
    if signers:
        yield skipped(gb.NUMBER_CENTRED, "上行文")
        yield length(gb.NUMBER_UPWARD, number.x0 - paper.area.left, 1, number.box)
        yield length(gb.NUMBER_ROW, abs(number.base - signers[-1].base), 1, number.box)
    else:
        yield centred(paper, gb.NUMBER_CENTRED, box)
        yield skipped(gb.NUMBER_UPWARD, "不是上行文（没有签发人）")
        yield skipped(gb.NUMBER_ROW, "不是上行文（没有签发人）")


def _first_below(paper: Paper, number: Line) -> Line:
    """What stands first below the mark: the number, or with several rows of signers the first of them."""
    return min((number, *paper.head.signers), key=lambda line: line.base)


def _signers(paper: Paper) -> Iterator[Finding]:
    signers = paper.head.signers
    clauses = (gb.SIGNER_PLACE, gb.SIGNER_FONTS, gb.SIGNER_ROWS)
    if not signers:
        yield from (skipped(clause, "不是上行文（没有签发人）") for clause in clauses)
        return
    first = signers[0]
    box = Box.around(line.box for line in signers)
    # the longest row decides: a single name in the last row stands under the first name
    yield length(gb.SIGNER_PLACE, paper.area.right - max(line.x1 for line in signers), 1, box)
    at = _NAME_FROM.search(first.text)
    label = first.fonts(0, at.end())
    names = first.fonts(at.end()) + [font for line in signers[1:] for font in line.fonts()]
    good = bool(label) and may_be(label[0], FANGSONG) and bool(names) and all(may_be(font, KAITI) for font in names)
    said = f"签发人 {name_of(label[0]) if label else '无'}，姓名 {'、'.join(dict.fromkeys(map(name_of, names))) or '无'}"
    yield judged(gb.SIGNER_FONTS, good, said, 1, box)
    if len(signers) == 1:
        yield skipped(gb.SIGNER_ROWS, "签发人只有一行")
        return
    start = first.chars[min(at.end(), len(first.chars) - 1)].x0
    off = max(abs(line.x0 - start) for line in signers[1:])
    yield judged(gb.SIGNER_ROWS, off <= 1.5, f"回行偏离首个姓名 {off:.1f} 毫米", 1, box)


def _rule(paper: Paper, ink: Ink) -> Iterator[Finding]:
    rule, number = paper.head.rule, paper.head.number
    clauses = (gb.RULE_GAP, gb.RULE_WIDTH, gb.RULE_PLACE)
    if paper.kind != OFFICE:
        why = "第1页没有版头" if not paper.has_head else f"{paper.kind}另有规定"
        yield from (skipped(clause, why) for clause in clauses)
        return
    if rule is None:
        yield from (judged(clause, False, "没有找到红色分隔线", 1) for clause in clauses[:1])
        yield from (skipped(clause, "没有找到红色分隔线") for clause in clauses[1:])
        return
    where = Box(rule.x0, rule.top - 0.5, rule.x1, rule.bottom + 0.5)
    if number is None:
        yield skipped(gb.RULE_GAP, "没有找到发文字号")
    else:
        box = ink_of(ink, number)
        span = Span(box.x1 + 3, box.bottom, box.x1 + 3, rule.upper_edge)
        yield length(gb.RULE_GAP, rule.upper_edge - box.bottom, 1, where, span=span)
    yield length(gb.RULE_WIDTH, rule.length, 1, where, span=Span(rule.x0, rule.top, rule.x1, rule.top))
    yield length(gb.RULE_PLACE, abs((rule.x0 + rule.x1) / 2 - paper.area.centre), 1, where)


def _left_items(paper: Paper) -> Iterator[Finding]:
    """份号, 密级, 紧急程度: flush left, from line 1 on, a line each, in this order."""
    head, area = paper.head, paper.area
    present = [line for line in (head.copy_number, head.secrecy, head.urgency) if line]
    for clause, line, form, face in (
        (gb.COPY_NUMBER, head.copy_number, r"^\d{6}$", None),
        (gb.SECRECY, head.secrecy, r"^(?:绝密|机密|秘密)(?:★.+)?$", HEITI),
        (gb.URGENCY, head.urgency, r"^(?:特急|加急)$", HEITI),
    ):
        if line is None:
            yield skipped(clause, f"没有{clause.what}")
            continue
        faults = list(_left_faults(paper, line, present.index(line), form, face))
        if abs(line.x0 - area.left) > 1.2:
            faults.append(f"离版心左边缘 {line.x0 - area.left:.1f} 毫米")
        said = f"{line.text}：{'；'.join(faults)}" if faults else line.text
        yield judged(clause, not faults, said, 1, line.box)


def _left_faults(paper: Paper, line: Line, order: int, form: str, face: str | None) -> Iterator[str]:
    if not re.match(form, line.text):
        yield "写法不合"
    if abs(line.size - gb.SIZE_3) > 0.3:
        yield f"{line.size:g} 磅"
    fonts = line.fonts()
    if face and fonts and not may_be(fonts[0], face):
        yield name_of(fonts[0])
    if paper.kind == LETTER:
        return
    above = line.top - paper.area.top
    # without a copy number the secrecy may keep its second line
    rows = {order} if paper.head.copy_number else {order, order + 1}
    if not any(row * gb.PITCH - 1 <= above <= row * gb.PITCH + gb.LINE - gb.EM + 1.5 for row in rows):
        yield f"在版心上边缘下 {above:.1f} 毫米，不是第{order + 1}行"
