"""Where the template's rows went, and references, ranges and formulas moved after them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

OWN = "\ue010"
"""Stands in a formula for the number of the row that it is written into."""

_CELL = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)(\d+)")
_ROW = re.compile(r"(\$?)(\d+)")
_PREFIX = re.compile(r"(?P<sheet>'(?:[^']|'')+'|[^'!]+)!(?P<rest>.+)", re.DOTALL)
_GONE = "#REF!"


@dataclass(frozen=True)
class Moves:
    """Rows of a sheet's template to first and last row of the result, numbers from 1.

    ``top`` to ``bottom`` is the block that repeats (the row of tags and the rows of its groups), ``data`` the row of
    tags. ``lines`` rows were written for the block, the records' from ``first_data`` to ``last_data``; both 0 where there
    was no record. ``dropped`` are rows below the block that fell away.
    """

    top: int
    data: int
    bottom: int
    lines: int
    first_data: int
    last_data: int
    dropped: frozenset[int] = field(default_factory=frozenset)

    def first(self, row: int) -> int | None:
        """Where a row of the template begins now; None where it fell away."""
        if row < self.top:
            return row
        if row <= self.bottom:
            return (self.first_data if row == self.data else self.top) if self.lines else None
        if row in self.dropped:
            return None
        return row + self.lines - (self.bottom - self.top + 1) - sum(gone < row for gone in self.dropped)

    def last(self, row: int) -> int | None:
        if self.top <= row <= self.bottom:
            return (self.last_data if row == self.data else self.top + self.lines - 1) if self.lines else None
        return self.first(row)

    def span(self, top: int, bottom: int) -> tuple[int, int] | None:
        """The rows that a range of the template covers now; None when nothing is left of it."""
        while top <= bottom and self.first(top) is None:
            top += 1
        while bottom >= top and self.first(bottom) is None:
            bottom -= 1
        if top > bottom:
            return None
        return self.first(top), self.last(bottom)  # type: ignore[return-value]

    def within(self, first: int, last: int) -> Moves:
        """The same, with the records of one group only."""
        return Moves(self.top, self.data, self.bottom, self.lines, first, last, self.dropped)


def moved_formula(formula: str, sheet: str, moves: Mapping[str, Moves], own: int | None = None) -> str:
    """A formula (without its ``=``) that stands on ``sheet`` as it reads in the result.

    The row of tags becomes the range of all records (``SUM(G6:G6)``). For a formula of the row ``own`` of the template
    a relative reference to that row stays the row it is written into, told as :data:`OWN`.
    """
    from openpyxl.formula import Tokenizer

    tokens = Tokenizer("=" + formula)
    for token in tokens.items:
        if token.type == "OPERAND" and token.subtype == "RANGE":
            token.value = _moved_operand(token.value, sheet, moves, own)
    return "".join(token.value for token in tokens.items)


def moved_ranges(ranges: str, moves: Moves) -> str:
    """Ranges parted by blanks (``A5:G5 A8``) at their new place; empty when nothing is left."""
    return " ".join(moved for each in ranges.split() if (moved := moved_range(each, moves)))


def moved_range(reference: str, moves: Moves) -> str:
    """One range (``A5:G5``, ``5:5``, ``A5``) stretched over the rows that it covers now; empty when nothing is left."""
    parts = reference.split(":")
    rows = [_row_of(part) for part in parts]
    if any(row is None for row in rows):
        return reference
    span = moves.span(min(rows), max(rows))  # type: ignore[type-var]
    if span is None:
        return ""
    ends = [parts[0], parts[-1]]
    told = [_with_row(part, row) for part, row in zip(ends, span, strict=True)]
    return told[0] if told[0] == told[1] and ":" not in reference else ":".join(told)


def sheet_of(operand: str) -> tuple[str, str]:
    """The sheet that a reference names (empty for none) and the rest of it."""
    found = _PREFIX.fullmatch(operand)
    if not found:
        return "", operand
    name = found["sheet"]
    return (name[1:-1].replace("''", "'") if name.startswith("'") else name), found["rest"]


def _moved_operand(operand: str, sheet: str, moves: Mapping[str, Moves], own: int | None) -> str:
    named, rest = sheet_of(operand)
    there = moves.get(named or sheet)
    if there is None:
        return operand
    prefix = operand[: len(operand) - len(rest)]
    moved = _moved_reference(rest, there, None if named and named != sheet else own)
    return prefix + moved if moved else _GONE


def _moved_reference(reference: str, moves: Moves, own: int | None) -> str:
    parts = reference.split(":")
    if len(parts) > 2 or any(_row_of(part) is None for part in parts):
        return reference
    if own is None or not any(_is_own(part, own) for part in parts):
        if len(parts) == 1:
            row = moves.first(_row_of(reference))  # type: ignore[arg-type]
            return "" if row is None else _with_row(reference, row)
        return moved_range(reference, moves)
    told = []
    for part in parts:
        row = OWN if _is_own(part, own) else moves.first(_row_of(part))  # type: ignore[arg-type]
        if row is None:
            return ""
        told.append(_with_row(part, row))
    return ":".join(told)


def _is_own(part: str, own: int) -> bool:
    """Whether a part names the row ``own`` without holding on to it by a ``$``."""
    found = _CELL.fullmatch(part)
    held, row = (found[3], found[4]) if found else _ROW.fullmatch(part).groups()  # type: ignore[union-attr]
    return not held and int(row) == own


def _row_of(part: str) -> int | None:
    """The row of ``$A$5`` or ``5``; None for what names no row."""
    if found := _CELL.fullmatch(part):
        return int(found[4])
    return int(found[2]) if (found := _ROW.fullmatch(part)) else None


def _with_row(part: str, row: int | str) -> str:
    if found := _CELL.fullmatch(part):
        return f"{found[1]}{found[2]}{found[3]}{row}"
    return f"{'$' if part.startswith('$') else ''}{row}"
