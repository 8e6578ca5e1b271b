"""A value as it stands in XML: escaped, or XML by its own account; what needs more than text is refused here."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from markupsafe import Markup

from docgen.engine.broken import BrokenTag
from docgen.engine.clean import without_strays
from docgen.engine.fallback import Beyond, bound
from docgen.engine.ordering import in_order
from docgen.engine.shape import balanced

try:
    from markupsafe import _escape_inner as escaped
except ImportError:  # another markupsafe: the same by its public way, slower

    def escaped(text: str) -> str:
        from markupsafe import escape

        return str(escape(text))


_LOST = "这段文字带有链接，链接不在本模板中：请用 docgen.engine.template.DocxTemplate 打开模板，每次生成前用它的 build_url_id() 建立链接"

mending: ContextVar[bool] = ContextVar("mending", default=False)
"""Whether what is rendered in this thread will be mended as a tree."""


tracing: ContextVar[bool] = ContextVar("tracing", default=False)
"""Whether this thread renders only to find the place of an error: what docxtpl prints is left out."""


class NeedsTree(Exception):
    """A value brings XML that must be mended together with what is around it."""


def shower(finalize: Callable[[Any], Any] | None, clean: Callable[[str], str]) -> Callable[[Any], str]:
    """Prints values: ``finalize`` says what is printed for one that is no text, ``clean`` leaves out what XML cannot hold.

    The answer raises Beyond for what only docxtpl can print, NeedsTree for XML that does not close what it opens.
    """
    from docxtpl import Listing, RichText, RichTextParagraph

    sound, beyond = (RichText, RichTextParagraph, Listing), bound()

    def show(value: Any) -> str:
        kind = type(value)
        if kind is str:
            return escaped(value if value.isprintable() else clean(value))
        if kind is int:
            return str(value)
        return other(value)

    def other(value: Any) -> str:
        if finalize is not None and type(value) is not Markup:
            value = finalize(value)
        if type(value) is str:
            return show(value)
        if isinstance(value, beyond):
            if tracing.get():
                return ""
            raise Beyond(value)
        if not hasattr(value, "__html__"):
            return show(str(value))
        xml = str(value.__html__())
        if not xml.isprintable():
            xml = clean(xml)
        if type(value) is Markup:
            xml = without_strays(xml)
        if isinstance(value, sound):
            if "<w:hyperlink r:id=" in xml:
                raise BrokenTag(_LOST)
            return in_order(xml) if "<w:rPr>" in xml else xml
        if "<" in xml and not mending.get() and ("<w:tc" in xml or not balanced(xml)):
            raise NeedsTree  # cells may be more than their table's grid has
        return xml

    return show
