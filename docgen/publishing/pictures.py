"""A picture without what its file tells beside it: where and when it was taken, by whom, with what."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from docgen.publishing.publication import Picture

_PNG = b"\x89PNG\r\n\x1a\n"
_KEPT_OF_PNG = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"sRGB", b"cHRM", b"pHYs"}
_KEPT_OF_JPEG = {0xE0, 0xEE}
"""JFIF and Adobe's colour mark; the other application segments hold EXIF, XMP and the like."""


def clean_picture(data: bytes, media: str) -> Picture | None:
    """The picture for a page; None where browsers cannot show it, or it is broken."""
    try:
        if data.startswith(_PNG):
            return Picture(_PNG + b"".join(_png_chunks(data)), "image/png")
        if data.startswith(b"\xff\xd8"):
            return Picture(b"\xff\xd8" + b"".join(_jpeg_segments(data)), "image/jpeg")
    except (struct.error, IndexError):
        return None
    return Picture(data, "image/gif") if data[:6] in (b"GIF87a", b"GIF89a") else None


def _png_chunks(data: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        if data[at + 4 : at + 8] in _KEPT_OF_PNG:
            yield data[at : at + 12 + length]
        at += 12 + length


def _jpeg_segments(data: bytes) -> Iterator[bytes]:
    at = 2
    while data[at + 1] != 0xDA:
        (length,) = struct.unpack_from(">H", data, at + 2)
        kind = data[at + 1]
        if not (0xE0 <= kind <= 0xEF or kind == 0xFE) or kind in _KEPT_OF_JPEG:
            yield data[at : at + 2 + length]
        at += 2 + length
    # the picture itself, to the end of image; what stands behind it (a preview, a motion picture) is left out
    end = data.rfind(b"\xff\xd9")
    yield data[at : end + 2] if end >= at else data[at:]
