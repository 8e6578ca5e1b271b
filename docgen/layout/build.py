"""The papers' templates, built from the standard's numbers and the wording: docxtpl documents for Word and WPS.

``templates/notices/*.docx`` are made here once and are then an office's own to edit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from docx.document import Document

from docgen.layout import styles as st
from docgen.layout.document import sign, to_bytes
from docgen.layout.head import office_head
from docgen.layout.imprint import add_imprint
from docgen.layout.letter import letter_head
from docgen.layout.page import new_document
from docgen.layout.wording import add_wording


@dataclass(frozen=True)
class Kind:
    """One kind of paper: the name of its template and wording, and whether it has the letter's format (10.1)."""

    name: str
    letter: bool = False


KINDS = (Kind("月通报"), Kind("督办函", letter=True), Kind("通知"))


def build_all(folder: Path) -> list[Path]:
    """Write every template into ``folder``/notices and ``folder``/tables; answer their paths."""
    from docgen.layout.sheets.build import build_all as build_sheets
    from docgen.layout.tables.build import build_all as build_tables

    written = []
    (folder / "notices").mkdir(parents=True, exist_ok=True)
    for name, data in notices():
        path = folder / "notices" / name
        path.write_bytes(data)
        written.append(path)
    return [*written, *build_tables(folder / "tables"), *build_sheets(folder / "tables")]


def notices() -> Iterator[tuple[str, bytes]]:
    """The template of every kind of paper: file name and content."""
    for kind in KINDS:
        document = build(kind)
        sign(document)
        yield f"{kind.name}.docx", to_bytes(document)


def build(kind: Kind) -> Document:
    """The template of one kind of paper."""
    document = new_document()
    if kind.letter:
        letter_head(document)
    else:
        office_head(document)
    document.add_paragraph("{{ title }}", style=st.LETTER_TITLE if kind.letter else st.TITLE)
    document.add_paragraph("{{ addressees }}：", style=st.ADDRESSEES)
    wording = files("docgen.papers") / "wording" / f"{kind.name}.md"
    add_wording(document, wording.read_text(encoding="utf-8"))
    _annex_note(document)
    document.add_paragraph("{{ issuer }}", style=st.ISSUER)
    document.add_paragraph("{{ date }}", style=st.DATE)
    for text in ("{%p if note %}", "（{{ note }}）", "{%p endif %}"):
        document.add_paragraph(text, style=st.NOTE)
    document.add_paragraph(style=st.ANCHOR)
    add_imprint(document, letter=kind.letter)
    return document


def _annex_note(document: Document) -> None:
    """附件说明 (7.3.4): one line below the text, numbered only if there are several, no full stop."""
    for text, style in (
        ("{%p if annexes|length == 1 %}", st.ANNEX_ONLY),
        ("附件：{{ annexes[0] }}", st.ANNEX_ONLY),
        ("{%p endif %}", st.ANNEX_ONLY),
        ("{%p if annexes|length > 1 %}", st.ANNEX_FIRST),
        ("附件：1.{{ annexes[0] }}", st.ANNEX_FIRST),
        ("{%p for annex_title in annexes[1:] %}", st.ANNEX_NEXT),
        ("{{ loop.index + 1 }}.{{ annex_title }}", st.ANNEX_NEXT),
        ("{%p endfor %}", st.ANNEX_NEXT),
        ("{%p endif %}", st.ANNEX_NEXT),
    ):
        document.add_paragraph(text, style=style)
