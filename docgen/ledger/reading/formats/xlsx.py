"""``.xlsx`` and ``.xlsm``: values through calamine, the rest from the XML; calamine gets only what was looked at."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from docgen.ledger.reading.findings import refusal
from docgen.ledger.reading.formats.marks import Marks, marks
from docgen.ledger.reading.package import Package, damaged_part
from docgen.ledger.reading.sheet import GRID_LIMIT, Area, Sheet, areas_within, plain_rows, too_large

_KNOWN_BY = ("[Content_Types].xml", "_rels/.rels")
WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
STRINGS, STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
_STRING = re.compile(rb"<(?:[\w.-]+:)?si[\s/>]")
_NUMBER = re.compile(rb"<(?:[\w.-]+:)?v>(\d{1,9})</")
_SHORTEST_CELL = len('<c t="s"><v>0</v></c>')
MERGES_LIMIT = 200_000
TEXT_LIMIT = 128 * 2**20
"""Merged areas of one sheet; bytes of text in all its cells together, each as often as it is shown."""


def read(file: str, package: Package) -> tuple[Sheet, ...]:
    """The worksheets in order; DocgenError when a part is damaged, dangerous or too large."""
    looked_at = io.BytesIO()
    found: dict[str, Marks] = {}
    with zipfile.ZipFile(looked_at, "w") as kept:
        for name in (*_KNOWN_BY, WORKBOOK, RELATIONS, STYLES, STRINGS):
            if name in package:
                kept.writestr(name, package.xml(name))
        strings = _Strings(file, package.xml(STRINGS) if STRINGS in package else b"")
        for sheet, place in _places(package).items():
            if place in package and place not in kept.namelist():
                data = package.xml(place)
                found[sheet] = _marks(file, sheet, place, data)
                strings.refuse_repetition(file, sheet, data)
                kept.writestr(place, data)
    return _values(file, looked_at, found)


def _places(package: Package) -> dict[str, str]:
    """Worksheet name → part name, from the workbook part and its relationships."""
    targets = {}
    for relation in package.root(RELATIONS):
        target = relation.get("Target", "")
        inside = PurePosixPath(target.lstrip("/")) if target.startswith("/") else PurePosixPath("xl") / target
        targets[relation.get("Id")] = str(inside)
    places = {}
    for element in package.root(WORKBOOK).iter("{*}sheet"):
        identity = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
        places[element.get("name", "")] = targets.get(identity, "")
    return places


def _marks(file: str, sheet: str, place: str, data: bytes) -> Marks:
    if len(data) > GRID_LIMIT * _SHORTEST_CELL and data.count(b"<c ") + data.count(b":c ") > GRID_LIMIT:
        raise too_large(file, sheet)
    try:
        found = marks(data, GRID_LIMIT)
    except ValueError:
        raise damaged_part(file, place) from None
    if found.height * found.width > GRID_LIMIT or data.count(b"mergeCell ", data.rfind(b"sheetData>")) > MERGES_LIMIT:
        raise too_large(file, sheet)
    return found


def _values(file: str, looked_at: io.BytesIO, found: dict[str, Marks]) -> tuple[Sheet, ...]:
    try:
        sources = list(_sources(looked_at, found))
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:  # calamine is written in Rust: where it panics, what comes is no Exception
        raise refusal(file, "工作簿已损坏，无法读取：请用 Excel 或 WPS 打开另存一份再导入") from None
    return tuple(_sheet(name, rows, merged, hidden, found[name]) for name, rows, merged, hidden in sources)


def _sources(looked_at: io.BytesIO, found: dict[str, Marks]) -> Iterator[tuple[str, list, list[Area], bool]]:
    """Of every worksheet the name, the cells from A1, the merged areas, and whether it is hidden."""
    import python_calamine as calamine

    looked_at.seek(0)
    with calamine.CalamineWorkbook.from_filelike(looked_at) as book:
        for meta in book.sheets_metadata:
            if meta.typ == calamine.SheetTypeEnum.WorkSheet and meta.name in found:
                source = book.get_sheet_by_name(meta.name)
                merged = [(*start, *end) for start, end in source.merged_cell_ranges or ()]
                hidden = not str(meta.visible).endswith(".Visible")
                yield meta.name, plain_rows(source.to_python(skip_empty_area=False)), merged, hidden


def _sheet(name: str, rows: list, merged: list[Area], hidden: bool, found: Marks) -> Sheet:
    height, width = len(rows), len(rows[0]) if rows else 0
    for (row, column), error in found.errors.items():
        if row < height and column < width:
            rows[row][column] = error  # calamine shows an error as a blank, which would pass for not reported
    return Sheet(
        name,
        rows,
        areas_within(merged, height, width),
        found.formulas,
        hidden,
        frozenset(row for row in found.hidden_rows if row < height),
        frozenset(column for column in found.hidden_columns if column < width),
    )


class _Strings:
    """The shared strings, by their sizes: a long one shown in every cell would unpack to far more than the file."""

    def __init__(self, file: str, data: bytes) -> None:
        if data.count(b"si>") + data.count(b"si/>") > 2 * GRID_LIMIT:
            raise too_large(file)
        self._sizes = [len(piece) for piece in _STRING.split(data)[1:]]
        self._longest = max(self._sizes, default=0)

    def refuse_repetition(self, file: str, sheet: str, data: bytes) -> None:
        most_cells = len(data) // _SHORTEST_CELL
        if most_cells * self._longest > TEXT_LIMIT and self._shown(data) > TEXT_LIMIT:
            raise too_large(file, sheet)

    def _shown(self, data: bytes) -> int:
        known = len(self._sizes)
        numbers = (int(text) for text in _NUMBER.findall(data))
        return sum(self._sizes[number] for number in numbers if number < known)
