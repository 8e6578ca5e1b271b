"""Records put into groups by a field, for who writes a row for each group and a row for each of its records.

``{% for group in rows|grouped('category') %}`` with ``group.name``, ``group.rows``, ``group.count``, ``group.sum('annual_plan')``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any

from docgen.engine.broken import BrokenTag

_UNTOLD = ("", "—", "－", "-")


class Group:
    """Records that agree in a field: ``name`` is what they agree in.

    ``number`` counts the groups from 1; ``first`` is the number of its first record if all are counted through, so that
    ``group.first + loop.index0`` numbers the records. Any other name is that field of its first record.
    """

    def __init__(self, name: Any, number: int, first: int, rows: Sequence[Any]) -> None:
        self.name, self.number, self.first, self.rows, self.count = name, number, first, rows, len(rows)

    def sum(self, key: str) -> Decimal | None:
        """What a field of the records adds up to, exact; None where no record tells it: that is not 0."""
        return total(self.rows, key)

    def __getitem__(self, key: str) -> Any:
        return field_of(self.rows[0], key)


def grouped(rows: Iterable[Any], key: str) -> list[Group]:
    """The groups in which records agree in ``key``, in the order in which they first occur; records keep theirs.

    Headings among the records (see :func:`records`) are left out. Raises BrokenTag where a record has no such field.
    """
    found: dict[Any, list[Any]] = {}
    for row in records(rows):
        value = field_of(row, key)
        found.setdefault(str(value) if isinstance(value, str) else value, []).append(row)
    groups, first = [], 1
    for number, (name, members) in enumerate(found.items(), 1):
        groups.append(Group(name, number, first, members))
        first += len(members)
    return groups


def total(rows: Iterable[Any], key: str) -> Decimal | None:
    """What a field of all records adds up to, exact; None where no record tells it: that is not 0."""
    told = [figure for row in records(rows) if (figure := figure_of(field_of(row, key))) is not None]
    return sum(told, Decimal(0)) if told else None


def records(rows: Iterable[Any]) -> Iterable[Any]:
    """The rows without those that say themselves that they are headings of others (``is_heading``)."""
    return (row for row in rows if not getattr(row, "is_heading", False))


def figure_of(value: Any) -> Decimal | None:
    """The exact figure that a value is; a text as printed may know its own as ``figure``. None where nothing is told,
    which tables print as a dash.

    Raises BrokenTag for what is no figure.
    """
    value = getattr(value, "figure", value)
    if value is None or value in _UNTOLD:
        return None
    if isinstance(value, Decimal):
        return value
    try:
        return Decimal(str(value).replace(",", ""))
    except InvalidOperation:
        raise BrokenTag(f"“{value}”不是数，不能相加") from None


def field_of(row: Any, key: str) -> Any:
    """A record's field. Raises BrokenTag with the nearest name where it has none of that name."""
    if isinstance(row, Mapping):
        if key in row:
            return row[key]
    elif not key.startswith("_") and hasattr(row, key):
        return getattr(row, key)
    known = list(map(str, row)) if isinstance(row, Mapping) else [name for name in dir(row) if not name.startswith("_")]
    near = get_close_matches(key, known, 1)
    hint = f"，是否为“{near[0]}”" if near else f"，可用的有：{'、'.join(known)}"
    raise BrokenTag(f"记录中没有“{key}”这一项{hint}")
