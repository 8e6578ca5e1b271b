"""What a small table is made of, and a row of it as it was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from docgen.problem import ERROR, Problem

TEXT, NAME, NAMES, MONEY, NUMBER, DAY, DEADLINE = "text", "name", "names", "money", "number", "day", "deadline"
"""What a column holds: running text; a name without white space; several, parted by 、 or lines; 万元; a number; a date;
a date to come (4月底, 10个工作日内), or words for one where it may be left out."""

Value = str | tuple[str, ...] | Decimal | date | None


@dataclass(frozen=True)
class Field:
    """One column: the key of its value, the words that may head it (the first is what messages call it), what it holds.

    ``required``: the table must have the column; ``filled``: every row must say something in it; ``spoken``: words may stand
    for a date (未开工).
    """

    key: str
    words: tuple[str, ...]
    holds: str = TEXT
    required: bool = False
    filled: bool = False
    spoken: bool = False


@dataclass(frozen=True)
class Row:
    """One row: its values by key (None or empty where the cell is), ``others`` by heading the columns that no field takes.

    ``number`` is the row as Excel counts, ``columns`` the letters of the columns by key and by heading, ``full`` what a
    column among the others is worth by its heading (投入强度（40分）).
    """

    values: Mapping[str, Value]
    file: str
    sheet: str
    number: int
    others: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    full: Mapping[str, Decimal] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """A text or name; empty where there is none."""
        value = self.values.get(key)
        return value if isinstance(value, str) else ""

    def names(self, key: str) -> tuple[str, ...]:
        """Several names; none where the cell is empty."""
        value = self.values.get(key)
        return value if isinstance(value, tuple) else ()

    def amount(self, key: str) -> Decimal | None:
        """Money in 万元 or a number; None where it is not given."""
        value = self.values.get(key)
        return value if isinstance(value, Decimal) else None

    def day(self, key: str) -> date | None:
        """A date; None where it is not given."""
        value = self.values.get(key)
        return value if isinstance(value, date) else None

    def problem(self, message: str, key: str = "", level: str = ERROR) -> Problem:
        """A problem at this row, at the cell of ``key`` (a field's or a heading) where there is such a column."""
        column = self.columns.get(key, "")
        return Problem(message, self.file, self.sheet, f"{column}{self.number}" if column else f"第{self.number}行", level)
