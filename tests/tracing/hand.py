"""A person's hand in a finished paper: words of runs and cells changed with python-docx, nothing else; and another
program's saving of it."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.oxml.ns import qn

from docgen import soffice
from docgen.settings import Pdf


def changed_text(paper: Path, where: str, old: str, new: str) -> bytes:
    """The paper with ``old`` (a part of ``where``, which stands once in the text) made ``new``."""
    document = Document(str(paper))
    [paragraph] = [p for p in document.paragraphs if where in p.text]
    assert paragraph.text.count(where) == 1 and where.count(old) == 1, where
    at = paragraph.text.index(where) + where.index(old)
    _write(paragraph.runs, at, len(old), new)
    return _bytes(document)


def _write(runs, at: int, length: int, new: str) -> None:
    for run in runs:
        text = run.text
        if at < len(text) and length:
            here = min(length, len(text) - at)
            run.text = text[:at] + new + text[at + here :]
            new, length, at = "", length - here, 0
        else:
            at -= len(text)
    assert not length


def changed_cell(paper: Path, table: int, row: int, column: int, new: str) -> bytes:
    """The paper with the words of one cell (counted from 0, row -1 is the last) made ``new``."""
    document = Document(str(paper))
    cell = document.tables[table]._tbl.tr_lst[row].tc_lst[column]
    first, *others = cell.iter(qn("w:t"))
    assert first.text != new
    first.text = new
    for other in others:
        other.text = ""
    return _bytes(document)


def _bytes(document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def saved_by_libreoffice(files: Iterable[Path], folder: Path) -> list[Path]:
    """The files opened and saved again in the same format, formulas worked out."""
    files = list(files)
    folder.mkdir(parents=True)
    kind = {".docx": "docx:MS Word 2007 XML", ".xlsx": "xlsx:Calc MS Excel 2007 XML"}[files[0].suffix]
    outcome = soffice.run(soffice.find(Pdf()), ["--convert-to", kind, "--outdir", str(folder), *map(str, files)], folder.parent, {}, 300)
    made = [folder / file.name for file in files]
    assert all(path.is_file() for path in made), outcome
    return made
