"""XML of a package read without entities and without the network, and written as docxtpl writes it."""

from __future__ import annotations

from typing import Any


def parse(data: bytes | str, *, blanks: bool = True) -> Any:
    """The root element; without ``blanks``, white space that only sets elements apart is dropped, as python-docx does."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_blank_text=not blanks, huge_tree=True
    )
    return etree.fromstring(data, parser)


def text_of(element: Any) -> str:
    from lxml import etree

    return etree.tostring(element, encoding="unicode")
