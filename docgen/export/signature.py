"""The mark by which docgen knows a template that nobody has edited: a digest of its parts in its own properties."""

from __future__ import annotations

import hashlib
import zlib
from xml.etree.ElementTree import ParseError

from docgen.archive.members import Dishonest, Limits, members_of
from docgen.export.package import CORE

SHEET_MARK = "docgen:"
"""Begins a workbook's mark; a Word document's is the digest alone."""

_CATEGORY = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}category"
_PROPERTIES = "docProps/"


def document_mark(data: bytes) -> str:
    """The mark of a Word template with these parts, its properties left out."""
    digest = hashlib.sha256()
    for name, content in _parts(data):
        digest.update(name.encode() + b"\0" + content)
    return digest.hexdigest()


def sheet_mark(data: bytes) -> str:
    """The mark of a workbook template with these parts, its properties left out."""
    digest = hashlib.sha256()
    for name, content in _parts(data):
        digest.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    return SHEET_MARK + digest.hexdigest()


def is_untouched(data: bytes) -> bool:
    """Whether a template is as some docgen built it, this version or another: its mark still fits all its parts."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        core = next(member for member in members_of(data, Limits()) if member.name == CORE)
        mark = fromstring(core.content()).findtext(_CATEGORY) or ""
        return mark == (sheet_mark(data) if mark.startswith(SHEET_MARK) else document_mark(data))
    except (Dishonest, zlib.error, StopIteration, ParseError, DefusedXmlException, ValueError):
        return False


def _parts(data: bytes) -> list[tuple[str, bytes]]:
    members = (member for member in members_of(data, Limits()) if not member.name.startswith(_PROPERTIES))
    return [(member.name, member.content()) for member in sorted(members, key=lambda member: member.name)]
