"""What a sheet says of ranges of its cells, moved after the rows: formats, validations, filters, links, breaks, sparklines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from docgen.engine.sheet.lines import MAIN, area_of
from docgen.engine.sheet.moving import OWN, Moves, moved_formula, moved_range, moved_ranges, sheet_of

_X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
_XM = "{http://schemas.microsoft.com/office/excel/2006/main}"
_SPARKLINE, _PLACE, _SOURCE = f"{_X14}sparkline", f"{_XM}sqref", f"{_XM}f"
_WITH_REF = tuple(f"{MAIN}{name}" for name in ("autoFilter", "sortState", "sortCondition", "hyperlink"))
_WITH_PLACES = tuple(f"{MAIN}{name}" for name in ("conditionalFormatting", "dataValidation", "protectedRange", "ignoredError"))
_FORMULAS = tuple(f"{MAIN}{name}" for name in ("formula", "formula1", "formula2"))
_LISTS = ("dataValidations", "hyperlinks", "rowBreaks", "protectedRanges", "ignoredErrors", "cellWatches")


def move_rules(rest: Any, sheet: str, moves: Mapping[str, Moves]) -> None:
    """Stretch over the records what names the row of tags, move what stands below, take out what nothing is left of."""
    own = moves[sheet]
    for element in list(rest.iter(*_WITH_PLACES)):
        if element.get("sqref"):
            places = element.get("sqref")
            _move_formulas(element, _FORMULAS, places, sheet, moves)
            _set(element, "sqref", moved_ranges(places, own))
    for element in list(rest.iter(*_WITH_REF)):
        if element.get("ref"):
            _set(element, "ref", moved_ranges(element.get("ref"), own))
    for element in list(rest.iter(f"{MAIN}cellWatch")):
        _set(element, "r", moved_ranges(element.get("r"), own))
    for element in list(rest.iter(f"{_X14}conditionalFormatting", f"{_X14}dataValidation")):
        _move_newer(element, sheet, moves)
    for element in list(rest.iter(_SPARKLINE)):
        for copy in _sparklines(element, own):
            element.addprevious(copy)
        _remove(element)
    _move_breaks(rest, own)
    _count(rest)


def _move_newer(element: Any, sheet: str, moves: Mapping[str, Moves]) -> None:
    """A rule that Excel 2007 does not know yet."""
    place = element.find(_PLACE)
    if place is None or not place.text:
        return
    _move_formulas(element, (_SOURCE,), place.text, sheet, moves)
    place.text = moved_ranges(place.text, moves[sheet])
    if not place.text:
        _remove(element)


def _move_formulas(element: Any, names: tuple[str, ...], places: str, sheet: str, moves: Mapping[str, Moves]) -> None:
    """A rule's formulas are told for the first cell of its range: in the row of tags that is the first record's."""
    own = moves[sheet]
    told_for = area_of(places.split()[0])[0]
    for formula in element.iter(*names):
        if formula.text:
            moved = moved_formula(formula.text, sheet, moves, told_for if told_for == own.data else None)
            formula.text = moved.replace(OWN, str(own.first_data or own.data))


def _sparklines(element: Any, moves: Moves) -> Iterator[Any]:
    """A line drawn in a cell has a cell of its own: one in the row of tags is drawn for every record."""
    place, source = element.findtext(_PLACE), element.findtext(_SOURCE) or ""
    at = area_of(place)[0]
    if at != moves.data:
        rows = [row] if (row := moves.first(at)) else []
    else:
        rows = list(range(moves.first_data, moves.last_data + 1)) if moves.lines else []
    sheet, cells = sheet_of(source)
    for row in rows:
        there = Moves(at, at, at, 1, row, row)
        copy = deepcopy(element)
        copy.find(_PLACE).text = moved_range(place, there)
        if source and at == moves.data:
            copy.find(_SOURCE).text = source[: len(source) - len(cells)] + moved_range(cells, there)
        yield copy


def _move_breaks(rest: Any, moves: Moves) -> None:
    for each in list(rest.iterfind(f"{MAIN}rowBreaks/{MAIN}brk")):
        row = moves.last(int(each.get("id")))
        _set(each, "id", str(row or ""))
    breaks = rest.find(f"{MAIN}rowBreaks")
    if breaks is not None:
        breaks.set("manualBreakCount", str(sum(each.get("man") in ("1", "true") for each in breaks)))


def _count(rest: Any) -> None:
    """Take out lists that hold nothing any more, count what the others hold."""
    for name in _LISTS:
        for each in rest.findall(f"{MAIN}{name}"):
            if not len(each):
                rest.remove(each)
            elif each.get("count"):
                each.set("count", str(len(each)))


def _set(element: Any, name: str, value: str) -> None:
    """Set an attribute; an element that has nothing left to name goes."""
    if value:
        element.set(name, value)
    else:
        _remove(element)


def _remove(element: Any) -> None:
    """Take an element out, and what held it alone, so that no list of newer rules stands empty."""
    parent = element.getparent()
    parent.remove(element)
    if not len(parent) and parent.getparent() is not None and (parent.tag.startswith(_X14) or parent.tag == f"{MAIN}ext"):
        _remove(parent)
