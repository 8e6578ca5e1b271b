"""A workbook as bytes that are the same on any day and that the Open XML SDK finds no fault with."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import date
from io import BytesIO

from lxml import etree
from openpyxl import Workbook

from docgen.characters import clean
from docgen.export.package import normalise
from docgen.export.signature import SHEET_MARK, sheet_mark

_STYLES = "xl/styles.xml"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_DC, _TERMS = "{http://purl.org/dc/elements/1.1/}", "{http://purl.org/dc/terms/}"
_FONT_ORDER = (
    "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name", "family",
    "charset", "scheme",
)  # fmt: skip
_PLACE = {f"{_MAIN}{name}": place for place, name in enumerate(_FONT_ORDER)}


def packed(book: Workbook, when: date, fonts: Mapping[str, str] | None = None) -> bytes:
    """Save a workbook; ``when`` is the date that it bears inside. A template's mark does not pass on to it.

    ``fonts`` maps fonts that the workbook names to others that are named in their place.
    """
    if (book.properties.category or "").startswith(SHEET_MARK):
        book.properties.category = None
    return _saved(book, when, fonts or {})


def signed(book: Workbook, when: date) -> bytes:
    """Save a template with its mark."""
    packed(book, when)  # openpyxl saves a book a first time otherwise than every time after
    book.properties.category = sheet_mark(packed(book, when))
    return _saved(book, when, {})


def properties(core: bytes, title: str, when: date) -> bytes:
    """A template's properties as those of the workbook ``title``, dated ``when``; its mark does not pass on."""
    root = etree.fromstring(core)
    category = root.find(f"{_CORE}category")
    if category is not None and (category.text or "").startswith(SHEET_MARK):
        root.remove(category)
    named = root.find(f"{_DC}title")
    if named is None:
        named = etree.SubElement(root, f"{_DC}title")
    named.text = clean(title)
    for name in ("created", "modified"):
        stamp = root.find(f"{_TERMS}{name}")
        if stamp is not None:
            stamp.text = f"{when.isoformat()}T00:00:00Z"
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _saved(book: Workbook, when: date, fonts: Mapping[str, str]) -> bytes:
    saved = BytesIO()
    book.save(saved)
    return normalise(_with_fonts(saved.getvalue(), fonts), when)


def _with_fonts(data: bytes, fonts: Mapping[str, str]) -> bytes:
    """Name other fonts, and put the parts of each font into the schema's order, which openpyxl does not keep."""
    ordered = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(ordered, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            target.writestr(entry, in_fonts(content, fonts) if entry.filename == _STYLES else content)
    return ordered.getvalue()


def in_fonts(styles: bytes, fonts: Mapping[str, str]) -> bytes:
    """The styles part with other fonts named and the parts of each in order; the very bytes where nothing is to be done."""
    root, changed = etree.fromstring(styles), False
    for font in root.iter(f"{_MAIN}font"):
        for name in font.iterfind(f"{_MAIN}name"):
            other = fonts.get(name.get("val"), name.get("val"))
            changed = changed or other != name.get("val")
            name.set("val", other)
        ordered = sorted(font, key=lambda part: _PLACE.get(part.tag, len(_PLACE)))
        if ordered != list(font):
            font[:], changed = ordered, True
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True) if changed else styles
