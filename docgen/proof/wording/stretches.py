"""The paper's text in stretches that read on, each character still knowing where it is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from docgen.proof.leaf import Box, Char
from docgen.proof.line import Line
from docgen.proof.measure.body import paragraphs
from docgen.proof.recognise.paper import Paper

TITLE, ADDRESSEES, BODY, NOTE, SIGN_OFF, ANNEX = "标题", "主送机关", "正文", "附件说明", "落款", "附件"
_AROUND = 8


@dataclass(frozen=True)
class Stretch:
    """A run of text: what it is, its characters with their pages, in reading order."""

    role: str
    places: tuple[tuple[int, Char], ...]
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return "".join(char.text for _, char in self.places)

    def page(self, at: int) -> int:
        return self.places[min(at, len(self.places) - 1)][0]

    def box(self, start: int, stop: int) -> Box:
        """Around the characters ``start`` to ``stop``, those on the first one's line."""
        page, first = self.places[start]
        found = [c for p, c in self.places[start : max(stop, start + 1)] if p == page and abs(c.base - first.base) < 1]
        return Box.around(found)

    def around(self, start: int, stop: int) -> str:
        """The words with a few before and after, as a person needs to find them again."""
        text = self.text
        left, right = max(start - _AROUND, 0), min(stop + _AROUND, len(text))
        return f"{'…' if left else ''}{text[left:right]}{'…' if right < len(text) else ''}"


def stretches(paper: Paper) -> list[Stretch]:
    """Title, addressees, paragraphs, annex note, sign-off, and what annexes say outside their tables.

    Tables are left out: what stands in them is as the units wrote it.
    """
    found = [_stretch(TITLE, paper.title), _stretch(ADDRESSEES, paper.addressees)]
    found += [_stretch(BODY, paragraph.lines) for paragraph in paragraphs(paper)]
    found += [_stretch(NOTE, item.lines) for item in paper.end.items]
    found.append(_stretch(SIGN_OFF, (*paper.end.issuers, *([paper.end.remark] if paper.end.remark else ()))))
    found += [_stretch(ANNEX, block) for annex in paper.annexes for block in _annex_blocks(paper, annex)]
    return [stretch for stretch in found if stretch.places]


def _annex_blocks(paper: Paper, annex) -> Iterator[tuple[Line, ...]]:
    """An annex's own text in paragraphs: a new one where a line is set in from the one before."""
    heads = {id(annex.label), *(id(line) for line in annex.title)}
    block: list[Line] = []
    for page in annex.pages:
        for line in paper.lines[page]:
            if id(line) in heads or line.base < annex.label.base and page == annex.label.page:
                continue
            if block and (line.x0 > block[-1].x0 + 3 or line.base - block[-1].base > 16):
                yield tuple(block)
                block = []
            block.append(line)
    if block:
        yield tuple(block)


def _stretch(role: str, lines: Iterable[Line]) -> Stretch:
    lines = tuple(lines)
    return Stretch(role, tuple((line.page, one) for line in lines for char in line.chars for one in _single(char)), lines)


def _single(char: Char) -> Iterator[Char]:
    """One for each character that a glyph stands for: a ligature is several, a damaged file may say anything."""
    return iter((char,)) if len(char.text) == 1 else (replace(char, text=letter) for letter in char.text)
