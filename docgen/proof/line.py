"""Lines of text: the characters of a page gathered along their baselines, parted where a wide gap is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from docgen.proof.leaf import MM, Box, Char, Leaf, Rule

_PARTED = 2.2
"""Characters of empty room that make two lines of one row: justified text never opens so far."""

_SAME_ROW = 0.8
HAN = re.compile(r"[\u3400-\u9fff〇]")


@dataclass(frozen=True)
class Line:
    """Characters on one baseline of a page, from left to right, without spaces.

    ``landscape`` is told of a page that lies down, an A3 fold-out too.
    """

    page: int
    chars: tuple[Char, ...]
    landscape: bool = False

    @cached_property
    def text(self) -> str:
        return "".join(char.text for char in self.chars)

    @property
    def base(self) -> float:
        return self.chars[0].base

    @property
    def x0(self) -> float:
        return self.chars[0].x0

    @property
    def x1(self) -> float:
        return self.chars[-1].x1

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @cached_property
    def size(self) -> float:
        """The size in points that most of its characters have."""
        return Counter(round(char.size, 1) for char in self.chars).most_common(1)[0][0]

    @property
    def em(self) -> float:
        """The width of one full character in mm."""
        return self.size / MM

    @cached_property
    def top(self) -> float:
        return min(char.top for char in self.chars)

    @cached_property
    def bottom(self) -> float:
        return max(char.bottom for char in self.chars)

    @property
    def box(self) -> Box:
        return Box(self.x0, self.top, self.x1, self.bottom)

    def parted(self, ems: float) -> list[Line]:
        """The line in parts, cut where more than ``ems`` characters' room is empty."""
        return [Line(self.page, part, self.landscape) for part in _parts(list(self.chars), ems)]

    @property
    def red(self) -> bool:
        return sum(char.red for char in self.chars) * 2 > len(self.chars)

    def fonts(self, start: int = 0, stop: int | None = None) -> list[str]:
        """The fonts of its Chinese characters, the most used first."""
        found = Counter(char.font for char in self.chars[start:stop] if HAN.match(char.text))
        return [font for font, _ in found.most_common()]


def lines_of(leaf: Leaf, tables: Sequence[Box] = ()) -> list[Line]:
    """The upright lines of a page from the top down, without what stands in ``tables``."""
    chars = [c for c in leaf.chars if c.upright and c.text.strip() and not within(c, tables)]
    return [Line(leaf.number, part, not leaf.portrait) for row in _rows(chars) for part in _parts(row)]


def tables_of(leaf: Leaf) -> list[Box]:
    """Where ruled tables stand: the stretches of the page that upright black rules run through."""
    uprights = sorted((r for r in leaf.rules if not r.horizontal and not r.red and r.length > 2.5), key=lambda r: r.top)
    found: list[Box] = []
    for rule in uprights:
        box = Box(rule.x0, rule.top, rule.x1, rule.bottom)
        if found and rule.top <= found[-1].bottom + 1.0:
            found[-1] = Box.around((found[-1], box))
        else:
            found.append(box)
    return [box for box in found if box.width > 5]


def within(char: Char, tables: Sequence[Box]) -> bool:
    """Whether the character stands in one of ``tables``, which are ordered from the top down."""
    index = bisect_right(tables, char.base, key=lambda box: box.top) - 1
    return index >= 0 and char.base <= tables[index].bottom and tables[index].x0 - 1 <= char.x0 <= tables[index].x1 + 1


def long_rules(leaf: Leaf, *, red: bool, tables: Sequence[Box] = (), least: float = 100.0) -> list[Rule]:
    """Horizontal rules longer than ``least`` mm from the top down, those of tables left out."""
    return sorted(
        (r for r in leaf.rules if r.horizontal and r.red is red and r.length > least and not _of_table(r, tables)),
        key=lambda rule: rule.top,
    )


def joined(lines: Iterable[Line]) -> str:
    return "".join(line.text for line in lines)


def _of_table(rule: Rule, tables: Sequence[Box]) -> bool:
    return any(box.top - 1 <= rule.top <= box.bottom + 1 for box in tables)


def _rows(chars: list[Char]) -> list[list[Char]]:
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: char.base):
        if rows and char.base - rows[-1][0].base <= _SAME_ROW:
            rows[-1].append(char)
        else:
            rows.append([char])
    return rows


def _parts(row: list[Char], ems: float = _PARTED) -> list[tuple[Char, ...]]:
    row.sort(key=lambda char: char.x0)
    parts, start = [], 0
    for index in range(1, len(row)):
        before, after = row[index - 1], row[index]
        wide = max(before.size, after.size) / MM * ems
        if after.x0 - before.x1 > wide and not (before.red and after.red):
            parts.append(tuple(row[start:index]))
            start = index
    return [*parts, tuple(row[start:])]
