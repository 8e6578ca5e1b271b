"""Texts in chapters and articles (办法, 规定, 章程; practice, no clause): what the rules for headings do not speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docgen.proof import clauses as gb
from docgen.proof.line import Line
from docgen.proof.recognise.paper import Area

_NUMBER = r"^第(?:[一二三四五六七八九十百零〇]{1,7}|\d{1,3})"
_ARTICLE = re.compile(rf"{_NUMBER}条")
_CHAPTER = re.compile(rf"{_NUMBER}[章节]")
_ENOUGH = 2
_OFF_CENTRE = 2.5


def is_chapter(line: Line, area: Area) -> bool:
    """Whether a line is the heading of a chapter or section: 第一章 in the middle of the type area."""
    return bool(_CHAPTER.match(line.text)) and abs(line.centre - area.centre) < _OFF_CENTRE and line.x0 - area.left > 3 * gb.EM


def within_articles(texts: Sequence[str]) -> Iterator[bool]:
    """Of each paragraph, whether it belongs to an article above it, so that its mark （一） is no heading's."""
    several = sum(1 for text in texts if _ARTICLE.match(text)) >= _ENOUGH
    within = False
    for text in texts:
        begins = bool(_ARTICLE.match(text))
        yield within and not begins
        within = several and (within or begins) and not _CHAPTER.match(text)
