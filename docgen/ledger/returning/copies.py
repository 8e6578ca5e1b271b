"""One file's return copy, whatever its format: its own where docgen can mark that, else .xlsx."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from docgen.ledger.reading.formats import converted
from docgen.ledger.reading.formats.kinds import Kind, kind_of, kind_of_package
from docgen.ledger.reading.package import FILE_LIMIT, opened
from docgen.ledger.reading.sheet import Sheet
from docgen.ledger.reading.workbook import AUTOMATIC, read_workbook
from docgen.ledger.returning.checklist import legal
from docgen.ledger.returning.packing import packed
from docgen.problem import DocgenError, Problem, reason
from docgen.settings import Pdf

_STAMP = re.compile(rb"(<dcterms:(?:created|modified)\b[^>]*>)[^<]*")
_FONT, _PLAIN = re.compile(rb"<font>.*?</font>"), '<font><sz val="11"/><name val="宋体"/></font>'.encode()
_CONVERTED = "原文件是{kind}，退回件已转为 .{suffix}，请在本文件上改正。"
_FROM_CELLS = "原文件是{kind}，退回件只保留了各格的内容，请在本文件上改正，或在原文件上改正后报回。"


@dataclass(frozen=True)
class ReturnCopy:
    """The marked file and the suffix that its name must have."""

    suffix: str
    content: bytes


def return_copy(path: Path, label: str, period: str, problems: Sequence[Problem], office: Pdf = AUTOMATIC) -> ReturnCopy:
    """The return copy of the file at ``path``; ``period`` (2021年3月份, may be empty) heads its list.

    Raises DocgenError when the file cannot be marked: what cannot be opened cannot be coloured either.
    """
    try:
        if path.stat().st_size > FILE_LIMIT:
            raise DocgenError("文件过大")
        content = path.read_bytes()
    except OSError as error:
        raise DocgenError(f"文件打不开（{reason(error)}）") from None
    kind = _kind(label, content)
    if kind is Kind.XLSX:
        return _workbook(content, path.name, period, problems)
    if kind is Kind.DOCX:
        return _document(content, path.name, period, problems)
    suffix = "docx" if kind in (Kind.DOC, Kind.RTF, Kind.ODT, Kind.XML_DOCUMENT) else "xlsx"
    if kind not in (Kind.TEXT, Kind.HTML):
        note = _CONVERTED.format(kind=kind.value, suffix=suffix)
        try:
            modern = converted.modern(label, content, kind, office)
        except DocgenError:
            if suffix == "docx":
                raise
        else:
            mark = _document if suffix == "docx" else _workbook
            return mark(modern, path.name, period, problems, note)
    sheets = read_workbook(path, label, office).sheets
    return _workbook(_from_cells(sheets), path.name, period, problems, _FROM_CELLS.format(kind=kind.value))


def _kind(label: str, content: bytes) -> Kind:
    kind = kind_of(label, content)
    if kind is not Kind.ZIP:
        return kind
    with opened(label, content) as package:
        return kind_of_package(label, package)


def _workbook(content: bytes, file: str, period: str, problems: Sequence[Problem], note: str = "") -> ReturnCopy:
    from docgen.ledger.returning.marking import is_macro_workbook, marked_workbook

    with _explained():
        marked = marked_workbook(content, file, period, problems, note)
        return ReturnCopy(".xlsm" if is_macro_workbook(content) else ".xlsx", marked)


def _document(content: bytes, file: str, period: str, problems: Sequence[Problem], note: str = "") -> ReturnCopy:
    from docgen.ledger.returning.word import marked_document

    with _explained():
        return ReturnCopy(".docx", marked_document(content, file, period, problems, note))


@contextmanager
def _explained() -> Iterator[None]:
    """A file from outside may break any rule of its format where the import never looked: that is told, not thrown."""
    try:
        yield
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, etree.LxmlError) as error:
        raise DocgenError("文件结构不合规范，无法标记：请用 Excel、Word 或 WPS 打开另存一份再试") from error


def _from_cells(sheets: Sequence[Sheet]) -> bytes:
    """A plain workbook of what was read: texts stay texts, also those that look like a formula."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in sheets:
        made = book.create_sheet(sheet.name)
        joined = set()
        for row, values in enumerate(sheet.rows):
            for column, value in enumerate(values):
                if value is not None and sheet.own(row, column) is not None:
                    cell = made.cell(row + 1, column + 1, legal(value) if isinstance(value, str) else value)
                    if isinstance(value, str):
                        cell.data_type = "s"
                area = sheet.area(row, column)
                if area[:2] != area[2:]:
                    joined.add(area)
        for top, left, bottom, right in sorted(joined):
            made.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
        _set_widths(made)
    written = io.BytesIO()
    book.save(written)
    return _tidied(written.getvalue())


def _set_widths(sheet) -> None:
    from openpyxl.utils import get_column_letter

    for column in range(1, min(sheet.max_column, 200) + 1):
        texts = (str(sheet.cell(row, column).value or "") for row in range(1, min(sheet.max_row, 200) + 1))
        longest = max((len(text.encode("gb18030", "replace")) for text in texts if len(text) < 40), default=8)
        sheet.column_dimensions[get_column_letter(column)].width = min(max(longest + 2, 8), 40)


def _tidied(content: bytes) -> bytes:
    """The package without the moment it was made, and with a first font whose parts stand in order."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    parts["docProps/core.xml"] = _STAMP.sub(rb"\g<1>2000-01-01T00:00:00Z", parts["docProps/core.xml"])
    parts["xl/styles.xml"] = _FONT.sub(_PLAIN, parts["xl/styles.xml"], count=1)
    return packed(parts)
