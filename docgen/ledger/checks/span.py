"""建设年限 as a span of days."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from docgen.ledger.reading.text import half_width, squeeze

_MOMENT = r"((?:19|20)\d\d)(?:[年./-](1[0-2]|0?[1-9])(?!\d)月?|年)?"
_SPAN = re.compile(rf"{_MOMENT}(?:起|开工)?(?:[-–—―~至到]+){_MOMENT}(?:底|末|止|完工|竣工|建成)?")
_YEAR = re.compile(r"((?:19|20)\d\d)年?")


@dataclass(frozen=True)
class Span:
    """First and last day; ``last`` is before ``first`` where the text has them the wrong way round."""

    first: date
    last: date


def span(text: str) -> Span | None:
    """The days that a 建设年限 names whole; None for 2年, 24个月 and whatever else is no span of dates.

    >>> span("2019－2022"), span("2021.03-2022.12").last
    (Span(first=datetime.date(2019, 1, 1), last=datetime.date(2022, 12, 31)), datetime.date(2022, 12, 31))
    """
    plain = half_width(squeeze(text))
    if found := _SPAN.fullmatch(plain):
        return Span(_first(found[1], found[2]), _last(found[3], found[4]))
    if found := _YEAR.fullmatch(plain):
        return Span(_first(found[1], None), _last(found[1], None))
    return None


def _first(year: str, month: str | None) -> date:
    return date(int(year), int(month or 1), 1)


def _last(year: str, month: str | None) -> date:
    number = int(month or 12)
    return date(int(year), number, calendar.monthrange(int(year), number)[1])
