"""A rendered part taken as a tree, for what cannot be seen piece by piece: as docxtpl does it to every document."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from docgen.engine.parts import BODY, Part
from docgen.engine.xml import parse, text_of
from docgen.problem import DocgenError

_BODY = re.compile(r"<w:body(?: [^>]*)?>")
_ELEMENT = re.compile(r"<[^>]*>")
_TORN = "这样填出的公文不完整（{}），勉强生成会丢字：多因标记跨了段落或单元格，请用 docgen template check 找出并改正"


def mended(part: Part, text: str) -> str:
    """The part's rendered source with broken XML repaired and, in the body, each table's grid fitted to its cells.

    Raises DocgenError where the repair, which is docxtpl's, would cost words: docxtpl drops them without a word.
    """
    from lxml import etree

    if part.kind == BODY:
        text = _declared(part, text)
        tree = with_grids(text)
    else:
        parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
        tree = etree.fromstring(text, parser)
    whole = checked(part.name, text, tree)
    return _bare(whole) if part.kind == BODY else whole


def with_grids(text: str) -> Any:
    """The body as a tree, each table's grid fitted to its cells. Raises DocgenError for a span that is no number."""
    from docxtpl import DocxTemplate

    try:
        return DocxTemplate.fix_tables(None, text)
    except ValueError as error:
        written = str(error).rpartition(": ")[2]
        raise DocgenError(f"表格里跨几列（{{% colspan %}}）要写整数，不能是 {written}：请改正模板或所填的内容") from None


def checked(name: str, text: str, tree: Any) -> str:
    """The text of a tree that was made of ``text`` by repairing it. Raises DocgenError where that cost words."""
    whole = text_of(tree) if tree is not None else ""
    if not _is_sound(text) and not (_is_sound(whole) and _words(text) == _words(whole)):
        raise torn(name)
    return whole


def torn(name: str) -> DocgenError:
    return DocgenError(_TORN.format(name))


def _is_sound(text: str) -> bool:
    """Whether it is XML as it stands."""
    from lxml import etree

    try:
        parse(text)
    except etree.XMLSyntaxError:
        return False
    return True


def _words(text: str) -> str:
    """What is left of XML without its elements."""
    return unescape(_ELEMENT.sub("", text))


def _declared(part: Part, text: str) -> str:
    """The body with the namespaces of the element around it."""
    declared = " ".join(dict.fromkeys(re.findall(r'xmlns(?::[\w.-]+)?="[^"]*"', part.head)))
    return _BODY.sub(f"<w:body {declared}>", text, count=1)


def _bare(text: str) -> str:
    return _BODY.sub("<w:body>", text, count=1)
