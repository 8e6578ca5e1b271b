"""Which members of a ``.docx`` are rendered, and each one's XML parted into what stays and what is source."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass

from docgen.engine.dialect import has_tags

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
PROPERTIES_FILLED = ("creator", "description", "identifier", "language", "subject", "title")
"""What docxtpl fills of the core properties (its author is dc:creator, its comments dc:description)."""

BODY, STORY, NOTES, PROPERTIES = "body", "story", "notes", "properties"
Read = Callable[[str], bytes]


@dataclass(frozen=True)
class Part:
    """A member to be rendered: ``kind`` says by which rules; ``head`` and ``tail`` stand around its source ``xml``."""

    name: str
    kind: str
    head: str
    xml: str
    tail: str

    @property
    def whole(self) -> str:
        return f"{self.head}{self.xml}{self.tail}"


def parts_of(read: Read, names: tuple[str, ...]) -> tuple[Part, ...]:
    """The body, and the headers, footers, footnotes and properties that have tags.

    Raises KeyError where a member is missing that must be there.
    """
    main = next((target for kind, target in related(read, names, "") if kind == "officeDocument"), "word/document.xml")
    parts = [_body(main, read(main))]
    seen = {main}
    for kind, target in related(read, names, main):
        if kind in ("header", "footer", "footnotes") and target in names and target not in seen:
            seen.add(target)
            parts.append(_notes(target, read(target)) if kind == "footnotes" else _story(target, read(target)))
    core = next((target for kind, target in related(read, names, "") if kind == "core"), None)
    if core in names:
        parts.append(_core(core, read(core)))
    return tuple(part for part in parts if part.kind == BODY or has_tags(part.xml) or _breaks(part.xml))


def related(read: Read, names: tuple[str, ...], name: str) -> list[tuple[str, str]]:
    """The internal relationships of a member ("" for the package): the last word of the type, the target's name."""
    from docgen.engine.xml import parse

    folder, base = posixpath.split(name)
    rels = posixpath.join(folder, "_rels", f"{base}.rels")
    if rels not in names:
        return []
    found = []
    for element in parse(read(rels)):
        if not isinstance(element.tag, str) or element.get("TargetMode") == "External":
            continue
        type_ = element.get("Type", "")
        kind = "core" if type_ == _CORE else type_.removeprefix(_OFFICE).removeprefix(_STRICT)
        target = element.get("Target", "")
        found.append((kind, target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))))
    return found


def _breaks(xml: str) -> bool:
    """Whether constant text holds a tab or line break that docxtpl would make an element of."""
    return re.search(r"<w:t(?: [^>]*)?>[^<]*[\t\n\a\f]", xml) is not None


def _body(name: str, data: bytes) -> Part:
    """The body; what is around it stays."""
    from docgen.engine.xml import parse, text_of

    xml = text_of(parse(data, blanks=False))
    begin, end = re.search(r"<w:body(?: [^>]*)?>", xml), xml.rfind("</w:body>")
    if begin is None or end < 0:
        raise KeyError("w:body")
    return Part(name, BODY, _DECLARED + xml[: begin.start()], xml[begin.start() : end + 9], xml[end + 9 :])


def _story(name: str, data: bytes) -> Part:
    from docgen.engine.xml import parse, text_of

    return Part(name, STORY, _DECLARED, text_of(parse(data, blanks=False)), "")


def _notes(name: str, data: bytes) -> Part:
    """Footnotes are taken as they were written."""
    text = data.decode("utf-8-sig")
    declaration = re.match(r"\s*<\?xml[^>]*\?>\s*", text)
    at = declaration.end() if declaration else 0
    return Part(name, NOTES, text[:at], text[at:], "")


def _core(name: str, data: bytes) -> Part:
    from docgen.engine.xml import parse, text_of

    root = parse(data)
    for element in root:
        tag = str(element.tag).rpartition("}")[2]
        if tag not in PROPERTIES_FILLED and has_tags(element.text or ""):
            element.text = f"{{% raw %}}{element.text}{{% endraw %}}"
    return Part(name, PROPERTIES, _DECLARED, text_of(root), "")


_DECLARED = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
