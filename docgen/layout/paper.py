"""From a paper's content to its document: template filled, annexes laid out, everything in one file."""

from __future__ import annotations

from datetime import date

from docgen.papers.paper import Paper
from docgen.resources import NOTICES, TABLES, template_path
from docgen.settings import Settings


def lay_out(paper: Paper, settings: Settings, issued: date) -> bytes:
    """The .docx of a paper in the official layout; the workspace's own templates come first.

    Raises DocgenError for a template that is broken or missing. The bytes depend on nothing but the arguments.
    """
    from docgen.layout.compose import compose
    from docgen.layout.document import to_bytes
    from docgen.layout.finish import finish
    from docgen.layout.tables.render import render_table
    from docgen.layout.template import render
    from docgen.papers.prose import FILTERS

    document = render(template_path(settings, NOTICES, f"{paper.kind}.docx"), paper.context, FILTERS)
    annexes = [
        render_table(
            table,
            template_path(settings, TABLES, f"{table.name}.docx"),
            number="附件" if len(paper.annexes) == 1 else f"附件{index}",
        )
        for index, table in enumerate(paper.annexes, 1)
    ]
    compose(document, annexes)
    finish(document, sealed=settings.office.seal)
    document.core_properties.title = paper.title
    return to_bytes(document, issued)
