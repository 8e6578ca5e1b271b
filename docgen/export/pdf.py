"""Documents to PDF through LibreOffice; the same document gives the same bytes on any day."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from docgen import soffice
from docgen.export import fonts
from docgen.export.package import CORE
from docgen.problem import DocgenError, Problem, reason
from docgen.settings import Settings

WRITER, CALC = "writer_pdf_Export", "calc_pdf_Export"
KINDS = {".docx": WRITER, ".doc": WRITER, ".odt": WRITER, ".xlsx": CALC, ".xls": CALC, ".ods": CALC}
"""What can be converted, and LibreOffice's name for the way."""

_PACKAGES = (".docx", ".odt", ".xlsx", ".ods")

OPTIONS = {
    # an imprint on an even page may leave a blank one before it (8, 7.5), which must be printed
    "IsSkipEmptyPages": {"type": "boolean", "value": "false"},
    # a seal must not get the grey noise of a photograph
    "UseLosslessCompression": {"type": "boolean", "value": "true"},
}
"""How LibreOffice prints."""
_UNKNOWN_DAY = "2000-01-01T00:00:00"
_DATE = re.compile(rb"(/(?:CreationDate|ModDate)\(D:)\d{14}")
_XMP_DATE = re.compile(rb"(<xmp:(?:Create|Modify|Metadata)Date>)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_ID = re.compile(rb"(/ID\s*\[\s*<)[0-9A-Fa-f]{32}(>\s*<)[0-9A-Fa-f]{32}(>)")
_CHECKSUM = re.compile(rb"(/DocChecksum\s*/)[0-9A-F]{32}")
_MODIFIED = re.compile(rb"<dcterms:modified\b[^>]*>(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)")


@dataclass(frozen=True)
class Converted:
    """One document's PDF, or why there is none; ``source`` is its path, None when it came as bytes."""

    source: Path | None
    pdf: bytes | None = None
    problem: Problem | None = None


def to_pdf(document: bytes | Path, settings: Settings) -> bytes:
    """The PDF of one ``.docx`` (bytes), or of a file of any of ``KINDS``. Raises DocgenError."""
    [result] = convert([document], settings)
    if result.pdf is None:
        raise DocgenError(str(result.problem))
    return result.pdf


def convert(
    documents: Sequence[bytes | Path], settings: Settings, on_progress: Callable[[int, int], None] | None = None
) -> list[Converted]:
    """The PDFs of several documents, in their order; ``on_progress(done, all)`` is called after each.

    LibreOffice works on copies in a folder of its own, one start a document: within one start it counts its
    fonts on, and the same document would give other bytes as second than as first. A document that fails does
    not stop the others; DocgenError is raised only when there is no LibreOffice.
    """
    program = soffice.find(settings.pdf)
    results = []
    with tempfile.TemporaryDirectory(prefix="docgen-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        desk = _Desk(folder, program, fonts.environment(folder), settings.pdf.seconds)
        for number, document in enumerate(documents, 1):
            results.append(desk.convert(document))
            if on_progress:
                on_progress(number, len(documents))
    return results


def unfit(source: Path) -> Problem | None:
    """Why a file cannot be converted, as far as that shows before LibreOffice is started; None when nothing does."""
    try:
        _check(source, source.suffix.lower())
    except DocgenError as error:
        return Problem(str(error), str(source))
    return None


def made_here(pdf: bytes) -> bool:
    """Whether ``pdf`` is docgen's own, byte for byte: its identifier is the digest of its content."""
    return bool(_ID.search(pdf)) and _identified(pdf) == pdf


def settled(pdf: bytes, moment: str = _UNKNOWN_DAY) -> bytes:
    """The PDF without the clock: dates become ``moment`` (ISO, seconds), identifiers the digest of the content.

    Nothing changes its length, so that the PDF's own table of offsets stays right.
    """
    digits = re.sub(r"\D", "", moment).encode()
    pdf = _DATE.sub(rb"\g<1>" + digits, pdf)
    pdf = _XMP_DATE.sub(rb"\g<1>" + moment.encode(), pdf)
    return _identified(pdf)


def _identified(pdf: bytes) -> bytes:
    return _fill(pdf, hashlib.sha256(_fill(pdf, b"0" * 32)).hexdigest()[:32].upper().encode())


def _fill(pdf: bytes, digits: bytes) -> bytes:
    pdf = _ID.sub(rb"\g<1>" + digits + rb"\g<2>" + digits + rb"\g<3>", pdf)
    return _CHECKSUM.sub(rb"\g<1>" + digits, pdf)


def _moment(copy: Path) -> str:
    """When the document says it was last modified; a PDF is dated like its document."""
    if copy.suffix in _PACKAGES:
        with zipfile.ZipFile(copy) as package:
            if CORE in package.namelist() and (found := _MODIFIED.search(package.read(CORE))):
                return found[1].decode()
    return _UNKNOWN_DAY


@dataclass(frozen=True)
class _Desk:
    """A folder with LibreOffice's profile and fonts, where one document after another is converted."""

    folder: Path
    program: str
    environment: dict[str, str]
    seconds: int

    def convert(self, document: bytes | Path) -> Converted:
        source = document if isinstance(document, Path) else None
        suffix = source.suffix.lower() if source else ".docx"
        copy = self.folder / f"document{suffix}"
        try:
            _copy(document, copy, suffix)
            return Converted(source, self._print(copy))
        except DocgenError as error:
            return Converted(source, problem=Problem(str(error), str(source or "")))

    def _print(self, copy: Path) -> bytes:
        out = copy.with_suffix(".pdf")
        out.unlink(missing_ok=True)
        way = f"pdf:{KINDS[copy.suffix]}:{json.dumps(OPTIONS, separators=(',', ':'))}"
        arguments = ["--convert-to", way, "--outdir", str(self.folder), str(copy)]
        outcome = soffice.run(self.program, arguments, self.folder, self.environment, self.seconds)
        if outcome.overran:
            raise DocgenError(f"转换超过 {self.seconds} 秒，已停止：可在设置 [pdf] seconds 中放宽后再试，docx 不受影响")
        if not out.is_file() or not _whole(data := out.read_bytes()):
            why = outcome.last_words or "没有说明原因"
            raise DocgenError(f"LibreOffice 未能转换（{why}）：请确认文件能在其中打开、已装 Writer 和 Calc")
        return settled(data, _moment(copy))


def _copy(document: bytes | Path, copy: Path, suffix: str) -> None:
    """LibreOffice gets a copy, so that its lock file never appears beside the user's document."""
    if isinstance(document, bytes):
        copy.write_bytes(document)
        _check(copy, suffix)
        return
    _check(document, suffix)
    with _explained():
        shutil.copyfile(document, copy)


def _check(source: Path, suffix: str) -> None:
    if suffix not in KINDS:
        raise DocgenError(f"不能转换{f' {suffix} 文件' if suffix else '没有后缀的文件'}，只能转换 {'、'.join(KINDS)}")
    with _explained(), source.open("rb") as file:
        # LibreOffice would print anything as plain text
        if suffix in _PACKAGES and not zipfile.is_zipfile(file):
            raise DocgenError(f"不是有效的 {suffix} 文件，请在 Word 或 WPS 中打开后另存")


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise DocgenError("文件不存在，请检查文件名") from None
    except OSError as error:
        raise DocgenError(f"文件无法读取（{reason(error)}）") from None


def _whole(pdf: bytes) -> bool:
    return pdf.startswith(b"%PDF-") and b"%%EOF" in pdf[-64:]
