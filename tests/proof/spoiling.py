"""Hands for spoiling a good paper through python-docx, and eyes for what verify says of it."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.text.paragraph import Paragraph

from docgen.proof.source import Source
from docgen.proof.verify import Verdict, verify
from tests.support.office import printed_together


def verified(documents: Sequence[bytes], even: Sequence[bool] = ()) -> list[Verdict]:
    """The verdicts of several documents, printed together.

    ``even`` says of each whether its office wants the imprint on an even page; none does when it is left out.
    """
    wanted = even or [False] * len(documents)
    pages = printed_together(documents)
    return [verify(Source("paper.docx", pdf, docx), back) for pdf, docx, back in zip(pages, documents, wanted, strict=True)]


def failing(verdict: Verdict) -> set[tuple[str, str]]:
    """Clause and subject of everything that fails."""
    return {(one.clause.number, one.clause.what) for one in verdict.failing}


def spoilt(paper: bytes, spoil) -> bytes:
    """The paper after ``spoil(document)``."""
    document = Document(BytesIO(paper))
    spoil(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def everywhere(document) -> list[Paragraph]:
    """Every paragraph of the text, of tables, of headers and footers."""
    parts = [document.element.body]
    for section in document.sections:
        for name in ("first_page_header", "first_page_footer", "footer", "even_page_footer"):
            holder = getattr(section, name)
            if not holder.is_linked_to_previous:
                parts.append(holder._element)
    return [Paragraph(element, document) for part in parts for element in part.iter(qn("w:p"))]


def find(document, style: str, start: str = "") -> Paragraph:
    """The first paragraph in ``style`` whose text starts with ``start``."""
    return next(p for p in everywhere(document) if p.style.name == style and p.text.strip().startswith(start))


def say(paragraph: Paragraph, text: str) -> None:
    """Replace a paragraph's text, keeping the look of its first run."""
    first, *others = paragraph.runs
    for run in others:
        run._r.getparent().remove(run._r)
    for child in list(first._r):
        if child.tag != qn("w:rPr"):
            first._r.remove(child)
    first.text = text


def reword(paragraph: Paragraph, old: str, new: str) -> None:
    """Replace some words of a paragraph, which must have them."""
    assert old in paragraph.text, paragraph.text
    say(paragraph, paragraph.text.replace(old, new, 1))


def properties(document, style: str):
    """The w:pPr of a style."""
    return document.styles[style].element.get_or_add_pPr()


def spacing(document, style: str, **twips: int) -> None:
    """Set w:spacing attributes of a style, in twips."""
    element = properties(document, style).find(qn("w:spacing"))
    for name, value in twips.items():
        element.set(qn(f"w:{name}"), str(value))


def indent(document, style: str, **twips: int) -> None:
    """Set w:ind attributes of a style, in twips."""
    element = properties(document, style).find(qn("w:ind"))
    for name, value in twips.items():
        element.set(qn(f"w:{name}"), str(value))


def align(document, style: str, how: str) -> None:
    properties(document, style).find(qn("w:jc")).set(qn("w:val"), how)


def font(document, style: str, name: str) -> None:
    """Set every font slot of a style."""
    fonts = document.styles[style].element.rPr.find(qn("w:rFonts"))
    for slot in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{slot}"), name)


def size(document, style: str, points: float) -> None:
    for tag in ("w:sz", "w:szCs"):
        document.styles[style].element.rPr.find(qn(tag)).set(qn("w:val"), str(round(points * 2)))


def border(paragraph: Paragraph, side: str = "bottom"):
    """The w:bottom or w:top of a paragraph's own border."""
    return paragraph._p.pPr.find(f"{qn('w:pBdr')}/{qn(f'w:{side}')}")


def imprint(document):
    """The imprint's table: the one that floats."""
    return next(t for t in document.element.body.iter(qn("w:tbl")) if t.find(f"{qn('w:tblPr')}/{qn('w:tblpPr')}") is not None)


def element(tag: str, **attributes: str):
    """A new element of WordprocessingML."""
    new = OxmlElement(tag)
    for name, value in attributes.items():
        new.set(qn(f"w:{name}"), value)
    return new


def mm(millimetres: float) -> int:
    """Millimetres in twips."""
    return round(millimetres * 1440 / 25.4)


def seal(colour: str) -> bytes:
    """The picture of a round seal, as PNG."""
    from PIL import Image, ImageDraw

    image = Image.new("RGBA", (420, 420), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((4, 4, 415, 415), outline=colour, width=12)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
