"""What is owed within some days, and by whom: reports, meetings, deadlines of matters, the circular's issue (日程)."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from docgen.figures.workdays import is_workday
from docgen.ledger.period import Period
from docgen.matters.matter import DRAFTED, OVERDUE, REPLIED, SETTLED, Matter, state_of
from docgen.papers.dates import issue_date
from docgen.problem import DocgenError
from docgen.settings import Settings

REPORT, MEETING, MATTER, CIRCULAR = "报送", "会议", "督办", "通报"
_WEEKDAYS = "一二三四五六日"
_MONTHLY = "重点项目进展情况"
_DAY = re.compile(r"(\d{1,2})(?:日|号)?(?:=(.+))?")
_WEEKLY = re.compile(rf"(?:周|星期)([{_WEEKDAYS}])=(.+)")


@dataclass(frozen=True)
class Item:
    """One thing that is owed: its day, its kind (报送, 会议, 督办, 通报), what, by whom; ``late`` when the day has passed.

    ``matter`` is a matter's number, else 0; ``off`` whether nobody works on that day.
    """

    day: date
    kind: str
    what: str
    who: tuple[str, ...] = ()
    late: bool = False
    matter: int = 0
    off: bool = False


def agenda(
    settings: Settings, matters: Iterable[Matter], owing: Callable[[Period], tuple[str, ...]], first: date, days: int
) -> list[Item]:
    """What is owed from ``first`` on for ``days`` days, what is overdue before it; by day.

    ``owing`` answers the units that have not yet reported for a period. Raises DocgenError for a report day or meeting
    of the settings that cannot be read.
    """
    window = [first + timedelta(days=n) for n in range(days)]
    items = [*_matters(matters, first, window[-1]), *_reports(settings, owing, window), *_meetings(settings, window)]
    items += _circulars(settings, window)
    kinds = (MATTER, REPORT, MEETING, CIRCULAR)
    marked = (Item(**vars(item) | {"off": not is_workday(item.day, settings.calendar)}) for item in items)
    return sorted(marked, key=lambda item: (item.day, kinds.index(item.kind), item.matter))


def report_days(settings: Settings) -> list[tuple[int, str, bool]]:
    """Days of the month on which reports are due: day, what, whether it is one for a half month.

    What is named on two days of a month is reported every half month.
    """
    told = [_told("[reporting] days", entry) for entry in settings.reporting.days]
    names = [what for _, what in told]
    found = [(day, what, names.count(what) > 1) for day, what in told]
    if settings.reporting.day not in {day for day, _ in told}:
        found.append((settings.reporting.day, _MONTHLY, False))
    return sorted(found)


def period_of(day: date, half: bool) -> Period:
    """The period that a report of ``day`` is about: its month, or the half month in which it lies."""
    last = 2 * day.month
    if not half:
        return Period(day.year, last, last - 1)
    which = last - 1 if day.day <= 15 else last
    return Period(day.year, which, which)


def _matters(matters: Iterable[Matter], first: date, last: date) -> Iterator[Item]:
    for matter in matters:
        stood, state = matter.on(first), state_of(matter, first)
        if state in (DRAFTED, REPLIED, SETTLED) or stood.deadline is None or stood.deadline > last:
            continue
        yield Item(stood.deadline, MATTER, f"回复：{matter.project}", (matter.unit,), state == OVERDUE, matter.number)


def _reports(settings: Settings, owing: Callable[[Period], tuple[str, ...]], window: list[date]) -> Iterator[Item]:
    for number, what, half in report_days(settings):
        for day in window:
            if day.day == _within_month(day, number):
                period = period_of(day, half)
                if units := owing(period):
                    yield Item(day, REPORT, f"{period.label}{what}", units)


def _meetings(settings: Settings, window: list[date]) -> Iterator[Item]:
    for entry in settings.calendar.meetings:
        weekly = _WEEKLY.fullmatch(entry.strip())
        if weekly:
            weekday, what = _WEEKDAYS.index(weekly[1]), weekly[2].strip()
            found = (day for day in window if day.weekday() == weekday)
        else:
            number, what = _told("[calendar] meetings", entry)
            found = (day for day in window if day.day == _within_month(day, number))
        yield from (Item(day, MEETING, what, (settings.office.name,)) for day in found)


def _circulars(settings: Settings, window: list[date]) -> Iterator[Item]:
    for day in window:
        before = day.replace(day=1) - timedelta(days=1)
        period = period_of(before, False)
        if issue_date(period, settings) == day:
            yield Item(day, CIRCULAR, f"印发{period.label}重点项目建设情况通报", (settings.office.name,))


def _told(place: str, entry: str) -> tuple[int, str]:
    found = _DAY.fullmatch(entry.strip())
    if not found or not 1 <= int(found[1]) <= 31:
        weekly = "，或“周一=重点项目周例会”" if "meetings" in place else ""
        raise DocgenError(f"docgen.toml {place}：“{entry}”无法识别，请写成“13=半月进展”的样子（几日=做什么）{weekly}")
    return int(found[1]), (found[2] or _MONTHLY).strip()


def _within_month(day: date, number: int) -> int:
    """The last day of a month that is too short."""
    return min(number, calendar.monthrange(day.year, day.month)[1])
