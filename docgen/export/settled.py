"""PDFs without the clock and without a memory: what a document's PDF says depends on the document alone.

LibreOffice writes the time into a PDF, an identifier made of it, and into every embedded PostScript font (Type 1) a
``UniqueID`` that it counts on from document to document as long as it runs. Times become the document's own,
identifiers the digest of the content; the ``UniqueID``, which a font need not have and which no two fonts may share,
is blanked. A font's private part is encrypted from its first byte to its last and then deflated, so blanking it
changes lengths: the objects behind it move, and the table of offsets is written anew.
"""

from __future__ import annotations

import hashlib
import re
import sys
import zlib
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

UNKNOWN_DAY = "2000-01-01T00:00:00"

_DATE = re.compile(rb"(/(?:CreationDate|ModDate)\(D:)\d{14}")
_XMP_DATE = re.compile(rb"(<xmp:(?:Create|Modify|Metadata)Date>)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_ID = re.compile(rb"(/ID\s*\[\s*<)[0-9A-Fa-f]{32}(>\s*<)[0-9A-Fa-f]{32}(>)")
_CHECKSUM = re.compile(rb"(/DocChecksum\s*/)[0-9A-F]{32}")

_FONT = re.compile(
    rb"<</Length (?P<ref>\d+) 0 R/Filter/FlateDecode/Length1 (?P<clear>\d+)/Length2 (?P<private>\d+)/Length3 \d+>>\nstream\n"
)
_END_OF_STREAM = b"\nendstream\nendobj\n\n"
_LENGTH = rb"%s 0 obj\n(\d+)\nendobj\n"
_UNIQUE_ID = re.compile(rb"/UniqueID \d+ def")
_TABLE = re.compile(rb"xref\n0 (\d+)\n((?:\d{10} \d{5} [nf] \n)+)(trailer\n.*?startxref\n)(\d+)(\n%%EOF\n?)\Z", re.S)

# Adobe Type 1 Font Format 7.1: the key that eexec starts with, and what each byte makes of it
_KEY, _FACTOR, _SUMMAND, _MASK = 55665, 52845, 22719, 0xFFFF


def settled(pdf: bytes, moment: str = UNKNOWN_DAY) -> bytes:
    """The PDF dated ``moment`` (ISO, to the second), identified by the digest of its content, its fonts uncounted."""
    digits = re.sub(r"\D", "", moment).encode()
    pdf = _DATE.sub(rb"\g<1>" + digits, _uncounted(pdf))
    pdf = _XMP_DATE.sub(rb"\g<1>" + moment.encode(), pdf)
    return _identified(pdf)


def made_here(pdf: bytes) -> bool:
    """Whether ``pdf`` is docgen's own, byte for byte: its identifier is the digest of its content."""
    return bool(_ID.search(pdf)) and _identified(pdf) == pdf


def whole(pdf: bytes) -> bool:
    """Whether the bytes are those of a PDF from its beginning to its end."""
    return pdf.startswith(b"%PDF-") and b"%%EOF" in pdf[-64:]


def _identified(pdf: bytes) -> bytes:
    return _fill(pdf, hashlib.sha256(_fill(pdf, b"0" * 32)).hexdigest()[:32].upper().encode())


def _fill(pdf: bytes, digits: bytes) -> bytes:
    pdf = _ID.sub(rb"\g<1>" + digits + rb"\g<2>" + digits + rb"\g<3>", pdf)
    return _CHECKSUM.sub(rb"\g<1>" + digits, pdf)


@dataclass(frozen=True)
class _Edit:
    """``new`` takes the place of the bytes from ``begin`` to ``end``."""

    begin: int
    end: int
    new: bytes


def _uncounted(pdf: bytes) -> bytes:
    """The PDF with its Type 1 fonts' identifiers blanked; as it is where it has none or is not built as expected."""
    table = _TABLE.search(pdf, max(pdf.rfind(b"\nxref\n"), 0))
    if table is None or int(table[4]) != table.start():
        return pdf
    edits = []
    for font in _FONT.finditer(pdf):
        edits += _font_edits(pdf, font)
    return _edited(pdf, sorted(edits, key=lambda edit: edit.begin), table) if edits else pdf


def _font_edits(pdf: bytes, font: re.Match[bytes]) -> list[_Edit]:
    """What changes in one font's stream and in the object that tells its length."""
    begin = font.end()
    unpacking = zlib.decompressobj()
    try:
        program = unpacking.decompress(pdf[begin:])
    except zlib.error:
        return []
    end = len(pdf) - len(unpacking.unused_data)
    length = re.compile(_LENGTH % font["ref"]).match(pdf, end + len(_END_OF_STREAM))
    if not unpacking.eof or not pdf.startswith(_END_OF_STREAM, end) or length is None:
        return []
    new = zlib.compress(_without_unique_id(program, int(font["clear"]), int(font["private"])), 1)
    return [_Edit(begin, end, new), _Edit(*length.span(1), str(len(new)).encode())]


def _edited(pdf: bytes, edits: list[_Edit], table: re.Match[bytes]) -> bytes:
    """The PDF with the edits made, its table of offsets and where that stands told anew."""
    begins = [edit.begin for edit in edits]
    grown = [0, *accumulate(len(edit.new) - (edit.end - edit.begin) for edit in edits)]

    def moved(offset: int) -> int:
        return offset + grown[bisect_right(begins, offset)]

    parts, at = [], 0
    for edit in edits:
        parts += [pdf[at : edit.begin], edit.new]
        at = edit.end
    rows = [
        b"%010d %s" % (moved(int(row[:10])), row[11:]) if row[17:18] == b"n" else row
        for row in table[2].splitlines(keepends=True)
    ]
    parts += [pdf[at : table.start()], b"xref\n0 %s\n" % table[1], *rows, table[3], b"%d" % moved(table.start()), table[5]]
    return b"".join(parts)


def _without_unique_id(program: bytes, clear: int, private: int) -> bytes:
    """A Type 1 font program whose ``UniqueID`` is blanked, in the clear part and in the encrypted one."""
    head, secret, tail = program[:clear], program[clear : clear + private], program[clear + private :]
    return _blanked(head) + _encrypted(_blanked(_decrypted(secret))) + tail


def _blanked(text: bytes) -> bytes:
    return _UNIQUE_ID.sub(lambda found: b" " * len(found[0]), text)


def _decrypted(cipher: bytes) -> bytes:
    """What eexec made of a text. Its keys follow from the cipher by k' = F(k + c) + S, which is solved for all at once."""
    import numpy

    given = numpy.frombuffer(cipher, numpy.uint8).astype(numpy.uint16)
    up = _powers(_FACTOR, len(given))
    down = _powers(pow(_FACTOR, -1, _MASK + 1), len(given))
    steps = (given * numpy.uint16(_FACTOR) + numpy.uint16(_SUMMAND)) * down
    after = up * (numpy.cumsum(steps, dtype=numpy.uint16) + numpy.uint16(_KEY))
    keys = numpy.concatenate((numpy.array([_KEY], numpy.uint16), after[:-1]))
    return (given ^ (keys >> 8)).astype(numpy.uint8).tobytes()


def _powers(base: int, count: int):
    """``base`` to the powers 1 to ``count``, modulo 65,536."""
    import numpy

    return numpy.multiply.accumulate(numpy.full(count, base, numpy.uint16), dtype=numpy.uint16)


def _encrypted(text: bytes) -> bytes:
    """What eexec makes of a text. Here each key needs the one before, so there is no way but from byte to byte."""
    keys = accumulate(text, lambda key, byte: (((byte ^ (key >> 8)) + key) * _FACTOR + _SUMMAND) & _MASK, initial=_KEY)
    halves = array("H", keys).tobytes()[sys.byteorder == "little" :: 2][: len(text)]
    return (int.from_bytes(text, "big") ^ int.from_bytes(halves, "big")).to_bytes(len(text), "big")
