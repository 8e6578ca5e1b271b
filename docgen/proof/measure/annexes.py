"""Annexes (7.3.7), and tables on landscape pages (8)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.proof import clauses as gb
from docgen.proof.finding import Case, Finding, every, judged, skipped, worst
from docgen.proof.leaf import Leaf
from docgen.proof.recognise.annexes import LABEL
from docgen.proof.recognise.paper import ANNEX, Annex, Paper
from docgen.proof.typeface import HEITI, may_be, name_of

_SPACE = re.compile(r"\s")


def measure_annexes(paper: Paper) -> Iterator[Finding]:
    """Where annexes start, how their heads look, whether they are what the annex note promises."""
    annexes = paper.annexes
    reason = "没有附件"
    yield every(gb.ANNEX_PAGE, [Case(a.label.page, a.label.box, None, *_own_page(a, paper)) for a in annexes], reason)
    yield every(gb.ANNEX_LABEL, [Case(a.label.page, a.label.box, None, *_label(a, paper)) for a in annexes], reason)
    titled = [a for a in annexes if a.title]
    yield worst(gb.ANNEX_TITLE, [Case(a.label.page, a.title[0].box, a.title[0].base - a.label.base) for a in titled], reason)
    yield worst(
        gb.ANNEX_CENTRED,
        [Case(a.label.page, line.box, abs(line.centre - paper.middle(line.page))) for a in titled for line in a.title],
        reason,
    )
    yield _agrees(paper)
    yield every(gb.TABLES_INSIDE, list(_tables(paper)), "没有表格")


def _tables(paper: Paper) -> Iterator[Case]:
    """Every ruled table against the type area of its page, its own rules' thickness aside."""
    for leaf in paper.leaves:
        area = paper.area_of(leaf.number)
        left, right = area.left, area.left + _width(leaf)
        for box in paper.tables[leaf.number]:
            within = box.x0 >= left - 1 and box.x1 <= right + 1
            said = "都在版心之内"
            if not within:
                said = f"左右在 {box.x0:.1f}—{box.x1:.1f} 毫米，版心为 {left:.0f}—{right:.0f}"
            elif box.bottom > area.bottom + 1:
                said = f"下边线在 {box.bottom:.1f} 毫米，版心下边缘为 {area.bottom:.0f}"
            yield Case(leaf.number, box, None, within and box.bottom <= area.bottom + 1, said)


def _width(leaf: Leaf) -> float:
    """The width of a page's type area in mm."""
    if leaf.foldout:
        return gb.FOLD_WIDTH
    return gb.AREA_HEIGHT if leaf.landscape else gb.AREA_WIDTH


def _own_page(annex: Annex, paper: Paper) -> tuple[bool, str]:
    if not annex.first:
        return False, f"“{annex.label.text}”没有另起一页"
    if paper.imprint and paper.imprint.page < annex.label.page:
        return False, f"“{annex.label.text}”排在版记之后"
    return True, "另起一页"


def _label(annex: Annex, paper: Paper) -> tuple[bool, str]:
    line = annex.label
    area = paper.area_of(line.page)
    left, top = area.left, area.top
    font = (line.fonts() or [""])[0]
    faults = []
    if abs(line.x0 - left) > 1.2:
        faults.append(f"离左边缘 {line.x0 - left:.1f} 毫米")
    if annex.first and not -1 <= line.top - top <= gb.LINE - gb.EM + 1.5:
        faults.append(f"离版心上边缘 {line.top - top:.1f} 毫米")
    if abs(line.size - gb.SIZE_3) > 0.3:
        faults.append(f"{line.size:g} 磅")
    if not may_be(font, HEITI):
        faults.append(name_of(font))
    if line.text.endswith(("：", ":")):
        faults.append("后面有冒号")
    return not faults, f"“{line.text}”{'，'.join(faults)}" if faults else f"“{line.text}”3号黑体，顶格"


def _agrees(paper: Paper) -> Finding:
    items, annexes = paper.end.items, paper.annexes
    if paper.kind == ANNEX:
        return skipped(gb.ANNEX_AGREES, "单独的附件，没有附件说明可对照")
    if not items and not annexes:
        return skipped(gb.ANNEX_AGREES, "没有附件")
    if items and not annexes:
        return skipped(gb.ANNEX_AGREES, "附件没有与正文装订在一起")
    if not items:
        return judged(gb.ANNEX_AGREES, False, "有附件而没有附件说明", annexes[0].label.page, annexes[0].label.box)
    if len(items) != len(annexes):
        said = f"附件说明列了{len(items)}个，后附{len(annexes)}个"
        return judged(gb.ANNEX_AGREES, False, said, annexes[0].label.page, annexes[0].label.box)
    cases = []
    for item, annex in zip(items, annexes):
        number = LABEL.match(annex.label.text)[1]
        same = _bare(item.name) == _bare(annex.name)
        holds = same and (int(number) if number else 0) == item.number
        said = f"附件说明：{item.number or ''} {item.name}；附件：{number} {annex.name}"
        cases.append(Case(annex.label.page, annex.label.box, None, holds, said if not holds else "逐一相同"))
    return every(gb.ANNEX_AGREES, cases, "")


def _bare(name: str) -> str:
    """The name without what the note may not have anyway (stops) and without book title marks."""
    return _SPACE.sub("", name).strip("《》。；，、.;,")
