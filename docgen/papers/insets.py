"""What a paper's text holds besides words in lines: emphasis, tables, pictures, charts. Values only; docgen/layout/insets/ sets them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

LEFT, CENTER, RIGHT = "left", "center", "right"

INSET, END = "\U0010f020", "\U0010f021"
"""Between these characters of the last private plane, which no text holds, stands the name of an inset in a paper's words."""
_SIGNS = {
    "bold": ("\U0010f022", "\U0010f023"),
    "underline": ("\U0010f024", "\U0010f025"),
    "superscript": ("\U0010f026", "\U0010f027"),
    "subscript": ("\U0010f028", "\U0010f029"),
    "kai": ("\U0010f02a", "\U0010f02b"),
    "whole": ("\U0010f02c", "\U0010f02d"),
    "hei": ("\U0010f030", "\U0010f031"),
}
STARTS = {start: name for name, (start, _) in _SIGNS.items()}
STOPS = {stop: name for name, (_, stop) in _SIGNS.items()}
"""The characters that begin and end an emphasis within a paper's words, by the name of the :class:`Run`'s property."""


@dataclass(frozen=True)
class Run:
    """A stretch of text set alike; ``kai``: in 楷体; ``whole``: never parted by a line's end; ``hei``: in 黑体."""

    text: str
    bold: bool = False
    underline: bool = False
    superscript: bool = False
    subscript: bool = False
    kai: bool = False
    whole: bool = False
    hei: bool = False

    @property
    def plain(self) -> bool:
        return not any(getattr(self, name) for name in _SIGNS)


@dataclass(frozen=True)
class InsetCell:
    """A cell of a table: its words, how many rows and columns it spans, its place across (``left`` ``center`` ``right``, empty: by its content)."""

    text: str
    rows: int = 1
    columns: int = 1
    across: str = ""


@dataclass(frozen=True)
class TableInset:
    """A table within the text: ``rows`` of cells, each cell in the row in which it begins; the first ``head`` rows are the
    header and repeat on each page; ``title`` stands above it, ``unit`` (单位：万元) at its right, ``note`` below;
    ``grows``: the last row is filled in by hand and may be as high as the page asks; ``together``: all rows stand on one page."""

    rows: tuple[tuple[InsetCell, ...], ...]
    head: int = 1
    title: str = ""
    unit: str = ""
    note: str = ""
    grows: bool = False
    together: bool = False


@dataclass(frozen=True)
class PictureInset:
    """A picture within the text: ``data`` are a PNG's, JPEG's, GIF's, BMP's or TIFF's bytes, ``caption`` stands below it.

    ``width`` and ``height`` in mm, as the draft wants them; the layout makes them smaller where the type area is.
    """

    data: bytes
    width: float
    height: float
    caption: str = ""


BARS, LINE, DASHED_LINE = "bars", "line", "dashed line"
"""How a series of a chart is shown."""


@dataclass(frozen=True)
class ChartSeries:
    """A series of a chart: a value for each category, already rounded as it is printed (None: no value); ``labelled``: the
    values stand in the chart."""

    name: str
    values: tuple[Decimal | None, ...]
    shown_as: str = BARS
    labelled: bool = True


_NAMES_IN_A_ROW = 36
"""Characters that fit side by side below a chart as wide as the text."""
_DIGITS_IN_A_ROW = 66
"""Digits that fit side by side above its bars."""
_ROOM_ABOVE = Decimal("1.35")
"""The scale's height against the highest bar's, so that a value fits above it upright."""
_CHARACTER, _HIGHEST = 3.8, 105
"""A character's height and the highest chart, mm."""


@dataclass(frozen=True)
class ChartInset:
    """A chart within the text: ``caption`` stands below it; values are printed with ``places`` decimals and ``unit`` (%).

    ``native``: as a chart of Word's own with its data in a workbook, else as a picture of it.
    """

    caption: str
    categories: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    unit: str = "%"
    places: int = 1
    native: bool = True

    @property
    def height(self) -> float:
        """In mm: names that stand downwards and values that stand upright leave the bars their room."""
        longest = max(map(len, self.categories), default=0) if self.downwards else 0
        return min(_HIGHEST, 72 + max(0, longest - 6) * _CHARACTER + (10 if self.upright else 0))

    @property
    def downwards(self) -> bool:
        """Whether the names of the categories are too long to stand side by side."""
        return len(self.categories) * max(map(len, self.categories), default=0) > _NAMES_IN_A_ROW

    @property
    def upright(self) -> bool:
        """Whether the bars are too many for their values to stand side by side above them."""
        shown = [f"{value}{self.unit}" for series in self.series if series.shown_as == BARS and series.labelled for value in series.values]
        return len(self.categories) * max(map(len, shown), default=0) > _DIGITS_IN_A_ROW

    @property
    def ceiling(self) -> int | None:
        """Where the scale ends: at 100% where the values fill it, higher where values upon the bars need the room; None: of itself."""
        values = [value for series in self.series for value in series.values if value is not None]
        if not values or min(values) < 0:
            return None
        if self.upright:
            step = 10 if max(values) <= 100 else 50
            return int(-(-max(values) * _ROOM_ABOVE // step) * step) or None
        return 100 if self.unit == "%" and 80 < max(values) <= 100 else None


Inset = TableInset | PictureInset | ChartInset


def signed(runs: Iterable[Run]) -> str:
    """The runs' text with the characters that begin and end each emphasis."""
    text = ""
    for run in runs:
        names = [name for name in _SIGNS if getattr(run, name)]
        text += "".join(_SIGNS[name][0] for name in names) + run.text + "".join(_SIGNS[name][1] for name in reversed(names))
    return text


def has_signs(text: str) -> bool:
    """Whether a text holds any of the characters that docgen keeps for emphasis and insets."""
    return any(map(_is_sign, text))


def place_of(name: str) -> str:
    """The words that stand in a paper where the inset ``name`` is to come."""
    return f"{INSET}{name}{END}"


def merged(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs with neighbours of the same looks joined; empty where nothing is emphasised."""
    joined: list[Run] = []
    for run in runs:
        if joined and _looks(joined[-1]) == _looks(run):
            joined[-1] = Run(joined[-1].text + run.text, *_looks(run))
        elif run.text:
            joined.append(run)
    return () if all(run.plain for run in joined) else tuple(joined)


def without_start(runs: Sequence[Run], length: int) -> tuple[Run, ...]:
    """The runs without their first ``length`` characters."""
    kept: list[Run] = []
    for run in runs:
        cut = min(length, len(run.text))
        length -= cut
        if run.text[cut:]:
            kept.append(Run(run.text[cut:], *_looks(run)))
    return merged(kept)


def _looks(run: Run) -> tuple[bool, ...]:
    return tuple(getattr(run, name) for name in _SIGNS)


def _is_sign(char: str) -> bool:
    return "\U0010f020" <= char <= "\U0010f031"
