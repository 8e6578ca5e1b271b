"""What a ``.docx`` says: so that competitors are compared only where they made the same document."""

from __future__ import annotations

import io
import re
import zipfile

_TOLD = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def paragraphs(content: bytes) -> list[str]:
    """The texts of all paragraphs of body, headers and footers, in the order of the parts' names; empty ones left out."""
    from lxml import etree

    texts = []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in sorted(name for name in package.namelist() if _TOLD.fullmatch(name)):
            root = etree.fromstring(package.read(name), etree.XMLParser(resolve_entities=False, huge_tree=True))
            texts += ["".join(text.text or "" for text in one.iter(f"{_W}t")) for one in root.iter(f"{_W}p")]
    return [text for text in texts if text.strip()]


def difference(one: list[str], other: list[str]) -> str:
    """Where two documents' texts first differ, in words for the report; empty when they do not."""
    if one == other:
        return ""
    for number, (left, right) in enumerate(zip(one, other, strict=False), 1):
        if left != right:
            return f"第{number}段不同：“{left[:40]}”“{right[:40]}”"
    return f"段数不同：{len(one)}、{len(other)}"
