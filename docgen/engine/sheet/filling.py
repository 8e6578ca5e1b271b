"""One sheet filled: its rows as text, one after another, and what was joined on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from docgen.engine.sheet import heights
from docgen.engine.sheet.block import BlockWriter
from docgen.engine.sheet.cells import TooLong, text_element
from docgen.engine.sheet.groups import Entry, data_places, entries_of
from docgen.engine.sheet.lines import FORMULA, Area
from docgen.engine.sheet.moving import Moves, moved_formula
from docgen.engine.sheet.pattern import BadCell, Pattern, Ruled, values_of
from docgen.engine.sheet.styles import Clones
from docgen.engine.sheet.writing import LineWriter

LAST_ROW = 1_048_576


class Memo(Protocol):
    """What is remembered beside and below a filled sheet, in a hidden column and a hidden row, for whoever reads it again."""

    corner: str
    below: Mapping[int, str]

    def beside(self, record: int | None, names: frozenset[str], shown: Mapping[int, Any]) -> str:
        """What stands beside a row that shows these values by column; empty for nothing.

        ``record`` counts the rows of records from 0, None for any other row, whose tags use ``names``.
        """
        ...


@dataclass(frozen=True)
class Extras:
    """What may be added to a filled sheet: rows as high as their texts need, a memo, a last look at all but its rows.

    ``heading_font`` is the font of rows that are a :class:`Heading`.
    """

    lines: heights.Lines | None = None
    memo: Callable[[Pattern], Memo | None] | None = None
    dress: Callable[[Any], None] | None = None
    heading_font: str = ""


@dataclass
class Filling:
    """One sheet being filled from one context; ``moves`` are known beforehand when the records can be counted.

    ``keeps_row`` leaves a blank row where there is no record, ``headings`` are what tags became above the records.
    """

    pattern: Pattern
    context: Mapping[str, Any]
    clones: Clones
    extras: Extras
    since_1904: bool = False
    keeps_row: bool = False
    entries: Sequence[Entry] | None = None
    tail: tuple[tuple[Ruled, list[Any]], ...] = ()
    moves: Moves | None = None
    areas: list[Area] = field(default_factory=list)
    headings: dict[tuple[int, int], str] = field(default_factory=dict)
    last: int = 0

    def __post_init__(self) -> None:
        self.tail = tuple(self._tail())
        self.memo = self.extras.memo(self.pattern) if self.extras.memo and self.pattern.data else None

    def count(self, rows: Iterable[Any] | None) -> None:
        """Settle where all rows go, from the records where they can be counted."""
        if self.pattern.data is None:
            self.moves = Moves(LAST_ROW + 1, LAST_ROW + 1, LAST_ROW + 1, 0, 0, 0, self._dropped())
            return
        if self.pattern.heads or self.pattern.feet:
            self.entries = entries_of(self.pattern, list(rows or ()))
            places = list(data_places(self.pattern, self.entries))
            self._settle(len(self.entries) or self.keeps_row, places[0] if places else 0, places[-1] if places else 0)
        elif hasattr(rows, "__len__"):
            lines = len(rows) or int(self.keeps_row)  # type: ignore[arg-type]
            self._settle(lines, 0, lines - 1)

    def rows(self, records: Iterable[Any], moves: Mapping[str, Moves]) -> Iterator[str]:
        """The rows as XML from the first to the last; afterwards ``moves``, ``areas`` and ``last`` are known."""
        for ruled in self.pattern.above:
            values = values_of(self.pattern.sheet, ruled, self.context)
            self.headings.update(
                ((ruled.line.row, tag.spot.column), str(value)) for tag, value in zip(ruled.tags.tags, values, strict=True)
            )
            yield self._row(ruled, ruled.line.row, values, moves)
        if self.pattern.data is not None:
            written = yield from BlockWriter(self, moves).rows(self.entries, records)
            if self.moves is None:
                self._settle(written, 0, written - 1)
                moves = {**moves, self.pattern.sheet.title: self.moves}  # type: ignore[dict-item]
        for ruled, values in self.tail:
            row = self.moves.first(ruled.line.row)  # type: ignore[union-attr]
            yield self._row(ruled, row, values, moves, fitted=True)  # type: ignore[arg-type]
        self._join_fixed()
        if self.memo:
            yield self._below()

    def used(self) -> tuple[tuple[int, int], tuple[int, int] | None]:
        """First and last column, first and last row that will be used; no rows where they are not counted yet."""
        spots = [spot.column for ruled in self.pattern.lines for spot in ruled.line.spots]
        columns = (min(spots, default=1), max(self.pattern.sheet.width, 1) + (self.memo is not None))
        if self.moves is None:
            return columns, None
        rows = [row for ruled in self.pattern.lines if (row := self.moves.last(ruled.line.row))]
        return columns, (min(rows, default=1), max(rows, default=1) + (self.memo is not None))

    def _settle(self, lines: int, first: int, last: int) -> None:
        block = self.pattern.block
        top, bottom, data = block[0].line.row, block[-1].line.row, self.pattern.data.line.row  # type: ignore[union-attr]
        self.moves = Moves(top, data, bottom, lines, top + first, top + last, self._dropped())
        if self.moves.first(LAST_ROW) is None or (self._lowest() > LAST_ROW):
            raise BadCell(self.pattern.sheet.title, data, "A", TooLong(f"有 {lines} 行，超过 Excel 一张表的 {LAST_ROW} 行，请分开来做"))

    def _lowest(self) -> int:
        moves = self.moves
        below = [ruled.line.row for ruled, _ in self.tail]
        return moves.first(below[-1]) if below else moves.top + moves.lines  # type: ignore[union-attr, return-value]

    def _dropped(self) -> frozenset[int]:
        kept = {ruled.line.row for ruled, _ in self.tail}
        return frozenset(ruled.line.row for ruled in self.pattern.tail if ruled.line.row not in kept)

    def _tail(self) -> Iterator[tuple[Ruled, list[Any]]]:
        """The rows below the records that have something to say, with their values."""
        for ruled in self.pattern.tail:
            if any(self.context.get(name, "") is None for tag in ruled.tags.tags for name in tag.asked):
                continue
            values = values_of(self.pattern.sheet, ruled, self.context)
            fixed = any(spot.kind not in ("blank", "tagged") for spot in ruled.line.spots)
            if values and not fixed and all(value in (None, "") for value in values):
                continue
            yield ruled, values

    def _row(self, ruled: Ruled, row: int, values: list[Any], moves: Mapping[str, Moves], fitted: bool = False) -> str:
        """A row that stands once."""
        height = self._fitting(ruled, values) if fitted else ruled.line.height
        writer = self._writer(ruled, moves)
        beside = ""
        if fitted and self.memo:
            beside = self._beside(row, None, ruled, values)
        return self._written(ruled, row, writer, values, height, beside)

    def _writer(self, ruled: Ruled, moves: Mapping[str, Moves], own: int | None = None) -> LineWriter:
        title = self.pattern.sheet.title
        formulas = {
            spot.column: moved_formula(spot.text, title, moves, own) for spot in ruled.line.spots if spot.kind == FORMULA
        }
        return LineWriter(ruled.line, formulas, self.clones, self.since_1904)

    def _fitting(self, ruled: Ruled, values: Sequence[Any]) -> float | None:
        """The height of a row that stands once: high enough for its texts where they are measured."""
        lines = self.extras.lines
        if lines is None:
            return ruled.line.height
        least = max(ruled.line.height or 0.0, heights.of_fixed(ruled.line, lines))
        return heights.Measure([tag.spot for tag in ruled.tags.tags], lines).highest(values, least)

    def _written(
        self, ruled: Ruled, row: int, writer: LineWriter, values: Sequence[Any], height: float | None, beside: str = ""
    ) -> str:
        self.last = row
        try:
            return writer.row(row, values, heights.told(height), beside)
        except TooLong as error:
            spot = next(tag.spot for tag, value in zip(ruled.tags.tags, values, strict=True) if len(str(value)) > 32_000)
            raise BadCell(self.pattern.sheet.title, ruled.line.row, spot.letter, error) from None

    def _beside(self, row: int, record: int | None, ruled: Ruled, values: Sequence[Any]) -> str:
        shown = {tag.spot.column: value for tag, value in zip(ruled.tags.tags, values, strict=True)}
        text = self.memo.beside(record, ruled.tags.names, shown)  # type: ignore[union-attr]
        return _memo_cell(self.pattern.sheet.width + 1, row, text) if text else ""

    def _below(self) -> str:
        row, memo = self.last + 1, self.memo
        bottom = max((area[2] for area in self.areas), default=0)
        row = max(row, bottom + 1)
        cells = "".join(_memo_cell(column, row, text) for column, text in sorted(memo.below.items()))  # type: ignore[union-attr]
        self.last = row
        corner = _memo_cell(self.pattern.sheet.width + 1, row, memo.corner)  # type: ignore[union-attr]
        return f'<row r="{row}" hidden="1">{cells}{corner}</row>'

    def _join_fixed(self) -> None:
        """What the template joins and no record repeats, at its new place."""
        for top, left, bottom, right in self.pattern.sheet.joined:
            if top == bottom and any(top == ruled.line.row for ruled in self.pattern.block):
                continue
            if span := self.moves.span(top, bottom):  # type: ignore[union-attr]
                self.areas.append((span[0], left, span[1], right))


def _memo_cell(column: int, row: int, text: str) -> str:
    from openpyxl.utils import get_column_letter

    return f'<c r="{get_column_letter(column)}{row}" t="inlineStr"><is>{text_element(text)}</is></c>'
