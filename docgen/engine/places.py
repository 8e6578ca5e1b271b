"""Where in a template a paragraph stands, in the words by which a person finds it in Word or WPS."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P, _TBL, _TR, _TC, _T, _BOX = (_W + tag for tag in ("p", "tbl", "tr", "tc", "t", "txbxContent"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SPACES = frozenset((_W + "tab", _W + "br", _W + "cr"))
_NUMBERED = (("header", "页眉"), ("footer", "页脚"))
_NAMED = {
    "document": "正文",
    "footnotes": "脚注",
    "endnotes": "尾注",
    "comments": "批注",
    "core": "文档属性",
    "custom": "文档属性",
    "app": "文档属性",
}


@dataclass(frozen=True)
class Place:
    """A paragraph of a part, all numbers from 1, 0 where there is none.

    ``paragraph`` counts the part's paragraphs outside tables, in a table those of its cell. ``table`` counts all
    tables of the part in document order. ``text`` is what the paragraph says, tags and all. ``boxed`` paragraphs
    stand in a text box that hangs on the paragraph or cell so named.
    """

    part: str
    paragraph: int = 0
    table: int = 0
    row: int = 0
    cell: int = 0
    text: str = ""
    boxed: bool = False

    @property
    def words(self) -> str:
        """正文第3段, 正文第1张表第4行第2格, 第2个页眉第1段."""
        where = part_words(self.part)
        if self.table:
            where += f"第{self.table}张表"
            where += f"第{self.row}行" if self.row else ""
            where += f"第{self.cell}格" if self.cell else ""
            where += f"第{self.paragraph}段" if self.paragraph > 1 else ""
        elif self.paragraph:
            where += f"第{self.paragraph}段"
        return f"{where}的文本框" if self.boxed else where

    def around(self, length: int = 30, at: int = 0) -> str:
        """At most ``length`` characters of the text, those at index ``at`` among them; … where it goes on."""
        start = max(0, min(at - length // 3, len(self.text) - length))
        piece = " ".join(self.text[start : start + length].split())
        return f"{'…' if start else ''}{piece}{'…' if start + length < len(self.text) else ''}"


def part_words(part: str) -> str:
    """A part of a document as Word's menus call it: 正文, 第1个页眉, 脚注."""
    stem = part.rsplit("/", 1)[-1].removesuffix(".xml")
    for prefix, name in _NUMBERED:
        if match := re.fullmatch(rf"{prefix}(\d*)", stem):
            return f"第{match[1] or 1}个{name}"
    return _NAMED.get(stem, part)


def places_of(part: str, xml: bytes | str) -> list[Place]:
    """A Place for each ``w:p`` of a part, in document order (of their start tags).

    Raises lxml's XMLSyntaxError for what is no XML.
    """
    return places_in(part, parsed(xml))


def parsed(xml: bytes | str) -> Any:
    """The root of a part. Nothing is fetched and no entity resolved. Raises lxml's XMLSyntaxError."""
    from lxml import etree

    content = _undeclared(xml.encode("utf-8")) if isinstance(xml, str) else xml
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    return etree.fromstring(content, parser)


def places_in(part: str, root: Any) -> list[Place]:
    """The places of a part that is parsed already."""
    from lxml import etree

    walk = _Walk(part)
    for event, element in etree.iterwalk(root, events=("start", "end")):
        (walk.enter if event == "start" else walk.leave)(element)
    return walk.places()


def _undeclared(content: bytes) -> bytes:
    """Without the XML declaration: text that was encoded here may claim another encoding."""
    return re.sub(rb"^\s*<\?xml[^>]*\?>", b"", content, count=1)


class _Walk:
    """Counts paragraphs, tables, rows and cells on the way through a part."""

    def __init__(self, part: str) -> None:
        self._part = part
        self._paragraphs = self._tables = 0
        self._tabled: list[list[int]] = []  # open tables, the innermost last: number, row, cell, paragraph in the cell
        self._open: list[int] = []  # open paragraphs, the innermost last: a text box stands within one
        self._boxes = self._fallbacks = 0
        self._found: list[tuple[int, int, int, int, bool]] = []
        self._texts: list[list[str]] = []

    def enter(self, element) -> None:
        tag = element.tag
        if tag == _P:
            self._paragraph()
        elif tag == _T and self._open:
            self._texts[self._open[-1]].append(element.text or "")
        elif tag in _SPACES and self._open:
            self._texts[self._open[-1]].append(" ")
        elif tag == _TBL:
            self._tables += not self._fallbacks
            self._tabled.append([self._tables, 0, 0, 0])
        elif tag == _TR and self._tabled:
            self._tabled[-1][1:] = [self._tabled[-1][1] + 1, 0, 0]
        elif tag == _TC and self._tabled:
            self._tabled[-1][2:] = [self._tabled[-1][2] + 1, 0]
        elif tag == _BOX:
            self._boxes += 1
        elif tag == _FALLBACK:
            self._fallbacks += 1

    def leave(self, element) -> None:
        tag = element.tag
        if tag == _P and self._open:
            self._open.pop()
        elif tag == _TBL and self._tabled:
            self._tabled.pop()
        elif tag == _BOX:
            self._boxes -= 1
        elif tag == _FALLBACK:
            self._fallbacks -= 1

    def _paragraph(self) -> None:
        table, row, cell, number = self._tabled[-1] if self._tabled else (0, 0, 0, self._paragraphs)
        if not self._boxes:
            number += 1
            if self._tabled:
                self._tabled[-1][3] = number
            else:
                self._paragraphs = number
        self._open.append(len(self._found))
        self._found.append((number, table, row, cell, self._boxes > 0))
        self._texts.append([])

    def places(self) -> list[Place]:
        return [
            Place(self._part, number, table, row, cell, "".join(texts), boxed)
            for (number, table, row, cell, boxed), texts in zip(self._found, self._texts, strict=True)
        ]
