"""A supervision letter: a heading, a document number, paragraphs with figures, a list of projects, a sign-off."""

from __future__ import annotations

import io
from typing import Any

from benchmarks.shapes.rows import UNITS, row
from benchmarks.shapes.syntax import SYNTAXES

_FIRST = (
    "截至{day}，你单位承担的{count}个重点项目年度计划投资{plan}万元，累计完成{done}万元，完成率{rate}%，"
    "低于时序进度{gap}个百分点，在全区{units}个单位中居第{rank}位。现将有关事项函告如下。"
)
_BODY = (
    "请你单位高度重视，逐个项目分析滞后原因，倒排工期，明确到人，按周调度，确保{deadline}前有明显进展。",
    "对用地、环评、资金等需要协调的问题，请列出清单，写明已做的工作、需要解决的事项和建议，报送{office}汇总研究。",
    "请于{deadline}前将整改方案和项目进展情况书面反馈{office}，联系人{contact}，电话{phone}。逾期未报的，将按规定予以通报。",
)
_NAMES = ("day", "count", "plan", "done", "rate", "gap", "units", "rank", "deadline", "office", "contact", "phone")
_LONG = 5
"""How many times the body's paragraphs stand in the letter of two pages."""


def contexts(count: int, items: int = 3) -> list[dict[str, Any]]:
    """``count`` letters with ``items`` projects each."""
    return [_letter(number, items) for number in range(1, count + 1)]


def template(syntax: str, pages: int = 1) -> bytes:
    """The ``.docx`` of one page, or of two, in one syntax; the office's name stands in the header."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    marks = SYNTAXES[syntax]
    values = {name: marks.value(name) for name in _NAMES}
    document = Document()
    document.styles["Normal"].font.size = Pt(14)
    document.sections[0].header.paragraphs[0].add_run(marks.value("office"))
    document.add_paragraph(marks.value("document_number")).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_heading(f"关于{marks.value('unit')}重点项目进展滞后的督办函", 1)
    document.add_paragraph(f"{marks.value('unit')}：")
    document.add_paragraph(_FIRST.format(**values))
    for [text] in marks.repeated("items", ["text"], "p"):
        document.add_paragraph(text)
    for text in _BODY * (1 if pages == 1 else _LONG):
        document.add_paragraph().add_run(text.format(**values)).font.size = Pt(14)
    for text in (marks.value("office"), marks.value("date")):
        document.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _letter(number: int, items: int) -> dict[str, Any]:
    projects = [row(number * items + at) for at in range(items)]
    return {
        "office": "湛河区人民政府办公室", "document_number": f"平湛政督函〔2021〕{number}号", "unit": UNITS[number % 6],
        "day": "2021年3月31日", "count": str(items), "plan": f"{5000 + number}", "done": f"{600 + number}.5",
        "rate": f"{number % 25}.3", "gap": f"{number % 20}.7", "units": "6", "rank": str(number % 6 + 1),
        "deadline": "4月20日", "contact": "张主任", "phone": "5550100", "date": "2021年4月6日",
        "items": [{"text": f"{project['name']}：年度完成投资{project['year']}万元，{project['progress']}。"} for project in projects],
    }  # fmt: skip
