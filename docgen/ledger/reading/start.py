"""开工时间 as it is typed."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from docgen.ledger.reading.text import half_width, is_blank, number_text, raw, squeeze
from docgen.ledger.reading.workbook import Value
from docgen.ledger.report import NOT_STARTED, STARTED, UNDECIDED, Start

_DAY = re.compile(r"((?:19|20)\d\d)[-./年](\d{1,2})[-./月](\d{1,2})日?")
_MONTH = re.compile(r"((?:19|20)\d\d)[-./年](\d{1,2})(?!\d)月?")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(?!\d)")
_COMPACT_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_SHORT_MONTH = re.compile(r"(?<!\d)(\d\d)年(\d{1,2})月")
_CHINESE_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_CHINESE_YEAR = re.compile(r"[一二][〇零一二三四五六七八九]{3}年")
_CHINESE_MONTH = re.compile(r"(十[一二]?|[一二三四五六七八九])月")
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
SERIAL_EPOCH = date(1899, 12, 30)
SERIALS = range(20000, 80000)
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
    if text.isascii() and text.isdigit() and int(text) in SERIALS:
        return _from_number(int(text))
    when, precision = _when(arabic(half_width(text)), year)
    return Start(text, when, _state(text), precision)


def doubt(value: Value, read: Start | None) -> str:
    """What a person should look at in a cell that was read so; empty when all is plain."""
    if read is None or isinstance(value, bool | date):
        return ""
    if isinstance(value, int | float):
        if value in SERIALS:
            return ""
        if told := typed_month(value)[1]:
            return told
    plain = half_width(read.raw)
    if isinstance(value, str) and re.fullmatch(r"(?:19|20)\d\d\.1", plain):
        return f"“{read.raw}”按 {plain[:4]} 年 1 月读入：如是 10 月，请写作“{plain}0”"
    if found := _MONTH.search(plain):
        if not 1 <= int(found[2]) <= 12:
            return f"“{read.raw}”中没有 {int(found[2])} 月这个月份：请核对"
        if (day := _DAY.search(plain)) and _date(*map(int, day.groups())) is None:
            return f"“{read.raw}”中没有 {int(day[2])} 月 {int(day[3])} 日这一天：请核对"
    if read.date is None and re.search(r"\d", plain):
        return f"没有读懂“{read.raw}”说的是哪年哪月：请写作“2021.04”或“2021年4月”"
    return ""


def typed_month(value: float) -> tuple[str, str]:
    """A month typed as a number: 2020.04 → 2020.04; 2020.1 → 2020.10, with a doubt, for the zero of 2020.10 is lost."""
    text = number_text(value)
    if not re.fullmatch(r"(?:19|20)\d\d\.1", text):
        return text, ""
    return text + "0", f"写的是数字 {text}，按 {text[:4]} 年 10 月读入（数字会丢掉末尾的 0）：如是 1 月，请写作“{text[:4]}.01”"


def arabic(text: str) -> str:
    """二〇二一年三月 → 2021年3月."""
    text = _CHINESE_YEAR.sub(lambda found: found[0].translate(_CHINESE_DIGITS), text)
    return _CHINESE_MONTH.sub(lambda found: f"{'一二三四五六七八九十'.find(found[1][0]) + 1 + (found[1][1:] and '一二'.find(found[1][1]) + 1 or 0)}月", text)


def _from_number(value: float) -> Start:
    if value in SERIALS:
        day = SERIAL_EPOCH + timedelta(days=int(value))
        return Start(day.isoformat(), day, "", "month" if day.day == 1 else "day")
    text = typed_month(value)[0]
    when, precision = _when(text, None)
    return Start(text, when, "", precision)


def _state(text: str) -> str:
    if _NOT_STARTED.search(text):
        return NOT_STARTED
    if _UNDECIDED.search(text):
        return UNDECIDED
    return STARTED if _STARTED.search(text) else ""


def _when(text: str, year: int | None) -> tuple[date | None, str]:
    for pattern, precision in ((_DAY, "day"), (_COMPACT_DAY, "day"), (_MONTH, "month"), (_COMPACT, "month")):
        if (found := pattern.search(text)) and (when := _date(*map(int, found.groups()))):
            return when, precision
    if (found := _SHORT_MONTH.search(text)) and (when := _date(2000 + int(found[1]), int(found[2]))):
        return when, "month"
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
