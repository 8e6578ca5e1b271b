"""``.docx``: every table a sheet, the lines above it its first rows. What tracked changes deleted is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.ledger.reading.findings import no_table
from docgen.ledger.reading.formats.grid import COLUMNS_LIMIT, Cell, Table, line_above, sheet_of
from docgen.ledger.reading.formats.runs import attribute, child, is_on, local, paragraph_text, shown
from docgen.ledger.reading.package import Package, damaged_part
from docgen.ledger.reading.sheet import Sheet

DOCUMENT = "word/document.xml"
HEADER_ROWS = 4
_CONTINUED = re.compile(r"[(（]?\s*(?:接上[页表]|续\s*表?|续[上前]表)\s*\d*\s*[)）]?")
_BELOW = re.compile(r"(?:填报|报送|上报|填表|制表|审核|签发|负责人|分管领导|联系|单位|日期|备注|附注|注|说明)[^：:]{0,10}[：:].*")
_NUMBER = re.compile(r"[\d,.]+%?")


def read(file: str, package: Package) -> tuple[Sheet, ...]:
    """The tables in order as 表1, 表2 …; DocgenError when the document holds none."""
    body = child(package.root(DOCUMENT), "body")
    if body is None:
        raise damaged_part(file, DOCUMENT)
    tables = tables_in(body)
    if not tables:
        raise no_table(file, "不是 Excel 工作簿（内容是 Word 文档），里面也没有表格：请把名单放进表格里再导入，或另存为 .xlsx")
    return tuple(sheet_of(file, f"表{number}", table) for number, table in enumerate(tables, 1))


def tables_in(body) -> list[Table]:
    """The tables of a document's body, each with the lines above it; one that goes on in another is one."""
    tables: list[Table] = []
    lines: list[str] = []
    passed = False  # whether running text, a page's or a section's end parts what follows from the table above
    for block in _blocks(body):
        if local(block) == "p":
            line = line_above(paragraph_text(block))
            if line and not _ends_page(block, before=True):
                lines.append(line)
            elif line:
                lines, passed = [line], True
            elif paragraph_text(block).strip():
                lines, passed = [], True
            if _ends_page(block, before=False):
                lines = []
            continue
        table = _table(block)
        if not table.rows:
            continue
        if tables and not passed and _continues(tables[-1], table, lines):
            tables[-1].hidden_rows |= {row + len(tables[-1].rows) for row in table.hidden_rows}
            tables[-1].rows += table.rows
        else:
            table.above = lines
            tables.append(table)
        lines, passed = [], False
    if tables and not passed:
        tables[-1].below = [line for line in lines if _BELOW.fullmatch(line)]
    return tables


def _blocks(parent) -> Iterator:
    """Paragraphs and tables in order; those within a table that is but a frame come in its place."""
    for element in shown(parent):
        if local(element) == "tbl" and _is_frame(element):
            for row in _rows(element):
                for cell in _cells(row):
                    yield from _blocks(cell)
        elif local(element) in ("p", "tbl"):
            yield element


def _is_frame(table) -> bool:
    rows = list(_rows(table))
    return all(sum(1 for _ in _cells(row)) == 1 for row in rows) and any(
        local(element) == "tbl" for row in rows for cell in _cells(row) for element in shown(cell)
    )


def _rows(table) -> Iterator:
    return (row for row in shown(table) if local(row) == "tr" and child(child(row, "trPr"), "del") is None)


def _cells(row) -> Iterator:
    return (cell for cell in shown(row) if local(cell) == "tc")


def _ends_page(paragraph, before: bool) -> bool:
    """Whether a new page starts before this paragraph, or with what follows it."""
    properties = child(paragraph, "pPr")
    if before:
        return is_on(properties, "pageBreakBefore")
    return child(properties, "sectPr") is not None or any(
        local(element) == "br" and attribute(element, "type") == "page" for element in paragraph.iter("{*}br")
    )


def _table(element) -> Table:
    rows: list[dict[int, Cell]] = []
    hidden: set[int] = set()
    open_cells: dict[int, Cell] = {}
    for row in _rows(element):
        properties = child(row, "trPr")
        if is_on(properties, "hidden"):
            hidden.add(len(rows))
        rows.append(_row(row, _number(child(properties, "gridBefore"), 0), open_cells))
    return Table(rows, [], [], hidden)


def _row(row, column: int, open_cells: dict[int, Cell]) -> dict[int, Cell]:
    """The row's cells by column; ``open_cells`` are those above that may reach down, by column."""
    here: dict[int, Cell] = {}
    still_open: dict[int, Cell] = {}
    last: Cell | None = None
    for element in _cells(row):
        properties = child(element, "tcPr")
        span = min(_number(child(properties, "gridSpan"), 1), COLUMNS_LIMIT)
        down, across = child(properties, "vMerge"), child(properties, "hMerge")
        if column + span > COLUMNS_LIMIT:
            break
        if across is not None and attribute(across, "val") != "restart" and last is not None:
            last.columns += span
        elif down is not None and attribute(down, "val") != "restart" and column in open_cells:
            last = still_open[column] = open_cells[column]
            last.rows += 1
        else:
            last = here[column] = Cell(_cell_text(element), span, element=element)
            if down is not None:
                still_open[column] = last
        column += span
    open_cells.clear()
    open_cells.update(still_open)
    return here


def _cell_text(cell) -> str:
    """The cell's paragraphs, a line each; a table within the cell becomes lines too."""
    lines = []
    for element in shown(cell):
        if local(element) == "p":
            lines.append(paragraph_text(element))
        elif local(element) == "tbl":
            lines += (" ".join(map(_cell_text, _cells(row))) for row in _rows(element))
    return "\n".join(lines).strip()


def _number(element, otherwise: int) -> int:
    text = attribute(element, "val") if element is not None else ""
    return int(text) if text.isdecimal() and len(text) < 6 and int(text) > 0 else otherwise


def _continues(table: Table, more: Table, between: list[str]) -> bool:
    """Whether a table goes on in another, as over a page: the same columns, and its header again or data at once."""
    if table.width != more.width or any(not _CONTINUED.fullmatch(line) for line in between):
        return False
    first = {column: cell.value for column, cell in more.rows[0].items()}
    if any(first == {column: cell.value for column, cell in row.items()} for row in table.rows[:HEADER_ROWS]):
        return True
    return any(_NUMBER.fullmatch(str(value)) for value in first.values())
