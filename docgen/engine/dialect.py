"""docxtpl's dialect of a part's XML, made into Jinja source whose lines know the paragraphs they came from.

The preprocessing is docxtpl's own (``DocxTemplate.patch_xml``), so that a template means here what it means there.
Before it, each tag is marked with its paragraph; the marks consist of separator control characters, which count as
white space in every pattern of the dialect and cannot occur in XML. After it, a mark becomes a line break just behind
the tag's opening, so that Jinja's line numbers count tags.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from docgen.engine.ordering import told_in_order

_TAG = re.compile(
    r"\{(?:<[^>]*>)*(?:"
    r"\{(?P<value>.*?)\}(?:<[^>]*>)*\}|%(?P<statement>.*?)%(?:<[^>]*>)*\}|#(?P<comment>.*?)#(?:<[^>]*>)*\})",
    re.DOTALL,
)
_BETWEEN_RUNS = re.compile(r"</w:t>.*?<w:t(?: [^>]*)?>", re.DOTALL)
_LETTERS = re.compile(r"[-+]|(?:tr|tc|p|r) ")
_OF_CELL = re.compile(r"(\s*(?:colspan|cellbg)\s+)(\S(?:.*[^-\s])?\s*)", re.DOTALL)
"""docxtpl takes what stands behind the word elsewhere, white space before it left out: the mark goes along in brackets."""
_PARAGRAPH = re.compile(r"<w:p(?: [^>]*?)?(/?)>|</w:p>")
_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}.*?\{%-?\s*endraw\s*-?%\}", re.DOTALL)
_CELL_TAG = re.compile(r"\{%[^{}]*?\b(?:cellbg|colspan|vm|hm)\b")
_BARE_CELL = re.compile(r"(<w:tc(?: [^>]*)?>)(?:<w:tcPr(?: [^>]*)?/>|(?!<w:tcPr[ >]))")
_MARK = re.compile("\x1c([\x1d\x1e]*)\x1f")
_AND = "\x1b"
"""Stands for an ampersand within a tag until docxtpl is done, which would print it as ``&amp;``."""
_BITS = str.maketrans("01", "\x1d\x1e")
_DIGITS = str.maketrans("\x1d\x1e", "01")
_ESCAPES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))


@dataclass(frozen=True)
class Source:
    """Jinja source of a part; ``paragraphs[n]`` is the index (from 0) of the ``w:p`` of the n-th line, -1 for none."""

    text: str
    paragraphs: tuple[int, ...]

    def paragraph(self, line: int | None) -> int:
        """The paragraph of a line (from 1) of the source; -1 where it is not known."""
        if line is None or not self.paragraphs:
            return -1
        return self.paragraphs[min(max(line, 1), len(self.paragraphs)) - 1]


def source_of(xml: str) -> Source:
    """The source that a part's XML is in docxtpl's dialect."""
    patched = _RAW.sub(lambda raw: _MARK.sub("", raw[0]), preprocessed(_marked(xml)))
    paragraphs = [-1]

    def line(mark: re.Match[str]) -> str:
        paragraphs.append(int(mark[1].translate(_DIGITS), 2) - 1)
        return "\n"

    pieces = patched.split("\n")
    lines = []
    for piece in pieces:
        lines.append(_MARK.sub(line, piece))
        paragraphs.append(paragraphs[-1])
    return Source("\n".join(lines), tuple(paragraphs[:-1]))


def preprocessed(xml: str) -> str:
    """The source as docxtpl makes it, but for the order of cells' properties and for ampersands within tags."""
    from docxtpl import DocxTemplate

    xml = _TAG.sub(lambda tag: tag[0].replace("&amp;", _AND), xml) if "&amp;" in xml else xml
    source = told_in_order(DocxTemplate.patch_xml(None, _with_properties(xml)))
    return _RAW.sub(lambda raw: raw[0].replace(_AND, "&amp;"), source).replace(_AND, "&") if _AND in source else source


def _with_properties(xml: str) -> str:
    """The XML with room for what a cell's tags set: docxtpl looks for properties with an end of their own."""
    return _BARE_CELL.sub(r"\1<w:tcPr></w:tcPr>", xml) if _CELL_TAG.search(xml) else xml


def has_tags(xml: str) -> bool:
    """Whether anything in a part may be a tag, be it split over runs."""
    return "{" in xml and ("{_" in xml or "_}" in xml or re.search(r"\{(?:<[^>]*>)*[{%#]", xml) is not None)


def unescaped(text: str) -> str:
    """Constant text with ``{_{`` and its like as the braces that they stand for."""
    if "_" in text:
        for written, meant in _ESCAPES:
            text = text.replace(written, meant)
    return text


def _marked(xml: str) -> str:
    """The XML with each tag in one piece and its paragraph's number (from 1, 0 for none) behind its opening."""
    starts, numbers = _paragraphs(xml)

    def marked(tag: re.Match[str]) -> str:
        kind = tag.lastgroup
        number = numbers[bisect_right(starts, tag.start()) - 1]
        inner = _BETWEEN_RUNS.sub("", tag[kind])
        mark = f"\x1c{format(number, 'b').translate(_BITS)}\x1f"
        if kind == "statement" and (of_cell := _OF_CELL.fullmatch(inner)):
            return f"{{%{of_cell[1]}({mark}{of_cell[2]})%}}"
        letters = _LETTERS.match(inner)
        at = letters.end() if letters else 0
        opening, closing = {"value": ("{{", "}}"), "statement": ("{%", "%}"), "comment": ("{#", "#}")}[kind]
        return f"{opening}{inner[:at]}{mark}{inner[at:]}{closing}"

    return _TAG.sub(marked, xml)


def _paragraphs(xml: str) -> tuple[list[int], list[int]]:
    """Offsets at which the innermost paragraph changes, and its number (from 1, 0 for none) from there on."""
    starts, numbers, open_, count = [0], [0], [], 0
    for found in _PARAGRAPH.finditer(xml):
        if found[0] == "</w:p>":
            if open_:
                open_.pop()
        else:
            count += 1
            if not found[1]:
                open_.append(count)
        starts.append(found.end())
        numbers.append(open_[-1] if open_ else 0)
    return starts, numbers
