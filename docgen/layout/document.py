"""A rendered document as bytes that say the same on any day, and the mark by which docgen knows its own templates."""

from __future__ import annotations

import hashlib
import zipfile
from datetime import date
from io import BytesIO

from docx.document import Document

BUILT_ON = date(2012, 7, 1)
"""The day the standard came into force dates every built template, so that building again changes nothing."""


def to_bytes(document: Document, when: date = BUILT_ON) -> bytes:
    """The package of a document, its times set to ``when``."""
    from docgen.export.package import normalise

    properties = document.core_properties
    properties.author = properties.last_modified_by = "docgen"
    properties.comments = ""
    buffer = BytesIO()
    document.save(buffer)
    return normalise(buffer.getvalue(), when)


def sign(document: Document) -> None:
    """Write the digest of everything but the properties into the properties: the mark of an untouched template."""
    document.core_properties.category = _digest(to_bytes(document))


def is_untouched(data: bytes) -> bool:
    """Whether a template is as docgen built it: its mark still fits all its parts."""
    from docx import Document as open_docx

    try:
        return open_docx(BytesIO(data)).core_properties.category == _digest(data)
    except Exception:  # not a Word file at all: certainly not docgen's
        return False


def _digest(data: bytes) -> str:
    digest = hashlib.sha256()
    with zipfile.ZipFile(BytesIO(data)) as package:
        for name in sorted(package.namelist()):
            if not name.startswith("docProps/"):
                digest.update(name.encode() + b"\0" + package.read(name))
    return digest.hexdigest()
