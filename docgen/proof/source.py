"""The file under proof: what kind it is, its PDF, or one clear message why it cannot be measured."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from docgen.archive.members import UNREADABLE
from docgen.archive.office import WORD, open_word
from docgen.problem import DocgenError
from docgen.settings import Settings

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_BYTES = 200_000_000


@dataclass(frozen=True)
class Source:
    """A document to verify: its name, its PDF, and the ``.docx`` it was printed from (None for a PDF)."""

    name: str
    pdf: bytes
    docx: bytes | None = None


def take(path: Path, settings: Settings) -> Source:
    """Read ``path`` and print it when it is a ``.docx``. Raises DocgenError: what is wrong, what to do next."""
    data = _read(path)
    if data.startswith(b"%PDF-") or data[:1024].find(b"%PDF-") >= 0:
        return Source(path.name, _readable(path, data))
    if data.startswith(_OLE):
        raise DocgenError(_old_or_locked(path, data))
    if not zipfile.is_zipfile(BytesIO(data)):
        raise DocgenError(f"{path}：不是 docx 或 PDF 文件（或文件已损坏），请在 Word 或 WPS 中打开后另存为 .docx")
    _check_package(path, data)
    from docgen.export.pdf import to_pdf

    try:
        pdf = to_pdf(data, settings)
    except DocgenError as error:
        raise DocgenError(f"{path}：无法核验，量版面要先转成 PDF。{error}") from None
    return Source(path.name, _readable(path, pdf), data)


def _read(path: Path) -> bytes:
    if path.is_dir():
        raise DocgenError(f"{path} 是一个文件夹：请指定要核验的 docx 或 PDF 文件")
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise DocgenError(f"{path}：文件超过 {_MOST_BYTES // 1_000_000} MB，不像一份公文，没有核验")
        data = path.read_bytes()
    except FileNotFoundError:
        raise DocgenError(f"{path}：文件不存在，请检查文件名") from None
    except OSError as error:
        raise DocgenError(f"{path}：文件无法读取（{error.strerror}）") from None
    if not data:
        raise DocgenError(f"{path}：是一个空文件，请重新生成或重新取得原件")
    return data


def _old_or_locked(path: Path, data: bytes) -> str:
    if b"E\x00n\x00c\x00r\x00y\x00p\x00t" in data:
        return f"{path}：文件设有打开密码，请在 Word 或 WPS 中取消密码后再核验"
    return f"{path}：是旧版格式（.doc 或 .wps），请在 Word 或 WPS 中另存为 .docx 后再核验"


def _check_package(path: Path, data: bytes) -> None:
    """LibreOffice opens what Word refuses, and unpacks whatever it is given: the package is looked at before."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = package.namelist()
    except UNREADABLE:
        names = [WORD]
    if WORD not in names:
        kind = "工作簿" if any(name.startswith("xl/") for name in names) else "别的文件"
        raise DocgenError(f"{path}：是{kind}，不是 Word 文档，只能核验 .docx 和 PDF")
    open_word(str(path), data)


def _readable(path: Path, data: bytes) -> bytes:
    """A PDF that can be opened without a password and has text."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise DocgenError(f"{path}：PDF 设有打开密码，请去掉密码后再核验") from None
        raise DocgenError(f"{path}：PDF 已损坏，请重新生成或重新取得原件") from None
    try:
        if not len(document):
            raise DocgenError(f"{path}：PDF 里一页也没有，请重新生成或重新取得原件")
        if not any(_has_text(document[index]) for index in range(len(document))):
            raise DocgenError(f"{path}：没有文字（可能是扫描件或空白文件），无从核验，请用带文字的 docx 或 PDF")
    except pypdfium2.PdfiumError:  # the file opens, a page of it does not
        raise DocgenError(f"{path}：PDF 已损坏，请重新生成或重新取得原件") from None
    finally:
        document.close()
    return data


def _has_text(page) -> bool:
    text = page.get_textpage()
    return bool(text.get_text_range().strip()) if text.count_chars() else False
