"""Paragraphs and levels of the text (7.3.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docgen.proof import clauses as gb
from docgen.proof.finding import Case, Finding, Span, every, worst
from docgen.proof.line import Line
from docgen.proof.measure.articles import is_chapter, within_articles
from docgen.proof.recognise.paper import Paper
from docgen.proof.typeface import FANGSONG, HEITI, KAITI, may_be, name_of

_LEVELS = (
    (re.compile(r"^[一二三四五六七八九十]{1,3}、"), HEITI),
    (re.compile(r"^（[一二三四五六七八九十]{1,3}）"), KAITI),
    (re.compile(r"^\d{1,2}[.．](?!\d)"), FANGSONG),
    (re.compile(r"^（\d{1,2}）"), FANGSONG),
)
_ROLE = re.compile(r"^[\u4e00-\u9fff]{0,8}(?:组长|主任|指挥长?|成员|召集人|委员|秘书长|组员|联络员|顾问|政委)：")
_ENDS = tuple("。：；！？…）”")


@dataclass(frozen=True)
class Paragraph:
    """Lines of the text that belong together, first to last."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)


def paragraphs(paper: Paper) -> list[Paragraph]:
    """The text in paragraphs: one starts where a line is set in, or where the line before it ended short."""
    found: list[list[Line]] = []
    for line in paper.body:
        if found and not _starts(line, found[-1][-1], paper):
            found[-1].append(line)
        else:
            found.append([line])
    return [Paragraph(tuple(lines)) for lines in found]


def measure_body(paper: Paper) -> Iterator[Finding]:
    """Indents and the fonts of the four levels."""
    area = paper.area
    texts = [p for p in paragraphs(paper) if not p.lines[0].landscape and not is_chapter(p.lines[0], area)]
    reason = "没有成段的正文"
    yield worst(gb.INDENT, [_indent(p.lines[0], area.left) for p in _outside_lists(texts, area.left)], reason)
    turned = [line for p in texts for line in p.lines[1:]]
    yield worst(gb.TURNED, [Case(line.page, line.box, abs(line.x0 - area.left)) for line in turned], "没有回行的自然段")
    within = within_articles([p.text for p in texts])
    headings = [p for p, of_article in zip(texts, within, strict=True) if not of_article]
    for clause, (pattern, face) in zip(gb.LEVEL_FONTS, _LEVELS):
        yield every(clause, list(_level(headings, pattern, face)), f"没有{clause.what.removesuffix('的字体')}")


def _outside_lists(texts: Sequence[Paragraph], left: float) -> Iterator[Paragraph]:
    """The paragraphs but the persons of a name list below the first of a role, who stand under his name (practice, no clause)."""
    listing = False
    for paragraph in texts:
        listing = bool(_ROLE.match(paragraph.text)) or listing and paragraph.lines[0].x0 - left > 3 * gb.EM and "。" not in paragraph.text
        if not listing or _ROLE.match(paragraph.text):
            yield paragraph


def _indent(line: Line, left: float) -> Case:
    middle = line.box.middle
    return Case(line.page, line.box, line.x0 - left, span=Span(left, middle, line.x0, middle))


def _starts(line: Line, before: Line, paper: Paper) -> bool:
    if line.x0 - paper.area.left > gb.EM * 0.9:
        return True
    # a line that starts at the margin after one that ended early is a paragraph that lost its indent
    ended = before.x1 < paper.area.right - 2.6 * before.em
    return ended and before.text.endswith(_ENDS)


def _level(texts: list[Paragraph], pattern: re.Pattern, face: str) -> Iterator[Case]:
    for paragraph in texts:
        first = paragraph.lines[0]
        found = pattern.match(first.text)
        if not found:
            continue
        # 1. has no Chinese in its mark: the first words behind it tell
        fonts = first.fonts(0, found.end() + 3)
        if fonts:
            yield Case(first.page, first.box, None, may_be(fonts[0], face), f"“{first.text[:8]}”用{name_of(fonts[0])}")
