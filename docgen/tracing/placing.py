"""Where a figure of a document is printed: the page and the box of its characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from docgen.proof.leaf import Box, Char
from docgen.proof.recognise.paper import Paper
from docgen.proof.wording.stretches import stretches

_AROUND = (24, 12, 6)
_LABEL = 4
_ROW = 12.0
_GAP = 1.0
"""mm: how far the cells of a row may stand apart upwards and downwards, and what parts two cells of a line."""

Place = tuple[int, Box | None]
NOWHERE: Place = (0, None)


class Pages:
    """The printed pages of a paper, searched for what a document says."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper

    @cached_property
    def _text(self) -> list[tuple[int, Char]]:
        return [place for stretch in stretches(self._paper) for place in stretch.places if not place[1].text.isspace()]

    @cached_property
    def _words(self) -> str:
        return "".join(char.text[0] for _, char in self._text)

    @cached_property
    def _chunks(self) -> dict[int, list[tuple[str, Box]]]:
        """By page: what stands together on a line, as in a table's cell, without spaces."""
        return {leaf.number: list(_chunks(leaf.chars)) for leaf in self._paper.leaves}

    def of_text(self, text: str, begin: int, end: int) -> Place:
        """The place of a stretch of a paragraph, found by the words before it, at a paragraph's beginning by those behind."""
        for room in _AROUND:
            before, behind = text[max(begin - room, 0) : begin], text[end : end + room]
            if len(before) >= _AROUND[-1]:
                at = self._words.find(before)
                start = at + len(before)
            else:
                at = self._words.find(behind) if behind else -1
                start = at - (end - begin)
            if at >= 0 and 0 <= start < len(self._text):
                page, first = self._text[start]
                places = self._text[start : start + max(end - begin, 1)]
                return page, Box.around([char for number, char in places if number == page and abs(char.base - first.base) < 1])
        return NOWHERE

    def of_cell(self, annex: str, cells: Sequence[str], words: str) -> Place:
        """The place of a cell (its first line): where most of its row's other ``cells`` are near; in ``annex`` (附件2) where it
        is known, else anywhere."""
        others = {cell[:_LABEL] for cell in cells if cell and cell != words}
        best: tuple[int, Place] = (-1, NOWHERE)
        for page in self._of_annex(annex):
            chunks = self._chunks[page]
            for text, box in chunks:
                if text == words or len(text) >= _LABEL and words.startswith(text):
                    near = {other for said, at in chunks if abs(at.middle - box.middle) < _ROW for other in others if said.startswith(other)}
                    if len(near) > best[0]:
                        best = len(near), (page, box)
        return best[1]

    def _of_annex(self, annex: str) -> Sequence[int]:
        for found in self._paper.annexes:
            if annex and found.label.text.replace(" ", "") == annex:
                return found.pages
        return list(self._chunks)


def _chunks(chars: Sequence[Char]) -> Iterator[tuple[str, Box]]:
    lines: list[list[Char]] = []
    for char in sorted((char for char in chars if not char.text.isspace()), key=lambda char: char.base):
        if lines and char.base - lines[-1][0].base <= 1.0:
            lines[-1].append(char)
        else:
            lines.append([char])
    for line in lines:
        chunk: list[Char] = []
        for char in sorted(line, key=lambda char: char.x0):
            if chunk and char.x0 - chunk[-1].x1 > _GAP:
                yield "".join(one.text for one in chunk), Box.around(chunk)
                chunk = []
            chunk.append(char)
        yield "".join(one.text for one in chunk), Box.around(chunk)
