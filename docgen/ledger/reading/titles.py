"""The time that a table's title names: compared with the reporting period, and proposed where nothing else tells it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docgen.ledger.period import Period
from docgen.ledger.reading.start import arabic
from docgen.ledger.reading.text import half_width
from docgen.problem import DocgenError

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_MONTH = re.compile(r"(?<!\d)(?:\d{1,2}月?[-—–~～至到])?(\d{1,2})月(?:份|底|末|(上|下)半月)?(?!\d{1,2}日)")
_QUARTER = re.compile(r"第?([一二三四1-4])季度")
_HALF_YEAR = re.compile(r"上半年|下半年")


@dataclass(frozen=True)
class _Told:
    years: tuple[int, ...]
    month: int = 0
    half: str = ""
    quarter: int = 0


def at_odds(title: str, period: Period) -> str:
    """What to ask when a title names another time than the period it is read for; empty when the two agree.

    A title that names only the year agrees with every period of it; a date with a day says when the table was made up.
    """
    told = _told(title)
    month = told.month or 3 * told.quarter
    if told.years and not min(told.years) <= period.year <= max(told.years):
        return f"标题“{title}”写的不是{period.year}年，仍按{period.label}读入：请核对是否报错了期"
    if month and month != period.month and period.halves <= 6:
        return f"标题“{title}”写的不是{period.label}，仍按{period.label}读入：请核对是否报错了期"
    return ""


def of_another_year(title: str, labels: list[str], period: Period) -> bool:
    """Whether title and dated columns all name other years: the table is of another year, not its title left over."""
    named = [set(_YEAR.findall(half_width(text))) for text in labels]
    dated = [years for years in named if years]
    told = _told(title).years
    return bool(told and dated) and all(str(period.year) not in years for years in [*dated, {str(year) for year in told}])


def proposed_period(title: str) -> Period | None:
    """The period that a title speaks of (截至2021年3月底 → 2021-03, 2021年一季度 → 2021-Q1); None without year and month."""
    told = _told(title)
    if not told.years or not 1 <= (told.month or 3 * told.quarter) <= 12:
        return None
    year = told.years[-1]
    half = {"上": "-1", "下": "-2"}.get(told.half, "")
    try:
        return Period.parse(f"{year}-{told.month:02}{half}" if told.month else f"{year}-Q{told.quarter}")
    except DocgenError:
        return None


def _told(title: str) -> _Told:
    text = arabic(half_width(title))
    years = tuple(int(year) for year in _YEAR.findall(text))
    if found := list(_MONTH.finditer(text)):
        return _Told(years, int(found[-1][1]), found[-1][2] or "")
    if found_quarter := _QUARTER.search(text):
        quarter = found_quarter[1]
        return _Told(years, quarter=int(quarter) if quarter.isdigit() else "一二三四".index(quarter) + 1)
    if half := _HALF_YEAR.search(text):
        return _Told(years, 6 if half[0] == "上半年" else 12)
    return _Told(years)
