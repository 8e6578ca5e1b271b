"""The content of an attachment table (附件表): columns, rows, notes. No looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Union

Cell = Union[str, int, Decimal, None]

TEXT, NAME, INTEGER, MONEY, PERCENT, POINTS = "text", "name", "integer", "money", "percent", "points"
SIGNED = "signed"
REF = "ref"
"""What a column holds. TEXT reads from the left, a NAME is short and stands in the middle; MONEY is 万元;
PERCENT is a fraction (0.221 prints 22.1%); POINTS are 个百分点, SIGNED the same with + or - before them.
REF is the key under which a builder leaves the record's ref in the ledger with a row made from it."""


@dataclass(frozen=True)
class Column:
    """One column: the key of its value in a row, its header path from the top row down, what it holds.

    ``merge`` columns show a run of equal values as one cell merged downwards;
    a merged column runs only within a run of the merged columns at its left.
    ``field`` is the record's field (its path) that the column shows where the key does not say it; ``width`` is about how
    many characters it should be wide, 0 where what it holds decides.
    """

    key: str
    header: tuple[str, ...]
    holds: str = TEXT
    merge: bool = False
    field: str = ""
    width: int = 0


A4, A3 = "A4", "A3"
"""The paper of a table; one on A3 is as high as the pages that it is bound with, and folded."""


@dataclass(frozen=True)
class Subtotal:
    """What the rows from ``before`` (an index of ``Table.rows``) on amount to; it stands above them, as their heading."""

    before: int
    values: Mapping[str, Cell]


@dataclass(frozen=True)
class Table:
    """One attachment table, ready to be laid out.

    ``name`` is the template's name (排名表), ``title`` the title printed (湛河区2021年3月份…排名表),
    ``unit`` the line above at the right (单位：万元), ``as_of`` the date above (3月30日), ``note`` the line below.
    ``rows`` map column keys to values; ``total`` is the last row (合计) or None; ``year`` is what headers call
    ``{{ year }}``. ``subtotals`` head groups of rows, in their order; ``paper`` is A4 or A3.
    ``fields`` are the keys whose values in a record's row are fields of the record: key → path (``approvals/环评``).
    ``refs`` are the refs in the ledger of the rows' records, ``marks`` their marks, by which a table that comes back is known
    (:mod:`docgen.ledger.marks`); empty for rows made from no record.
    ``groups`` is what rows stand for that are groups of projects (单位, 行业), each named under the key ``group``.
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
    subtotals: tuple[Subtotal, ...] = ()
    paper: str = A4
    fields: Mapping[str, str] = field(default_factory=dict)
    refs: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    groups: str = ""

    def lines(self) -> Iterator[tuple[Mapping[str, Cell], bool]]:
        """All rows as they stand below each other but for the total: values, and whether it is a subtotal."""
        heads: dict[int, list[Subtotal]] = {}
        for subtotal in self.subtotals:
            heads.setdefault(subtotal.before, []).append(subtotal)
        for index, row in enumerate(self.rows):
            yield from ((subtotal.values, True) for subtotal in heads.get(index, ()))
            yield row, False
