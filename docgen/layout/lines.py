"""How many lines a paragraph of running text takes, before any program has set it.

Widths are in the characters of the text: a digit or Latin letter takes one half. A closing mark goes with the
character before it, a number is not torn. Word may let a stop hang beyond the line's end (``overflowPunct``) where
LibreOffice takes it down with a character: ``hanging`` says which of the two is reckoned with.
"""

from __future__ import annotations

import re
from functools import lru_cache

from docgen.layout.title import width

_CLOSING = "、，。；：！？）》〉”’〕】…"
_PIECE = re.compile(rf"[（《〈“‘〔【]*(?:[\x21-\x7e]+|[^\x20-\x7e])[{_CLOSING}]*|[ ]")
_HANGING = re.compile(rf"[^{_CLOSING}][{_CLOSING}]$")


@lru_cache(maxsize=65536)
def count_lines(text: str, room: float, first: float = 0.0, hanging: bool = False) -> int:
    """Lines of ``text`` in a column of ``room`` characters, the first of them ``first`` characters shorter."""
    return sum(_count(part, room, first, hanging) for part in text.split("\n"))


def _count(text: str, room: float, first: float, hanging: bool) -> int:
    lines, line = 1, ""
    left = room - first
    for piece in _PIECE.findall(text):
        over = 1.0 if hanging and _HANGING.search(piece) else 0.0
        if line and width(line + piece) > left + over + 1e-6:
            lines, line, left = lines + 1, piece, room
        else:
            line += piece
    return lines
