"""The runs of a paragraph: the text that a reader sees, what of it is bold, the pictures in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docgen.publishing.charts import read_chart
from docgen.publishing.pictures import clean_picture
from docgen.publishing.publication import Picture, Sheet

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


@dataclass(frozen=True)
class Runs:
    """``text`` with line breaks as ``\\n``; ``bold`` the stretches (from, to); ``boxed`` the texts of text boxes."""

    text: str
    bold: tuple[tuple[int, int], ...]
    pictures: tuple[Picture, ...]
    charts: tuple[Sheet, ...]
    boxed: tuple[str, ...]
    omitted: tuple[str, ...]


class _Reader:
    def __init__(self, part: Any) -> None:
        self.part = part
        self.text = ""
        self.bold: list[tuple[int, int]] = []
        self.pictures: list[Picture] = []
        self.charts: list[Sheet] = []
        self.boxed: list[str] = []
        self.omitted: list[str] = []

    def read(self, element: Any) -> None:
        from docx.oxml.ns import qn

        for child in element:
            tag = child.tag
            if tag in (qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), _FALLBACK, qn("w:pPr")):
                continue
            if tag == qn("w:r"):
                self._run(child)
            elif tag in (f"{_M}oMath", f"{_M}oMathPara"):
                self.omitted.append("公式")
            elif isinstance(tag, str):
                self.read(child)

    def _run(self, run: Any) -> None:
        from docx.oxml.ns import qn

        properties = run.find(qn("w:rPr"))
        if _on(properties, "w:vanish") or _on(properties, "w:webHidden"):
            return
        begin = len(self.text)
        for child in run:
            if child.tag == qn("w:t"):
                self.text += child.text or ""
            elif child.tag == qn("w:tab"):
                self.text += "\t"
            elif child.tag in (qn("w:br"), qn("w:cr")):
                self.text += "" if child.get(qn("w:type")) == "page" else "\n"
            elif child.tag == qn("w:noBreakHyphen"):
                self.text += "-"
            elif child.tag in (qn("w:footnoteReference"), qn("w:endnoteReference")):
                self.omitted.append("脚注、尾注")
            elif child.tag == qn("w:object"):
                self.omitted.append("嵌入的对象")
            elif child.tag in (qn("w:drawing"), qn("w:pict"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"):
                self._drawing(child)
        if _on(properties, "w:b") and len(self.text) > begin:
            self.bold.append((begin, len(self.text)))

    def _drawing(self, drawing: Any) -> None:
        from docx.oxml.ns import qn

        for box in drawing.iter(qn("w:txbxContent")):
            if next(box.iterancestors(_FALLBACK), None) is None:
                self.boxed.append("\n".join(read_runs(p, self.part).text for p in box.iter(qn("w:p"))))
        for chart in drawing.iter(f"{_C}chart"):
            self._chart(chart.get(f"{_R}id"))
        # what floats is a seal or a rule of the head, no part of the text
        for inline in drawing.iter(f"{_WP}inline"):
            for blip in inline.iter(f"{_A}blip"):
                self._picture(blip.get(f"{_R}embed"))

    def _chart(self, relation: str | None) -> None:
        found = self.part.related_parts.get(relation) if relation else None
        table = read_chart(found.blob) if found is not None else None
        if table is None:
            self.omitted.append("图表")
        else:
            self.charts.append(table)

    def _picture(self, relation: str | None) -> None:
        found = self.part.related_parts.get(relation) if relation else None
        picture = clean_picture(found.blob, found.content_type) if found is not None else None
        if picture is None:
            self.omitted.append("图片（格式不能用于网页）")
        else:
            self.pictures.append(picture)


def read_runs(paragraph: Any, part: Any) -> Runs:
    """What a paragraph (``w:p``) of ``part`` shows, tracked changes accepted."""
    reader = _Reader(part)
    reader.read(paragraph)
    return Runs(reader.text, _joined(reader.bold), tuple(reader.pictures), tuple(reader.charts), tuple(reader.boxed), tuple(reader.omitted))


def _joined(stretches: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for begin, end in stretches:
        if joined and joined[-1][1] == begin:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((begin, end))
    return tuple(joined)


def _on(properties: Any, name: str) -> bool:
    """Whether a switch of a run's own properties is on."""
    from docx.oxml.ns import qn

    found = properties.find(qn(name)) if properties is not None else None
    return found is not None and found.get(qn("w:val")) not in ("0", "false", "off")
