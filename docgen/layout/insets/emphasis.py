"""Emphasis: the rendered runs parted at its signs, each part in the looks that the signs ask for."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from docgen.layout import standard as gb
from docgen.layout.styles import fonts_xml
from docgen.papers.insets import STARTS, STOPS

_SIGN = re.compile(f"([{''.join([*STARTS, *STOPS])}])")
_BEHIND_BOLD = ("w:bCs", "w:i", "w:iCs", "w:caps", "w:smallCaps", "w:strike", "w:dstrike", "w:color", "w:spacing", "w:w", "w:kern", "w:position")
_BEHIND_UNDERLINE = ("w:effect", "w:bdr", "w:shd", "w:fitText")
_BEHIND_SCRIPT = ("w:rtl", "w:cs", "w:em", "w:lang", "w:eastAsianLayout", "w:specVanish", "w:oMath")
_FONTS = {"kai": gb.KAI_FONT, "hei": gb.HEI_FONT}
_SIZES = ("w:sz", "w:szCs", "w:highlight")


def emphasise(document: Document) -> None:
    """Set what stands between signs of emphasis; the signs go."""
    for paragraph in document.element.body.iter(qn("w:p")):
        active: dict[str, int] = {}
        for run in list(paragraph.iter(qn("w:r"))):
            if active or any(_SIGN.search(text.text or "") for text in run.iter(qn("w:t"))):
                _part(run, active)


def _part(run: Any, active: dict[str, int]) -> None:
    """Replace a run by one for each stretch of the same looks; ``active`` looks go on into the next run."""
    looks = run.find(qn("w:rPr"))
    made: list[Any] = []
    for child in run:
        if child.tag == qn("w:rPr"):
            continue
        if child.tag != qn("w:t"):
            made.append(_dressed(run, looks, [deepcopy(child)], active))
            continue
        for piece in _SIGN.split(child.text or ""):
            if piece in STARTS:
                active[STARTS[piece]] = active.get(STARTS[piece], 0) + 1
            elif piece in STOPS:
                left = active.pop(STOPS[piece], 0) - 1
                if left > 0:
                    active[STOPS[piece]] = left
            elif piece:
                text = child.makeelement(qn("w:t"))
                text.text = piece
                if piece != piece.strip():
                    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                made.append(_dressed(run, looks, [text], active))
    for element in made:
        run.addprevious(element)
    run.getparent().remove(run)


def _dressed(run: Any, looks: Any, children: list[Any], active: dict[str, int]) -> Any:
    made = run.makeelement(run.tag)
    properties = deepcopy(looks) if looks is not None else made.makeelement(qn("w:rPr"))
    if font := next((font for name, font in _FONTS.items() if name in active), ""):
        for old in properties.findall(qn("w:rFonts")):
            properties.remove(old)
        properties.insert(0, parse_xml(fonts_xml(font).replace("<w:rFonts", f"<w:rFonts {nsdecls('w')}", 1)))
    if "bold" in active:
        _put(properties, "w:b", {}, (*_BEHIND_BOLD, *_SIZES, "w:u", *_BEHIND_UNDERLINE, "w:vertAlign", *_BEHIND_SCRIPT))
    if "underline" in active:
        _put(properties, "w:u", {"w:val": "single"}, (*_BEHIND_UNDERLINE, "w:vertAlign", *_BEHIND_SCRIPT))
    for name in ("superscript", "subscript"):
        if name in active:
            _put(properties, "w:vertAlign", {"w:val": name}, _BEHIND_SCRIPT)
    if len(properties):
        made.append(properties)
    made.extend(children)
    return made


def _put(properties: Any, tag: str, values: dict[str, str], behind: tuple[str, ...]) -> None:
    """Put a property before those that the schema wants behind it."""
    for old in properties.findall(qn(tag)):
        properties.remove(old)
    element = properties.makeelement(qn(tag))
    for key, value in values.items():
        element.set(qn(key), value)
    following = next((child for child in properties if child.tag in {qn(name) for name in behind}), None)
    properties.append(element) if following is None else following.addprevious(element)
