"""Formats that only LibreOffice reads, converted into .xlsx or .docx first."""

from __future__ import annotations

import tempfile
from pathlib import Path

from docgen import soffice
from docgen.ledger.reading.findings import refusal
from docgen.ledger.reading.formats.kinds import Kind
from docgen.ledger.reading.package import FILE_LIMIT, honest_xml
from docgen.problem import DocgenError
from docgen.settings import Pdf

_SHEET, _DOCUMENT = "xlsx:Calc MS Excel 2007 XML", "docx:MS Word 2007 XML"
_WAYS = {
    Kind.XLS: (".xls", _SHEET),
    Kind.ODS: (".ods", _SHEET),
    Kind.XLSB: (".xlsb", _SHEET),
    Kind.XML_SHEET: (".xml", _SHEET),
    Kind.DOC: (".doc", _DOCUMENT),
    Kind.RTF: (".rtf", _DOCUMENT),
    Kind.ODT: (".odt", _DOCUMENT),
    Kind.XML_DOCUMENT: (".xml", _DOCUMENT),
}
"""The suffix by which LibreOffice knows the content, and what it shall make of it."""


def modern(file: str, content: bytes, kind: Kind, office: Pdf) -> bytes:
    """``content`` as .xlsx or .docx; DocgenError when there is no LibreOffice or it cannot open the file."""
    suffix, way = _WAYS[kind]
    instead = f"用 Excel、Word 或 WPS 打开，另存为 .{way[:4]} 后再导入"
    if suffix == ".xml":
        honest_xml(file, "文件", content)
    try:
        program = soffice.find(office, f"而{kind.value}要由它转换，没有读入", instead)
        return _run(file, content, suffix, way, program, office.seconds, kind, instead)
    except DocgenError as error:
        if error.problems:
            raise
        raise refusal(file, str(error)) from None


def _run(
    file: str, content: bytes, suffix: str, way: str, program: str, seconds: int, kind: Kind, instead: str
) -> bytes:
    with tempfile.TemporaryDirectory(prefix="docgen-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"document{suffix}"
        source.write_bytes(content)
        arguments = ["--convert-to", way, "--outdir", str(folder / "out"), str(source)]
        outcome = soffice.run(program, arguments, folder, {}, seconds)
        made = folder / "out" / f"document.{way[:4]}"
        if outcome.overran:
            raise refusal(file, f"{kind.value}转换超过 {seconds} 秒，已停止：可在设置 [pdf] seconds 中放宽后再试，也可{instead}")
        if not made.is_file() or made.stat().st_size > FILE_LIMIT:
            raise refusal(file, f"{kind.value}无法转换，可能已损坏或加了打开密码：请{instead}")
        return made.read_bytes()
