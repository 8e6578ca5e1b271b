"""Documents to PDF through LibreOffice; the same document gives the same bytes on any day and in any company."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from docgen import soffice
from docgen.export import fonts
from docgen.export.package import CORE
from docgen.export.settled import UNKNOWN_DAY, settled
from docgen.problem import DocgenError, Problem, reason
from docgen.settings import Pdf, Settings

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
) -> Iterator[Converted]:
    """The PDFs of several documents, one after another in their order; ``on_progress(done, all)`` is called as each
    is printed.

    LibreOffice works on copies in a folder of its own and stays warm from document to document; several work at once
    where the machine has the cores. A document that fails, hangs or breaks LibreOffice does not stop the others.
    PDFs wait on the disk for their turn. Raises DocgenError at once when there is no LibreOffice.
    """
    return _converted(soffice.find(settings.pdf), documents, settings, on_progress or _silent)


def unfit(source: Path) -> Problem | None:
    """Why a file cannot be converted, as far as that shows before LibreOffice is started; None when nothing does."""
    try:
        _check(source, source.suffix.lower())
    except DocgenError as error:
        return Problem(str(error), str(source))
    return None


def _converted(
    program: str, documents: Sequence[bytes | Path], settings: Settings, on_progress: Callable[[int, int], None]
) -> Iterator[Converted]:
    with tempfile.TemporaryDirectory(prefix="docgen-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        results: dict[int, soffice.Printed | Problem] = {}
        jobs: dict[int, soffice.Job] = {}
        for number, document in enumerate(documents):
            try:
                jobs[number] = _job(document, folder / f"{number:06}")
            except DocgenError as error:
                results[number] = Problem(str(error), str(_source(document) or ""))
        limits = soffice.Limits(settings.pdf.seconds, settings.pdf.memory_bytes, settings.run.at_once)
        numbers, done = list(jobs), len(results)
        printing = soffice.press(program, list(jobs.values()), folder, fonts.environment(folder), limits)
        with closing(printing):
            for number, document in enumerate(documents):
                while number not in results:
                    printed = next(printing)
                    results[numbers[printed.number]] = printed
                    done += 1
                    on_progress(done, len(documents))
                yield _result(document, results.pop(number), jobs.get(number), settings.pdf)


def _result(document: bytes | Path, found: soffice.Printed | Problem, job: soffice.Job | None, limits: Pdf) -> Converted:
    source = _source(document)
    if isinstance(found, Problem):
        return Converted(source, problem=found)
    if found.pdf is None:
        return Converted(source, problem=Problem(_words(found, limits), str(source or "")))
    pdf = found.pdf.read_bytes()
    found.pdf.unlink()
    return Converted(source, settled(pdf, _moment(job.document)))


def _words(found: soffice.Printed, limits: Pdf) -> str:
    if found.state == soffice.OVERRAN:
        return f"转换超过 {limits.seconds} 秒，已停止：可在设置 [pdf] seconds 中放宽后再试，docx 不受影响"
    if found.state == soffice.GREW:
        return f"转换占用内存超过 {limits.memory} MB，已停止：可在设置 [pdf] memory 中放宽后再试，docx 不受影响"
    why = found.words or "没有说明原因"
    return f"LibreOffice 未能转换（{why}）：请确认文件能在其中打开、已装 Writer 和 Calc"


def _moment(copy: Path) -> str:
    """When the document says it was last modified; a PDF is dated like its document."""
    if copy.suffix in _PACKAGES:
        with zipfile.ZipFile(copy) as package:
            if CORE in package.namelist() and (found := _MODIFIED.search(package.read(CORE))):
                return found[1].decode()
    return UNKNOWN_DAY


def _job(document: bytes | Path, stem: Path) -> soffice.Job:
    """LibreOffice gets a copy, so that its lock file never appears beside the user's document."""
    source = _source(document)
    suffix = source.suffix.lower() if source else ".docx"
    copy = stem.with_suffix(suffix)
    if source is None:
        copy.write_bytes(document)
        _check(copy, suffix)
    else:
        _check(source, suffix)
        with _explained():
            shutil.copyfile(source, copy)
    return soffice.Job(copy, f"pdf:{KINDS[suffix]}:{json.dumps(OPTIONS, separators=(',', ':'))}")


def _source(document: bytes | Path) -> Path | None:
    return document if isinstance(document, Path) else None


def _silent(_done: int, _all: int) -> None:
    """Nobody watches."""


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
