"""Other fonts than the standard's usual ones, as an office has them: 仿宋 for 仿宋_GB2312, 方正小标宋_GBK …"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from docgen.layout import standard as gb
from docgen.layout.tables.apart import change_rows
from docgen.settings import Fonts

_SLOTS = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")


def chosen(fonts: Fonts) -> Mapping[str, str]:
    """Usual font → the office's, where they differ."""
    pairs = {
        gb.TITLE_FONT: fonts.title,
        gb.BODY_FONT: fonts.body,
        gb.KAI_FONT: fonts.kai,
        gb.HEI_FONT: fonts.hei,
        gb.DIGIT_FONT: fonts.digits,
    }
    return {usual: own for usual, own in pairs.items() if own and own != usual}


def use_fonts(document: Document, fonts: Mapping[str, str]) -> None:
    """Name the office's fonts in every slot of styles, text, headers and footers."""
    if not fonts:
        return
    parts = [document.styles.element, document.element]
    parts += [part.element for part in document.part.related_parts.values() if hasattr(part, "element")]  # charts too
    for element in parts:
        _use_fonts_in(element, fonts)
    change_rows(document, partial(_use_fonts_in, fonts=fonts))


def _use_fonts_in(element: Any, fonts: Mapping[str, str]) -> None:
    for names in element.iter(qn("w:rFonts")):
        for slot in _SLOTS:
            name = names.get(qn(slot))
            if name in fonts:
                names.set(qn(slot), fonts[name])
    for face in element.iter(qn("a:latin"), qn("a:ea"), qn("a:cs")):
        if (name := face.get("typeface")) in fonts:
            face.set("typeface", fonts[name])
