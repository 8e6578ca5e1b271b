"""A printed page as it lies under the ruler: characters, rules and pictures in mm from the page's top left corner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from docgen.proof import clauses as gb

MM = 72 / 25.4
"""Points in a millimetre."""


@dataclass(frozen=True)
class Box:
    """A rectangle in mm; ``top`` is the smaller y."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @staticmethod
    def around(boxes: Iterable) -> Box:
        """The smallest box that holds all of ``boxes``, of which there is at least one."""
        found = list(boxes)
        return Box(
            min(b.x0 for b in found), min(b.top for b in found), max(b.x1 for b in found), max(b.bottom for b in found)
        )


@dataclass(frozen=True)
class Char:
    """A character: its cell in mm (body height, not ink), its baseline in mm, its size in points, font as embedded."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    font: str
    red: bool = False
    upright: bool = True


@dataclass(frozen=True)
class Rule:
    """A straight line: where it runs in mm (its middle), its thickness in points."""

    x0: float
    top: float
    x1: float
    bottom: float
    width: float
    red: bool = False

    @property
    def horizontal(self) -> bool:
        return self.x1 - self.x0 > self.bottom - self.top

    @property
    def length(self) -> float:
        return max(self.x1 - self.x0, self.bottom - self.top)

    @property
    def thickness(self) -> float:
        """Thickness in mm."""
        return self.width / MM

    @property
    def lower_edge(self) -> float:
        return self.bottom + self.thickness / 2 if self.bottom - self.top < 0.01 else self.bottom

    @property
    def upper_edge(self) -> float:
        return self.top - self.thickness / 2 if self.bottom - self.top < 0.01 else self.top


@dataclass(frozen=True)
class Leaf:
    """A page: its number in the file (from 1), its size in mm and what stands on it."""

    number: int
    width: float
    height: float
    chars: tuple[Char, ...]
    rules: tuple[Rule, ...]
    pictures: tuple[Box, ...] = field(default=())

    @property
    def portrait(self) -> bool:
        return self.width <= self.height

    @property
    def foldout(self) -> bool:
        """Whether it is A3 lying down: bound at the same edge as an A4 page standing up, and folded."""
        return abs(self.width - gb.A3_WIDTH) <= 1 and abs(self.height - gb.PAPER_HEIGHT) <= 1

    @property
    def landscape(self) -> bool:
        """Whether it is a portrait page turned clockwise (clause 8)."""
        return not self.portrait and not self.foldout

    @cached_property
    def text(self) -> str:
        """All characters row by row, without spaces."""
        return "".join(char for _, row in self.rows() for char in row if not char.isspace())

    def rows(self, tolerance: float = 1.0) -> list[tuple[float, str]]:
        """The lines of text from the top down: the baseline of each in mm and its characters from left to right."""
        rows: list[list[Char]] = []
        for char in sorted(self.chars, key=lambda char: char.base):
            if rows and char.base - rows[-1][0].base <= tolerance:
                rows[-1].append(char)
            else:
                rows.append([char])
        return [(row[0].base, "".join(c.text for c in sorted(row, key=lambda c: c.x0)).strip()) for row in rows]
