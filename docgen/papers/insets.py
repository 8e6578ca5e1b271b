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
}
STARTS = {start: name for name, (start, _) in _SIGNS.items()}
STOPS = {stop: name for name, (_, stop) in _SIGNS.items()}
"""The characters that begin and end an emphasis within a paper's words, by the name of the :class:`Run`'s property."""


@dataclass(frozen=True)
class Run:
    """A stretch of text set alike; ``kai``: in 楷体; ``whole``: never parted by a line's end."""

    text: str
    bold: bool = False
    underline: bool = False
    superscript: bool = False
    subscript: bool = False
    kai: bool = False
    whole: bool = False

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
    header and repeat on each page; ``title`` stands above it, ``unit`` (单位：万元) at its right, ``note`` below."""

    rows: tuple[tuple[InsetCell, ...], ...]
    head: int = 1
    title: str = ""
    unit: str = ""
    note: str = ""


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


@dataclass(frozen=True)
class ChartInset:
    """A chart within the text: ``caption`` stands below it; values are printed with ``places`` decimals and ``unit`` (%).

    ``native``: as a chart of Word's own with its data in a workbook, else as a picture of it. ``height`` in mm.
    """

    caption: str
    categories: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    unit: str = "%"
    places: int = 1
    native: bool = True
    height: float = 72

    @property
    def downwards(self) -> bool:
        """Whether the names of the categories are too long to stand side by side."""
        return len(self.categories) * max(map(len, self.categories), default=0) > _NAMES_IN_A_ROW

    @property
    def full(self) -> bool:
        """Whether the values fill their scale from 0 to 100%, which is then the whole of it."""
        values = [value for series in self.series for value in series.values if value is not None]
        return self.unit == "%" and bool(values) and min(values) >= 0 and 80 < max(values) <= 100


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
    return "\U0010f020" <= char <= "\U0010f02d"
