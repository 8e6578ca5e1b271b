"""The cells of a header of several rows, joined where columns share a heading."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.papers.table import Column


@dataclass(frozen=True)
class Cell:
    """One header cell: its place from 0 and how many rows and columns it spans."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


def header_cells(columns: tuple[Column, ...]) -> tuple[list[Cell], int]:
    """The header's cells in reading order and its depth in rows.

    Neighbours whose paths begin alike share the cell of that beginning; a short path's last word reaches down.
    """
    depth = max(len(column.header) for column in columns)
    cells = []
    for row in range(depth):
        left = 0
        while left < len(columns):
            path = columns[left].header
            right = left + 1
            if row < len(path) - 1:
                while right < len(columns) and columns[right].header[: row + 1] == path[: row + 1]:
                    right += 1
            if row < len(path):
                rows = depth - row if row == len(path) - 1 else 1
                cells.append(Cell(path[row], row, left, rows, right - left))
            left = right
    return cells, depth
