"""Columns whose header names a year or a month: of several, the one of the reporting period counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from docgen.ledger.period import Period
from docgen.ledger.reading.headers import Column, Header
from docgen.ledger.reading.text import half_width

DATED = ("month_investment", "year_investment", "annual_plan", "cumulative_investment", "progress")

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_MONTHS = re.compile(r"(?<!\d)(?:\d{1,2}月?[-—–~～至到])?(\d{1,2})月")
_WHOLE_YEAR = re.compile(r"全年")
_COMPLETED = frozenset({"year_investment", "month_investment", "cumulative_investment"})


@dataclass(frozen=True)
class Settled:
    """A header in which each dated field has one column; ``stale`` were taken though they name another time because
    there was no other; ``rivals`` are pairs of (taken, left) that both fit the period."""

    header: Header
    stale: tuple[Column, ...] = ()
    rivals: tuple[tuple[Column, Column], ...] = ()


def settle(header: Header, period: Period | None) -> Settled:
    """Leave each dated field to one column: that of the period where several claim it (2020年完成投资, 2021年完成投资).

    The others become columns without a field. Without a period the first column of each field counts.
    """
    chosen: dict[str, Column] = {}
    stale: list[Column] = []
    rivals: list[tuple[Column, Column]] = []
    for field in DATED:
        claims = [column for column in header.columns if column.field == field]
        fitting = [column for column in claims if period is None or _fits(column, period)]
        if fitting:
            chosen[field] = max(fitting, key=lambda column: (_names_time(column), -column.number))
            rivals += [(chosen[field], column) for column in fitting if column is not chosen[field]]
        elif len(claims) == 1:
            chosen[field] = claims[0]
            stale += claims
    columns = tuple(_settled(column, chosen, period, stale) for column in header.columns)
    return Settled(replace(header, columns=columns), tuple(stale), tuple(rivals))


def _settled(column: Column, chosen: dict[str, Column], period: Period | None, stale: list[Column]) -> Column:
    if column.field not in DATED:
        return column
    taken = chosen.get(column.field)
    if taken is column:
        if column in stale:
            return replace(column, why=column.why + "（写明的时间不是本期，但没有别的栏）")
        return replace(column, why=column.why + ("（写明的是本期）" if period and _names_time(column) else ""))
    return replace(column, field="", why="另有一栏更合本期" if taken else "写明的时间不是本期")


def _fits(column: Column, period: Period) -> bool:
    text = half_width(column.label)
    if column.field in _COMPLETED and _WHOLE_YEAR.search(text) and period.last_half < 24:
        return False  # what the whole year shall come to, told before its end, is a forecast
    years = {int(year) for year in _YEAR.findall(text)}
    months = {int(month) for month in _MONTHS.findall(text)}
    return (not years or period.year in years) and (not months or period.month in months)


def _names_time(column: Column) -> bool:
    return bool(_YEAR.search(half_width(column.label)) or _MONTHS.search(half_width(column.label)))
