"""A rendered document as bytes that say the same on any day, and the mark by which docgen knows its own templates."""

from __future__ import annotations

import hashlib
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
    """Write the digest of the text and styles into the document's properties: the mark of an untouched template."""
    document.core_properties.category = _digest(document)


def is_untouched(data: bytes) -> bool:
    """Whether a template is as docgen built it: its mark still fits its text and styles."""
    from docx import Document as open_docx

    try:
        document = open_docx(BytesIO(data))
    except Exception:  # not a Word file at all: certainly not docgen's
        return False
    return document.core_properties.category == _digest(document)


def _digest(document: Document) -> str:
    from lxml import etree

    digest = hashlib.sha256()
    for element in (document.element, document.styles.element):
        digest.update(etree.tostring(element, method="c14n"))
    return digest.hexdigest()
