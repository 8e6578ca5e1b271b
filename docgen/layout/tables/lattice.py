"""A rendered table as rows and cells in memory: which stands where, what it says, what the layout decided of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape

from docgen.layout.tables.moulds import CellMould, RowMould, Scope

STARTED, CONTINUED, AGAIN = "restart", "continue", "again"
"""A cell of a run joined downwards: its first, one that continues it, one that begins it anew on a page."""


class Cell:
    """One cell: its place from 0, its words, and what it says as ``text``.

    ``continues`` the cell above it. ``joined`` is what the layout made of it, empty where it is as the template has it;
    a cell shown again takes the paragraphs of ``shown``. ``heavy``: set in 黑体. ``width`` in twips. ``mark`` is the
    name of its bookmark.
    """

    __slots__ = ("mould", "words", "behind", "row", "column", "span", "continues", "text", "joined", "shown", "heavy", "width", "mark")

    def __init__(self, mould: CellMould, words: list[str], behind: str, row: int, column: int) -> None:
        self.mould, self.words, self.behind = mould, words, behind
        self.row, self.column, self.span = row, column, mould.span
        self.continues = mould.continues
        self.text = mould.text(words)
        self.joined = self.mark = ""
        self.shown: Cell | None = None
        self.heavy = False
        self.width = 0

    def replace_text(self, old: str, new: str) -> None:
        self.say([word.replace(old, new) for word in self.words])

    def say(self, words: list[str]) -> None:
        """Take other words; a line feed in one is a line that begins there."""
        self.words = words
        self.text = self.mould.text(words)

    def join(self, continued: bool) -> None:
        """Make it the first of a joined run or one that continues it; a continuing cell says nothing itself."""
        self.joined, self.continues = (CONTINUED, True) if continued else (STARTED, False)
        if continued:
            self.text = ""

    def show_again(self, shown: Cell) -> None:
        """Begin the run anew with what ``shown`` says."""
        self.joined, self.continues, self.shown, self.text = AGAIN, False, shown.shown or shown, shown.text


class Row:
    """One row: its mould and cells; ``least`` height in twips where the layout set one, ``whole``: it is never parted."""

    __slots__ = ("mould", "cells", "least", "whole")

    def __init__(self, mould: RowMould, cells: list[Cell]) -> None:
        self.mould, self.cells = mould, cells
        self.least: int | None = None
        self.whole = True

    def place(self) -> None:
        """Give the cells their columns."""
        column = self.mould.skipped
        for cell in self.cells:
            cell.column = column
            column += cell.span


@dataclass
class Lattice:
    """All rows of a table, whose markup is read within ``scope``. The first ``head`` rows repeat on each page."""

    rows: list[Row]
    scope: Scope
    head: int = field(init=False)

    def __post_init__(self) -> None:
        self.head = sum(row.mould.head for row in self.rows)

    @property
    def cells(self) -> Iterator[Cell]:
        """All cells in reading order."""
        return (cell for row in self.rows for cell in row.cells)

    @property
    def columns(self) -> int:
        return max((row.cells[-1].column + row.cells[-1].span for row in self.rows if row.cells), default=0)

    def column_texts(self) -> tuple[list[str], list[list[str]]]:
        """The heads and, for each column, the texts of the rows below; a cell across columns counts in none of them."""
        heads = [""] * self.columns
        texts = [[""] * (len(self.rows) - self.head) for _ in heads]
        for cell in self.cells:
            if cell.span > 1:
                continue
            if cell.row >= self.head:
                texts[cell.column][cell.row - self.head] = cell.text
            elif cell.text:
                heads[cell.column] = cell.text
        return heads, texts


def cast(mould: RowMould, words: Sequence[str], number: int) -> Row:
    """The row ``number`` from 0 of a table: a mould with its words as the XML has them."""
    plain = [unescape(word) if "&" in word else word for word in words]
    row = Row(mould, [Cell(place.mould, plain[place.slots], place.behind, number, 0) for place in mould.places])
    row.place()
    return row
