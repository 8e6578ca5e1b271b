"""Cells that span rows and columns, as Word and web pages write them, laid out into a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docgen.ledger.reading.sheet import GRID_LIMIT, Area, Sheet, Value, areas_within, plain_rows, too_large

COLUMNS_LIMIT = 1000
LINE_LENGTH = 60
LINES_ABOVE = 8
"""Columns that a table may have; how long a line above a table may be, and how many are taken."""


@dataclass
class Cell:
    """One cell where it was typed: its value, how many columns and rows it covers; ``element`` is its place in the
    document, for those who write there."""

    value: Value
    columns: int = 1
    rows: int = 1
    element: object = None


@dataclass
class Table:
    """A table being read: per row its cells by column; the lines above it; rows and columns not shown."""

    rows: list[dict[int, Cell]]
    above: list[str]
    below: list[str]
    hidden_rows: set[int]

    @property
    def lines(self) -> list[str]:
        """The lines above that become the sheet's first rows."""
        return self.above[-LINES_ABOVE:]

    @property
    def width(self) -> int:
        return max((column + cell.columns for row in self.rows for column, cell in row.items()), default=0)


def laid_out(rows: Iterable[Sequence[Cell]]) -> list[dict[int, Cell]]:
    """Cells in reading order to their columns: a cell that reaches down moves those of the rows below aside."""
    taken: dict[int, int] = {}  # column → rows from the present one that a cell from above still covers
    placed: list[dict[int, Cell]] = []
    for cells in rows:
        here: dict[int, Cell] = {}
        started: dict[int, int] = {}
        column = 0
        for cell in cells:
            while taken.get(column, 0) > 0:
                column += 1
            if column >= COLUMNS_LIMIT:
                break
            cell.columns = max(1, min(cell.columns, COLUMNS_LIMIT - column))
            here[column] = cell
            if cell.rows > 1:
                started.update(dict.fromkeys(range(column, column + cell.columns), cell.rows))
            column += cell.columns
        taken = {place: rest - 1 for place, rest in (taken | started).items() if rest > 1}
        placed.append(here)
    return placed


def sheet_of(file: str, name: str, table: Table) -> Sheet:
    """The table as a sheet: the lines above it first, each a row joined over its whole width."""
    width = table.width
    lines = table.lines
    height = len(lines) + len(table.rows) + len(table.below)
    if width * height > GRID_LIMIT:
        raise too_large(file, name)
    rows: list[list[Value]] = [[None] * width for _ in range(height)]
    merged: list[Area] = []
    for number, line in (*enumerate(lines), *enumerate(table.below, len(lines) + len(table.rows))):
        if width:
            rows[number][0] = line
            merged.append((number, 0, number, width - 1))
    for number, cells in enumerate(table.rows, len(lines)):
        for column, cell in cells.items():
            rows[number][column] = cell.value
            last = min(number + max(cell.rows, 1), len(lines) + len(table.rows)) - 1
            merged.append((number, column, last, column + cell.columns - 1))
    hidden = frozenset(row + len(lines) for row in table.hidden_rows)
    return Sheet(name, plain_rows(rows), areas_within(merged, height, width), set(), False, hidden)


def line_above(text: str) -> str:
    """A paragraph as a line above a table (title, 单位：万元, 填报单位); empty for the running text of a paper."""
    line = text.strip().replace("\t", "  ")
    return "" if len(line) > LINE_LENGTH or line.endswith(("。", "；", ";", "，", "、")) else line
