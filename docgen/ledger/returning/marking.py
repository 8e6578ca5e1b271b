"""A workbook's return copy: the unit's own file, untouched but for marks."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from docgen.ledger.reading.checklist import CHECKLIST, begins_checklist
from docgen.ledger.reading.text import raw, squeeze
from docgen.ledger.returning import place
from docgen.ledger.returning.book import Book
from docgen.ledger.returning.checklist import BLANK, HEADER_ROW, Item, legal, name_column, shortened, worksheet
from docgen.ledger.returning.comments import Comments
from docgen.ledger.returning.package import Package
from docgen.ledger.returning.styles import Styles
from docgen.ledger.returning.worksheet import Worksheet
from docgen.problem import ERROR, DocgenError, Problem

_HEAD_ROWS = 30
"""How far down the heading 项目名称 is looked for."""


def marked_workbook(content: bytes, file: str, period: str, problems: Sequence[Problem], note: str = "") -> bytes:
    """The bytes of an ``.xlsx`` or ``.xlsm`` with its problems coloured, commented and listed on a first sheet.

    ``file`` and ``period`` head the list, ``note`` begins its advice. Marks of a former return copy are taken off.
    Raises DocgenError when the package cannot be worked on.
    """
    package = Package(content)
    book, styles = Book(package), Styles(package)
    values = _Values(content)
    _take_off(package, book, styles, values)
    sheets = {entry.name: entry for entry in book.sheets()}
    items: list[Item] = []
    marks: dict[str, dict[tuple[int, int], list[tuple[int, Problem]]]] = {}
    for number, problem in enumerate(by_weight(problems), 1):
        entry = sheets.get(problem.sheet)
        cell = place.parse(problem.cell) if entry else None
        value = values.shown(problem.sheet, *cell) if cell else ""
        project = values.project(problem.sheet, *cell) if cell else ""
        linked = bool(entry and entry.shown)
        items.append(Item(problem.level, problem.sheet, problem.cell, project, value, problem.message, linked))
        if cell and entry and entry.part in package:
            marks.setdefault(entry.part, {}).setdefault(cell, []).append((number, problem))
    for part, cells in marks.items():
        _mark(Worksheet(package, part), cells, styles)
    book.put_first(book.free_name(CHECKLIST), worksheet(package.main, styles, file, period, items, note), HEADER_ROW)
    return package.packed()


def by_weight(problems: Sequence[Problem]) -> list[Problem]:
    """What must be corrected first, what shall be looked at after it; else in the order told."""
    return sorted(problems, key=lambda problem: problem.level != ERROR)


def is_macro_workbook(content: bytes) -> bool:
    return b"macroEnabled" in Package(content).bytes("[Content_Types].xml")


def _mark(sheet: Worksheet, cells: dict[tuple[int, int], list[tuple[int, Problem]]], styles: Styles) -> None:
    shown = sheet.shown(cells)
    there: dict[tuple[int, int], list[tuple[int, Problem]]] = {}
    for cell, found in cells.items():
        there.setdefault(shown[cell], []).extend(found)
    sheet.mark({cell: _worst(found) for cell, found in there.items()}, styles)
    Comments(sheet).add({cell: words(found) for cell, found in there.items()})


def _worst(found: Sequence[tuple[int, Problem]]) -> str:
    levels = [problem.level for _, problem in found]
    return ERROR if ERROR in levels else levels[0]


def words(found: Sequence[tuple[int, Problem]]) -> str:
    """What a cell's comment says: each problem with its number on the list."""
    return legal("\n".join(f"{number}. {problem.level}：{problem.message}" for number, problem in sorted(found, key=lambda pair: pair[0])))


def _take_off(package: Package, book: Book, styles: Styles, values: _Values) -> None:
    """A return copy that came back: the former list, colours and comments go before new ones come."""
    lists = [entry for entry in book.sheets() if entry.name.startswith(CHECKLIST) and values.begins_checklist(entry.name)]
    if not lists:
        return
    for entry in lists:
        book.remove(entry)
    for entry in book.sheets():
        if entry.part in package and "worksheets/" in entry.part:
            sheet = Worksheet(package, entry.part)
            sheet.clear(styles)
            Comments(sheet).clear()


class _Values:
    """What the cells show, read once a sheet."""

    def __init__(self, content: bytes) -> None:
        import python_calamine as calamine

        with _readable():
            self._book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        self._rows: dict[str, list[list]] = {}
        self._names: dict[str, tuple[int, int]] = {}

    def begins_checklist(self, sheet: str) -> bool:
        return begins_checklist(self._sheet(sheet))

    def shown(self, sheet: str, row: int, column: int) -> str:
        return shortened(self._text(sheet, row, column)) or BLANK

    def project(self, sheet: str, row: int, column: int) -> str:
        """The project's name in a row; empty in the header, in totals and where no header names its column."""
        rows = self._sheet(sheet)
        if sheet not in self._names:
            self._names[sheet] = name_column([[raw(value) for value in cells] for cells in rows[:_HEAD_ROWS]])
        header, names = self._names[sheet]
        return shortened(self._text(sheet, row, names + 1)) if header and row > header else ""

    def _text(self, sheet: str, row: int, column: int) -> str:
        rows = self._sheet(sheet)
        value = rows[row - 1][column - 1] if row <= len(rows) and column <= len(rows[row - 1]) else None
        return squeeze(raw(value))

    def _sheet(self, sheet: str) -> list[list]:
        if sheet not in self._rows:
            with _readable():
                self._rows[sheet] = self._book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        return self._rows[sheet]


@contextmanager
def _readable() -> Iterator[None]:
    import python_calamine as calamine

    try:
        yield
    except (calamine.CalamineError, ValueError, OverflowError) as error:
        raise DocgenError("工作簿已损坏，无法读取") from error
