"""The 反馈表 as it comes back filled in: a Word or Excel table, alone or within the letter."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docgen.ledger.reading.sheet import Sheet
from docgen.ledger.reading.text import squeeze
from docgen.matters.matter import Reply
from docgen.problem import DocgenError, reason
from docgen.settings import Pdf

NAME = "项目名称"
COLUMNS = {"measures": "整改措施", "deadline": "完成时限", "person": "责任人", "progress": "目前进展"}
_TABLES = (".docx", ".doc", ".wps", ".xlsx", ".xls", ".et", ".ods", ".xlsm", ".rtf", ".odt")
_MOST = 64 * 2**20


@dataclass(frozen=True)
class Answer:
    """One row of the form: the project and what was filled in."""

    project: str
    reply: Reply


def answers(path: Path, office: Pdf) -> tuple[Answer, ...]:
    """The rows of a filled-in 反馈表, blank ones too.

    Raises DocgenError when the file cannot be read or holds no such table.
    """
    from docgen.ledger.reading.workbook import read_workbook

    book = read_workbook(path, str(path), office)
    found = tuple(row for sheet in book.sheets for row in _of_sheet(sheet, path.name, book.sha256))
    if not found:
        wanted = "、".join((NAME, *COLUMNS.values()))
        raise DocgenError(f"{path} 里没有反馈表（要有{wanted}各栏）：请核对文件，或用 --text 写明回复内容")
    return found


def is_table(path: Path) -> bool:
    """Whether a file of this name may hold the form; any other is kept as it is."""
    return path.suffix.lower() in _TABLES


def blank(reply: Reply) -> bool:
    """Whether the unit filled in nothing."""
    return not any(getattr(reply, name) for name in COLUMNS)


def of_file(path: Path, text: str = "") -> Reply:
    """A reply of a file that is no table (a scan, a PDF): its name and SHA-256 are kept."""
    try:
        if path.stat().st_size > _MOST:
            raise DocgenError(f"{path} 超过 {_MOST // 2**20} MB：请压缩后再登记")
        content = path.read_bytes()
    except OSError as error:
        raise DocgenError(f"{path} 无法读取（{reason(error)}）：请核对路径") from None
    return Reply(text=text, file=path.name, sha256=hashlib.sha256(content).hexdigest())


def _of_sheet(sheet: Sheet, file: str, sha256: str) -> Iterator[Answer]:
    """The rows below a header that has the form's columns, until a row without a project."""
    places: dict[str, int] = {}
    for row in range(sheet.height):
        words = {squeeze(str(value)): column for column in range(sheet.width) if (value := sheet.value(row, column)) is not None}
        if NAME in words and set(COLUMNS.values()) <= set(words):
            places = words
            continue
        name = _text(sheet, row, places.get(NAME))
        if places and name and not _runs_across(sheet, row):
            told = {key: _text(sheet, row, places[head]) for key, head in COLUMNS.items()}
            yield Answer(name, Reply(**told, file=file, sha256=sha256))


def _runs_across(sheet: Sheet, row: int) -> bool:
    """A note below the table: one cell joined over all columns."""
    area = sheet.area(row, 0)
    return area[3] - area[1] + 1 >= sheet.width


def _text(sheet: Sheet, row: int, column: int | None) -> str:
    if column is None:
        return ""
    value = sheet.value(row, column)
    return "" if value is None else "".join(str(value).split()) if column == 0 else str(value).strip()


