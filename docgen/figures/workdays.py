"""Working days (工作日): the State Council's yearly holiday arrangement, corrected by the office's own table."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from docgen.problem import DocgenError
from docgen.settings import Calendar

_SATURDAY = 5


def known(year: int) -> bool:
    """Whether the library knows the holiday arrangement of ``year``.

    For any other year Saturdays and Sundays are off, and what the settings' [calendar] says.
    """
    return year in _library_years()


def is_workday(day: date, calendar: Calendar) -> bool:
    """Whether offices work on ``day``: the settings first, then the library, then the weekday."""
    text = day.isoformat()
    if text in calendar.workdays or text in calendar.holidays:
        return text in calendar.workdays
    if known(day.year):
        import chinese_calendar

        return chinese_calendar.is_workday(day)
    return day.weekday() < _SATURDAY


def add_workdays(start: date, n: int, calendar: Calendar) -> date:
    """The ``n``-th working day after ``start``, which itself does not count; ``n`` at least 1."""
    if n < 1:
        raise ValueError(f"a deadline lies at least one working day ahead, not {n}")
    check(calendar)
    day = start
    for _ in range(n):
        day = _first_workday(day + timedelta(days=1), calendar)
    return day


def next_workday(day: date, calendar: Calendar) -> date:
    """``day`` itself when offices work on it, else the first working day after it."""
    check(calendar)
    return _first_workday(day, calendar)


def guessed_years(first: date, last: date, calendar: Calendar) -> tuple[int, ...]:
    """Years from ``first`` to ``last`` whose holidays neither the library nor the settings tell: a person should look."""
    told = {text[:4] for text in (*calendar.holidays, *calendar.workdays)}
    return tuple(y for y in range(first.year, last.year + 1) if not known(y) and f"{y:04}" not in told)


def check(calendar: Calendar) -> None:
    """Raise DocgenError for an entry of the settings that is no ISO date, or that is both holiday and working day."""
    for key in ("holidays", "workdays"):
        for text in getattr(calendar, key):
            if not _is_iso(text):
                raise DocgenError(f"docgen.toml [calendar] {key}：“{text}”不是日期，请写成 2027-01-01 的样子")
    if both := sorted(set(calendar.holidays) & set(calendar.workdays)):
        raise DocgenError(f"docgen.toml [calendar]：{both[0]} 既写在 holidays 里又写在 workdays 里，请删去一处")


def _first_workday(day: date, calendar: Calendar) -> date:
    while not is_workday(day, calendar):
        day += timedelta(days=1)
    return day


def _is_iso(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


@cache
def _library_years() -> range:
    from chinese_calendar import constants

    days = constants.holidays
    return range(min(days).year, max(days).year + 1)
