"""What a sheet's rows are for: the row of tags that repeats, the rows of its groups, what stands above and below."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docgen.engine.broken import BrokenTag
from docgen.engine.sandbox import Sandbox
from docgen.engine.sheet.lines import FORMULA, Line, Sheet
from docgen.engine.sheet.tags import BadSpot, LineTags, read_tag

ROW, GROUP = "row", "group"


class BadCell(Exception):
    """A cell of the template with what is wrong in it."""

    def __init__(self, sheet: str, row: int, column: str, error: Exception) -> None:
        super().__init__(str(error))
        self.sheet, self.row, self.column, self.error = sheet, row, column, error


@dataclass(frozen=True)
class Ruled:
    """A line with its tags."""

    line: Line
    tags: LineTags


@dataclass(frozen=True)
class Pattern:
    """A sheet's rows: ``above`` the block, the block (``heads`` from the outermost inwards, the row of tags ``data``,
    ``feet`` from the innermost outwards), the ``tail`` below. ``data`` is None on a sheet that shows no records.
    """

    sheet: Sheet
    above: tuple[Ruled, ...]
    heads: tuple[Ruled, ...]
    data: Ruled | None
    feet: tuple[Ruled, ...]
    tail: tuple[Ruled, ...]

    @property
    def lines(self) -> tuple[Ruled, ...]:
        return (*self.above, *self.block, *self.tail)

    @property
    def block(self) -> tuple[Ruled, ...]:
        return (*self.heads, self.data, *self.feet) if self.data else ()

    @property
    def tagged(self) -> bool:
        return any(ruled.tags.tags for ruled in self.lines)

    @property
    def names(self) -> frozenset[str]:
        """What the sheet asks of a context; ``row`` and ``group`` come from its records."""
        asked = frozenset(name for ruled in self.lines for name in ruled.tags.names)
        return asked - {ROW, GROUP, "loop"} if self.data else asked

    @property
    def reckons(self) -> bool:
        """Whether there are formulas that may have to know where the rows go."""
        return any(spot.kind == FORMULA for ruled in self.lines for spot in ruled.line.spots)


def pattern_of(sheet: Sheet, env: Sandbox) -> Pattern:
    """Read all tags of a sheet. Raises BadCell for a tag that is written wrongly or stands where it cannot."""
    lines = [Ruled(line, _tags(sheet, line, env)) for line in sheet.lines]
    data = [place for place, ruled in enumerate(lines) if ROW in ruled.tags.names]
    if len(data) > 1:
        raise _misplaced(sheet, lines[data[1]], "模板只能有一行含 row 标记的数据行，这里又有一行")
    grouped = [place for place, ruled in enumerate(lines) if GROUP in ruled.tags.names and ROW not in ruled.tags.names]
    if not data:
        if grouped:
            raise _misplaced(sheet, lines[grouped[0]], "用了 group（分组）而没有含 row 标记的数据行")
        return Pattern(sheet, tuple(lines), (), None, (), ())
    first = last = data[0]
    while first - 1 in grouped and lines[first - 1].line.row == lines[first].line.row - 1:
        first -= 1
    while last + 1 in grouped and lines[last + 1].line.row == lines[last].line.row + 1:
        last += 1
    for place in grouped:
        if not first <= place <= last:
            raise _misplaced(sheet, lines[place], "分组的行（含 group 标记）应紧挨在数据行的上面或下面")
    at = data[0]
    return Pattern(
        sheet, tuple(lines[:first]), tuple(lines[first:at]), lines[at], tuple(lines[at + 1 : last + 1]), tuple(lines[last + 1 :])
    )


def values_of(sheet: Sheet, ruled: Ruled, context: Mapping[str, Any]) -> list[Any]:
    """The values of a line's tags; raises BadCell where one cannot be had."""
    try:
        return ruled.tags.values(context)
    except BadSpot as bad:
        raise BadCell(sheet.title, ruled.line.row, bad.spot.letter, bad.error) from None


def _tags(sheet: Sheet, line: Line, env: Sandbox) -> LineTags:
    try:
        return LineTags(env, [read_tag(env, spot) for spot in line.tagged])
    except BadSpot as bad:
        raise BadCell(sheet.title, line.row, bad.spot.letter, bad.error) from None


def _misplaced(sheet: Sheet, ruled: Ruled, words: str) -> BadCell:
    spot = ruled.tags.tags[0].spot
    return BadCell(sheet.title, ruled.line.row, spot.letter, BrokenTag(words))
