"""A rendered document as bytes that say the same on any day."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from docx.document import Document
from docx.opc.coreprops import CoreProperties

from docgen.characters import clean

MAIN = "word/document.xml"
BUILT_ON = date(2012, 7, 1)
"""The day the standard came into force dates every built template, so that building again changes nothing."""


_LONGEST = 255
"""Characters of a core property (ECMA-376, part 2, 11.1 by way of python-docx)."""


def property_text(text: str) -> str:
    """A text as a core property may hold it."""
    return clean(text)[:_LONGEST]


_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"


def properties_of(document: Document) -> CoreProperties:
    """The core properties of a document, to be written.

    docxcompose, which comes with docxtpl, gives the prefix ``cp`` of python-docx to custom properties: what was set
    afterwards would stand in elements that no reader knows, a template's mark among them.
    """
    from docx.oxml.ns import nsmap

    nsmap["cp"] = _CORE
    return document.core_properties


def to_bytes(document: Document, when: date = BUILT_ON) -> bytes:
    """The package of a document, its times set to ``when``."""
    from docgen.export.package import normalise
    from docgen.layout.tables.apart import rows_apart, streamed

    properties = properties_of(document)
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

    properties_of(document).category = document_mark(to_bytes(document))
