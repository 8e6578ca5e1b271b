"""Where in a draft something stands: a line of a text file, a paragraph of any other."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SIGNS = re.compile(r"[\s\\#*_>`|+~\[\]!:=()（）-]")
_ENOUGH = 12
_FAR = 400
"""Lines that a search looks ahead: what stands nowhere must not cost the whole text."""


class Paragraphs:
    """Counts the paragraphs that have words."""

    def __init__(self) -> None:
        self._count = 0

    def next(self, text: str) -> str:
        self._count += 1
        return f"第{self._count}段"

    def within(self, text: str, place: str) -> str:
        """The place of a further line of the paragraph at ``place``."""
        return place


class Lines:
    """Finds the line of each paragraph of a text, in order: they are looked for from the last one found on."""

    def __init__(self, text: str, first: int) -> None:
        self._lines = [_SIGNS.sub("", line) for line in text.splitlines()]
        self._first = first
        self._at = 0

    def next(self, text: str) -> str:
        wanted = _SIGNS.sub("", text)[:_ENOUGH]
        found = self._find(self._lines, wanted) if wanted else None
        if found is None:
            return f"第{self._first + max(self._at - 1, 0)}行"
        self._at = found + 1
        return f"第{self._first + found}行"

    def within(self, text: str, place: str) -> str:
        """The place of a further line of a paragraph."""
        return self.next(text)

    def _find(self, lines: Sequence[str], wanted: str) -> int | None:
        return next((number for number in range(self._at, min(self._at + _FAR, len(lines))) if wanted in lines[number]), None)


Places = Paragraphs | Lines
