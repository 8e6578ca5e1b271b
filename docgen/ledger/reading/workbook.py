"""A file of any format as a workbook: its sheets, whatever it was saved as."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from docgen.characters import clean
from docgen.ledger.reading.findings import refusal
from docgen.ledger.reading.formats.kinds import Kind, kind_of, kind_of_package
from docgen.ledger.reading.package import FILE_LIMIT, opened
from docgen.ledger.reading.sheet import Area, Sheet, Value, cell_name, column_letters
from docgen.ledger.reading.unprintable import Cleaned, without_unprintable
from docgen.problem import reason
from docgen.settings import Pdf

__all__ = ["AUTOMATIC", "Area", "Sheet", "Value", "Workbook", "cell_name", "column_letters", "read_workbook"]

AUTOMATIC = Pdf()
"""LibreOffice as it is found by itself, where the settings do not name one."""


@dataclass(frozen=True)
class Workbook:
    """A workbook file: its name, the SHA-256 of its bytes, its worksheets in order.

    ``cleaned`` are the cells that held characters no paper can print; the worksheets are without them.
    """

    file: str
    sha256: str
    sheets: tuple[Sheet, ...]
    cleaned: tuple[Cleaned, ...] = ()


def read_workbook(path: Path, label: str, office: Pdf = AUTOMATIC) -> Workbook:
    """Read a file of any format known here; raise DocgenError, naming it by ``label``, telling what else it is.

    ``office`` says where LibreOffice is, for the formats that only it can read.
    """
    content = _content(path, label)
    sheets, cleaned = without_unprintable(_sheets(label, content, office))
    if all(sheet.empty for sheet in sheets):
        raise refusal(label, "工作簿里没有内容：请确认报送的是填好的表")
    return Workbook(clean(path.name), hashlib.sha256(content).hexdigest(), sheets, cleaned)


def _content(path: Path, label: str) -> bytes:
    try:
        if path.stat().st_size > FILE_LIMIT:
            raise refusal(label, f"文件超过 {FILE_LIMIT // 2**20} MB：请删去图片和无关工作表后再导入")
        return path.read_bytes()
    except OSError as error:
        raise refusal(label, f"文件打不开（{reason(error)}）：请检查路径和权限，关闭正在使用它的程序") from None


def _sheets(file: str, content: bytes, office: Pdf) -> tuple[Sheet, ...]:
    kind = kind_of(file, content)
    if kind is Kind.ZIP:
        return _from_package(file, content, office)
    if kind is Kind.XLS:
        from docgen.ledger.reading.formats import xls

        return xls.read(file, content)
    if kind is Kind.HTML:
        from docgen.ledger.reading.formats import html

        return html.read(file, content)
    if kind is Kind.TEXT:
        from docgen.ledger.reading.formats import delimited

        return delimited.read(file, content)
    return _converted(file, content, kind, office)


def _from_package(file: str, content: bytes, office: Pdf) -> tuple[Sheet, ...]:
    with opened(file, content) as package:
        kind = kind_of_package(file, package)
        if kind is Kind.XLSX:
            from docgen.ledger.reading.formats import xlsx

            return xlsx.read(file, package)
        if kind is Kind.DOCX:
            from docgen.ledger.reading.formats import word

            return word.read(file, package)
        if kind is Kind.ODS:
            from docgen.ledger.reading.formats import opendocument

            return opendocument.read(file, package)
    return _converted(file, content, kind, office)


def _converted(file: str, content: bytes, kind: Kind, office: Pdf) -> tuple[Sheet, ...]:
    from docgen.ledger.reading.formats import converted

    modern = converted.modern(file, content, kind, office)
    if kind_of(file, modern) is not Kind.ZIP:
        raise refusal(file, f"{kind.value}转换后无法读取：请用 Excel 或 WPS 另存为 .xlsx 后再导入")
    return _from_package(file, modern, office)
