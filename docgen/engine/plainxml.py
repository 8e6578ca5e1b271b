"""XML as Office writes it: UTF-8, whole, without DTD and entities."""

from __future__ import annotations

import re

from docgen.archive.members import Dishonest

ENTITIES = "含有 DTD 或实体"
DAMAGED = "已损坏"

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["'][^>]*\?>""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_UTF8 = (b"utf-8", b"utf8", b"us-ascii", b"ascii")
_OTHERS = {b"utf-16": "utf-16", b"gb2312": "gb18030", b"gbk": "gb18030", b"gb18030": "gb18030"}


def plain_utf8(data: bytes) -> bytes:
    """``data`` in UTF-8. Raises Dishonest (``ENTITIES`` or ``DAMAGED``) for what no Office program writes."""
    data = _in_utf8(data)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise Dishonest(ENTITIES)
    return data


def _in_utf8(data: bytes) -> bytes:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        declared = b"utf-16"
    else:
        found = _DECLARED.match(data[:300].removeprefix(b"\xef\xbb\xbf"))
        declared = found[1].lower() if found else b"utf-8"
    try:
        if declared in _UTF8:
            if b"\0" in data:
                raise Dishonest(DAMAGED)
            data.decode("utf-8")
            return data
        text = data.decode(_OTHERS[declared])
    except (KeyError, UnicodeError):
        raise Dishonest(DAMAGED) from None
    return _DECLARATION.sub("", text, count=1).lstrip("\ufeff").encode()
