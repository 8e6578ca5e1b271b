"""Return copies as files: no clock in them, and a seal by which docgen knows its own untouched work again."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping

from docgen.archive.members import UNREADABLE

_FIRST = "[Content_Types].xml"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_SEAL = b"docgen "


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A package of these parts in their order, content types first; sealed with their digest in the archive's comment."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in sorted(parts.items(), key=lambda item: item[0] != _FIRST):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # otherwise Windows and Linux write different bytes
            archive.writestr(entry, content, compresslevel=6)
        archive.comment = _seal(parts)
    return written.getvalue()


def is_untouched(content: bytes) -> bool:
    """Whether a file is a return copy as docgen wrote it; whoever saves it anew breaks the seal."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.comment.startswith(_SEAL) and archive.comment == _seal(
                {entry.filename: archive.read(entry) for entry in archive.infolist()}
            )
    except UNREADABLE:
        return False


def _seal(parts: Mapping[str, bytes]) -> bytes:
    digest = hashlib.sha256()
    for name, content in sorted(parts.items()):
        digest.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    return _SEAL + digest.hexdigest().encode()
