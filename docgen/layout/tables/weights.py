"""How wide the columns of a template are against each other, before any content is known."""

from __future__ import annotations

from docgen.papers.table import (
    INTEGER,
    MONEY,
    NAME,
    PERCENT,
    POINTS,
    SIGNED,
    TEXT,
    Column,
)

_BY_WHAT_IT_HOLDS = {INTEGER: 7, MONEY: 10, PERCENT: 9, POINTS: 11, SIGNED: 13, NAME: 9, TEXT: 18}
_BY_KEY = {
    "number": 5,
    "name": 18,
    "contact": 13,
    "years": 11,
    "leaders": 12,
    "reason": 24,
    "unit": 16,
    "measures": 30,
    "remark": 7,
}
_UNDER_A_GROUP = 11
_TEXT_AMONG_MANY = 14
MANY = 16
"""From so many columns on, a table has to save room."""


def weights(columns: tuple[Column, ...]) -> list[float]:
    """The columns' widths in half characters; texts are narrower where there are many columns."""
    most = _TEXT_AMONG_MANY if len(columns) >= MANY else max(_BY_KEY.values())
    return [min(_weight(column), most) for column in columns]


def shared(columns: tuple[Column, ...], total: int) -> list[int]:
    """The widths that share ``total`` by weight; they add up to it."""
    each = weights(columns)
    widths = [int(total * weight / sum(each)) for weight in each]
    widths[0] += total - sum(widths)
    return widths


def _weight(column: Column) -> float:
    if column.width:
        return column.width * 2
    if len(column.header) > 1 and column.holds == NAME:
        return _UNDER_A_GROUP
    return _BY_KEY.get(column.key, _BY_WHAT_IT_HOLDS[column.holds])
