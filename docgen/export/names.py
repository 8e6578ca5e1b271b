"""File names made from titles and units: safe on Windows and Linux, Chinese punctuation kept."""

from __future__ import annotations

import hashlib
import re
import unicodedata

MOST_CHARACTERS = 120
MOST_BYTES = 230
"""Below the 255 bytes of a Linux name, so that 「（人工修改1）」 still fits behind it."""

UNNAMED = "未命名"

_WIDE = str.maketrans('<>:"/\\|?*', "＜＞：＂／＼｜？＊")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\..*)?", re.IGNORECASE)


def safe_name(text: str, suffix: str = "") -> str:
    """A file name for ``text`` with ``suffix`` (``.docx``) behind it.

    Characters that Windows forbids become their full-width forms; control characters, dots and spaces at the
    ends go; device names (CON, NUL) get a line before them; a name too long is cut and ends in a digest of
    the whole, so that two long titles never share one file. The answer is its own answer again.

    >>> safe_name("督办函（曹镇乡政府）", ".docx")
    '督办函（曹镇乡政府）.docx'
    """
    text = unicodedata.normalize("NFC", "".join(_visible(char) for char in text)).translate(_WIDE)
    name = re.sub(r" {2,}", " ", text).strip(" .\u3000") or UNNAMED
    if _DEVICE.fullmatch(name):
        name = "_" + name
    if _too_long(name + suffix):
        name = _cut(name, suffix)
    return name + suffix


def _visible(char: str) -> str:
    if char == "\u3000":  # sets two-character names, and is legal everywhere
        return char
    kind = unicodedata.category(char)
    if kind in ("Cc", "Zl", "Zp", "Zs"):
        return " "
    return "" if kind in ("Cf", "Cs") else char


def _too_long(name: str) -> bool:
    return len(name) > MOST_CHARACTERS or len(name.encode()) > MOST_BYTES


def _cut(name: str, suffix: str) -> str:
    tail = "~" + hashlib.sha256(name.encode()).hexdigest()[:6]
    while _too_long(name + tail + suffix):
        name = name[:-1]
    return name.rstrip(" .\u3000") + tail
