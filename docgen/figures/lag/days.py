"""Days as plans name them (一季度, 6月底, 2021年6月30日): the last day that keeps to the plan; months between days."""

from __future__ import annotations

import calendar
import re
from datetime import date

_DAY = re.compile(r"(\d{4})\s*[年.．\-/]\s*(\d{1,2})\s*[月.．\-/]\s*(\d{1,2})(?!\d)")
_YEAR = re.compile(r"(\d{4})\s*[年.．\-/]")
_MONTH_DAY = re.compile(r"(?<!\d)(\d{1,2})月(\d{1,2})(?:日|号)")
_MONTH = re.compile(r"(?:(?<=\d{4}[.\-/年])|(?<!\d))(\d{1,2})(?:月份?|$)(上旬|中旬)?")
_QUARTER = re.compile(r"第?([一二三四1-4])季度")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
_TENTH = {"上旬": 10, "中旬": 20}


def last_day(text: str, year: int) -> date | None:
    """The last day of the time that ``text`` names, in ``year`` where it names none; None when it names no time.

    >>> last_day("二季度", 2021), last_day("6月底前", 2021), last_day("2022.3", 2021)
    (datetime.date(2021, 6, 30), datetime.date(2021, 6, 30), datetime.date(2022, 3, 31))
    """
    text = re.sub(r"\s", "", text)
    if found := _DAY.search(text):
        return _safe(int(found[1]), int(found[2]), int(found[3]))
    if named := _YEAR.search(text):
        year = int(named[1])
    if found := _MONTH_DAY.search(text):
        return _safe(year, int(found[1]), int(found[2]))
    if found := _QUARTER.search(text):
        return _safe(year, 3 * (_QUARTERS.get(found[1]) or int(found[1])))
    if "上半年" in text:
        return _safe(year, 6)
    months = list(_MONTH.finditer(text))
    if months:
        return _safe(year, int(months[-1][1]), _TENTH.get(months[-1][2] or "", 0))
    return _safe(year, 12) if re.search(r"年底|年末|下半年|全年", text) else None


def months_between(first: date, last: date) -> int:
    """Whole months from one day to another; the last day of a month completes it."""
    months = (last.year - first.year) * 12 + last.month - first.month
    is_end = last.day == calendar.monthrange(last.year, last.month)[1]
    return months if last.day >= first.day or is_end else months - 1


def _safe(year: int, month: int, day: int = 0) -> date | None:
    """The day, the month's last without one; None when there is no such day."""
    try:
        return date(year, month, day or calendar.monthrange(year, month)[1])
    except (ValueError, calendar.IllegalMonthError):
        return None
