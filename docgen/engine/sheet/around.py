"""Everything of a sheet but its rows: what names rows is moved after them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from docgen.engine.sheet.lines import MAIN, Area
from docgen.engine.sheet.moving import OWN, Moves, moved_formula, moved_ranges

_X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
_XM = "{http://schemas.microsoft.com/office/excel/2006/main}"
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


def move_all(rest: Any, sheet: str, moves: dict[str, Moves]) -> None:
    """Stretch and move formats, validations, filter, links, breaks and protected ranges after the rows."""
    own = moves[sheet]
    for element in list(rest.iter()):
        if not isinstance(element.tag, str) or element.tag in (f"{MAIN}mergeCell", f"{MAIN}selection", f"{MAIN}pane"):
            continue
        if element.get("sqref") and not _moved(element, "sqref", own):
            _remove(element)
        elif element.tag in (f"{MAIN}autoFilter", f"{MAIN}sortState", f"{MAIN}sortCondition", f"{MAIN}hyperlink", f"{MAIN}cellWatch"):
            name = "r" if element.tag == f"{MAIN}cellWatch" else "ref"
            if element.get(name) and not _moved(element, name, own):
                _remove(element)
        elif element.tag == f"{_XM}sqref" and element.text:
            element.text = moved_ranges(element.text, own)
            if not element.text:
                _remove(_rule_of(element))
        elif element.tag in (f"{MAIN}formula", f"{MAIN}formula1", f"{MAIN}formula2", f"{_XM}f") and element.text:
            element.text = _moved_rule(element.text, sheet, moves)
    _move_breaks(rest, own)
    _tidy(rest)


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


def _moved(element: Any, name: str, moves: Moves) -> bool:
    element.set(name, moved_ranges(element.get(name), moves))
    return bool(element.get(name))


def _moved_rule(text: str, sheet: str, moves: dict[str, Moves]) -> str:
    """A rule's formula stands for the first cell of its range: there the row of tags is the first record's."""
    own = moves[sheet]
    return moved_formula(text, sheet, moves, own.data).replace(OWN, str(own.first_data or own.data))


def _rule_of(element: Any) -> Any:
    return next((each for each in element.iterancestors() if each.tag.startswith(_X14)), element)


def _remove(element: Any) -> None:
    if element.getparent() is not None:
        element.getparent().remove(element)


def _move_breaks(rest: Any, moves: Moves) -> None:
    for each in list(rest.iterfind(f"{MAIN}rowBreaks/{MAIN}brk")):
        row = moves.last(int(each.get("id")))
        if row is None:
            _remove(each)
        else:
            each.set("id", str(row))
    breaks = rest.find(f"{MAIN}rowBreaks")
    if breaks is not None:
        manual = str(sum(each.get("man") in ("1", "true") for each in breaks))
        breaks.set("count", str(len(breaks)))
        breaks.set("manualBreakCount", manual)


def _tidy(rest: Any) -> None:
    """Take out what holds nothing any more, set what counts what is left."""
    for name in ("dataValidations", "hyperlinks", "rowBreaks", "protectedRanges", "ignoredErrors", "cellWatches"):
        for each in rest.findall(f"{MAIN}{name}"):
            if not len(each):
                rest.remove(each)
            elif each.get("count"):
                each.set("count", str(len(each)))
