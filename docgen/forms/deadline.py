"""A deadline as offices write it: a day, a third or the end of a month, working days from the meeting or the paper on."""

from __future__ import annotations

import calendar
import re
from datetime import date

from docgen.figures.workdays import add_workdays
from docgen.settings import Calendar

_DAY = re.compile(r"(?:(?P<year>\d{4})[年./-]|(?P<this>今年|本年))?(?P<month>\d{1,2})[月./-](?P<day>\d{1,2})日?(?:前|之前|以前)?")
_MONTH_END = re.compile(r"(?:(?P<year>\d{4})年)?(?:(?P<month>\d{1,2})月(?:底|末|下旬)|(?P<here>本月|当月|月)底)(?:前|之前|以前)?")
_THIRD = re.compile(r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<third>[上中])旬(?:前|之前|以前)?")
_YEAR_END = re.compile(r"(?:(?P<year>\d{4})年底|年底|年末)(?:前|之前|以前)?")
_DAYS = re.compile(r"(?P<count>\d{1,3}|[一二三四五六七八九十]{1,2})个工作日(?:内|之内|以内)?")
_DIGITS = "一二三四五六七八九十"
_LAST_OF_THIRD = {"上": 10, "中": 20}
_HALF_A_YEAR = 183


def deadline_of(text: str, met: date, days: Calendar) -> date | None:
    """The day that ``text`` names, seen from the meeting's day; None for what names none (长期, 立即).

    A day without a year is the next such day; one that has passed within half a year is that day, for a slip of the pen
    is likelier than a deadline of seven months.
    """
    text = "".join(text.split()).removeprefix("于").removeprefix("在")
    try:
        if found := _DAY.fullmatch(text):
            return _next(met, found["year"], int(found["month"]), int(found["day"]))
        if found := _MONTH_END.fullmatch(text):
            month = int(found["month"]) if found["month"] else met.month
            return _end_of(_next(met, found["year"], month, 1))
        if found := _THIRD.fullmatch(text):
            return _next(met, found["year"], int(found["month"]), _LAST_OF_THIRD[found["third"]])
        if found := _YEAR_END.fullmatch(text):
            return date(int(found["year"] or met.year), 12, 31)
        if found := _DAYS.fullmatch(text):
            count = _count(found["count"])
            return add_workdays(met, count, days) if count else None
    except ValueError:
        return None
    return None


def _next(met: date, year: str | None, month: int, day: int) -> date:
    if year:
        return date(int(year), month, day)
    here = date(met.year, month, day)
    return here if (met - here).days < _HALF_A_YEAR else date(met.year + 1, month, day)


def _end_of(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _count(text: str) -> int:
    if text.isdecimal():
        return int(text)
    if "十" not in text:
        return _DIGITS.index(text[0]) + 1
    tens, _, ones = text.partition("十")
    return 10 * (_DIGITS.index(tens) + 1 if tens else 1) + (_DIGITS.index(ones) + 1 if ones else 0)
