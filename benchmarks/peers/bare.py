"""The limit: texts put straight into the template's XML and deflated; what does not change is copied compressed.

No language, no checks, no help for who writes the template: nothing that makes a document from records can be
much faster in Python. It deflates at zlib's quickest level, as docgen does; the usual one takes a third longer.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

_Said = Callable[[dict[str, Any]], str]
_LOOPS = {"rows": "w:tr", "items": "w:p"}
_MARK = re.compile(r"@@(?:\w+\.)?(\w+)@@")
LEVEL = 1
_DAY = 0x21
"""The first of January 1980, as zip writes a date."""


def fill(template: Path, contexts: Sequence[dict[str, Any]]) -> Iterator[bytes]:
    with zipfile.ZipFile(template) as package:
        parts = [(info, package.read(info)) for info in package.infolist()]
    raw = template.read_bytes()
    members = [(info, _writer(text.decode()) if b"@@" in text else _compressed(raw, info)) for info, text in parts]
    for context in contexts:
        yield _packed(members, context)


def _writer(xml: str) -> Callable[[dict[str, Any]], Iterator[str]]:
    """Texts before, within and behind the repeated piece, as formats of Python's own."""
    for loop, unit in _LOOPS.items():
        if f"@@{loop}." in xml:
            begin = max(xml.rfind(f"<{unit}{end}", 0, xml.index(f"@@{loop}.")) for end in (" ", ">"))
            end = xml.index(f"</{unit}>", xml.rindex(f"@@{loop}.")) + len(unit) + 3
            return _repeating(loop, *map(_format, (xml[:begin], xml[begin:end], xml[end:])))
    whole = _format(xml)
    return lambda context: iter((whole(context),))


def _repeating(loop: str, before: _Said, piece: _Said, behind: _Said) -> Callable[[dict[str, Any]], Iterator[str]]:
    def write(context: dict[str, Any]) -> Iterator[str]:
        yield before(context)
        yield from map(piece, context[loop])
        yield behind(context)

    return write


def _format(xml: str) -> _Said:
    names = _MARK.findall(xml)
    pattern = _MARK.sub("%s", xml.replace("%", "%%"))
    return lambda values: pattern % tuple(_escaped(values[name]) for name in names)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") if "&" in text or "<" in text else text


def _compressed(raw: bytes, info: zipfile.ZipInfo) -> bytes:
    name, extra = struct.unpack_from("<HH", raw, info.header_offset + 26)
    begin = info.header_offset + 30 + name + extra
    return raw[begin : begin + info.compress_size]


def _deflated(pieces: Iterator[str]) -> tuple[bytes, int, int]:
    """Compressed bytes, CRC and size of a text that comes in pieces, some hundred rows at a time."""
    squeeze, out, crc, size = zlib.compressobj(LEVEL, zlib.DEFLATED, -15), [], 0, 0
    some: list[str] = []
    for number, piece in enumerate(pieces, 1):
        some.append(piece)
        if number % 200 == 0:
            data = "".join(some).encode()
            crc, size = zlib.crc32(data, crc), size + len(data)
            out.append(squeeze.compress(data))
            some.clear()
    data = "".join(some).encode()
    out += [squeeze.compress(data), squeeze.flush()]
    return b"".join(out), zlib.crc32(data, crc), size + len(data)


def _packed(members: Sequence[tuple[zipfile.ZipInfo, Any]], context: dict[str, Any]) -> bytes:
    out, index = io.BytesIO(), []
    for info, content in members:
        if callable(content):
            data, crc, size, method = *_deflated(content(context)), zipfile.ZIP_DEFLATED
        else:
            data, crc, size, method = content, info.CRC, info.file_size, info.compress_type
        name, at = info.filename.encode(), out.tell()
        told = struct.pack("<HHHHHLLLHH", 20, 0, method, 0, _DAY, crc, len(data), size, len(name), 0)
        out.write(b"PK\x03\x04" + told + name + data)
        index.append(b"PK\x01\x02" + struct.pack("<H", 20) + told + struct.pack("<HHHLL", 0, 0, 0, 0, at) + name)
    begin, whole = out.tell(), b"".join(index)
    out.write(whole + b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, len(index), len(index), len(whole), begin, 0))
    return out.getvalue()
