"""A ``.docx`` as its parts say it: paragraphs and runs everywhere, and which font each slot of a run comes to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn

SLOTS = ("ascii", "hAnsi", "eastAsia")


class Contents:
    """The parts of one document that carry text, and its styles."""

    def __init__(self, docx: bytes) -> None:
        self.document = Document(BytesIO(docx))
        self._chains: dict[str | None, list] = {}

    @property
    def body(self):
        return self.document.element.body

    @cached_property
    def margins(self) -> list:
        """The headers and footers that a section shows: their root elements, each once."""
        wanted = ("/header", "/footer")
        parts = [rel.target_part for rel in self.document.part.rels.values() if not rel.is_external]
        return [part.element for part in parts if rel_kind(part).endswith(wanted) and hasattr(part, "element")]

    def paragraphs(self) -> Iterator:
        """Every w:p of the text, of tables and of headers and footers."""
        for root in (self.body, *self.margins):
            yield from root.iter(qn("w:p"))

    def fonts(self, paragraph, run) -> dict[str, tuple[str, bool]]:
        """For each slot the font's name, and whether a theme gives it; empty names where nothing says."""
        found: dict[str, tuple[str, bool]] = {}
        for properties in self._properties(paragraph, run):
            fonts = properties.find(qn("w:rFonts")) if properties is not None else None
            if fonts is None:
                continue
            for slot in SLOTS:
                theme = fonts.get(qn(f"w:{slot}Theme"))
                name = fonts.get(qn(f"w:{slot}"))
                if slot not in found and (theme or name):
                    found[slot] = (name or theme or "", bool(theme))
        return {slot: found.get(slot, ("", False)) for slot in SLOTS}

    def hints_chinese(self, paragraph, run) -> bool:
        """Whether the run says that quotes and dashes are Chinese."""
        for properties in self._properties(paragraph, run):
            fonts = properties.find(qn("w:rFonts")) if properties is not None else None
            if fonts is not None and fonts.get(qn("w:hint")):
                return fonts.get(qn("w:hint")) == "eastAsia"
        return False

    def _properties(self, paragraph, run) -> Iterator:
        """Run properties from the nearest to the farthest: the run's own, its style's, the paragraph's style's, defaults."""
        own = run.find(qn("w:rPr"))
        yield own
        style = own.find(qn("w:rStyle")) if own is not None else None
        if style is not None:
            yield from self._chain(style.get(qn("w:val")))
        holder = paragraph.find(qn("w:pPr"))
        named = holder.find(qn("w:pStyle")) if holder is not None else None
        yield from self._chain(named.get(qn("w:val")) if named is not None else self._default)
        yield self._document_default

    def _chain(self, key: str | None) -> list:
        """The run properties of a style and of those that it is based on."""
        if key not in self._chains:
            chain, seen, name = [], set(), key
            while name in self._styles and name not in seen:
                seen.add(name)
                style = self._styles[name]
                chain.append(style.find(qn("w:rPr")))
                base = style.find(qn("w:basedOn"))
                name = base.get(qn("w:val")) if base is not None else None
            self._chains[key] = chain
        return self._chains[key]

    @cached_property
    def _styles(self) -> dict[str, object]:
        return {style.get(qn("w:styleId")): style for style in self.document.styles.element.findall(qn("w:style"))}

    @cached_property
    def _default(self) -> str | None:
        for key, style in self._styles.items():
            if style.get(qn("w:default")) == "1" and style.get(qn("w:type")) == "paragraph":
                return key
        return None

    @cached_property
    def _document_default(self):
        return self.document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")


def rel_kind(part) -> str:
    """header, footer … as the part's content type names it."""
    kind = part.content_type
    for name in ("header", "footer"):
        if f".{name}+xml" in kind:
            return f"/{name}"
    return ""


def words(element) -> str:
    """The text of a paragraph or run as the package has it."""
    return "".join(text.text or "" for text in element.iter(qn("w:t")))
