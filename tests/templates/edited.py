"""Templates as an office edits them: docgen's own with paragraphs and cells typed in."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
from docx import Document

from tests.support.office import ROOT

NOTICES, TABLES = ROOT / "templates" / "notices", ROOT / "templates" / "tables"


def with_paragraphs(kind: str, *texts: str, header: str = "") -> bytes:
    """A paper's template with paragraphs of the office's own before its first one."""
    document = Document(str(NOTICES / f"{kind}.docx"))
    first = document.paragraphs[0]
    for text in texts:
        first.insert_paragraph_before(text)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_cells(kind: str, **cells: str) -> bytes:
    """A table's workbook template with cells typed over."""
    book = openpyxl.load_workbook(TABLES / f"{kind}.xlsx")
    for place, text in cells.items():
        book.active[place] = text
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def put(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path
