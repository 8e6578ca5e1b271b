"""What a Word document says, whoever saved it last: Word, WPS and LibreOffice write all XML anew, so texts are compared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn

from docgen.archive.office import open_word
from docgen.building.merging.looks import Looks
from docgen.problem import DocgenError

if TYPE_CHECKING:
    from docx.document import Document

_SPACE = re.compile(r"[\s\u200b\u200e\u200f\u2028\ufeff]+")
_PAGE_NUMBER = re.compile(r"[—–\-－]+\d*[—–\-－]+")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PASSED_OVER = frozenset({*map(qn, ("w:del", "w:moveFrom", "w:txbxContent", "w:instrText")), _FALLBACK})
_APART = (qn("w:tbl"), qn("w:txbxContent"), _FALLBACK)
_WRITTEN = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_MARKS = {
    qn("w:ins"): "修订",
    qn("w:del"): "修订",
    qn("w:moveFrom"): "修订",
    qn("w:commentReference"): "批注",
    qn("w:footnoteReference"): "脚注",
    qn("w:endnoteReference"): "尾注",
    qn("w:object"): "嵌入的对象",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath": "公式",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": "图表",
}
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_OLD_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"


@dataclass(frozen=True)
class Line:
    """One paragraph of the text: as written, what of it counts when texts are compared, its style's name, and how its
    characters look (bold, red …), those that count."""

    text: str
    key: str
    style: str
    looks: tuple[Any, ...]


Row = tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """What stands in a document. ``lines`` are the paragraphs outside tables that say anything; ``tables`` the cells
    of each table's rows; ``around`` headers, footers, text boxes and floating tables, the imprint among them (LibreOffice
    makes a text box of it); ``pictures`` their number; ``marks`` what a
    reviewer leaves (批注, 修订) and what is no text (公式, 图表)."""

    lines: tuple[Line, ...]
    tables: tuple[tuple[Row, ...], ...]
    around: Counter[str]
    pictures: int
    marks: frozenset[str]


def key(text: str) -> str:
    """A text without what may differ though nobody edited it: white space of any kind."""
    return _SPACE.sub("", text)


def read(data: bytes) -> Reading | None:
    """What the Word document in ``data`` says; None when it is none."""
    try:
        return reading_of(open_word("", data))
    except DocgenError:
        return None


def reading_of(document: Document) -> Reading:
    """What an open document says."""
    looks = Looks(document)
    body = document.element.body
    lines = (_line(element, looks) for element in paragraphs(body))
    return Reading(
        lines=tuple(line for line in lines if line.key),
        tables=tuple(_rows(table) for table in body.iter(qn("w:tbl")) if not _floats(table) and not _within(table, *_APART)),
        around=Counter(text for text in map(key, _around(document)) if text and not _PAGE_NUMBER.fullmatch(text)),
        pictures=sum(1 for _ in body.iter(_BLIP, _OLD_PICTURE)),
        marks=frozenset(word for tag, word in _MARKS.items() if next(body.iter(tag), None) is not None),
    )


def paragraphs(body: Any) -> Iterator[Any]:
    """The paragraphs of the text in their order, those of tables and text boxes left out."""
    for child in body:
        if child.tag == qn("w:p"):
            yield child
        elif child.tag not in (qn("w:tbl"), qn("w:sectPr")):
            content = child.find(qn("w:sdtContent"))
            yield from paragraphs(child if content is None else content)


def text_of(element: Any) -> str:
    """The text of a paragraph or cell as a reader sees it, tracked changes accepted."""
    if element.tag in _PASSED_OVER:
        return ""
    if element.tag == qn("w:t"):
        return element.text or ""
    return _WRITTEN.get(element.tag, "") + "".join(map(text_of, element))


def _line(paragraph: Any, looks: Looks) -> Line:
    text = text_of(paragraph)
    return Line(text, key(text), looks.style_name(paragraph), looks.of(paragraph))


def _rows(table: Any) -> tuple[Row, ...]:
    return tuple(tuple(key(text_of(cell)) for cell in row.iter(qn("w:tc"))) for row in table.iter(qn("w:tr")))


def _floats(table: Any) -> bool:
    return table.find(f"{qn('w:tblPr')}/{qn('w:tblpPr')}") is not None


def _within(element: Any, *tags: str) -> bool:
    return next(element.iterancestors(*tags), None) is not None


def _around(document: Document) -> Iterator[str]:
    """Texts of headers and footers, text boxes and floating tables, paragraph by paragraph."""
    body = document.element.body
    parts = {id(body): body}
    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/header", "/footer")):
            parts[id(relation.target_part.element)] = relation.target_part.element
    for element in parts.values():
        for paragraph in element.iter(qn("w:p")):
            if not _within(paragraph, _FALLBACK) and (element is not body or _within(paragraph, qn("w:txbxContent")) or _in_float(paragraph)):
                yield text_of(paragraph)


def _in_float(paragraph: Any) -> bool:
    return any(_floats(table) for table in paragraph.iterancestors(qn("w:tbl")))
