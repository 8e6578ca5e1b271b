"""The days of a paper: when it is dated, when what it asks for is due, how a period is spoken of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from docgen.figures.workdays import add_workdays, next_workday
from docgen.ledger.period import Period
from docgen.settings import Settings

_NUMBER = re.compile(r"\s*(\d{1,2})\s*=")
_MIDDLE = 15
_MAKEUP_WORKDAYS = 3
_PLAN_WORKDAYS = 5
_MOST_OF_A_HALF = 10
"""Days after the first half of a month within which its papers are dated at the latest."""


def spoken(day: date) -> str:
    """7.3.5.4: 2021年4月6日, Arabic digits, no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def spoken_within(day: date, year: int) -> str:
    """The day as a text of ``year`` names it: without the year when it is the same."""
    return f"{day.month}月{day.day}日" if day.year == year else spoken(day)


def before(day: date) -> date:
    """The day before."""
    return day - timedelta(days=1)


def issue_date(period: Period, settings: Settings) -> date:
    """The day that dates a period's papers when nobody says another: the settings' day of the month after it, after the
    first half of a month as many days later."""
    if period.last_half % 2:
        return next_workday(period.end + timedelta(days=min(settings.circular.issue_day, _MOST_OF_A_HALF)), settings.calendar)
    year, month = _month_after(period.end)
    return next_workday(_day_of(year, month, settings.circular.issue_day), settings.calendar)


def plan_date(issued: date, settings: Settings) -> date:
    """The day by which corrective plans are due: the settings' day of the month of issue, else five working days on."""
    day = _day_of(issued.year, issued.month, settings.circular.plan_day)
    if day <= issued:
        return add_workdays(issued, _PLAN_WORKDAYS, settings.calendar)
    return next_workday(day, settings.calendar)


def makeup_date(issued: date, settings: Settings) -> date:
    """The day by which a missing report is due."""
    return add_workdays(issued, _MAKEUP_WORKDAYS, settings.calendar)


def next_report_date(period: Period, settings: Settings) -> date:
    """The report day of the period that follows; of a half month the one of the settings' further days that lies in it,
    else its last day."""
    after = following(period)
    if after.halves > 1:
        return _day_of(after.end.year, after.end.month, settings.reporting.day)
    days = [int(found[1]) for entry in settings.reporting.days if (found := _NUMBER.match(entry))]
    own = [day for day in days if (day <= _MIDDLE) == bool(after.last_half % 2)]
    return _day_of(after.end.year, after.end.month, own[-1]) if len(days) > 1 and own else after.end


def following(period: Period) -> Period:
    """The period of the same length just after this one."""
    if period.last_half + period.halves > 24:
        return Period(period.year + 1, period.halves, 1)
    return Period(period.year, period.last_half + period.halves, period.first_half + period.halves)


@dataclass(frozen=True)
class Spoken:
    """How a paper names a period: ``now`` 3月份, ``end`` 3月底, ``year`` 1—3月 (empty in the first period of a year),
    ``before`` 2月份. ``filed`` is what units reported for and ``next`` what they report for after it (4月份): of a quarter
    made of its months the last month."""

    now: str
    end: str
    year: str
    before: str
    next: str
    filed: str = ""


def spoken_period(period: Period, filed: Period | None = None) -> Spoken:
    """``filed`` is the period that units last reported for, where that is not ``period`` itself."""
    filed = filed or period
    return Spoken(
        now=_short(period),
        end=f"{period.month}月{'15日' if period.last_half % 2 else '底'}",
        year="" if period.first_half == 1 else "今年以来" if period.last_half % 2 else f"1—{period.month}月",
        before=_short(period.previous, period.year),
        next=_short(following(filed), period.year),
        filed=_short(filed),
    )


def _short(period: Period, year: int | None = None) -> str:
    text = period.label.removeprefix(f"{period.year}年") or "全年"
    return text if year in (None, period.year) else f"{period.year}年{text}"


def _month_after(day: date) -> tuple[int, int]:
    return (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)


def _day_of(year: int, month: int, day: int) -> date:
    import calendar

    return date(year, month, min(day, calendar.monthrange(year, month)[1]))
