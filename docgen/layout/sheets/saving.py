"""A workbook as bytes that are the same on any day and that the Open XML SDK finds no fault with."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

from lxml import etree
from openpyxl import Workbook

from docgen.export.package import normalise

_STYLES = "xl/styles.xml"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_FONT_ORDER = (
    "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name", "family",
    "charset", "scheme",
)  # fmt: skip
_PLACE = {f"{_MAIN}{name}": place for place, name in enumerate(_FONT_ORDER)}


def packed(book: Workbook, when: date) -> bytes:
    """Save a workbook; ``when`` is the date that it bears inside."""
    saved = BytesIO()
    book.save(saved)
    return normalise(_with_ordered_fonts(saved.getvalue()), when)


def _with_ordered_fonts(data: bytes) -> bytes:
    """Put the parts of each font into the schema's order, which openpyxl does not keep."""
    ordered = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(ordered, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            target.writestr(entry, _ordered(content) if entry.filename == _STYLES else content)
    return ordered.getvalue()


def _ordered(styles: bytes) -> bytes:
    root = etree.fromstring(styles)
    for font in root.iter(f"{_MAIN}font"):
        font[:] = sorted(font, key=lambda part: _PLACE.get(part.tag, len(_PLACE)))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
