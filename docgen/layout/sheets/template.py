"""A workbook template: opening it, finding its row of tags, naming a broken cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from docgen.layout.sheets.cells import Line, line_of
from docgen.layout.tables.tags import BrokenTag, environment, has_tag, names_in, reader
from docgen.problem import DocgenError, Problem

REBUILD = "请改正该模板，或运行 docgen templates build 重建"


@dataclass(frozen=True)
class Pattern:
    """A sheet's rows as the template has them: ``above`` the data row, the data row, the ``tail`` below."""

    above: tuple[Line, ...]
    data: Line
    tail: tuple[Line, ...]


class SheetTags:
    """Reads the tags of one sheet; a tag that fails is told with its template, sheet and cell."""

    def __init__(self, template: Path, sheet: str) -> None:
        self._template, self._sheet = template, sheet
        self._env = environment()
        self._readers: dict[tuple[int, int], Callable[[dict[str, Any]], Any]] = {}

    def names(self, line: Line) -> set[str]:
        """The names that a row's tags use."""
        found: set[str] = set()
        for spot in line.spots:
            if isinstance(spot.value, str):
                with _Place(self, line.row, spot.column):
                    found |= names_in(self._env, spot.value)
        return found

    def values(self, line: Line, context: dict[str, Any]) -> dict[int, Any]:
        """The values of a row's tagged cells by column."""
        found: dict[int, Any] = {}
        for spot in line.spots:
            if has_tag(spot.value):
                with _Place(self, line.row, spot.column):
                    place = (line.row, spot.column)
                    if place not in self._readers:
                        self._readers[place] = reader(self._env, spot.value)
                    found[spot.column] = self._readers[place](context)
        return found

    def broken(self, row: int, column: int, error: BrokenTag) -> DocgenError:
        from openpyxl.utils import get_column_letter

        cell = f"{get_column_letter(column)}{row}"
        problem = Problem(str(error), str(self._template), self._sheet, cell)
        return DocgenError(f"{self._template} {self._sheet} {cell}：{error}。{REBUILD}", (problem,))


class _Place:
    """Turns a broken tag at a cell into the error that a user sees."""

    def __init__(self, tags: SheetTags, row: int, column: int) -> None:
        self._tags, self._row, self._column = tags, row, column

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, BrokenTag):
            raise self._tags.broken(self._row, self._column, error) from None


def open_template(path: Path) -> Workbook:
    """Open a workbook template; raises DocgenError when it is not one."""
    from zipfile import BadZipFile

    from openpyxl.utils.exceptions import InvalidFileException

    try:
        return load_workbook(path)
    except FileNotFoundError:
        raise DocgenError(f"找不到模板 {path}：请运行 docgen templates build 重建") from None
    except (BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, SyntaxError):
        raise DocgenError(f"{path}：模板不是有效的 xlsx 工作簿，{REBUILD}") from None


def pattern_of(sheet: Worksheet, tags: SheetTags) -> Pattern | None:
    """The sheet's pattern; None when it has no row that uses ``row``."""
    lines = [line_of(sheet, row) for row in range(1, sheet.max_row + 1)]
    data = [line for line in lines if "row" in tags.names(line)]
    if not data:
        return None
    if len(data) > 1:
        spot = next(spot for spot in data[1].spots if has_tag(spot.value))
        raise tags.broken(data[1].row, spot.column, BrokenTag("模板只能有一行含 row 标记的数据行，这里又有一行"))
    at = data[0].row
    return Pattern(tuple(lines[: at - 1]), data[0], tuple(lines[at:]))
