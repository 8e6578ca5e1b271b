"""A workbook as bytes that are the same on any day and that the Open XML SDK finds no fault with, and the mark by
which docgen knows its own templates."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping
from datetime import date
from io import BytesIO

from lxml import etree
from openpyxl import Workbook

from docgen.export.package import CORE, normalise

_MARK = "docgen:"
_CATEGORY = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}category"
_PROPERTIES = "docProps/"
_STYLES = "xl/styles.xml"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_FONT_ORDER = (
    "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name", "family",
    "charset", "scheme",
)  # fmt: skip
_PLACE = {f"{_MAIN}{name}": place for place, name in enumerate(_FONT_ORDER)}


def packed(book: Workbook, when: date, fonts: Mapping[str, str] | None = None) -> bytes:
    """Save a workbook; ``when`` is the date that it bears inside. A template's mark does not pass on to it.

    ``fonts`` maps fonts that the workbook names to others that are named in their place.
    """
    if (book.properties.category or "").startswith(_MARK):
        book.properties.category = None
    return _saved(book, when, fonts or {})


def signed(book: Workbook, when: date) -> bytes:
    """Save a template with its mark: the digest of all that it holds."""
    book.properties.category = _MARK + _digest(packed(book, when))
    return _saved(book, when, {})


def is_untouched(data: bytes) -> bool:
    """Whether a template is as docgen built it: its mark still fits what it holds."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            category = etree.fromstring(package.read(CORE)).findtext(_CATEGORY)
        return category == _MARK + _digest(data)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError):
        return False


def _digest(data: bytes) -> str:
    digest = hashlib.sha256()
    with zipfile.ZipFile(BytesIO(data)) as package:
        for name in sorted(package.namelist()):
            if not name.startswith(_PROPERTIES):
                digest.update(name.encode() + b"\0" + hashlib.sha256(package.read(name)).digest())
    return digest.hexdigest()


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
            target.writestr(entry, _styles(content, fonts) if entry.filename == _STYLES else content)
    return ordered.getvalue()


def _styles(styles: bytes, fonts: Mapping[str, str]) -> bytes:
    root = etree.fromstring(styles)
    for font in root.iter(f"{_MAIN}font"):
        for name in font.iterfind(f"{_MAIN}name"):
            name.set("val", fonts.get(name.get("val"), name.get("val")))
        font[:] = sorted(font, key=lambda part: _PLACE.get(part.tag, len(_PLACE)))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
