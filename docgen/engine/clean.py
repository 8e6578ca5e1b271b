"""Text that a part can hold: the last look before a value is printed."""

from __future__ import annotations

import re

from docgen.characters import clean, unprintable

__all__ = ["clean", "unprintable", "without_strays", "xml_text"]

_NOT_XML = re.compile("[\x00-\x06\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_text(text: str) -> str:
    """The text without what XML cannot hold. The bell and the form feed stay: in docxtpl's dialect they are breaks."""
    return text if text.isprintable() else _NOT_XML.sub("", text)


_STRAY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);)|<(?![\w/!?])")


def without_strays(xml: str) -> str:
    """XML by its own account (``|safe``), the signs in it that begin neither an entity nor an element told as words."""
    return _STRAY.sub(lambda sign: "&amp;" if sign[0] == "&" else "&lt;", xml)
