"""Real documents that LibreOffice cannot cope with: one takes it hours, one all its memory, one it cannot read."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

import openpyxl
from docx import Document
from docx.shared import Mm


def endless() -> bytes:
    """A workbook of a few kilobytes whose formulas take hours, since nobody has computed them yet."""
    book = openpyxl.Workbook()
    for row in range(1, 2000):
        book.active.cell(row, 1, f"=SUMPRODUCT((ROW($1:$1048576)+{row})^0.5)")
    return saved(book)


def greedy(side: int = 16_000) -> bytes:
    """A document of 50 KB with a picture of ``side`` × ``side`` white points: 770 MB when it is unpacked."""
    packing = zlib.compressobj(1)
    row = b"\0" + bytes(3 * side)
    points = b"".join(packing.compress(row) for _ in range(side)) + packing.flush()
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    picture = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", points) + _chunk(b"IEND", b"")
    document = Document()
    document.add_picture(BytesIO(picture), Mm(100))
    return saved(document)


def torn(document: bytes) -> bytes:
    """The same document with half of its text missing: a sound archive, but no XML."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(document)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            data = old.read(item)
            new.writestr(item, data[: len(data) // 2] if item.filename == "word/document.xml" else data)
    return out.getvalue()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def saved(made) -> bytes:
    out = BytesIO()
    made.save(out)
    return out.getvalue()
