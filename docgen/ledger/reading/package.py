"""Is this file an honest .xlsx or .xlsm? Told by its content, before anything is read from it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from xml.sax.handler import ContentHandler

from docgen.ledger.reading.findings import refusal

FILE_LIMIT = 64 * 2**20
UNPACKED_LIMIT = 512 * 2**20
PARTS_LIMIT = 10_000
GRID_LIMIT = 4_000_000
"""Bytes of the file, bytes of its parts unpacked, parts, and cells of the used rectangle of one sheet."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS = "请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入"
_CELL = re.compile(r"([A-Z]+)(\d+)")


@dataclass
class Part:
    """What one worksheet part says beside its values, by (row, column) from 0.

    ``formulas`` are the cells that hold one, ``errors`` the cells that show one, with its text (#REF!).
    """

    formulas: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0


def check(file: str, content: bytes) -> dict[str, Part]:
    """Refuse with DocgenError what is no workbook or is dangerous; else answer its worksheets by name."""
    if not content:
        raise refusal(file, "文件是空的（0 字节）：请向报送单位重新索取")
    if len(content) > FILE_LIMIT:
        raise refusal(file, f"文件超过 {FILE_LIMIT // 2**20} MB：请删去图片和无关工作表后再导入")
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise refusal(file, "文件加了打开密码，无法读取：请在 Excel 或 WPS 中取消密码后再导入")
        raise refusal(file, f"是旧格式文件（.xls、.et 或 .wps），现在还不能直接读取：{_SAVE_AS}")
    if not content.startswith(b"PK"):
        raise refusal(file, f"不是 Excel 工作簿{_looks_like(content)}：{_SAVE_AS}")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _worksheets(file, archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        raise refusal(file, "文件已损坏，无法解开：请向报送单位重新索取") from None


def _looks_like(content: bytes) -> str:
    head = content[:512].lstrip().lower()
    if head.startswith(b"%pdf"):
        return "（内容是 PDF）"
    if head.startswith((b"<html", b"<!doctype html", b"<table", b"<meta")):
        return "（内容是网页）"
    if head.startswith(b"<?xml"):
        return "（内容是 XML）"
    if head.startswith((b"\x89png", b"\xff\xd8")):
        return "（内容是图片）"
    return "（内容是文本）" if head and b"\0" not in head else ""


def _worksheets(file: str, archive: zipfile.ZipFile) -> dict[str, Part]:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if len(parts) > PARTS_LIMIT or sum(part.file_size for part in parts) > UNPACKED_LIMIT:
        raise refusal(file, f"解开后超过 {UNPACKED_LIMIT // 2**20} MB，像是压缩炸弹，不予读取：请向报送单位核实这个文件")
    if "xl/workbook.bin" in names:
        raise refusal(file, f"是二进制工作簿（.xlsb）：{_SAVE_AS}")
    if "xl/workbook.xml" not in names:
        kind = "（内容是 Word 文档）" if "word/document.xml" in names else ""
        raise refusal(file, f"不是 Excel 工作簿{kind}：{_SAVE_AS}")
    places = _sheet_places(file, archive)
    for name in ("xl/styles.xml", "xl/sharedStrings.xml"):
        if name in names:
            _scan(file, archive, name, ContentHandler())
    found: dict[str, Part] = {}
    for sheet, place in places.items():
        if place in names:
            scan = _SheetScan()
            _scan(file, archive, place, scan)
            if scan.part.rows * scan.part.columns > GRID_LIMIT:
                raise refusal(file, "表格范围过大：请删去表外多余的行、列（选中后右键“删除”）再导入", sheet)
            found[sheet] = scan.part
    return found


def _sheet_places(file: str, archive: zipfile.ZipFile) -> dict[str, str]:
    """Worksheet name → part name, from the workbook part and its relationships."""
    from defusedxml import ElementTree

    def root(name: str):
        try:
            return ElementTree.fromstring(archive.read(name), forbid_dtd=True)
        except (ElementTree.ParseError, ValueError, KeyError) as error:
            raise _bad_part(file, name, error) from None

    targets = {}
    for relation in root("xl/_rels/workbook.xml.rels"):
        target = relation.get("Target", "")
        inside = PurePosixPath(target.lstrip("/")) if target.startswith("/") else PurePosixPath("xl") / target
        targets[relation.get("Id")] = str(inside)
    places = {}
    for element in root("xl/workbook.xml").iter():
        if element.tag.endswith("}sheet"):
            identity = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
            places[element.get("name", "")] = targets.get(identity, "")
    return places


def _scan(file: str, archive: zipfile.ZipFile, name: str, handler: ContentHandler) -> None:
    from xml.sax import SAXException

    from defusedxml.sax import make_parser

    parser = make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(handler)
    try:
        with archive.open(name) as stream:
            parser.parse(stream)
    except (SAXException, ValueError) as error:
        raise _bad_part(file, name, error) from None


def _bad_part(file: str, name: str, error: Exception):
    from defusedxml import DefusedXmlException

    if isinstance(error, DefusedXmlException):
        return refusal(file, f"{name} 中含有不允许的 XML 声明（DTD 或实体），不予读取：请用 Excel 另存一份再导入")
    return refusal(file, f"{name} 已损坏，无法读取：请向报送单位重新索取")


class _SheetScan(ContentHandler):
    """Walks a worksheet part once; positions may be left out of the XML, then they count on."""

    def __init__(self) -> None:
        super().__init__()
        self.part = Part()
        self._row = self._column = -1
        self._in_error = self._in_value = False

    def startElement(self, name: str, attrs) -> None:
        tag = name.rpartition(":")[2]
        if tag == "c":
            place = _CELL.fullmatch(attrs.get("r", ""))
            self._column = column_number(place[1]) if place else self._column + 1
            self._in_error = attrs.get("t") == "e"
        elif tag == "row":
            self._row = int(attrs["r"]) - 1 if "r" in attrs else self._row + 1
            self._column = -1
        elif tag in ("v", "f", "is"):
            self.part.rows = max(self.part.rows, self._row + 1)
            self.part.columns = max(self.part.columns, self._column + 1)
            if tag == "f":
                self.part.formulas.add((self._row, self._column))
            self._in_value = tag == "v"

    def endElement(self, name: str) -> None:
        self._in_value = False

    def characters(self, content: str) -> None:
        if self._in_error and self._in_value:
            place = (self._row, self._column)
            self.part.errors[place] = self.part.errors.get(place, "") + content


def column_number(letters: str) -> int:
    """Column letters to a number from 0: A → 0, AA → 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def column_letters(number: int) -> str:
    """A column number from 0 to letters: 0 → A, 26 → AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
