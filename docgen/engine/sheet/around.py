"""Everything of a sheet but its rows: what stands before and behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from docgen.engine.sheet.lines import MAIN, Area

_BEHIND = (
    "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate",
    "customSheetViews",
)  # fmt: skip
"""What the schema wants between the rows and the joined cells."""


def head_and_tail(rest: Any) -> tuple[str, str]:
    """The sheet's XML before and behind its rows."""
    from lxml import etree

    told = etree.tostring(rest, encoding="unicode")
    for empty in ("<sheetData/>", "<sheetData></sheetData>"):
        if empty in told:
            head, tail = told.split(empty, 1)
            return head, tail
    prefix = next(child.prefix for child in rest if child.tag == f"{MAIN}sheetData")
    head, tail = told.split(f"<{prefix}:sheetData/>", 1)
    return head, tail


def set_dimension(rest: Any, columns: tuple[int, int], rows: tuple[int, int] | None) -> None:
    """Tell which cells are used; nothing where the last row is not known yet."""
    from openpyxl.utils import get_column_letter

    dimension = rest.find(f"{MAIN}dimension")
    if dimension is None:
        return
    if rows is None:
        rest.remove(dimension)
    else:
        dimension.set("ref", f"{get_column_letter(columns[0])}{rows[0]}:{get_column_letter(columns[1])}{rows[1]}")


def hide_column(rest: Any, column: int) -> None:
    """Hide one column; what the sheet says of a range of columns that it is in is parted."""
    from lxml import etree

    columns = rest.find(f"{MAIN}cols")
    if columns is None:
        columns = etree.Element(f"{MAIN}cols")
        rest.find(f"{MAIN}sheetData").addprevious(columns)
    for each in list(columns):
        first, last = int(each.get("min")), int(each.get("max"))
        if first <= column <= last:
            for begin, end in ((first, column - 1), (column + 1, last)):
                if begin <= end:
                    part = etree.fromstring(etree.tostring(each))
                    part.set("min", str(begin))
                    part.set("max", str(end))
                    each.addprevious(part)
            columns.remove(each)
    hidden = etree.Element(f"{MAIN}col", min=str(column), max=str(column), width="13", hidden="1", customWidth="1")
    at = sum(int(each.get("min")) < column for each in columns)
    columns.insert(at, hidden)


def joined(rest: Any, areas: Sequence[Area]) -> Iterator[str]:
    """What stands behind the rows, the joined cells in their place."""
    from lxml import etree
    from openpyxl.utils import get_column_letter

    old = rest.find(f"{MAIN}mergeCells")
    if old is not None:
        rest.remove(old)
    place = rest.find(f"{MAIN}sheetData")
    while (following := place.getnext()) is not None and etree.QName(following).localname in _BEHIND:
        place = following
    _, tail = head_and_tail(rest)
    if not areas:
        yield tail
        return
    if place.tag == f"{MAIN}sheetData":
        before, after = "", tail
    else:
        mark = etree.Comment("joined")
        place.addnext(mark)
        before, after = head_and_tail(rest)[1].split("<!--joined-->")
        rest.remove(mark)
    letters = {column: get_column_letter(column) for _, left, _, right in areas for column in (left, right)}
    yield f'{before}<mergeCells count="{len(areas)}">'
    for top, left, bottom, right in areas:
        yield f'<mergeCell ref="{letters[left]}{top}:{letters[right]}{bottom}"/>'
    yield f"</mergeCells>{after}"
