"""What a document says: so that programs are compared only where they made the same."""

from __future__ import annotations

import io
import re
import zipfile

_TOLD = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def paragraphs(content: bytes) -> list[str]:
    """The texts of all paragraphs of a ``.docx``: body, headers, footers, by the names of the parts; empty ones left out."""
    from lxml import etree

    texts = []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in sorted(name for name in package.namelist() if _TOLD.fullmatch(name)):
            root = etree.fromstring(package.read(name), etree.XMLParser(resolve_entities=False, huge_tree=True))
            texts += ["".join(text.text or "" for text in one.iter(f"{_W}t")) for one in root.iter(f"{_W}p")]
    return [text for text in texts if text.strip()]


def cells(content: bytes) -> list[list]:
    """The rows of an ``.xlsx``'s first sheet as values: numbers are numbers, empty cells empty texts."""
    import python_calamine as calamine

    with calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        return book.get_sheet_by_index(0).to_python(skip_empty_area=False)
