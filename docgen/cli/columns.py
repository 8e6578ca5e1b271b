"""Tables for a terminal, aligned where Chinese characters take two columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import combining, east_asian_width

_GAP = "  "
_NUMBER = re.compile(r"[+-]?\d[\d.,]*\s?%?$")


def aligned(header: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> list[str]:
    """The header and the rows as lines; the columns numbered in ``right`` (from 0) are set flush right."""
    widths = [max(map(width, column)) for column in zip(header, *rows, strict=True)]
    return [
        _GAP.join(padded(cell, widths[n], n in right) for n, cell in enumerate(row)).rstrip() for row in (header, *rows)
    ]


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Header and rows as lines; columns of numbers stand flush right."""
    header, *body = rows
    numeric = [place for place in range(len(header)) if all(not row[place] or _NUMBER.match(row[place]) for row in body)]
    return aligned(header, body, numeric)


def padded(text: str, columns: int, right: bool = False) -> str:
    """The text filled with spaces to so many columns of the terminal."""
    space = " " * (columns - width(text))
    return space + text if right else text + space


def width(text: str) -> int:
    """Columns that the text takes in a terminal."""
    return sum(0 if combining(char) else 1 + (east_asian_width(char) in "WF") for char in text)
