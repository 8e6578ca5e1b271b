"""The papers' templates, built from the standard's numbers and the wording: docxtpl documents for Word and WPS.

``templates/notices/*.docx`` are made here once and are then an office's own to edit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
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
from docgen.layout.letter import letter_head
from docgen.layout.page import new_document
from docgen.layout.wording import add_wording


@dataclass(frozen=True)
class Kind:
    """One kind of paper: its template's name, what builds its head, where its words come from.

    ``wording`` names the text of papers made from records; a draft brings its own words, block by block.
    """

    name: str
    head: Callable[[Document], None] = office_head
    letter: bool = False
    wording: bool = False
    addressed: bool = True
    titled: bool = True
    signed: bool = True


KINDS = (
    Kind("月通报", wording=True),
    Kind("督查通报", wording=True),
    Kind("观摩通报", wording=True),
    Kind("集中开工通报", wording=True),
    Kind("考核通报", wording=True),
    Kind("提醒函", letter_head, letter=True, wording=True),
    Kind("督办函", letter_head, letter=True, wording=True),
    Kind("再次督办函", letter_head, letter=True, wording=True),
    Kind("约谈通知", letter_head, letter=True, wording=True),
    Kind("交办督办函", letter_head, letter=True, wording=True),
    Kind("通知", wording=True),
    Kind("调整通知", wording=True),
    Kind("交办单", letter_head, letter=True, wording=True),
    Kind("任务书", wording=True, addressed=False, signed=False),
    Kind("任务清单通知", wording=True),
    Kind("公文"),
    Kind("信函", letter_head, letter=True),
    Kind("纪要", minutes_head, addressed=False, signed=False),
    Kind("命令", order_head, addressed=False, titled=False),
    Kind("简报", briefing_head, addressed=False, signed=False),
)


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
    kind.head(document)
    if kind.head is briefing_head:
        briefing_items(document)
    elif kind.titled:
        document.add_paragraph("{{ title }}", style=st.LETTER_TITLE if kind.letter else st.TITLE)
        if not kind.wording and not kind.letter:
            add_lines(document, st.CAPTION, "{%p if caption %}", "（{{ caption }}）", "{%p endif %}")
    if kind.addressed:
        add_lines(document, st.ADDRESSEES, "{%p if addressees %}", "{{ addressees }}：", "{%p endif %}")
    if kind.wording:
        text = files("docgen.papers") / "wording" / f"{kind.name}.md"
        add_wording(document, text.read_text(encoding="utf-8"))
    elif kind.head is not briefing_head:
        add_blocks(document, "body", first=st.ORDER_BODY if kind.head is order_head else st.BODY)
    add_annex_note(document)
    if kind.name == "纪要":
        add_attendance(document)
    if kind.signed:
        add_sign_off(document)
    add_lines(document, st.NOTE, "{%p if note %}", "（{{ note }}）", "{%p endif %}")
    document.add_paragraph(style=st.ANCHOR)
    if kind.name == "简报":
        add_briefing_imprint(document)
    else:
        add_imprint(document, letter=kind.letter)
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
