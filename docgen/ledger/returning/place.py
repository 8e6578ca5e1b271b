"""Cells by their A1 names, counted from 1."""

from __future__ import annotations

import re

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")


def parse(reference: str) -> tuple[int, int] | None:
    """Row and column of the first cell that a reference names (H7, H7:J9); None where it names none."""
    found = _CELL.match(reference.strip())
    if not found:
        return None
    row, column = int(found[2]), number(found[1])
    return (row, column) if 1 <= row <= 1_048_576 and column <= 16_384 else None


def number(letters: str) -> int:
    """A → 1, AA → 27."""
    value = 0
    for letter in letters.upper():
        value = value * 26 + ord(letter) - 64
    return value


def letters(column: int) -> str:
    """1 → A, 27 → AA."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def name(row: int, column: int) -> str:
    return f"{letters(column)}{row}"


def area(reference: str) -> tuple[int, int, int, int]:
    """Top, left, bottom and right of B2:D4, or of one cell."""
    first, _, last = reference.partition(":")
    top, left = parse(first) or (1, 1)
    bottom, right = parse(last) or (top, left)
    return top, left, bottom, right
