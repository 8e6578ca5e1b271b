"""建设年限 as it is typed: 2019-2022, 2021.03-2022.12, 2009年至2011年."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from docgen.ledger.reading.start import SERIAL_EPOCH, SERIALS, typed_month
from docgen.ledger.reading.text import half_width, is_blank, squeeze
from docgen.ledger.reading.workbook import Value

_TIME = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s*[.年/]\s*(\d{1,2})(?!\d))?")


def years(value: Value) -> tuple[str, str]:
    """The text to keep, and what a person should look at; both empty for a blank cell."""
    if isinstance(value, datetime | date):
        return f"{value.year}.{value.month:02}", ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        if value in SERIALS:
            day = SERIAL_EPOCH + timedelta(days=int(value))
            return f"{day.year}.{day.month:02}", ""
        return typed_month(value)
    text = squeeze(value)
    return ("", "") if is_blank(text) else (text, _doubt(text))


def _doubt(text: str) -> str:
    times = [(int(found[1]), int(found[2] or 0)) for found in _TIME.finditer(half_width(text))]
    if any(month > 12 for _, month in times) or re.search(r"(?:19|20)\d\d[.年/]0{1,2}(?!\d)", half_width(text)):
        return f"“{text}”中的月份不在 1—12 之间：请核对"
    if len(times) == 2 and times[1] < (times[0] if times[1][1] else (times[0][0], 0)):
        return f"“{text}”的结束早于开始：请核对"
    return ""
