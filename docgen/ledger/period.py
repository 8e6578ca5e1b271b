"""The reporting period (报告期): a half month, month, quarter, half year or year, or a run of months."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from docgen.problem import DocgenError

_MONTH = re.compile(r"(\d{4})-(\d{1,2})(?:-([12]))?")
_QUARTER = re.compile(r"(\d{4})-[Qq]([1-4])")
_HALF = re.compile(r"(\d{4})-[Hh]([12])")
_MONTHS = re.compile(r"(\d{4})-(\d{1,2})[~～](\d{1,2})")
_YEAR = re.compile(r"(\d{4})")
_QUARTERS = "一二三四"


@dataclass(frozen=True, order=True)
class Period:
    """A stretch of one calendar year, counted in half months (1–24), both ends included.

    >>> Period.parse("2021-03").label
    '2021年3月份'
    """

    year: int
    last_half: int
    first_half: int

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read ``2021-03``, ``2021-03-1``, ``2021-Q1``, ``2021-H1``, ``2021-01~02`` or ``2021``; raise DocgenError for anything else."""
        text = text.strip()
        if found := _MONTH.fullmatch(text):
            year, month = int(found[1]), int(found[2])
            if 1 <= month <= 12 and 1900 <= year <= 2200:
                first, last = 2 * month - 1, 2 * month
                if found[3]:
                    first = last = first + int(found[3]) - 1
                return cls(year, last, first)
        elif found := _QUARTER.fullmatch(text):
            quarter = int(found[2])
            return cls(int(found[1]), 6 * quarter, 6 * quarter - 5)
        elif found := _HALF.fullmatch(text):
            return cls(int(found[1]), 12 * int(found[2]), 12 * int(found[2]) - 11)
        elif found := _MONTHS.fullmatch(text):
            first, last = int(found[2]), int(found[3])
            if 1 <= first <= last <= 12 and 1900 <= int(found[1]) <= 2200:
                return cls(int(found[1]), 2 * last, 2 * first - 1)
        elif (found := _YEAR.fullmatch(text)) and 1900 <= int(text) <= 2200:
            return cls(int(text), 24, 1)
        raise DocgenError(
            f"报告期“{text}”无法识别：请写成 2021-03（月）、2021-03-1（上半月）、2021-Q1（季度）、2021-H1（上半年）、2021（年）或 2021-01~02（几个月）"
        )

    @property
    def month(self) -> int:
        """The month (1–12) in which the period ends."""
        return (self.last_half + 1) // 2

    @property
    def halves(self) -> int:
        """Length in half months."""
        return self.last_half - self.first_half + 1

    @property
    def end(self) -> date:
        """The last day of the period."""
        if self.last_half % 2:
            return date(self.year, self.month, 15)
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    @property
    def previous(self) -> Period:
        """The period of the same length just before this one."""
        if self.first_half > self.halves:
            return Period(self.year, self.last_half - self.halves, self.first_half - self.halves)
        return Period(self.year - 1, 24, 25 - self.halves)

    @property
    def a_year_before(self) -> Period:
        """The same part of the year before (上年同期)."""
        return Period(self.year - 1, self.last_half, self.first_half)

    @property
    def label(self) -> str:
        """How a title names it: 2021年3月份."""
        if self.halves == 1:
            return f"{self.year}年{self.month}月{'上' if self.last_half % 2 else '下'}半月"
        if self.halves == 2:
            return f"{self.year}年{self.month}月份"
        if self.halves == 24:
            return f"{self.year}年"
        if self._is_whole(6):
            return f"{self.year}年第{_QUARTERS[self.last_half // 6 - 1]}季度"
        if self._is_whole(12):
            return f"{self.year}年{'上' if self.last_half == 12 else '下'}半年"
        return f"{self.year}年{(self.first_half + 1) // 2}—{self.month}月份"

    def __str__(self) -> str:
        if self.halves == 1:
            return f"{self.year}-{self.month:02}-{2 - self.last_half % 2}"
        if self.halves == 2:
            return f"{self.year}-{self.month:02}"
        if self.halves == 24:
            return f"{self.year}"
        if self._is_whole(6):
            return f"{self.year}-Q{self.last_half // 6}"
        if self._is_whole(12):
            return f"{self.year}-H{self.last_half // 12}"
        return f"{self.year}-{(self.first_half + 1) // 2:02}~{self.month:02}"

    def _is_whole(self, halves: int) -> bool:
        """Whether this is one of the equal parts of a year that so many half months make."""
        return self.halves == halves and self.last_half % halves == 0
