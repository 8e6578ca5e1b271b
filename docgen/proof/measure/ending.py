"""Annex note, sign-off, date, note (7.3.4 to 7.3.6)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.proof import clauses as gb
from docgen.proof.finding import Case, Finding, Span, judged, length, skipped, worst
from docgen.proof.leaf import Box
from docgen.proof.line import Line
from docgen.proof.recognise.blocks import DATE
from docgen.proof.recognise.paper import BRIEFING, MINUTES, ORDER, Paper

_STOPS = tuple("。，；、.;,：")
_SEALED = (gb.SEALED_DATE, gb.SEALED_CENTRE)
_UNSEALED = (gb.UNSEALED_RIGHT, gb.UNSEALED_DATE, gb.UNSEALED_LONG, gb.UNSEALED_GAP)
_SIGNED = (gb.SIGNED_DATE, gb.SIGNED_GAP, gb.SIGNED_BELOW)
_NEAR = 3.0
"""Millimetres by which a sign-off may be off and still be plainly of a form."""

_LEADER = re.compile(r"(?:[省市县区镇乡州厅局部校院]长|主任|主席|书记|总理)")


def measure_annex_note(paper: Paper) -> Iterator[Finding]:
    """The annex note below the text."""
    end = paper.end
    clauses = (gb.NOTE_GAP, gb.NOTE_INDENT, gb.NOTE_NUMBERS, gb.NOTE_STOPS, gb.NOTE_TURNED)
    if not end.note_lines:
        yield from (skipped(clause, "没有附件说明") for clause in clauses)
        return
    first = end.note_lines[0]
    box = Box.around(line.box for line in end.note_lines if line.page == first.page)
    yield _after_text(gb.NOTE_GAP, first, paper.body[-1] if paper.body else None)
    yield length(gb.NOTE_INDENT, first.x0 - paper.area.left, first.page, first.box)
    yield judged(gb.NOTE_NUMBERS, _numbered(paper), _said(paper), first.page, box)
    stopped = [item for item in end.items if item.name.endswith(_STOPS)]
    said = f"“…{stopped[0].name[-8:]}”" if stopped else "没有标点"
    yield judged(gb.NOTE_STOPS, not stopped, said, first.page, stopped[0].lines[-1].box if stopped else box)
    turned = [
        Case(line.page, line.box, abs(line.x0 - item.starts)) for item in end.items for line in item.lines[1:]
    ]
    yield worst(gb.NOTE_TURNED, turned, "附件名称没有回行")


def _numbered(paper: Paper) -> bool:
    items = paper.end.items
    colon = paper.end.note_lines[0].text.startswith("附件：")
    if len(items) == 1:
        return colon and items[0].number == 0
    marked = all(line.text[0].isdigit() is (index > 0) for index, line in enumerate(item.lines[0] for item in items))
    dotted = all("、" not in item.lines[0].text[: 6 if index == 0 else 3] for index, item in enumerate(items))
    return colon and marked and dotted and [item.number for item in items] == list(range(1, len(items) + 1))


def _said(paper: Paper) -> str:
    items = paper.end.items
    return f"{len(items)}个附件：" + "、".join(str(item.number) if item.number else "无序号" for item in items)


def measure_sign_off(paper: Paper, has_seals: bool) -> Iterator[Finding]:
    """Issuer and date: the nearest of the standard's two forms is taken as the one that was meant.

    With pictures of seals (``has_seals``) it is the sealed one.
    """
    end = paper.end
    forms = (*_SEALED, *_UNSEALED, *_SIGNED)
    if end.date is None:
        reason = f"{paper.kind}的日期在版头" if paper.kind in (MINUTES, BRIEFING) else "没有找到成文日期"
        yield from (skipped(clause, reason) for clause in (*forms, gb.DATE_FORM, gb.DATE_BELOW, gb.NOT_ALONE))
        return
    date = end.date
    yield judged(gb.DATE_FORM, _whole_date(date.text), date.text, date.page, date.box)
    if end.issuers:
        yield from _form(paper, has_seals)
    else:
        yield from (skipped(clause, "没有发文机关署名") for clause in (*forms, gb.DATE_BELOW))
    others = [line for line in (*paper.body, *end.note_lines) if line.page == date.page]
    yield judged(gb.NOT_ALONE, bool(others), "同页有正文" if others else "独占一页", date.page, date.box)


def measure_remark(paper: Paper) -> Iterator[Finding]:
    """The note in brackets below the date."""
    remark, date = paper.end.remark, paper.end.date
    if remark is None:
        yield skipped(gb.NOTE_BELOW, "没有附注")
        return
    faults = []
    said = paper.end.remark_text
    if not (said.startswith("（") and said.endswith("）")):
        faults.append("不是全角圆括号")
    indent = remark.x0 - paper.area.left
    if not gb.INDENT.holds(indent):
        faults.append(f"左空 {indent:.1f} 毫米")
    apart = remark.base - date.base
    if remark.page == date.page and abs(apart - gb.PITCH) > 1:
        faults.append(f"在日期下 {apart:.1f} 毫米")
    yield judged(gb.NOTE_BELOW, not faults, "；".join(faults) or said, remark.page, remark.box)


def _whole_date(text: str) -> bool:
    return bool(DATE.match(text)) and text[0] in "12" and "年0" not in text and "月0" not in text


def _form(paper: Paper, has_seals: bool) -> Iterator[Finding]:
    """The findings of the form that was meant; the others skipped."""
    date, last = paper.end.date, paper.end.issuers[-1]
    apart = date.base - last.base
    if _is_signed(paper, apart):
        yield from (skipped(clause, "按加盖签名章的格式编排") for clause in (gb.DATE_BELOW, *_SEALED, *_UNSEALED))
        yield from _signed(paper)
        return
    if date.page != last.page:
        yield judged(gb.DATE_BELOW, False, f"署名在第{last.page}页，日期在第{date.page}页", date.page, date.box)
    else:
        yield length(gb.DATE_BELOW, apart, date.page, date.box)
    yield from _sealed(paper) if _is_sealed(paper, has_seals) else _unsealed(paper)
    yield from (skipped(clause, "不是加盖签名章的格式") for clause in _SIGNED)


def _is_signed(paper: Paper, apart: float) -> bool:
    return paper.kind == ORDER or (apart > 1.5 * gb.PITCH and bool(_LEADER.search(paper.end.issuers[-1].text)))


def _is_sealed(paper: Paper, has_seals: bool) -> bool:
    """Several issuers leave room for their seals; a single one stands nearest to one of the two forms."""
    if has_seals:
        return True
    date, issuers, right = paper.end.date, paper.end.issuers, paper.area.right
    if len(issuers) > 1:
        return not _stacked(issuers)
    issuer = issuers[0]
    apart = abs(issuer.centre - date.centre)
    sealed = abs(right - date.x1 - 4 * gb.EM) + apart
    shift = abs(date.x0 - issuer.x0 - 2 * gb.EM)
    plain = shift + abs(right - (date if _is_long(date, issuer) else issuer).x1 - 2 * gb.EM)
    if min(sealed, plain) > _NEAR and apart <= gb.SEALED_CENTRE.high:
        return True
    return sealed <= plain


def _stacked(issuers: tuple[Line, ...]) -> bool:
    """Whether the issuers stand one under another like lines of text."""
    steps = [after.base - before.base for before, after in zip(issuers, issuers[1:]) if before.page == after.page]
    return bool(steps) and all(0.5 * gb.PITCH < step < 1.5 * gb.PITCH for step in steps)


def _sealed(paper: Paper) -> Iterator[Finding]:
    date, issuers, right = paper.end.date, paper.end.issuers, paper.area.right
    issuer = min(issuers, key=lambda line: abs(line.centre - date.centre))
    wide = Box.around(line.box for line in issuers).width
    gap = right - date.x1
    if wide > (date.x1 - date.x0) + 8 * gb.EM and len(issuers) == 1:
        yield skipped(gb.SEALED_DATE, "署名长，为不出版心，日期相应左移")
    else:
        yield length(gb.SEALED_DATE, gap, date.page, date.box, span=Span(date.x1, date.base, right, date.base))
    yield length(gb.SEALED_CENTRE, abs(issuer.centre - date.centre), date.page, issuer.box)
    reason = "按加盖印章的格式编排"
    yield from (skipped(clause, reason) for clause in _UNSEALED)


def _unsealed(paper: Paper) -> Iterator[Finding]:
    date, right = paper.end.date, paper.area.right
    issuers = paper.end.issuers
    # of several issuers, one under another, the date keeps to one
    issuer = min(issuers, key=lambda line: abs(date.x0 - line.x0 - 2 * gb.EM))
    yield from (skipped(clause, "按不加盖印章的格式编排") for clause in _SEALED)
    if _is_long(date, issuer):
        yield skipped(gb.UNSEALED_RIGHT, "日期比署名长，以日期右空二字为准")
        yield length(gb.UNSEALED_LONG, right - date.x1, date.page, date.box)
    else:
        yield length(gb.UNSEALED_RIGHT, right - issuer.x1, date.page, issuer.box)
        yield skipped(gb.UNSEALED_LONG, "署名比日期长")
    yield length(gb.UNSEALED_DATE, date.x0 - issuer.x0, date.page, date.box)
    above = (paper.end.note_lines or paper.body or (None,))[-1]
    yield _after_text(gb.UNSEALED_GAP, issuers[0], above)


def _is_long(date: Line, issuer: Line) -> bool:
    """Whether the date, two characters further right than the issuer, would end behind it."""
    return date.x1 - date.x0 + 2 * gb.EM > issuer.x1 - issuer.x0 + 0.5


def _signed(paper: Paper) -> Iterator[Finding]:
    date, issuers = paper.end.date, paper.end.issuers
    gap = paper.area.right - date.x1
    yield length(gb.SIGNED_DATE, gap, date.page, date.box, span=Span(date.x1, date.base, paper.area.right, date.base))
    yield length(gb.SIGNED_BELOW, date.base - issuers[-1].base, date.page, date.box)
    above = (paper.end.note_lines or paper.body or (None,))[-1]
    yield _after_text(gb.SIGNED_GAP, issuers[0], above)


def _after_text(clause: gb.Clause, line: Line, above: Line | None) -> Finding:
    if above is None:
        return skipped(clause, "上面没有正文")
    if above.page != line.page:
        return skipped(clause, "与上文不在同一页")
    apart = line.base - above.base
    return length(clause, apart, line.page, line.box, span=Span(line.x0 + 3, above.base, line.x0 + 3, line.base))
