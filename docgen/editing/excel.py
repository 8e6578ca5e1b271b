"""The sheets of a workbook that docgen made and a person edited: which cell shows which field of which record.

The hidden row tells the fields of the columns. The hidden column tells the records of the rows, and the projects' names
check it: who sorts only the columns that he sees leaves it behind, and then the names say which row is which.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from docgen.editing.found import COMPUTED, FILLED_IN, SERIAL, Cell, Found, Place, strange_row
from docgen.layout.sheets.identity import MARKER, RowMark, digest_of, path_of, row_mark
from docgen.ledger.nearest import key
from docgen.ledger.reading.findings import refusal
from docgen.ledger.reading.package import opened
from docgen.ledger.reading.workbook import Value
from docgen.problem import REMINDER, Problem

_NOT_SAVED = "是公式而文件没有保存结果，没有回填：请在 Excel 或 WPS 中打开、保存后再试"
_UNCLEAR = "有几行同名，而排序时没有带上隐藏的标识列，分不清是哪个项目，没有回填：请不要改动排列，或用 docgen set 修改"

NamesOf = Callable[[list[str]], Mapping[str, str]]
"""Refs → the names of the projects, for those that the ledger knows."""


def read_book(file: str, content: bytes, names_of: NamesOf) -> Found:
    """Read a ``.xlsx``; ``names_of`` asks the ledger for names. Raises DocgenError when it is no workbook."""
    with opened(file, content) as package:
        if "xl/workbook.xml" not in package:
            raise refusal(file, "不是 Excel 工作簿：请给出 docgen 生成、编辑后另存的 .xlsx")
        package.xml("xl/workbook.xml")
        values = load_workbook(BytesIO(content), data_only=True)
        formulas = load_workbook(BytesIO(content))
    found = []
    for sheet in values.worksheets:
        grid = _Grid.of(sheet, formulas[sheet.title])
        if corner := grid.find(MARKER):
            found.append(_Sheet(file, sheet.title, grid, corner).read(names_of))
    return Found(
        tuple(cell for each in found for cell in each.cells),
        tuple(problem for each in found for problem in each.problems),
        len(found),
    )


@dataclass(frozen=True)
class _Grid:
    """What stands in a sheet by row and column: values, which cells are formulas; the last row of joined cells by their first
    cell; cells that such a first cell covers."""

    values: Mapping[tuple[int, int], Value]
    formulas: frozenset[tuple[int, int]]
    joined: Mapping[tuple[int, int], int]
    covered: frozenset[tuple[int, int]]

    @classmethod
    def of(cls, sheet: Worksheet, formulas: Worksheet) -> _Grid:
        # only cells that are there: a format down to the last row would make a million
        cells = sheet._cells
        return cls(
            {at: cell.value for at, cell in cells.items() if cell.value not in (None, "")},
            frozenset(at for at, cell in formulas._cells.items() if cell.data_type == "f"),
            {(area.min_row, area.min_col): area.max_row for area in sheet.merged_cells.ranges},
            frozenset(at for at, cell in cells.items() if isinstance(cell, MergedCell)),
        )

    def find(self, text: str) -> tuple[int, int] | None:
        return max((at for at, value in self.values.items() if value == text), default=None)


@dataclass(frozen=True)
class _Line:
    """A row's number, its mark (None for a row that someone added) and its project's name."""

    row: int
    mark: RowMark | None
    name: str


class _Sheet:
    """One sheet seen as records and fields."""

    def __init__(self, file: str, title: str, grid: _Grid, corner: tuple[int, int]) -> None:
        self._file, self._title, self._grid = file, title, grid
        self._below, beside = corner
        at_end = sorted((column, str(value)) for (row, column), value in grid.values.items() if row == self._below)
        self._tokens = {column: token for column, token in at_end if column != beside}
        told = {row: row_mark(value) for (row, column), value in sorted(grid.values.items()) if column == beside}
        self._marks = {row: mark for row, mark in told.items() if mark}
        self._headings = {column: self._heading(column) for column in self._tokens}
        self._problems: list[Problem] = []

    def read(self, names_of: NamesOf) -> Found:
        names = names_of([mark.ref for mark in self._marks.values() if mark.ref])
        lines = list(self._lines())
        refs = self._records(lines, names)
        marks = {mark.ref: mark for mark in self._marks.values() if mark.ref}
        cells: list[Cell] = []
        for line in lines:
            ref = refs.get(line.row, "")
            if ref:
                cells += self._cells(line.row, refs)
                self._tell_computed(line.row, marks[ref])
            elif line.mark and not line.mark.ref:
                self._tell_computed(line.row, line.mark)
        return Found(tuple(cells), tuple(self._problems), 1)

    def _lines(self) -> Iterator[_Line]:
        """The rows from the first to the last that docgen marked, and what was added below, up to the hidden row."""
        name = next((column for column, token in self._tokens.items() if token == "name"), 0)
        first = min(self._marks, default=self._below)
        last = max(self._marks, default=0)
        for row in range(first, max(last + 1, self._below)):
            mark = self._marks.get(row)
            if mark is None and (row == self._below or len(self._texts(row)) < _LEAST_OF_A_ROW):
                continue
            yield _Line(row, mark, key(str(self._grid.values.get((row, name), ""))))

    def _records(self, lines: list[_Line], names: Mapping[str, str]) -> dict[int, str]:
        """Row → its record: the hidden column's where the name agrees, else the one that has the row's name."""
        by_name: dict[str, list[str]] = defaultdict(list)
        for ref, name in names.items():
            by_name[key(name)].append(ref)
        claims = Counter(line.mark.ref for line in lines if line.mark and line.mark.ref)
        agreeing = {
            line.row: line.mark.ref
            for line in lines
            if line.mark and line.mark.ref and (line.name == key(names.get(line.mark.ref, "")) or not line.name)
        }
        left_behind = any(
            line.mark and line.mark.ref and line.row not in agreeing and line.name in by_name for line in lines
        )
        refs: dict[int, str] = {}
        used: set[str] = set()
        for line in lines:
            ref = agreeing.get(line.row, "")
            if left_behind and line.name and len(by_name.get(line.name, ())) > 1:
                self._tell(line.row, _UNCLEAR)
            elif ref and ref not in used:
                refs[line.row] = ref
                used.add(ref)
        for line in lines:
            if line.row in refs or (line.mark and not line.mark.ref):
                continue
            same = by_name.get(line.name, [])
            if len(same) == 1 and same[0] not in used:
                refs[line.row] = same[0]
                used.add(same[0])
            elif line.mark and not left_behind and claims[line.mark.ref] == 1 and line.mark.ref not in used:
                # nobody else's row: the name itself was edited
                refs[line.row] = line.mark.ref
                used.add(line.mark.ref)
            elif not (left_behind and len(same) > 1):
                self._tell(line.row, strange_row(self._texts(line.row)))
        return refs

    def _texts(self, row: int) -> list[str]:
        return [str(value) for column in self._tokens if (value := self._grid.values.get((row, column))) is not None]

    def _cells(self, row: int, refs: Mapping[int, str]) -> Iterator[Cell]:
        for column, token in self._tokens.items():
            path, at = path_of(token), (row, column)
            if not path or at in self._grid.covered:
                continue
            value = self._grid.values.get(at)
            if value is None and at in self._grid.formulas:
                self._problems.append(self._place(row, column).problem(_NOT_SAVED, REMINDER))
                continue
            rows = range(row, self._grid.joined.get(at, row) + 1)
            yield Cell(tuple(refs[each] for each in rows if each in refs), path, value, self._place(row, column))

    def _tell_computed(self, row: int, mark: RowMark) -> None:
        for column, token in self._tokens.items():
            at = (row, column)
            if path_of(token) and mark.ref or self._headings[column] == SERIAL or at in self._grid.formulas:
                continue
            if digest_of(self._grid.values.get(at)) != mark.computed.get(token, digest_of(None)):
                self._problems.append(self._place(row, column).problem(COMPUTED if token in mark.computed else FILLED_IN, REMINDER))

    def _heading(self, column: int) -> str:
        """The lowest words above the first record in a column."""
        for row in range(min(self._marks, default=1) - 1, 0, -1):
            if words := "".join(str(self._grid.values.get((row, column), "")).split()):
                return words
        return ""

    def _tell(self, row: int, message: str) -> None:
        self._problems.append(Problem(message, self._file, self._title, f"第 {row} 行", REMINDER))

    def _place(self, row: int, column: int) -> Place:
        return Place(self._file, self._title, f"{get_column_letter(column)}{row}")


_LEAST_OF_A_ROW = 2
"""A row with less in it is a note below the table."""
