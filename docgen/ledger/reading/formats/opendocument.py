"""``.ods``: the tables of an OpenDocument spreadsheet, row by row from the XML."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time

from docgen.ledger.reading.formats.kinds import encrypted
from docgen.ledger.reading.package import NODES_LIMIT, Package, damaged_part
from docgen.ledger.reading.sheet import GRID_LIMIT, Area, Sheet, Value, areas_within, plain_rows, too_large

CONTENT, MANIFEST = "content.xml", "META-INF/manifest.xml"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_OUT_OF_SIGHT = ("collapse", "filter")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


@dataclass
class _Building:
    """One table while its rows come in; ``rows`` only holds those with a value, by their number."""

    name: str
    hidden: bool
    rows: dict[int, dict[int, Value]] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: list[range] = field(default_factory=list)
    hidden_columns: list[range] = field(default_factory=list)
    row: int = 0
    column: int = 0
    width: int = 0
    cells: int = 0


def read(file: str, package: Package) -> tuple[Sheet, ...]:
    """The sheets in order; DocgenError when the file is encrypted, damaged or holds a sheet too large."""
    from lxml import etree

    if MANIFEST in package and b"encryption-data" in package.read(MANIFEST):
        raise encrypted(file)
    data = package.xml(CONTENT)
    if data.count(b"<") > 2 * NODES_LIMIT:
        raise too_large(file)
    try:
        return tuple(_sheet(file, table) for table in _tables(file, data, etree))
    except (etree.XMLSyntaxError, ValueError, OverflowError):
        raise damaged_part(file, CONTENT) from None


def _tables(file: str, data: bytes, etree) -> Iterator[_Building]:
    """Rows are let go as soon as they are read: the whole tree of a large sheet would not fit."""
    out_of_sight: set[str] = set()
    table: _Building | None = None
    depth = 0
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False}
    for event, element in etree.iterparse(io.BytesIO(data), events=("start", "end"), **options):
        tag = element.tag
        if tag == f"{_TABLE}table":
            depth += 1 if event == "start" else -1
            if event == "start" and depth == 1:
                table = _Building(element.get(f"{_TABLE}name", ""), element.get(f"{_TABLE}style-name") in out_of_sight)
            elif event == "end" and depth == 0 and table:
                yield table
                table = None
                element.clear()
        elif event == "end" and tag == f"{_STYLE}table-properties" and element.get(f"{_TABLE}display") == "false":
            out_of_sight.add(element.getparent().get(f"{_STYLE}name"))
        elif event == "end" and table and depth == 1:
            if tag == f"{_TABLE}table-column":
                _column(table, element)
            elif tag == f"{_TABLE}table-row":
                _row(file, table, element)
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]


def _repeated(element, what: str, limit: int) -> int:
    return max(1, min(int(element.get(f"{_TABLE}number-{what}-repeated", "1")), limit))


def _column(table: _Building, element) -> None:
    repeated = _repeated(element, "columns", _LAST_COLUMN)
    if element.get(f"{_TABLE}visibility") in _OUT_OF_SIGHT:
        table.hidden_columns.append(range(table.column, table.column + repeated))
    table.column += repeated


def _row(file: str, table: _Building, element) -> None:
    repeated = _repeated(element, "rows", _LAST_ROW)
    if element.get(f"{_TABLE}visibility") in _OUT_OF_SIGHT:
        table.hidden_rows.append(range(table.row, table.row + repeated))
    values = _values(file, table, element)
    if values:
        table.width = max(table.width, max(values) + 1)
        table.cells += repeated * len(values)
        if table.cells > GRID_LIMIT or (table.row + repeated) * table.width > GRID_LIMIT:
            raise too_large(file, table.name)
        for row in range(table.row, table.row + repeated):
            table.rows[row] = values
    table.row += repeated


def _values(file: str, table: _Building, row) -> dict[int, Value]:
    values: dict[int, Value] = {}
    column = 0
    for cell in row.iterchildren(*_CELLS):
        repeated = _repeated(cell, "columns", _LAST_COLUMN)
        if cell.tag == _CELLS[0]:
            value = _value(cell)
            if value is not None:
                if column + repeated > _LAST_COLUMN:
                    raise too_large(file, table.name)
                values.update(dict.fromkeys(range(column, column + repeated), value))
            if cell.get(f"{_TABLE}formula"):
                table.formulas.add((table.row, column))
            across = int(cell.get(f"{_TABLE}number-columns-spanned", "1"))
            down = int(cell.get(f"{_TABLE}number-rows-spanned", "1"))
            if across > 1 or down > 1:
                table.merged.append((table.row, column, table.row + down - 1, column + across - 1))
        column += repeated
    return values


def _value(cell) -> Value:
    kind = cell.get(f"{_OFFICE}value-type")
    if cell.get(f"{_CALC}value-type") == "error":
        text = _text(cell)
        return text if text.startswith("#") else f"#{text}"
    if kind in ("float", "currency", "percentage"):
        return float(cell.get(f"{_OFFICE}value", "nan")) if cell.get(f"{_OFFICE}value") else None
    if kind == "date":
        return _moment(cell.get(f"{_OFFICE}date-value", "")) or _text(cell) or None
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value") == "true"
    return cell.get(f"{_OFFICE}string-value") or _text(cell) or None


def _moment(text: str) -> Value:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.time() != time() else date(moment.year, moment.month, moment.day)


def _text(cell) -> str:
    """The cell's paragraphs, a line each; comments on it are none of its text."""
    return "\n".join("".join(_pieces(paragraph)) for paragraph in cell.iterchildren(f"{_TEXT}p"))


def _pieces(element) -> Iterator[str]:
    yield element.text or ""
    for piece in element:
        if piece.tag == f"{_TEXT}s":
            yield " " * min(int(piece.get(f"{_TEXT}c", "1")), 1000)
        elif piece.tag == f"{_TEXT}tab":
            yield "\t"
        elif piece.tag == f"{_TEXT}line-break":
            yield "\n"
        elif isinstance(piece.tag, str) and not piece.tag.startswith(_OFFICE):
            yield from _pieces(piece)
        yield piece.tail or ""


def _sheet(file: str, table: _Building) -> Sheet:
    height, width = max(table.rows, default=-1) + 1, table.width
    if height * width > GRID_LIMIT:
        raise too_large(file, table.name)
    blank: dict[int, Value] = {}
    rows = ([table.rows.get(row, blank).get(column) for column in range(width)] for row in range(height))
    return Sheet(
        table.name,
        plain_rows(rows),
        areas_within(table.merged, height, width),
        table.formulas,
        table.hidden,
        frozenset(row for part in table.hidden_rows for row in part if row < height),
        frozenset(column for part in table.hidden_columns for column in part if column < width),
    )
