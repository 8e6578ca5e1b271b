"""The rows of the records: each written as soon as the next is known, for equal cells are joined downwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from docgen.engine.sheet import heights
from docgen.engine.sheet.groups import Entry, Heading
from docgen.engine.sheet.moving import Moves
from docgen.engine.sheet.pattern import GROUP, BadCell, Ruled
from docgen.engine.sheet.styles import HEADING
from docgen.engine.sheet.tags import BadSpot
from docgen.engine.sheet.writing import LineWriter

if TYPE_CHECKING:
    from docgen.engine.sheet.filling import Filling


@dataclass
class Run:
    """Equal cells below each other so far: the first row, what it shows, the height of the rows together in points."""

    first: int
    value: Any
    height: float = 0.0

    @property
    def shows(self) -> bool:
        return self.value not in ("", None)


@dataclass
class Waiting:
    """A row of a record that is written when it is known what stands below."""

    row: int
    record: int
    values: list[Any]
    heads: bool = False


class Loop:
    """``loop.index`` and its like, as a template counts its rows."""

    __slots__ = ("index",)

    def __init__(self, index: int) -> None:
        self.index = index

    @property
    def index0(self) -> int:
        return self.index - 1

    @property
    def first(self) -> bool:
        return self.index == 1


class BlockWriter:
    """Writes the block of one filling."""

    def __init__(self, filling: Filling, moves: Mapping[str, Moves]) -> None:
        self._filling, self._moves = filling, moves
        self._sheet = filling.pattern.sheet
        self._data: Ruled = filling.pattern.data  # type: ignore[assignment]
        self._writer = filling._writer(self._data, moves, self._data.line.row)
        self._merging = self._data.tags.merging
        self._runs: dict[int, Run] = {}
        self._waiting: Waiting | None = None
        self._across = {row: self._sheet.across(row) for row in (ruled.line.row for ruled in filling.pattern.block)}
        self._looped = "loop" in self._data.tags.names
        lines = filling.extras.lines
        self._least = max(self._data.line.height or 0.0, heights.of_fixed(self._data.line, lines) if lines else 0.0)
        self._measure = heights.Measure([tag.spot for tag in self._data.tags.tags], lines) if lines else None
        self._heading_writer: LineWriter | None = None
        self._plain = not (self._merging or lines or filling.extras.heading_font or filling.memo or self._across[self._data.line.row])

    def rows(self, entries: Sequence[Entry] | None, records: Iterable[Any]) -> Iterator[str]:
        """The rows as XML; answers how many there were."""
        top = self._filling.pattern.block[0].line.row
        values = self._values()
        if entries is not None:
            yield from self._grouped(entries, top, values)
            if not entries and self._filling.keeps_row:
                yield self._blank(top)
            return len(entries) or int(self._filling.keeps_row)
        number = top - 1
        if self._plain:
            height, written = self._data.line.height, self._filling._written
            for number, values_of_row in enumerate(map(values, records), top):
                yield written(self._data, number, self._writer, values_of_row, height)
        else:
            for number, record in enumerate(records, top):
                yield from self._take(number, number - top, values(record), isinstance(record, Heading))
            yield from self._release(0)
        if number < top and self._filling.keeps_row:
            yield self._blank(top)
            number = top
        return number - top + 1

    def _blank(self, row: int) -> str:
        return self._filling._written(self._data, row, self._writer, [None] * len(self._data.tags.tags), self._data.line.height)

    def _values(self) -> Any:
        """The values of a record's row, told with its cell where one cannot be had."""
        context = dict(self._filling.context)
        get = self._data.tags.of_rows(context)
        count = 0

        def values(record: Any) -> list[Any]:
            nonlocal count
            count += 1
            if self._looped:
                context["loop"] = Loop(count)
            try:
                return get(record.values if record.__class__ is Heading else record)
            except BadSpot as bad:
                raise self._bad(self._data, bad) from None

        return values

    def _grouped(self, entries: Sequence[Entry], top: int, values: Any) -> Iterator[str]:
        record = 0
        for row, entry in enumerate(entries, top):
            if entry.ruled is self._data:
                yield from self._take(row, record, values(entry.record), isinstance(entry.record, Heading))
                record += 1
            else:
                yield from self._release(0)
                yield self._of_group(row, entry, top)
        yield from self._release(0)

    def _of_group(self, row: int, entry: Entry, top: int) -> str:
        filling, ruled, moves = self._filling, entry.ruled, self._moves
        try:
            values = ruled.tags.values({**filling.context, GROUP: entry.record})
        except BadSpot as bad:
            raise self._bad(ruled, bad) from None
        title = self._sheet.title
        own = {**moves, title: filling.moves.within(top + entry.first, top + entry.last)}  # type: ignore[union-attr]
        height = filling._fitting(ruled, values)
        for left, right in self._across[ruled.line.row].items():
            filling.areas.append((row, left, row, right))
        beside = filling._beside(row, None, ruled, values) if filling.memo else ""
        return filling._written(ruled, row, filling._writer(ruled, own, ruled.line.row), values, height, beside)

    def _take(self, row: int, record: int, values: list[Any], heads: bool) -> Iterator[str]:
        """The next record's row: what waited is written."""
        going_on = 0
        if self._waiting:
            before = self._waiting.values
            for place in self._merging:
                if before[place] != values[place]:
                    break
                going_on += 1
        yield from self._release(going_on)
        for place in self._merging[going_on:]:
            self._runs[place] = Run(row, values[place])
        self._waiting = Waiting(row, record, values, heads)

    def _release(self, going_on: int) -> Iterator[str]:
        """Write the row that waits; the first ``going_on`` of its joining cells go on below."""
        waiting = self._waiting
        if waiting is None:
            return
        row, values = waiting.row, waiting.values
        ended, covered, joined = [], set(), set()
        for at, place in enumerate(self._merging):
            run = self._runs[place]
            if run.shows and (run.first < row or at < going_on):
                joined.add(place)
                if run.first < row:
                    covered.add(place)
                if at >= going_on:
                    ended.append(place)
        height = self._height(values, joined, ended)
        self._join(row, joined, ended)
        shown = [None if place in covered else value for place, value in enumerate(values)] if covered else values
        beside = self._filling._beside(row, waiting.record, self._data, shown) if self._filling.memo else ""
        self._waiting = None
        writer = self._heading() if waiting.heads and self._filling.extras.heading_font else self._writer
        yield self._filling._written(self._data, row, writer, shown, height, beside)

    def _heading(self) -> LineWriter:
        if self._heading_writer is None:
            filling, line = self._filling, self._data.line
            spots = (replace(spot, style=filling.clones.of(spot.style, HEADING)) for spot in line.spots)
            line = replace(line, spots=tuple(spots))
            self._heading_writer = filling._writer(Ruled(line, self._data.tags), self._moves, line.row)
        return self._heading_writer

    def _height(self, values: list[Any], joined: set[int], ended: list[int]) -> float | None:
        """High enough for its own texts, and for what ends here after reaching over several rows."""
        if self._measure is None:
            return self._data.line.height
        height = round(self._measure.highest(values, self._least, joined), 1)
        for place in ended:
            missing = self._measure.needed(place, self._runs[place].value) - self._runs[place].height - height
            height = round(height + max(missing, 0.0), 1)
        for place in joined:
            self._runs[place].height += height
        return height

    def _join(self, row: int, joined: set[int], ended: list[int]) -> None:
        across, areas = self._across[self._data.line.row], self._filling.areas
        for place in ended:
            left = self._data.tags.tags[place].spot.column
            areas.append((self._runs[place].first, left, row, across.get(left, left)))
        lefts = {self._data.tags.tags[place].spot.column for place in joined}
        areas.extend((row, left, row, right) for left, right in across.items() if left not in lefts)

    def _bad(self, ruled: Ruled, bad: BadSpot) -> BadCell:
        return BadCell(self._sheet.title, ruled.line.row, bad.spot.letter, bad.error)
