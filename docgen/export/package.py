"""The same records give the same bytes: an Office package without the clock in it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from io import BytesIO
from types import MappingProxyType

from docgen.problem import DocgenError

CORE = "docProps/core.xml"
_FIRST = ("[Content_Types].xml", "_rels/.rels")
_LEVEL = 6
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(created|modified)\b[^>]*>)[^<]*(</dcterms:\2>)")


Streaming = Mapping[str, Callable[[bytes], Iterable[bytes]]]
"""Of a part's name: what makes pieces of its content, to be packed one after another."""


def normalise(data: bytes, when: date, streaming: Streaming = MappingProxyType({})) -> bytes:
    """Pack a ``.docx`` or ``.xlsx`` again: parts in a fixed order, fixed times, created and modified on ``when``.

    A part that is too large to be held at once comes as ``streaming`` makes it of what stands in ``data``.

    Raises DocgenError when ``data`` is not a package.
    """
    parts = _parts(data)
    if CORE in parts:
        stamp = f"{when.isoformat()}T00:00:00Z".encode()
        parts[CORE] = _STAMP.sub(rb"\g<1>" + stamp + rb"\g<3>", parts[CORE])
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as package:
        for name in sorted(parts, key=_rank):
            if name in streaming:
                with package.open(name, "w") as target:
                    for piece in streaming[name](parts[name]):
                        target.write(piece)
                package.getinfo(name).create_system = 0
                continue
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # otherwise Windows and Linux write different bytes
            package.writestr(entry, parts[name], compresslevel=_LEVEL)
    return packed.getvalue()


def _parts(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return {entry.filename: package.read(entry) for entry in package.infolist() if not entry.is_dir()}
    except zipfile.BadZipFile:
        raise DocgenError("内容不是有效的 docx 或 xlsx 文件，无法保存") from None


def _rank(name: str) -> tuple[int, str]:
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)
