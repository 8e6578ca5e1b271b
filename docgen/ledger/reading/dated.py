"""Columns whose header names a year or a month: of several, the one of the reporting period counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from docgen.ledger.period import Period
from docgen.ledger.reading.headers import Column, Header
from docgen.ledger.reading.text import half_width

DATED = ("month_investment", "year_investment", "annual_plan", "cumulative_investment")

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_MONTHS = re.compile(r"(?<!\d)(?:\d{1,2}月?[-—–~至到])?(\d{1,2})月")


def settle(header: Header, period: Period) -> tuple[Header, list[Column]]:
    """Leave each dated field to one column: that of the period where several claim it (2020年完成投资, 2021年完成投资).

    The others become columns without a field. Also answers the columns taken though they name another year or month,
    because there was no other: most likely a header left over from an earlier report.
    """
    chosen: dict[str, Column] = {}
    stale: list[Column] = []
    for field in DATED:
        claims = [column for column in header.columns if column.field == field]
        fitting = [column for column in claims if _fits(column, period)]
        if fitting:
            chosen[field] = max(fitting, key=lambda column: (_names_time(column), -column.number))
        elif len(claims) == 1:
            chosen[field] = claims[0]
            stale += claims
    return replace(header, columns=tuple(_settled(header.columns, chosen))), stale


def _settled(columns: tuple[Column, ...], chosen: dict[str, Column]) -> Iterator[Column]:
    for column in columns:
        claimed = column.field in DATED and chosen.get(column.field) is not column
        yield replace(column, field="") if claimed else column


def _fits(column: Column, period: Period) -> bool:
    text = half_width(column.label)
    years = {int(year) for year in _YEAR.findall(text)}
    months = {int(month) for month in _MONTHS.findall(text)}
    return (not years or period.year in years) and (not months or period.month in months)


def _names_time(column: Column) -> bool:
    return bool(_YEAR.search(half_width(column.label)) or _MONTHS.search(half_width(column.label)))
