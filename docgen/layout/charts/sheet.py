"""The wall chart's sheet: its size, its columns, how many rows go on a page and how high they are. Millimetres throughout."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from docgen.papers.charts.wall import Group, Row, WallChart

POINTS_PER_MM = 72 / 25.4
LINE_PITCH = 1.15
"""From line to line within a cell, in ems."""
_LATIN = 0.56
"""The width of a letter or digit, in ems."""


@dataclass(frozen=True)
class Sheet:
    """A landscape sheet. ``head``: title and day; ``foot``: legend; ``least``, ``most``: how high a row may be; ``scale``: of
    the lettering of head and foot against A3's; ``widths``: of the columns left of the axis."""

    name: str
    width: float
    height: float
    margin: float
    scale: float
    least: float
    most: float
    widths: tuple[float, ...]

    @property
    def head(self) -> float:
        return 22 * self.scale

    @property
    def months(self) -> float:
        return 11 * self.scale

    @property
    def foot(self) -> float:
        return 15 * self.scale

    @property
    def axis(self) -> float:
        """Where the year begins."""
        return self.margin + sum(self.widths)

    @property
    def top(self) -> float:
        """Where the first row begins."""
        return self.margin + self.head + self.months

    @property
    def room(self) -> float:
        """The height for rows."""
        return self.height - self.margin - self.foot - self.top

    def day(self, day: date, year: int) -> float:
        """Where a day ends on the axis; days of other years beyond its ends."""
        length = (date(year + 1, 1, 1) - date(year, 1, 1)).days
        passed = (day - date(year, 1, 1)).days + 1
        return self.axis + (self.width - self.margin - self.axis) * passed / length


A3 = Sheet("A3", 420, 297, 12, 1, 5.2, 9, (9, 16, 61, 34, 17, 15))
A1 = Sheet("A1", 841, 594, 15, 1.5, 4.2, 14, (13, 23, 96, 58, 27, 24))
SHEETS = {sheet.name: sheet for sheet in (A3, A1)}

COLUMNS = ("序号", "预警", "项目名称", "责任单位", "年度计划", "完成率")


@dataclass(frozen=True)
class Line:
    """A line of the chart: a project's, or the heading of a group (``again``: which began on a page before)."""

    top: float
    height: float
    row: Row | None = None
    group: Group | None = None
    again: bool = False


@dataclass(frozen=True)
class Page:
    """One sheet's lines, from the top down; ``number`` of ``pages``."""

    lines: tuple[Line, ...]
    number: int
    pages: int


def pages(chart: WallChart, sheet: Sheet) -> list[Page]:
    """The chart's lines on as few sheets as its rows need at their least height, evenly filled; no two lines overlap."""
    fit = int(sheet.room // sheet.least)
    filled = list(_filled(chart, fit))
    count = len(filled)
    even = math.ceil(sum(map(len, filled)) / count)
    while len(better := list(_filled(chart, even))) > count:
        even += 1
    height = min(sheet.most, sheet.room / max(map(len, better)))
    return [
        Page(tuple(Line(sheet.top + place * height, height, *line) for place, line in enumerate(lines)), number, count)
        for number, lines in enumerate(better, 1)
    ]


def _filled(chart: WallChart, fit: int) -> Iterator[list[tuple[Row | None, Group | None, bool]]]:
    """What stands on each sheet of ``fit`` lines; no heading is the last line, a group that goes on is named again."""
    lines: list[tuple[Row | None, Group | None, bool]] = []
    for group in chart.groups:
        if lines and len(lines) + 2 > fit:
            yield lines
            lines = []
        lines.append((None, group, False))
        for row in group.rows:
            if len(lines) == fit:
                yield lines
                lines = [(None, group, True)]
            lines.append((row, None, False))
    yield lines


def width(text: str, size: float) -> float:
    """How wide a text is set at ``size`` mm."""
    return size * sum(1 if unicodedata.east_asian_width(char) in "WFA" else _LATIN for char in text)


def fitted(text: str, size: float, room: float, least: float) -> tuple[str, float]:
    """The text and its size such that it fits ``room``: smaller down to ``least``, then shortened."""
    text = " ".join(text.split())
    if (wide := width(text, size)) <= room:
        return text, size
    size = max(least, size * room / wide * 0.999)
    if width(text, size) <= room:
        return text, size
    while text and width(text + "…", size) > room:
        text = text[:-1]
    return (text + "…" if text else ""), size


def in_lines(text: str, size: float, room: float, height: float, least: float) -> tuple[list[str], float]:
    """The text in one line or as many as ``height`` holds, as large as it can be; shortened only where ``least`` is too large."""
    text = " ".join(text.split())
    if width(text, size * 0.8) <= room:
        return [text], min(size, room / max(width(text, 1), 1e-9) * 0.999)
    sizes = [least + (size - least) * step / 10 for step in range(10, 0, -1)] if size > least else []
    for smaller in (*sizes, least):
        lines = _broken(text, smaller, room)
        if len(lines) <= max(1, int(height / (smaller * LINE_PITCH))):
            return lines, smaller
    kept = lines[: max(1, int(height / (least * LINE_PITCH)))]
    return [*kept[:-1], fitted(kept[-1] + lines[len(kept)], least, room, least)[0]], least


def _broken(text: str, size: float, room: float) -> list[str]:
    """The text in lines no wider than ``room``; no line begins with what closes, none ends within a number or word."""
    lines, line = [], ""
    for char in text:
        if line and width(line + char, size) > room:
            cut = len(line)
            while cut > len(line) // 2 and _clings(line[cut - 1], line[cut] if cut < len(line) else char):
                cut -= 1
            if cut == len(line) // 2:
                cut = len(line)
            lines.append(line[:cut])
            line = line[cut:]
        line += char
    return [*lines, line] if line else lines


def _clings(before: str, behind: str) -> bool:
    """Whether no line may end between two characters."""
    return behind in "）)、，。；：》”】%％" or before in "（(《“【" or (before + behind).isascii() and (before + behind).isalnum()
