"""A document number (发文字号, 7.2.5): 机关代字, year, sequence; read as people type it, written as the standard has it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docgen.papers.frame import document_number
from docgen.problem import DocgenError

NUMBER_TEXT = re.compile(
    r"(?P<series>[^\s〔［\[【（(﹝]+?)[^\S\t]*[〔［\[【（(﹝]\s*(?P<year>[0-9０-９]{4}|[×xX_＿\s]*)\s*[〕］\]】）)﹞]"
    r"[^\S\t]*第?(?P<number>[0-9０-９×xX_＿\s\u3000]*)号"
)
"""A number within a line, its sequence or year perhaps blank (spaces, ××, ____)."""


@dataclass(frozen=True, order=True)
class Number:
    """One number of one series and year."""

    series: str
    year: int
    number: int

    def __str__(self) -> str:
        """平湛政办〔2021〕9号: no leading zeros, no 第."""
        return document_number(self.series, self.year, self.number)

    @classmethod
    def parse(cls, text: str) -> Number:
        """The number written ``text``, in any brackets; raise DocgenError for anything else."""
        found = NUMBER_TEXT.fullmatch(text.strip())
        year, number = (figure(found["year"]), figure(found["number"])) if found else (None, None)
        if not year or not number:
            raise DocgenError(f"“{text}”不是发文字号：请写成 平湛政办〔2021〕9号 的样子（括号用 [] 也可以）")
        return cls(found["series"], year, number)


def figure(text: str) -> int | None:
    """The whole number that is written, spaces aside; None where it is left blank."""
    digits = "".join(text.split())
    return int(digits) if digits.isdigit() else None
