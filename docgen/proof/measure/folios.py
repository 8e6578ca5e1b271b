"""Page numbers (clauses 7.5, 8, 10.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.proof import clauses as gb
from docgen.proof.finding import Case, Finding, Span, every, judged, skipped, worst
from docgen.proof.ink import Ink
from docgen.proof.leaf import Box
from docgen.proof.recognise.paper import LETTER, Folio, Paper
from docgen.proof.typeface import SONGTI, may_be, name_of

_FORM = re.compile(r"^[—–―─]\d+[—–―─]$")
_LONG_DASH = re.compile(r"^[—―─]\d+[—―─]$")
_NONE = "没有页码"


def measure_folios(paper: Paper, ink: Ink) -> Iterator[Finding]:
    """Form, size, place and order of the page numbers."""
    folios = paper.folios
    upright = [folio for folio in folios if paper.leaves[folio.page - 1].portrait]
    yield every(gb.FOLIO_FORM, [Case(f.page, f.box, None, bool(_LONG_DASH.match(f.text)), f.text) for f in folios], _NONE)
    sizes = [Case(f.page, f.box, None, abs(f.size - gb.SIZE_4) <= 0.3, f"{f.size:g} 磅") for f in folios]
    yield every(gb.FOLIO_SIZE, sizes, _NONE)
    yield every(gb.FOLIO_FONT, [Case(f.page, f.box, None, _song(f.font), name_of(f.font)) for f in folios], _NONE)
    inked = [(folio, _ink_of(folio, ink)) for folio in upright]
    yield worst(gb.FOLIO_HEIGHT, [_below(f, box) for f, box in inked], _NONE)
    area = paper.area
    odd = [Case(f.page, f.box, area.right - f.box.x1, span=_aside(f, f.box.x1, area.right)) for f in upright if f.page % 2]
    even = [Case(f.page, f.box, f.box.x0 - area.left, span=_aside(f, area.left, f.box.x0)) for f in upright if f.page % 2 == 0]
    yield worst(gb.FOLIO_ODD, odd, "没有带页码的竖排单页")
    yield worst(gb.FOLIO_EVEN, even, "没有带页码的竖排双页")
    yield _turned(paper)
    yield _folded(paper, ink)
    yield from _order(paper)


def _ink_of(folio: Folio, ink: Ink) -> Box:
    """The dashes' height is the number's own middle: the ink of the first character alone."""
    box = folio.box
    return ink.box(folio.page, box.x0 - 0.3, box.top - 2, box.x0 + gb.EM_4 * 0.9, box.bottom + 2) or box


def _below(folio: Folio, box: Box) -> Case:
    """How far the dashes lie below the type area."""
    x = folio.box.centre
    return Case(folio.page, box, box.middle - gb.BOTTOM, span=Span(x, gb.BOTTOM, x, box.middle))


def _aside(folio: Folio, start: float, stop: float) -> Span:
    return Span(start, folio.box.middle, stop, folio.box.middle)


def _song(font: str) -> bool:
    return may_be(font, SONGTI)


def _turned(paper: Paper) -> Finding:
    """On a landscape page the portrait page's bottom is the left edge, its right edge the bottom."""
    turned = [folio for folio in paper.folios if paper.leaves[folio.page - 1].landscape]
    cases = [Case(f.page, f.box, None, *_as_portrait(f, paper.leaves[f.page - 1].width)) for f in turned]
    return every(gb.FOLIO_TURNED, cases, "没有带页码的横排页")


def _as_portrait(folio: Folio, width: float) -> tuple[bool, str]:
    if not folio.turned:
        return False, "横着排在页面下方，没有随页面转向"
    below = gb.PAPER_HEIGHT - folio.box.centre - gb.BOTTOM
    if folio.page % 2:
        side, words = gb.RIGHT - folio.box.bottom, "右"
    else:
        side, words = folio.box.top - gb.LEFT, "左"
    holds = abs(below - 7) <= 1.3 and gb.FOLIO_ODD.low <= round(side, 1) <= gb.FOLIO_ODD.high
    return holds, f"版心下 {below:.1f} 毫米，{words}空 {side:.1f} 毫米"


def _folded(paper: Paper, ink: Ink) -> Finding:
    """An A3 fold-out has its number where an A4 page has it, at its own right edge on odd pages."""
    found = [folio for folio in paper.folios if folio.page in paper.foldouts]
    cases = [Case(f.page, f.box, None, *_as_upright(f, paper, ink)) for f in found]
    return every(gb.FOLIO_FOLDOUT, cases, "没有带页码的 A3 折页")


def _as_upright(folio: Folio, paper: Paper, ink: Ink) -> tuple[bool, str]:
    if folio.turned:
        return False, "随页面转了向，排在页面侧边"
    area, below = paper.area_of(folio.page), _ink_of(folio, ink).middle - gb.BOTTOM
    side, words = (area.right - folio.box.x1, "右") if folio.page % 2 else (folio.box.x0 - area.left, "左")
    holds = gb.FOLIO_HEIGHT.holds(below) and gb.FOLIO_ODD.holds(side)
    return holds, f"版心下 {below:.1f} 毫米，{words}空 {side:.1f} 毫米"


def _order(paper: Paper) -> Iterator[Finding]:
    printed = {folio.page: folio for folio in paper.folios}
    if paper.kind == LETTER:
        first = printed.get(1)
        yield judged(
            gb.LETTER_NO_FOLIO, first is None, first.text if first else "没有页码", 1, first.box if first else None
        )
    else:
        yield skipped(gb.LETTER_NO_FOLIO, f"不是信函（{paper.kind}）")
    blank = (paper.blank_before_imprint, paper.imprint.page) if paper.blank_before_imprint else ()
    if blank:
        both = [page for page in blank if page in printed]
        yield judged(gb.FOLIO_BLANK, not both, f"第{both[0]}页有页码" if both else "都没有页码", blank[0])
    else:
        yield skipped(gb.FOLIO_BLANK, "版记页前没有空白页")
    if not printed and len(paper.leaves) > (1 if paper.kind == LETTER else 0):
        yield judged(gb.FOLIO_RUN, False, "各页都没有页码", 1)
        return
    cases = []
    for leaf in paper.leaves:
        if leaf.number in blank or (leaf.number == 1 and paper.kind == LETTER):
            continue
        folio = printed.get(leaf.number)
        shown = f"第{leaf.number}页印的是“{folio.text}”" if folio else f"第{leaf.number}页没有页码"
        cases.append(Case(leaf.number, folio.box if folio else None, None, bool(folio) and folio.value == leaf.number, shown))
    finding = every(gb.FOLIO_RUN, cases, "只有首页，信函首页不显示页码")
    if finding.verdict == "pass":
        finding = judged(gb.FOLIO_RUN, True, f"1—{len(paper.leaves)} 连续")
    yield finding
