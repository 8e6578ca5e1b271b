"""Fills a workbook template with a table's content: one row of tags becomes a row a record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path

from docgen.engine.sheet.compiled import CompiledBook, compile_book
from docgen.engine.sheet.filling import Extras
from docgen.engine.sheet.groups import Heading
from docgen.export.package import CORE
from docgen.layout import standard as gb
from docgen.layout.sheets.foldout import fold_out
from docgen.layout.sheets.identity import memo_of
from docgen.layout.sheets.saving import in_fonts, properties
from docgen.layout.tables.measure import lines
from docgen.layout.tables.tags import environment, said
from docgen.papers.table import A3, Table
from docgen.problem import DocgenError

REBUILD = "请改正该模板，用 docgen template check 可一次查出全部错处，或运行 docgen template build 重建"
_STYLES = "xl/styles.xml"


def render_sheet(table: Table, template: Path, when: date, fonts: Mapping[str, str] | None = None) -> bytes:
    """The workbook of ``table`` made from ``template``; ``when`` is the date that it bears inside.

    ``fonts`` maps the usual fonts to the office's own.

    Values are numbers where the table has numbers. The template's own order of columns, wording, widths, styles,
    panes and print settings stay, and every part of it that names no row. Raises DocgenError with the template's file,
    sheet and cell for a broken tag.
    """
    book = open_template(template)
    words = {
        "title": table.title,
        "unit": table.unit,
        "as_of": table.as_of,
        "note": table.note,
        "year": table.year,
        "count": len(table.rows),
        "total": None if table.total is None else dict(table.total),
    }
    heading = (fonts or {}).get(gb.HEI_FONT, gb.HEI_FONT)
    extras = Extras(lines, partial(memo_of, table), fold_out if table.paper == A3 else None, heading)
    edit = {CORE: partial(properties, title=table.title, when=when), _STYLES: partial(in_fonts, fonts=fonts or {})}
    return book.render(words, [Heading(row) if head else row for row, head in table.lines()], extras, edit=edit)


def open_template(path: Path) -> CompiledBook:
    """A workbook template that shows records; raises DocgenError when it is not one."""
    try:
        book = compile_book(path, environment, said, advice=REBUILD)
    except FileNotFoundError:
        raise DocgenError(f"找不到模板 {path}：请运行 docgen template build 重建") from None
    if not book.shows_records:
        raise DocgenError(f"{path}：模板中没有数据行（含 {{{{ row.… }}}} 标记的一行），{REBUILD}")
    return book
