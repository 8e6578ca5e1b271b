"""One thing wrong in a template, with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docgen.engine.places import Place
from docgen.problem import ERROR, Problem


@dataclass(frozen=True)
class Finding:
    """What is wrong (``message``, Chinese), by a word for programs (``code``), and where.

    ``tag`` is the tag as it is written, ``place`` its paragraph; ``index`` is that paragraph's number among all of its
    part (from 0, -1 for none), ``start`` and ``end`` are characters of the paragraph's text. In a workbook ``sheet`` and
    ``cell`` say the place. ``level`` is 错误 (no paper can be made) or 提醒 (it can, but hardly as it was meant).
    """

    code: str
    message: str
    place: Place
    tag: str = ""
    index: int = -1
    start: int = 0
    end: int = 0
    sheet: str = ""
    cell: str = ""
    level: str = ERROR

    @property
    def where(self) -> str:
        return f"{self.sheet} {self.cell}" if self.sheet else self.place.words

    @property
    def around(self) -> str:
        """The words that stand around it."""
        return self.place.around(40, self.start)

    def as_problem(self, file: str) -> Problem:
        words = f"{self.message}（{self.around}）" if self.around else self.message
        if self.sheet:
            return Problem(words, file, self.sheet, self.cell, self.level)
        return Problem(words, file, cell=self.place.words, level=self.level)

    def as_json(self) -> dict[str, Any]:
        place = self.place
        told: dict[str, Any] = {"level": self.level, "code": self.code, "message": self.message, "place": self.where}
        if self.sheet:
            told |= {"sheet": self.sheet, "cell": self.cell}
        else:
            told |= {"part": place.part, "paragraph": place.paragraph, "table": place.table, "row": place.row, "cell": place.cell}
        return told | {"tag": self.tag, "text": place.text}
