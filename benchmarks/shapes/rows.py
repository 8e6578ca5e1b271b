"""A table of ten columns: one heading row, a row a record."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from benchmarks.shapes.syntax import SYNTAXES

COLUMNS = {
    "number": "序号", "name": "项目名称", "unit": "责任单位", "field": "行业领域", "total": "总投资",
    "plan": "年度计划投资", "year": "年度完成投资", "rate": "完成率", "progress": "形象进度", "problems": "存在问题",
}  # fmt: skip
UNITS = ("曹镇乡", "九里山街道", "北渡街道", "轻工路街道", "马庄街道", "高阳路街道")
FIELDS = ("工业", "农业", "交通", "水利", "教育", "基础设施")


def row(number: int) -> dict[str, str]:
    """What one record prints, every seventh with a character that XML must escape."""
    return {
        "number": str(number),
        "name": f"第{number}号标准化厂房{'A&B<二期>' if number % 7 == 0 else ''}建设项目",
        "unit": UNITS[number % 6],
        "field": FIELDS[number % 6],
        "total": f"{12000 + number * 3:,}",
        "plan": f"{3000 + number:,}",
        "year": f"{700 + number % 900}.{number % 10}",
        "rate": f"{number % 100}.{number % 10}%",
        "progress": f"主体施工到第{number % 30}层，正在安装门窗",
        "problems": "用地指标尚未落实" if number % 5 == 0 else "无",
    }


def records(count: int) -> Iterator[dict[str, str]]:
    """``count`` rows, one after the other."""
    return (row(number) for number in range(1, count + 1))


def contexts(count: int) -> list[dict[str, Any]]:
    """The one document's context, as every competitor gets it."""
    return [{"title": "在建项目进展情况表", "rows": list(records(count))}]


def template(syntax: str) -> bytes:
    """The ``.docx`` in one syntax: the repeated cells set in a font and size of their own, as offices' tables are."""
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Pt

    marks = SYNTAXES[syntax]
    document = Document()
    document.add_heading(marks.value("title"), 1)
    lines = [list(COLUMNS.values()), *marks.repeated("rows", list(COLUMNS), "tr")]
    table = document.add_table(len(lines), len(COLUMNS), style="Table Grid")
    for cells, texts in zip(table.rows, lines, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            run = cell.paragraphs[0].add_run(text)
            run.font.name, run.font.size = "FangSong", Pt(9)
            run._element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    document.add_paragraph("单位：万元")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
