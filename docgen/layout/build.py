"""The papers' templates, built from the standard's numbers and the wording: docxtpl documents for Word and WPS.

``templates/notices/*.docx`` are made here once and are then an office's own to edit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

from docx.document import Document

from docgen.layout import styles as st
from docgen.layout.body import (
    add_annex_note,
    add_attendance,
    add_blocks,
    add_lines,
    add_sign_off,
)
from docgen.layout.document import sign, to_bytes
from docgen.layout.formats import briefing_head, briefing_items, minutes_head, order_head
from docgen.layout.head import office_head
from docgen.layout.imprint import add_briefing_imprint, add_imprint
from docgen.layout.kinds import BRIEFING, KINDS, LETTER, MINUTES, OFFICE, ORDER, Kind
from docgen.layout.letter import letter_head
from docgen.layout.page import new_document
from docgen.layout.wording import add_wording

_HEADS: dict[str, Callable[[Document], None]] = {
    OFFICE: office_head, LETTER: letter_head, MINUTES: minutes_head, ORDER: order_head, BRIEFING: briefing_head,
}


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
    """The template of every kind of paper and of an annex of text: file name and content."""
    documents = {kind.name: build(kind) for kind in KINDS} | {"附件": build_annex(), "印发": build_issued()}
    for name, document in documents.items():
        sign(document)
        yield f"{name}.docx", to_bytes(document)


def build(kind: Kind) -> Document:
    """The template of one kind of paper."""
    document = new_document()
    letter = kind.format == LETTER
    _HEADS[kind.format](document)
    if kind.format == BRIEFING:
        briefing_items(document)
    elif kind.titled:
        document.add_paragraph("{{ title }}", style=st.LETTER_TITLE if letter else st.TITLE)
        if not kind.wording and not letter:
            add_lines(document, st.CAPTION, "{%p if caption %}", "（{{ caption }}）", "{%p endif %}")
    if kind.addressed:
        add_lines(document, st.ADDRESSEES, "{%p if addressees %}", "{{ addressees }}：", "{%p endif %}")
    if kind.wording:
        text = files("docgen.papers") / "wording" / f"{kind.name}.md"
        add_wording(document, text.read_text(encoding="utf-8"))
    elif kind.format != BRIEFING:
        add_blocks(document, "body", first=st.ORDER_BODY if kind.format == ORDER else st.BODY)
    add_annex_note(document)
    if kind.format == MINUTES:
        add_attendance(document)
    if kind.signed:
        add_sign_off(document)
    add_lines(document, st.NOTE, "{%p if note %}", "（{{ note }}）", "{%p endif %}")
    document.add_paragraph(style=st.ANCHOR)
    if kind.format == BRIEFING:
        add_briefing_imprint(document)
    else:
        add_imprint(document, letter=letter)
    return document


def build_issued() -> Document:
    """The template of a text that a paper issues (印发): no head, its own annex note."""
    document = new_document()
    document.add_paragraph("{{ title }}", style=st.ANNEX_TITLE)
    add_blocks(document, "body")
    add_annex_note(document)
    return document


def build_annex() -> Document:
    """The template of an annex of running text (7.3.7)."""
    document = new_document()
    document.add_paragraph("{{ label }}", style=st.ANNEX_LABEL)
    document.add_paragraph("{{ title }}", style=st.ANNEX_TITLE)
    add_blocks(document, "body")
    return document
