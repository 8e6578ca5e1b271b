"""Characters that no paper can hold: which they are, found and taken out."""

from __future__ import annotations

import re

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\ud800-\udfff\ue000-\ue004\ue010-\ue012\ufffe\uffff]")
"""Control characters but tab and line break, lone surrogates, what Unicode keeps free of characters (none of them
allowed in XML), and the private-use characters by which docgen marks what it prints."""


def clean(text: str) -> str:
    """The text without characters that no paper can hold; line breaks as one character each."""
    if text.isprintable():  # none of them is, and neither is a line break
        return text
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def unprintable(text: str) -> tuple[str, ...]:
    """The characters that no paper can hold, once each, by their codes (``U+0007``); empty for nearly every text."""
    return tuple(dict.fromkeys(f"U+{ord(char):04X}" for char in _UNPRINTABLE.findall(text)))
