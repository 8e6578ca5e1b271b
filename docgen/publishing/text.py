"""The paper as plain text, numbers as printed, tables with tabs between their cells."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.publishing.publication import Element, Heading, Paragraph, Publication, Sheet


def as_text(publication: Publication) -> str:
    """UTF-8 text, a paragraph a line, an empty line before each annex and around tables."""
    return "\n".join(_lines(publication)).strip() + "\n"


def _lines(publication: Publication) -> Iterator[str]:
    for part in publication.parts:
        if part.label:
            yield from ("", part.label)
        yield part.title
        if publication.number and not part.label:
            yield publication.number
        for element in part.elements:
            yield from _element(element)


def _element(element: Element) -> Iterator[str]:
    if isinstance(element, Paragraph):
        yield element.text.replace("\t", "\u3000")
    elif isinstance(element, Heading):
        yield element.text + element.rest
    elif isinstance(element, Sheet):
        yield ""
        yield from ("\t".join(row) for row in full(element))
        yield ""


def full(sheet: Sheet) -> list[list[str]]:
    """The table with every cell of a joined one filled, so that a row can be read by itself."""
    rows = [[""] * sheet.columns for _ in sheet.rows]
    for top, (cells, places) in enumerate(zip(sheet.rows, sheet.places, strict=True)):
        for cell, left in zip(cells, places, strict=True):
            for row in range(top, min(top + cell.rows, len(rows))):
                rows[row][left : left + cell.columns] = [" ".join(cell.text.split())] * cell.columns
    return rows
