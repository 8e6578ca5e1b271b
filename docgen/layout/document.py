"""A rendered document as bytes that say the same on any day."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from docx.document import Document

from docgen.characters import clean

MAIN = "word/document.xml"
BUILT_ON = date(2012, 7, 1)
"""The day the standard came into force dates every built template, so that building again changes nothing."""


_LONGEST = 255
"""Characters of a core property (ECMA-376, part 2, 11.1 by way of python-docx)."""


def property_text(text: str) -> str:
    """A text as a core property may hold it."""
    return clean(text)[:_LONGEST]


def to_bytes(document: Document, when: date = BUILT_ON) -> bytes:
    """The package of a document, its times set to ``when``."""
    from docgen.export.package import normalise
    from docgen.layout.tables.apart import rows_apart, streamed

    properties = document.core_properties
    properties.author = properties.last_modified_by = "docgen"
    properties.comments = ""
    buffer = BytesIO()
    document.save(buffer)
    if not rows_apart(document):
        return normalise(buffer.getvalue(), when)
    return normalise(buffer.getvalue(), when, {MAIN: lambda xml: streamed(document, xml)})


def sign(document: Document) -> None:
    """Write the mark of an untouched template into its properties."""
    from docgen.export.signature import document_mark

    document.core_properties.category = document_mark(to_bytes(document))
