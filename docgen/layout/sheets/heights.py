"""Row heights: no program finds them by itself for every file, so they are worked out from the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from openpyxl.worksheet.worksheet import Worksheet

from docgen.layout.tables.measure import lines

_POINTS_A_CHARACTER = 5.25
_PADDING = 6.0
_LEADING = 1.4
_DEFAULT_WIDTH = 8.43


class Heights:
    """The heights (points) that texts need in the columns of one sheet.

    ``joined`` maps the first column of cells joined across to the last.
    """

    def __init__(self, sheet: Worksheet, joined: Mapping[int, int]) -> None:
        self._sheet, self._joined = sheet, joined
        self._widths = _widths(sheet)

    def fit(self, row: int, least: float | None, without: Iterable[int] = ()) -> None:
        """Make a row high enough for its text, and at least as high as the template has it.

        Cells of the columns ``without`` reach into other rows and do not count.
        """
        left_out = set(without)
        needed = [self.needed(row, cell.column) for cell in self._sheet[row] if cell.column not in left_out]
        self._set(row, max([least or 0.0, *needed]))

    def fit_run(self, first: int, last: int, column: int) -> None:
        """Make the rows of a run, joined downwards, high enough together."""
        dimensions = self._sheet.row_dimensions
        there = sum(dimensions[row].height or 0.0 for row in range(first, last + 1))
        missing = self.needed(first, column) - there
        if missing > 0:
            self._set(last, (dimensions[last].height or 0.0) + missing)

    def needed(self, row: int, column: int) -> float:
        cell = self._sheet.cell(row, column)
        if not isinstance(cell.value, str) or not cell.alignment.wrap_text:
            return 0.0
        size = cell.font.sz or 11.0
        last = self._joined.get(column, column)
        characters = sum(self._widths.get(at, _DEFAULT_WIDTH) for at in range(column, last + 1))
        room = max((characters * _POINTS_A_CHARACTER - _PADDING) / size, 1.0)
        return lines(cell.value, room) * size * _LEADING + _PADDING

    def _set(self, row: int, height: float) -> None:
        if height:
            self._sheet.row_dimensions[row].height = round(height, 1)


def _widths(sheet: Worksheet) -> dict[int, float]:
    """Width by column number; Excel stores neighbours of equal width as one entry."""
    widths = {}
    for dimension in sheet.column_dimensions.values():
        dimension.reindex()
        for column in range(dimension.min, dimension.max + 1):
            widths[column] = 0.0 if dimension.hidden else dimension.width or _DEFAULT_WIDTH
    return widths
