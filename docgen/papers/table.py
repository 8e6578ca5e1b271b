"""The content of an attachment table (附件表): columns, rows, notes. No looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Union

Cell = Union[str, int, Decimal, None]

TEXT, NAME, INTEGER, MONEY, PERCENT, POINTS = "text", "name", "integer", "money", "percent", "points"
SIGNED = "signed"
"""What a column holds. TEXT reads from the left, a NAME is short and stands in the middle; MONEY is 万元;
PERCENT is a fraction (0.221 prints 22.1%); POINTS are 个百分点, SIGNED the same with + or - before them."""


@dataclass(frozen=True)
class Column:
    """One column: the key of its value in a row, its header path from the top row down, what it holds.

    ``merge`` columns show a run of equal values as one cell merged downwards;
    a merged column runs only within a run of the merged columns at its left.
    """

    key: str
    header: tuple[str, ...]
    holds: str = TEXT
    merge: bool = False


@dataclass(frozen=True)
class Table:
    """One attachment table, ready to be laid out.

    ``name`` is the template's name (排名表), ``title`` the title printed (湛河区2021年3月份…排名表),
    ``unit`` the line above at the right (单位：万元), ``as_of`` the date above (3月30日), ``note`` the line below.
    ``rows`` map column keys to values; ``total`` is the last row (合计) or None; ``year`` is what headers call
    ``{{ year }}``.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Cell], ...]
    unit: str = ""
    as_of: str = ""
    note: str = ""
    total: Mapping[str, Cell] | None = None
    landscape: bool = False
    year: int = 0
