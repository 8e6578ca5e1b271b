"""The paper at hand, whoever saved it last: its paragraphs and its tables, white space left out."""

from __future__ import annotations

from dataclasses import dataclass

from docx.oxml.ns import qn

from docgen.archive.office import open_word
from docgen.building.merging.reading import key, paragraphs, text_of
from docgen.layout.tables.bookmarks import mark_of
from docgen.layout.tables.grid import Grid


@dataclass(frozen=True)
class GivenTable:
    """A table: the texts of each row's cells (None where a joined cell runs on from above); the paragraphs before it,
    back to the table before, say what it is called."""

    rows: tuple[tuple[str | None, ...], ...]
    above: tuple[str, ...] = ()
    head: int = 0


@dataclass(frozen=True)
class Given:
    """What stands in a Word document. ``title`` is what its properties say; ``marks`` are of the records that its tables
    were made from, where they are still there."""

    texts: tuple[str, ...]
    tables: tuple[GivenTable, ...]
    title: str = ""
    marks: tuple[str, ...] = ()


def read_given(data: bytes, name: str = "") -> Given:
    """Read a Word document, tracked changes accepted. Raises DocgenError, with its ``name``, for what is none."""
    document = open_word(name, data)
    body = document.element.body
    texts, tables, above = [], [], []
    for element in body.iter(qn("w:p"), qn("w:tbl")):
        if element.tag == qn("w:tbl"):
            if not _floats(element) and not _within(element):
                tables.append(_table(element, tuple(above)))
                above = []
        elif not _within(element) and (text := key(text_of(element))):
            above.append(text)
    texts = [text for element in paragraphs(body) if (text := key(text_of(element)))]
    found = (mark_of(start.get(qn("w:name")) or "") for start in body.iter(qn("w:bookmarkStart")))
    marks = tuple(mark.ref for mark in found if mark and mark.ref)
    return Given(tuple(texts), tuple(tables), document.core_properties.title or "", marks)


def _table(element, above: tuple[str, ...]) -> GivenTable:
    grid = Grid(element)
    rows: list[list[str | None]] = [[] for _ in grid.rows]
    for cell in grid.cells:
        rows[cell.row].append(None if cell.continues and not key(cell.text) else key(cell.text))
    return GivenTable(tuple(map(tuple, rows)), above, grid.head)


def _floats(table) -> bool:
    return table.find(f"{qn('w:tblPr')}/{qn('w:tblpPr')}") is not None


def _within(element) -> bool:
    return next(element.iterancestors(qn("w:tbl"), qn("w:txbxContent")), None) is not None
