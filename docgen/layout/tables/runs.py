"""Runs of equal cells in a column, to be joined downwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

Key = TypeVar("Key")


def runs(columns: Mapping[Key, Sequence[object]]) -> dict[Key, list[tuple[int, int]]]:
    """First and last index (from 0) of the runs of two or more equal values in each column.

    ``columns`` stand from left to right: a run never crosses a border of a run at its left. Blanks are not joined.
    """
    found: dict[Key, list[tuple[int, int]]] = {}
    borders: set[int] = set()
    for key, values in columns.items():
        borders |= {index for index in range(1, len(values)) if values[index] != values[index - 1]}
        edges = [0, *sorted(borders), len(values)]
        found[key] = [
            (first, last - 1)
            for first, last in zip(edges, edges[1:], strict=False)
            if last - first > 1 and values[first] not in ("", None)
        ]
    return found
