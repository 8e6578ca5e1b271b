"""The text of Word's XML as a reader of the page sees it: what was inserted, not what was deleted or hidden."""

from __future__ import annotations

from collections.abc import Iterator

_THROUGH = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "AlternateContent", "Choice"})
_NOT_SHOWN = frozenset(
    {"del", "moveFrom", "delText", "instrText", "pPr", "rPr", "sdtPr", "drawing", "pict", "object", "Fallback", "rt"}
)
_SIGNS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_OFF = frozenset({"0", "false", "off"})


def local(element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element, name: str) -> str:
    """An attribute by its local name, empty where it is not there: Word's two namespaces say the same."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def child(element, name: str):
    return None if element is None else element.find(f"{{*}}{name}")


def is_on(properties, name: str) -> bool:
    found = child(properties, name)
    return found is not None and attribute(found, "val") not in _OFF


def shown(parent) -> Iterator:
    """The children; in place of what only wraps others (content controls, insertions) what it wraps."""
    for element in parent:
        name = local(element)
        if name in _THROUGH:
            yield from shown(element)
        elif name not in _NOT_SHOWN:
            yield element


def paragraph_text(paragraph) -> str:
    return "".join(_texts(paragraph))


def _texts(parent) -> Iterator[str]:
    for element in shown(parent):
        name = local(element)
        if name == "t":
            yield element.text or ""
        elif name == "br":
            yield "" if attribute(element, "type") == "page" else "\n"
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name != "r" or not is_on(child(element, "rPr"), "vanish"):
            yield from _texts(element)
