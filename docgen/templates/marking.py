"""A copy of a template with each finding as a comment where it stands, for Word, WPS or Excel to show."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from docgen.engine.lint import Finding

if TYPE_CHECKING:
    from docx.document import Document

AUTHOR, _INITIALS = "docgen", "核"
_MAIN = "word/document.xml"


def marked(content: bytes, suffix: str, findings: Sequence[Finding]) -> bytes:
    """The template with its findings commented; comments of a former check are taken off first.

    What stands in a header, footer or note, where Word has no comments, is told at the document's beginning. The same
    input gives the same bytes.
    """
    return _marked_book(content, findings) if suffix == ".xlsx" else _marked_document(content, findings)


def unmarked(content: bytes, suffix: str) -> bytes:
    """The template without comments of a former check; the very bytes where there are none."""
    if suffix == ".xlsx":
        return _without_notes(content)
    from docx import Document as opened

    document = opened(io.BytesIO(content))
    return _saved(document) if _take_off(document) else content


def _marked_document(content: bytes, findings: Sequence[Finding]) -> bytes:
    from docx import Document as opened
    from docx.oxml.ns import qn

    document = opened(io.BytesIO(content))
    _take_off(document)
    paragraphs = list(document.element.iter(qn("w:p")))
    for finding in findings:
        here = finding.place.part == _MAIN and 0 <= finding.index < len(paragraphs)
        paragraph = paragraphs[finding.index] if here else paragraphs[0]
        words = f"{finding.level}：{finding.message}"
        if here and not finding.place.boxed and finding.end > finding.start:
            runs = _runs_of(paragraph, finding.start, finding.end)
        else:
            runs = _runs_of(_outermost(paragraph), 0, None)
            words = f"{finding.level}（{finding.where}）：{finding.message}{f'（{finding.tag}）' if finding.tag else ''}"
        _comment(document, runs, words)
    return _saved(document)


def _comment(document: Document, runs: list[Any], words: str) -> None:
    from docx.oxml.ns import qn
    from docx.text.run import Run

    first, last = (Run(element, document._body) for element in (runs[0], runs[-1]))
    comment = document.add_comment([first, last], words, AUTHOR, _INITIALS)
    comment._comment_elm.attrib.pop(qn("w:date"), None)


def _runs_of(paragraph: Any, start: int, end: int | None) -> list[Any]:
    """The runs that hold the characters from ``start`` up to ``end`` of a paragraph, cut so that they hold no others."""
    from docx.oxml.ns import qn

    for at in sorted({start, end} - {None, 0}, reverse=True):
        _cut(paragraph, at)
    found, at = [], 0
    for text in _texts(paragraph):
        length = len(text.text or "")
        if (end is None or at < end) and at + length > start:
            found.append(next(text.iterancestors(qn("w:r"))))
        at += length
    if found:
        return found
    runs = paragraph.findall(qn("w:r"))
    return runs or [paragraph.add_r()]


def _cut(paragraph: Any, offset: int) -> None:
    """Part the run that holds a character, so that a run begins with it."""
    from docx.oxml.ns import qn

    at = 0
    for text in _texts(paragraph):
        words = text.text or ""
        if at < offset < at + len(words):
            run = next(text.iterancestors(qn("w:r")))
            if text.getparent() is not run:
                return
            place = list(run).index(text)
            behind = deepcopy(run)
            run.addnext(behind)
            for child in list(run)[place + 1 :]:
                run.remove(child)
            for child in list(behind)[:place]:
                if child.tag != qn("w:rPr"):
                    behind.remove(child)
            other = next(behind.iter(qn("w:t")))
            for element, piece in ((text, words[: offset - at]), (other, words[offset - at :])):
                element.text = piece
                element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            return
        at += len(words)


def _texts(paragraph: Any) -> Iterator[Any]:
    """The text elements of a paragraph that are its own, not those of text boxes on it."""
    from docx.oxml.ns import qn

    for text in paragraph.iter(qn("w:t")):
        if next(text.iterancestors(qn("w:p"))) is paragraph:
            yield text


def _outermost(paragraph: Any) -> Any:
    from docx.oxml.ns import qn

    return next(iter([*paragraph.iterancestors(qn("w:p"))][::-1]), paragraph)


def _take_off(document: Document) -> bool:
    """Remove docgen's comments with their ranges; whether there were any."""
    from docx.oxml.ns import qn

    if not any(relation.reltype.endswith("/comments") for relation in document.part.rels.values()):
        return False
    part = document.part._comments_part
    ours = [element for element in part.element.findall(qn("w:comment")) if element.get(qn("w:author")) == AUTHOR]
    gone = {element.get(qn("w:id")) for element in ours}
    for element in ours:
        part.element.remove(element)
    for name in ("w:commentRangeStart", "w:commentRangeEnd"):
        for element in list(document.element.iter(qn(name))):
            if element.get(qn("w:id")) in gone:
                element.getparent().remove(element)
    for element in list(document.element.iter(qn("w:commentReference"))):
        if element.get(qn("w:id")) in gone:
            run = element.getparent()
            run.remove(element)
            if all(child.tag == qn("w:rPr") for child in run):
                run.getparent().remove(run)
    return bool(gone)


def _saved(document: Document) -> bytes:
    from docgen.export.package import normalise
    from docgen.layout.document import BUILT_ON

    out = io.BytesIO()
    document.save(out)
    return normalise(out.getvalue(), BUILT_ON)


def _marked_book(content: bytes, findings: Sequence[Finding]) -> bytes:
    from docgen.ledger.returning import place
    from docgen.ledger.returning.book import Book
    from docgen.ledger.returning.comments import Comments
    from docgen.ledger.returning.package import Package
    from docgen.ledger.returning.worksheet import Worksheet

    package = Package(content)
    parts = {entry.name: entry.part for entry in Book(package).sheets()}
    for sheet, part in parts.items():
        comments = Comments(Worksheet(package, part))
        comments.clear()
        texts: dict[tuple[int, int], list[str]] = {}
        for finding in findings:
            if finding.sheet == sheet and (cell := place.parse(finding.cell)):
                texts.setdefault(cell, []).append(f"{finding.level}：{finding.message}")
        comments.add({cell: "\n".join(words) for cell, words in texts.items()})
    return package.packed()


def _without_notes(content: bytes) -> bytes:
    from docgen.ledger.returning.book import Book
    from docgen.ledger.returning.comments import HEADING, Comments
    from docgen.ledger.returning.package import Package
    from docgen.ledger.returning.worksheet import Worksheet

    package = Package(content)
    if not any(HEADING.encode() in package.bytes(name) for name in package.names() if "comments" in name.lower()):
        return content
    for entry in Book(package).sheets():
        Comments(Worksheet(package, entry.part)).clear()
    return package.packed()
