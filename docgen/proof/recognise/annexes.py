"""The annexes behind the text: each from its label to the next one's, with its title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docgen.proof.line import Line
from docgen.proof.recognise.paper import Annex

LABEL = re.compile(r"^(?:[\u3400-\u9fff]{2,12}〔\d{4}〕\d+号)?附件\s*(\d{0,2})[:：]?$")


def find_annexes(lines: dict[int, list[Line]], pages: Sequence[int]) -> list[Annex]:
    """The annexes on ``pages``, in order. ``lines`` are each page's from the top down, tables and imprint left out."""
    starts = [
        (page, index) for page in pages for index, line in enumerate(lines[page]) if LABEL.match(line.text) and line.size > 11
    ]
    found = []
    for order, (page, index) in enumerate(starts):
        last = starts[order + 1][0] if order + 1 < len(starts) else pages[-1]
        stop = last - 1 if order + 1 < len(starts) and last > page else last
        title = _title(lines[page][index + 1 :])
        found.append(Annex(lines[page][index], title, index == 0, tuple(range(page, max(page, stop) + 1))))
    return found


def _title(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The large lines that follow the label; a title in the text's size is the first line alone."""
    if not lines:
        return ()
    size = lines[0].size
    title = [lines[0]]
    if size > 17:
        for line in lines[1:]:
            if abs(line.size - size) > 1 or line.base - title[-1].base > 25:
                break
            title.append(line)
    return tuple(title)
