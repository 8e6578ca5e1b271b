"""A table of pandoc's tree as one that stands in a paper's text: merged cells, header rows, alignment kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from docgen.papers.drafts.inlines import Told
from docgen.papers.insets import CENTER, LEFT, RIGHT, InsetCell, TableInset

_ACROSS = {"AlignLeft": LEFT, "AlignRight": RIGHT, "AlignCenter": CENTER}
_MOST_COLUMNS = 10
"""More would be too small to read in the width of the text."""


def table_inset(content: Sequence[Any], text_of: Callable[[list[Any]], str], told: Told, place: str) -> TableInset | None:
    """The table that pandoc's ``content`` is; ``text_of`` reads blocks as words. None for one without any words."""
    _, caption, columns, (_, head), bodies, (_, foot) = content
    across = [_ACROSS.get(align["t"], "") for align, _ in columns]
    header = [*head, *(row for body in bodies for row in body[2])]
    rows = _placed([*header, *(row for body in bodies for row in body[3]), *foot], len(columns), across, text_of)
    empty = sum(1 for row in rows[: len(header)] if not any(cell.text for cell in row))
    rows = rows[empty:] if empty == len(header) else rows
    depth = 0 if empty == len(header) else len(header)
    if not any(cell.text for row in rows for cell in row):
        return None
    if len(columns) > _MOST_COLUMNS:
        told.tell(f"表格有{len(columns)}栏，放在正文里字很小：建议改作附件", place)
    return TableInset(tuple(map(tuple, rows)), _head_depth(rows, depth), text_of(caption[1]).replace("\n", ""))


def _placed(rows: Sequence[Any], width: int, across: Sequence[str], text_of: Callable[[list[Any]], str]) -> list[list[InsetCell]]:
    """The rows' cells, each within the table: none reaches over its right edge or below its last row, gaps are filled."""
    made: list[list[InsetCell]] = []
    taken: dict[int, int] = {}
    for number, (_, cells) in enumerate(rows):
        row: list[InsetCell] = []
        column, given = 0, list(cells)
        while column < width:
            if taken.get(column, 0) > number:
                column += 1
                continue
            _, align, down, right, blocks = given.pop(0) if given else ([], {"t": ""}, 1, 1, [])
            free = next((at for at in range(column, width) if taken.get(at, 0) > number), width) - column
            right, down = min(max(right, 1), free), min(max(down, 1), len(rows) - number)
            row.append(InsetCell(text_of(blocks), down, right, _ACROSS.get(align["t"], "") or across[column]))
            for at in range(column, column + right):
                taken[at] = number + down
            column += right
        made.append(row)
    return made


def _head_depth(rows: Sequence[Sequence[InsetCell]], told: int) -> int:
    """How many rows are the header: as many as the draft says, else the first if it has words only; joined cells of it reach down."""
    depth = told
    if not told and len(rows) > 1 and all(cell.text and not cell.text[0].isdigit() for cell in rows[0]):
        depth = 1
    reach = max((number + cell.rows for number, row in enumerate(rows[:depth]) for cell in row), default=0)
    return min(max(depth, reach), len(rows) - 1) if depth else 0
