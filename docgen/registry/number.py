"""A document's number: 发文字号 (7.2.5), or counted in a series of its own (第3期 of a briefing, 第5号 of an order, 第12次 of minutes).

Read as people type it, written as the standard has it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from docgen.papers.frame import document_number
from docgen.problem import DocgenError

_BLANK = r"[0-9０-９×xX_＿\s\u3000]*"
_YEAR = r"[^\S\t]*[〔［\[【（(﹝]\s*(?P<year>[0-9０-９]{4}|[×xX_＿\s]*)\s*[〕］\]】）)﹞]"
NUMBER_TEXT = re.compile(rf"(?P<series>[^\s〔［\[【（(﹝]+?){_YEAR}[^\S\t]*第?(?P<number>{_BLANK})号")
"""A number within a line, its sequence or year perhaps blank (spaces, ××, ____)."""

BARE_TEXT = re.compile(rf"\s*{_YEAR}[^\S\t]*第?(?P<number>{_BLANK})号\s*")
"""A line that is a number without 机关代字, as minutes have it: 〔2021〕3号."""

COUNTED_TEXT = re.compile(rf"\s*第(?P<number>{_BLANK})(?P<unit>期|号|次)(?:[（(]\s*总第(?P<total>{_BLANK})[期号次]\s*[）)])?\s*")
"""A line that is a number of a series named above it: 第3期（总第15期）, 第5号, 第12次."""

_COUNTED = re.compile(r"(?P<series>.+?)(?:(?P<year>\d{4})年)?第(?P<number>\d+)(?P<unit>期|号|次)(?:（总第(?P<total>\d+)[期号次]）)?")
YEARLY = ("", "期")
"""Units that begin anew each year; orders and meetings are counted on."""


@dataclass(frozen=True, order=True)
class Number:
    """One number of one series and year. ``unit`` is what a series of its own counts (期 号 次), empty for 发文字号;
    ``year`` is 0 where it is counted on from year to year, ``total`` the count over all years, 0 where it is not told."""

    series: str
    year: int
    number: int
    unit: str = field(default="", compare=False)
    total: int = field(default=0, compare=False)

    def __str__(self) -> str:
        """平湛政办〔2021〕9号: no leading zeros, no 第; 重点项目工作简报2021年第3期, 湛河区人民政府令第5号."""
        return f"{self.so_far}第{self.number}{self.unit}" if self.unit else document_number(self.series, self.year, self.number)

    @property
    def so_far(self) -> str:
        """Series and year: 平湛政办〔2021〕, 重点项目工作简报2021年."""
        return self.series + (f"{self.year}年" if self.year else "") if self.unit else f"{self.series}〔{self.year}〕"

    def printed(self, totalled: bool) -> str:
        """How it stands below its series' name; ``totalled``: with the count over all years."""
        return f"第{self.number}{self.unit}" + (f"（总第{self.total}{self.unit}）" if totalled else "")

    @classmethod
    def parse(cls, text: str) -> Number:
        """The number written ``text``, in any brackets; raise DocgenError for anything else."""
        text = text.strip()
        found = NUMBER_TEXT.fullmatch(text)
        year, number = (figure(found["year"]), figure(found["number"])) if found else (None, None)
        if found and year and number:
            return cls(found["series"], year, number)
        counted = _COUNTED.fullmatch(text)
        if counted and int(counted["number"]) and (counted["year"] or counted["unit"] not in YEARLY):
            return cls(counted["series"], int(counted["year"] or 0), int(counted["number"]), counted["unit"], int(counted["total"] or 0))
        raise DocgenError(
            f"“{text}”不是发文字号：请写成 平湛政办〔2021〕9号 的样子（括号用 [] 也可以）；简报、令写成 重点项目工作简报2021年第3期、湛河区人民政府令第5号"
        )


def year_of(day: date, unit: str) -> int:
    """The year in which a number of this unit is counted; 0 where it is counted on."""
    return day.year if unit in YEARLY else 0


def figure(text: str) -> int | None:
    """The whole number that is written, spaces aside; None where it is left blank."""
    digits = "".join(text.split())
    return int(digits) if digits.isdigit() else None
