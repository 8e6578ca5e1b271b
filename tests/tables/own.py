"""Tables as an office draws them in Word: into a template's text or as a template of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

_README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def _drawn(first: str) -> tuple[tuple[str, ...], ...]:
    """The table of the README that has ``first`` as its first heading; control rows have one cell."""
    lines = _README[_README.index(f"| {first} | 序号 | 项目名称 |") :].split("\n\n")[0].splitlines()
    rows = [[cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines if "|---" not in line]
    return tuple(tuple(row[:1] if row[0].startswith("{%tr") else row) for row in rows)


GROUPED = _drawn("行业")
"""The example of the README: projects by industry, each group's name joined downwards, subtotals, a total."""


def draw(document: Document, rows: Sequence[Sequence[str]], widths: Sequence[float] = (), style: str = "") -> None:
    """Draw a table above the template's first paragraph of text; ``widths`` in mm are fixed (固定列宽), else Word fits it."""
    table = document.add_table(len(rows), len(rows[0]))
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:val"), "single")
        edge.set(qn("w:sz"), "4")
        borders.append(edge)
    table._tbl.tblPr.append(borders)
    table.autofit = not widths
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            paragraph = cell.paragraphs[0]
            if style:
                paragraph.style = document.styles[style]
            paragraph.add_run(text)
        for cell, width in zip(row.cells, widths, strict=False):
            cell.width = Mm(width)
    for column, width in zip(table.columns, widths, strict=False):
        column.width = Mm(width)
    head = table.rows[0]._tr.get_or_add_trPr()
    head.append(OxmlElement("w:tblHeader"))
    text = next(paragraph for paragraph in document.paragraphs if paragraph.text.startswith("{{ level(1)"))
    text._p.addprevious(table._tbl)


def with_table(template: Path, rows: Sequence[Sequence[str]], widths: Sequence[float] = (), style: str = "") -> None:
    """Save a template with a table drawn into it."""
    document = Document(str(template))
    draw(document, rows, widths, style)
    document.save(str(template))
