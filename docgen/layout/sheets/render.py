"""Fills a workbook template with a table's content: one row of tags becomes a row a record."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from docgen.layout.sheets.cells import Formula, Line, put, write_line
from docgen.layout.sheets.foldout import fold_out
from docgen.layout.sheets.heights import Heights
from docgen.layout.sheets.identity import write_identity
from docgen.layout.sheets.moving import Moves, merged_ranges, move_rules, moved_formula
from docgen.layout.sheets.saving import packed
from docgen.layout.sheets.template import (
    REBUILD,
    Pattern,
    SheetTags,
    open_template,
    pattern_of,
)
from docgen.layout.tables.runs import runs
from docgen.layout.tables.tags import Merged, has_tag
from docgen.papers.table import A3, Table
from docgen.problem import DocgenError


def render_sheet(table: Table, template: Path, when: date, fonts: Mapping[str, str] | None = None) -> bytes:
    """The workbook of ``table`` made from ``template``; ``when`` is the date that it bears inside.

    ``fonts`` maps the usual fonts to the office's own.

    Values are numbers where the table has numbers. The template's own order of columns, wording, widths, styles,
    panes and print settings stay. Raises DocgenError with the template's file, sheet and cell for a broken tag.
    """
    book = open_template(template)
    words = {
        "title": table.title,
        "unit": table.unit,
        "as_of": table.as_of,
        "note": table.note,
        "year": table.year,
        "count": len(table.rows),
        "total": None if table.total is None else dict(table.total),
    }
    filled = 0
    for sheet in book.worksheets:
        tags = SheetTags(template, sheet.title)
        pattern = pattern_of(sheet, tags)
        if pattern:
            if table.paper == A3:
                fold_out(sheet)
            _fill(sheet, pattern, tags, [dict(row) for row, _ in table.lines()], words, table)
            filled += 1
    if not filled:
        raise DocgenError(f"{template}：模板中没有数据行（含 {{{{ row.… }}}} 标记的一行），{REBUILD}")
    book.properties.title = table.title
    return packed(book, when, fonts)


def _fill(
    sheet: Worksheet,
    pattern: Pattern,
    tags: SheetTags,
    rows: list[dict[str, Any]],
    words: dict[str, Any],
    table: Table,
) -> None:
    for line in pattern.above:
        for column, value in tags.values(line, words).items():
            put(sheet.cell(line.row, column), value)
    records = [tags.values(pattern.data, {**words, "row": row}) for row in rows]
    tail = _tail(pattern, tags, words)
    moves = _moves(pattern, len(records), tail)
    joined = merged_ranges(sheet)
    _clear(sheet, pattern.data.row, joined)
    down = _runs(records)
    heights = Heights(sheet, _spans(pattern.data.row, joined))
    for at, values in enumerate(records):
        row = pattern.data.row + at
        write_line(sheet, row, pattern.data, {**_formulas(pattern.data, moves, row), **values})
        heights.fit(row, pattern.data.height, [column for column, found in down.items() if _within(found, at)])
    for line, values in tail:
        row = moves.first(line.row)
        write_line(sheet, row, line, {**_formulas(line, moves), **values})
        Heights(sheet, _spans(line.row, joined)).fit(row, line.height)
    for column, found in down.items():
        for first, last in found:
            heights.fit_run(pattern.data.row + first, pattern.data.row + last, column)
    _join(sheet, pattern.data.row, joined, moves, down)
    move_rules(sheet, moves)
    sums = [moves.first(line.row) for line, _ in tail if "total" in tags.names(line)]
    marks = iter(table.marks)
    told = ["" if head else next(marks, "") for _, head in table.lines()]
    write_identity(sheet, pattern.data, dict(enumerate(told, pattern.data.row)), sums, table.fields)


def _tail(pattern: Pattern, tags: SheetTags, words: dict[str, Any]) -> list[tuple[Line, dict[int, Any]]]:
    """The rows below the data that have something to say, with their values."""
    kept = []
    for line in pattern.tail:
        if "total" in tags.names(line) and words["total"] is None:
            continue
        values = tags.values(line, words)
        fixed = any(spot.value is not None for spot in line.spots if spot.column not in values)
        if values and not fixed and all(value in (None, "") for value in values.values()):
            continue
        kept.append((line, values))
    return kept


def _moves(pattern: Pattern, records: int, tail: list[tuple[Line, dict[int, Any]]]) -> Moves:
    first = pattern.data.row + records
    places: dict[int, int | None] = {line.row: None for line in pattern.tail}
    places.update({line.row: at for at, (line, _) in enumerate(tail, first)})
    return Moves(pattern.data.row, records, places)


def _formulas(line: Line, moves: Moves, own: int | None = None) -> dict[int, Formula]:
    """The row's own formulas, which an office wrote into the template, at their new place."""
    return {
        spot.column: Formula(moved_formula(spot.value, moves, own))
        for spot in line.spots
        if isinstance(spot.value, str) and spot.value.startswith("=") and not has_tag(spot.value)
    }


def _clear(sheet: Worksheet, row: int, joined: list[tuple[int, int, int, int]]) -> None:
    """Empty the sheet from ``row`` downwards; what stood there has been taken down."""
    for top, left, bottom, right in joined:
        if bottom >= row:
            sheet.unmerge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    last = sheet.max_row
    sheet.delete_rows(row, last - row + 1)
    for number in range(row, last + 1):
        sheet.row_dimensions.pop(number, None)


def _runs(records: list[dict[int, Any]]) -> dict[int, list[tuple[int, int]]]:
    """By column, the runs of equal values in the columns whose cell says that they be joined."""
    columns = sorted({column for values in records for column, value in values.items() if isinstance(value, Merged)})
    return runs({column: [_bare(values[column]) for values in records] for column in columns})


def _bare(value: Any) -> Any:
    return value.value if isinstance(value, Merged) else value


def _within(found: list[tuple[int, int]], at: int) -> bool:
    place = bisect_right(found, (at, sys.maxsize)) - 1
    return place >= 0 and found[place][0] <= at <= found[place][1]


def _spans(row: int, joined: list[tuple[int, int, int, int]]) -> dict[int, int]:
    """First column to last of what the template joins across in ``row``."""
    return {left: right for top, left, bottom, right in joined if top == bottom == row}


def _join(
    sheet: Worksheet,
    data: int,
    joined: list[tuple[int, int, int, int]],
    moves: Moves,
    down: dict[int, list[tuple[int, int]]],
) -> None:
    """Join what the template had joined, once for each record in the data row, and the runs downwards."""
    for top, left, bottom, right in joined:
        if top == bottom == data:
            for at in range(moves.records):
                if not _within(down.get(left, []), at):
                    _merge(sheet, data + at, left, data + at, right)
        elif bottom >= data and (span := moves.span(top, bottom)):
            _merge(sheet, span[0], left, span[1], right)
    across = _spans(data, joined)
    for column, found in down.items():
        for first, last in found:
            _merge(sheet, data + first, column, data + last, across.get(column, column))


def _merge(sheet: Worksheet, top: int, left: int, bottom: int, right: int) -> None:
    sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
