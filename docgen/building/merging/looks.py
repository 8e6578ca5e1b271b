"""How characters stand out, by whatever way: direct formatting, a character style, the paragraph's style."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.document import Document

_SWITCHES = ("w:b", "w:i", "w:strike", "w:dstrike")
_VALUES = ("w:u", "w:color", "w:highlight", "w:vertAlign")
_NOTHING = frozenset({"", "none", "auto", "000000", "baseline", "0", "false", "off"})


class Looks:
    """Reads the looks of one document's paragraphs; styles are looked up once."""

    def __init__(self, document: Document) -> None:
        styles = document.styles.element
        self._styles = {style.get(qn("w:styleId")): style for style in styles.iter(qn("w:style"))}
        self._default = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        self._normal = next((i for i, s in self._styles.items() if s.get(qn("w:type")) == "paragraph" and s.get(qn("w:default")) == "1"), "")
        self._known: dict[str, dict[str, str]] = {}

    def style_name(self, paragraph: Any) -> str:
        """The name of a paragraph's style."""
        style = self._styles.get(self._style_of(paragraph))
        name = style.find(qn("w:name")) if style is not None else None
        return name.get(qn("w:val")) if name is not None else ""

    def of(self, paragraph: Any) -> tuple[tuple[tuple[str, ...], int], ...]:
        """Runs of equal looks: what stands out, and over how many characters (white space not counted)."""
        base = self._style(self._style_of(paragraph))
        each = []
        for run in paragraph.iter(qn("w:r")):
            letters = sum(len("".join((text.text or "").split())) for text in run.iter(qn("w:t")))
            if letters:
                each += [self._run(run, base)] * letters
        return tuple((looks, len(list(same))) for looks, same in groupby(each))

    def _style_of(self, paragraph: Any) -> str:
        named = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return named.get(qn("w:val")) if named is not None else self._normal

    def _run(self, run: Any, base: dict[str, str]) -> tuple[str, ...]:
        values, own = dict(base), run.find(qn("w:rPr"))
        if own is not None:
            named = own.find(qn("w:rStyle"))
            if named is not None:
                values |= self._style(named.get(qn("w:val")))
            values |= _said(own)
        return tuple(f"{tag}={value}" for tag, value in sorted(values.items()) if value not in _NOTHING)

    def _style(self, identity: str) -> dict[str, str]:
        """What a style says of the looks of characters, with those it is based on."""
        if identity not in self._known:
            self._known[identity] = {}  # a circle of styles ends here
            style = self._styles.get(identity)
            if style is not None:
                based = style.find(qn("w:basedOn"))
                above = self._style(based.get(qn("w:val"))) if based is not None else _said(self._default)
                self._known[identity] = above | _said(style.find(qn("w:rPr")))
        return self._known[identity]


def _said(properties: Any) -> dict[str, str]:
    if properties is None:
        return {}
    said = {}
    for tag in (*_SWITCHES, *_VALUES):
        element = properties.find(qn(tag))
        if element is not None:
            value = element.get(qn("w:val"), "1" if tag in _SWITCHES else "")
            said[tag] = "1" if tag in _SWITCHES and value not in _NOTHING else value.lower()
    return said
