"""From a paper's content to its document: template filled, annexes laid out, everything in one file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from docgen.layout.crowding import move_addressees
from docgen.layout.rows import break_rows
from docgen.layout.standard import COMPENSATED_LINE, LINE, TYPE_WIDTH, twips
from docgen.layout.styles import ANNEX_TITLE
from docgen.papers.insets import TableInset
from docgen.papers.paper import IssuedText, Paper, TextAnnex
from docgen.papers.table import Table
from docgen.resources import NOTICES, TABLES, template_path
from docgen.settings import COMPENSATED_PITCH, KAI_TAILS, Settings

if TYPE_CHECKING:
    from docx.document import Document

    from docgen.layout.insets.insets import Insets

_MOST_UPRIGHT = 9
"""Columns of an annexed table beyond which its page is turned."""


def lay_out(paper: Paper, settings: Settings, issued: date, revise: Callable[[Document], None] | None = None) -> bytes:
    """The .docx of a paper in the official layout; the workspace's own templates come first.

    ``revise`` may change the words when all are there, before the layout that depends on them is settled.
    Raises DocgenError for a template that is broken or missing. The bytes depend on nothing but the arguments.
    """
    from docgen.layout.compose import compose
    from docgen.layout.document import properties_of, property_text, to_bytes
    from docgen.layout.ending import settle_ending
    from docgen.layout.evenpage import put_on_even_page
    from docgen.layout.finish import finish
    from docgen.layout.fonts import chosen, use_fonts
    from docgen.layout.insets.insets import Insets
    from docgen.layout.pitch import compensate
    from docgen.layout.tables.apart import rows_in_tree
    from docgen.layout.tables.inline import Inline
    from docgen.layout.template import render
    from docgen.papers.prose import FILTERS

    insets, inline = Insets(settings.layout.tails == KAI_TAILS), Inline()
    context = insets.context(move_addressees(paper.context, paper.kind))
    document = render(template_path(settings, NOTICES, f"{paper.kind}.docx"), context, FILTERS, cut=inline.cut)
    inline.settle(document)
    issues = [_issued_text(paper.issued, settings, insets)] if paper.issued else []
    compose(document, [*issues, *(_annex(annex, paper, settings, insets) for annex in paper.annexes)])
    insets.settle(document)
    if revise:
        with rows_in_tree(document):
            revise(document)
    seals = [settings.workspace / seal for seal in paper.seals]
    sealed = settings.office.seal if paper.sealed is None else paper.sealed
    finish(document, sealed=sealed, seals=seals)
    compensated = settings.layout.line_pitch == COMPENSATED_PITCH
    if compensated:
        compensate(document)
    pitch = COMPENSATED_LINE if compensated else LINE
    wider = settle_ending(document, sealed=sealed, pitch=pitch)
    inline.turn_pages(document, pitch, wider)
    insets.turn_pages(document, pitch, wider)
    use_fonts(document, chosen(settings.fonts))
    properties_of(document).title = property_text(paper.title)
    properties_of(document).category = ""
    if settings.office.imprint_even:
        put_on_even_page(document, settings, issued)
    return to_bytes(document, issued)


def lay_out_loose(paper: Paper, settings: Settings, issued: date) -> list[tuple[str, bytes]]:
    """The annexes that are not bound with the paper: the document number stands before 附件 (7.3.7)."""
    from docgen.layout.document import to_bytes
    from docgen.layout.fonts import chosen, use_fonts
    from docgen.layout.insets.insets import Insets

    number, made = str(paper.context["number"]), []
    for annex in paper.loose:
        insets = Insets(settings.layout.tails == KAI_TAILS)
        document = _annex(annex, paper, settings, insets, number)
        insets.settle(document)
        use_fonts(document, chosen(settings.fonts))
        made.append((annex.title, to_bytes(document, issued)))
    return made


def _annex(annex: Table | TextAnnex, paper: Paper, settings: Settings, insets: Insets, number: str = ""):
    """The document of one annex, labelled by its place in the annex note."""
    from docgen.layout.tables.render import render_table

    titles = paper.annex_titles
    label = number + ("附件" if len(titles) == 1 else f"附件{titles.index(annex.title) + 1}")
    if isinstance(annex, Table):
        return render_table(annex, template_path(settings, TABLES, f"{annex.name}.docx"), number=label)
    values = {"label": label, "title": annex.title, "body": annex.blocks}
    document = _running_text("附件", insets.context(values), settings)
    if is_wide(annex):
        from docgen.layout import page

        page.landscape(document.sections[0])
        page.number_turned_pages(document.sections[0])
    return document


def is_wide(annex: TextAnnex) -> bool:
    """Whether an annex is nothing but tables of which one has more columns than a portrait page holds (clause 8)."""
    tables = [block.get("inset") for block in annex.blocks]
    if not tables or not all(isinstance(table, TableInset) for table in tables):
        return False
    return any(sum(cell.columns for cell in table.rows[0]) > _MOST_UPRIGHT for table in tables if table.rows)


def _issued_text(issued: IssuedText, settings: Settings, insets: Insets) -> Document:
    """The document of a text that the paper issues (印发): its own title, text and annex note."""
    values = {"title": issued.title, "body": issued.blocks, "annexes": list(issued.annexes)}
    return _running_text("印发", insets.context(values), settings)


def _running_text(kind: str, values: Mapping[str, object], settings: Settings) -> Document:
    """A template of running text filled, its title broken into rows."""
    from docgen.layout.finish import part_title_from_text
    from docgen.layout.roster import set_rosters
    from docgen.layout.template import render
    from docgen.papers.prose import FILTERS

    document = render(template_path(settings, NOTICES, f"{kind}.docx"), values, FILTERS)
    for paragraph in document.paragraphs:
        if paragraph.style.name == ANNEX_TITLE:
            break_rows(paragraph, twips(TYPE_WIDTH))
    part_title_from_text(document)
    set_rosters(document)
    return document
