"""Large tables: their rows never stand in a tree, and say and look the same as if they did."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

from docx import Document
from lxml import etree

from docgen.layout.document import to_bytes
from docgen.layout.tables.apart import rows_apart, rows_in_tree
from docgen.layout.tables.render import render_table
from tests.support.ooxml import errors

NAME = "在建项目进展情况表"
_NUMBERS = re.compile(r'(_dg\w+_)\d+"|w:id="\d+"')


def large(table, rows: int):
    return replace(table, rows=(table.rows * (rows // len(table.rows) + 1))[:rows], marks=(), refs=())


def test_rows_kept_apart_are_those_that_would_stand_in_the_tree(every_table, templates, tmp_path):
    document = render_table(large(every_table[NAME], 600), templates / f"{NAME}.docx")
    assert rows_apart(document)
    data = to_bytes(document, date(2021, 3, 31))
    written = Document(BytesIO(data)).tables[0]._tbl
    with rows_in_tree(document):
        inside = etree.tostring(document.tables[0]._tbl, encoding="unicode")
    assert _NUMBERS.sub("", etree.tostring(written, encoding="unicode")) == _NUMBERS.sub("", inside)
    assert len(written.tr_lst) == 2 + 600 + 1
    assert not document.tables[0]._tbl.tr_lst[0].tc_lst, "only a stub is left when they are out again"
    path = tmp_path / "large.docx"
    path.write_bytes(data)
    assert errors(path) == []


def test_the_same_rows_give_the_same_bytes(every_table, templates):
    made = {to_bytes(render_table(large(every_table[NAME], 300), templates / f"{NAME}.docx"), date(2021, 3, 31)) for _ in range(2)}
    assert len(made) == 1
