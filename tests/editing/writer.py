"""LibreOffice as a person's writing program: documents opened in it, cells typed over, saved as Word documents again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from lxml import etree

from docgen import soffice
from docgen.settings import Pdf

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def through_libreoffice(files: Iterable[Path], folder: Path, edit: Callable[[str, etree._Element], None]) -> list[Path]:
    """Let LibreOffice open every file and keep it in its own format, ``edit`` (name, document) it, and let it save it as Word.

    Two starts of LibreOffice for all files together.
    """
    flat = _converted([*files], "fodt", folder / "flat")
    for path in flat:
        document = etree.parse(path)
        edit(path.stem, document.getroot())
        document.write(path, encoding="utf-8", xml_declaration=True)
    return _converted(flat, "docx", folder / "saved")


def rows(document: etree._Element, table: int = 0) -> list[etree._Element]:
    """The rows of a table, those of its heading first."""
    return list(list(document.iter(f"{_TABLE}table"))[table].iter(f"{_TABLE}table-row"))


def cells(row: etree._Element) -> list[etree._Element]:
    """The cells of a row, also those that a joined cell covers."""
    return [cell for cell in row if cell.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")]


def type_over(cell: etree._Element, text: str, with_marks: bool) -> None:
    """Put ``text`` in place of what a cell says, a paragraph a line; ``with_marks`` a bookmark there goes, too."""
    paragraphs = cell.findall(f"{_TEXT}p")
    for further in paragraphs[1:]:
        cell.remove(further)
    first, *more = text.split("\n")
    paragraph = paragraphs[0]
    for child in list(paragraph):
        if with_marks or not child.tag.startswith(f"{_TEXT}bookmark"):
            paragraph.remove(child)
        else:
            child.tail = None
    paragraph.text = first
    for line in more:
        further = etree.SubElement(cell, f"{_TEXT}p", dict(paragraph.attrib))
        further.text = line


def _converted(files: list[Path], suffix: str, folder: Path) -> list[Path]:
    folder.mkdir(parents=True)
    program = soffice.find(Pdf())
    arguments = ["--convert-to", suffix, "--outdir", str(folder), *map(str, files)]
    outcome = soffice.run(program, arguments, folder.parent, {}, 300)
    made = [folder / f"{file.stem}.{suffix}" for file in files]
    assert all(path.is_file() for path in made), outcome
    return made
