"""One attachment table (附件表) as a file of its own, for Word or for Excel."""

from __future__ import annotations

from datetime import date

from docgen.papers.table import Table
from docgen.resources import TABLES, template_path
from docgen.settings import Settings


def lay_out_table(table: Table, suffix: str, settings: Settings, when: date) -> bytes:
    """The ``docx`` or ``xlsx`` of a table in the office's fonts, dated ``when``; the workspace's template comes first.

    Raises DocgenError for a template that is broken or missing. The bytes depend on nothing but the arguments.
    """
    from docgen.layout.fonts import chosen, use_fonts

    template, fonts = template_path(settings, TABLES, f"{table.name}.{suffix}"), chosen(settings.fonts)
    if suffix == "xlsx":
        from docgen.layout.sheets.render import render_sheet

        return render_sheet(table, template, when, fonts)
    from docgen.layout.document import to_bytes
    from docgen.layout.tables.render import render_table

    document = render_table(table, template)
    use_fonts(document, fonts)
    return to_bytes(document, when)
