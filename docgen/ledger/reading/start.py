"""开工时间 as it is typed."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

from docgen.ledger.reading.text import half_width, is_blank, number_text, raw, squeeze
from docgen.ledger.reading.workbook import Value
from docgen.ledger.report import NOT_STARTED, STARTED, UNDECIDED, Start

_DAY = re.compile(r"((?:19|20)\d\d)[-./年](\d{1,2})[-./月](\d{1,2})日?")
_MONTH = re.compile(r"((?:19|20)\d\d)[-./年](\d{1,2})(?!\d)月?")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年?")
_MONTH_ALONE = re.compile(r"(?<!\d)(\d{1,2})月(?:(\d{1,2})日)?")
_PARTS = {
    "一季度": 3, "1季度": 3, "二季度": 6, "2季度": 6, "三季度": 9, "3季度": 9, "四季度": 12, "4季度": 12,
    "上半年": 6, "下半年": 12, "年底": 12, "年末": 12, "年内": 12, "年中": 6, "年初": 1,
}
"""A part of a year stands for its last month: a start promised for 上半年 is not late before the end of June."""

_NOT_STARTED = re.compile(r"未(?:动工|开工|启动)|没有开工|尚未")
_STARTED = re.compile(r"已(?:经)?(?:开工|动工|启动|开建|竣工|完工)|^(?:在建|续建|开工)$")
_UNDECIDED = re.compile(r"待定|未定|未确定|不确定")
_SERIAL_EPOCH = date(1899, 12, 30)
_SERIALS = range(20000, 80000)
"""Excel counts days from 1899-12-30; these numbers are dates of 1954–2119 shown without a date format."""


def start(value: Value, year: int | None = None) -> Start | None:
    """Read a cell; ``year`` completes 6月底. None when blank.

    >>> start("2020.04").date, start(2020.1).raw
    (datetime.date(2020, 4, 1), '2020.10')
    """
    if isinstance(value, datetime | date):
        day = value.date() if isinstance(value, datetime) else value
        return Start(day.isoformat(), day, "", "month" if day.day == 1 else "day")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_number(value)
    text = squeeze(value)
    if is_blank(text):
        return None
    when, precision = _when(half_width(text), year)
    return Start(text, when, _state(text), precision)


def _from_number(value: float) -> Start:
    if value in _SERIALS:
        day = _SERIAL_EPOCH + timedelta(days=int(value))
        return Start(day.isoformat(), day, "", "month" if day.day == 1 else "day")
    text = number_text(value)
    if Decimal(text) != int(value) and len(text.partition(".")[2]) == 1:
        text += "0"  # October typed as a number loses its zero: 2020.10 is kept as 2020.1
    when, precision = _when(text, None)
    return Start(text, when, "", precision)


def _state(text: str) -> str:
    if _NOT_STARTED.search(text):
        return NOT_STARTED
    if _UNDECIDED.search(text):
        return UNDECIDED
    return STARTED if _STARTED.search(text) else ""


def _when(text: str, year: int | None) -> tuple[date | None, str]:
    for pattern, precision in ((_DAY, "day"), (_MONTH, "month"), (_COMPACT, "month")):
        if (found := pattern.search(text)) and (when := _date(*map(int, found.groups()))):
            return when, precision
    named = _YEAR.search(text)
    in_year = int(named[1]) if named else year
    rest = text[named.end() :] if named else text
    if in_year and (part := next((month for word, month in _PARTS.items() if word in rest), None)):
        return date(in_year, part, 1), "month"
    if in_year and (found := _MONTH_ALONE.search(rest)):
        if when := _date(in_year, int(found[1]), int(found[2] or 1)):
            return when, "day" if found[2] else "month"
    return (date(int(named[1]), 1, 1), "year") if named else (None, "")


def _date(year: int, month: int, day: int = 1) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def first_year(value: Value) -> int | None:
    """The first year written in a text: 陈宅镇2020年度… → 2020."""
    found = _YEAR.search(half_width(raw(value)))
    return int(found[1]) if found else None
