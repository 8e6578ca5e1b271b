"""What was measured on a page, as SVG shapes in mm: boxes around elements, dimension lines with their lengths."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.proof import clauses as gb
from docgen.proof.finding import FAIL, SKIP, Finding, Span
from docgen.proof.leaf import Box, Leaf
from docgen.proof.recognise.paper import Paper


@dataclass(frozen=True)
class Shape:
    """A rectangle to draw in mm, the finding's row that it belongs to, whether it fails, what to say of it.

    ``first``: whether it is the finding's own place, not a further one of the same fault.
    """

    row: int
    box: Box
    fails: bool
    words: str
    first: bool = True


@dataclass(frozen=True)
class Dimension:
    """A dimension line in mm with its label and where the label stands."""

    row: int
    span: Span
    fails: bool
    label: str
    x: float
    y: float

    @property
    def upright(self) -> bool:
        return abs(self.span.y1 - self.span.y0) > abs(self.span.x1 - self.span.x0)


@dataclass(frozen=True)
class Sheet:
    """One page to draw: size in mm, its type area, shapes (failing ones last, so that they lie on top), dimensions."""

    number: int
    width: float
    height: float
    area: Box
    shapes: tuple[Shape, ...]
    dimensions: tuple[Dimension, ...]


def sheets(paper: Paper, findings: tuple[Finding, ...]) -> list[Sheet]:
    """Every page with what was measured on it; rows are numbered from 1 in the order of ``findings``."""
    shapes: dict[int, list[Shape]] = defaultdict(list)
    dimensions: dict[int, list[Dimension]] = defaultdict(list)
    for row, finding in enumerate(findings, 1):
        for page, shape in _shapes(row, finding):
            shapes[page].append(shape)
        if finding.span and finding.page:
            dimensions[finding.page].append(_dimension(row, finding))
    return [
        Sheet(
            leaf.number, leaf.width, leaf.height, _area(leaf),
            tuple(sorted(shapes[leaf.number], key=lambda shape: shape.fails)),
            tuple(sorted(dimensions[leaf.number], key=lambda line: line.fails)),
        )
        for leaf in paper.leaves
    ]


def _shapes(row: int, finding: Finding) -> Iterator[tuple[int, Shape]]:
    if finding.verdict == SKIP or not finding.page or not finding.where:
        return
    fails = finding.verdict == FAIL
    words = f"{finding.clause.number} {finding.clause.what}：{finding.measured}（应为：{finding.clause.required}）"
    yield finding.page, Shape(row, finding.where, fails, words)
    for page, box in finding.others:
        yield page, Shape(row, box, fails, words, False)


def _dimension(row: int, finding: Finding) -> Dimension:
    span = finding.span
    label = finding.measured.removesuffix(" 毫米")
    upright = abs(span.y1 - span.y0) > abs(span.x1 - span.x0)
    x, y = (span.x0 + span.x1) / 2, (span.y0 + span.y1) / 2
    # beside an upright line, above a level one
    x, y = (x + 1.5, y + 1.3) if upright else (x, y - 1.2)
    return Dimension(row, span, finding.verdict == FAIL, label, x, y)


def _area(leaf: Leaf) -> Box:
    """The standard's type area; a landscape page is a portrait one turned clockwise."""
    if leaf.foldout:
        return Box(gb.LEFT, gb.TOP, gb.LEFT + gb.FOLD_WIDTH, gb.BOTTOM)
    if leaf.landscape:
        left = gb.PAPER_HEIGHT - gb.BOTTOM
        return Box(left, gb.LEFT, left + gb.AREA_HEIGHT, gb.RIGHT)
    return Box(gb.LEFT, gb.TOP, gb.RIGHT, gb.BOTTOM)
