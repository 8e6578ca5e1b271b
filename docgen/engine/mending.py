"""A rendered part taken as a tree, for what cannot be seen piece by piece: as docxtpl does it to every document."""

from __future__ import annotations

import re

from docgen.engine.parts import BODY, Part
from docgen.engine.xml import text_of

_BODY = re.compile(r"<w:body(?: [^>]*)?>")


def mended(part: Part, text: str) -> str:
    """The part's rendered source with broken XML repaired and, in the body, each table's grid fitted to its cells."""
    from docxtpl import DocxTemplate
    from lxml import etree

    if part.kind == BODY:
        return _bare(text_of(DocxTemplate.fix_tables(None, _declared(part, text))))
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    return text_of(etree.fromstring(text, parser))


def _declared(part: Part, text: str) -> str:
    """The body with the namespaces of the element around it."""
    declared = " ".join(dict.fromkeys(re.findall(r'xmlns(?::[\w.-]+)?="[^"]*"', part.head)))
    return _BODY.sub(f"<w:body {declared}>", text, count=1)


def _bare(text: str) -> str:
    return _BODY.sub("<w:body>", text, count=1)
