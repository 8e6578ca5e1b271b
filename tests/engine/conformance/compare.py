"""Two packages compared as documents: every part by its canonical XML, relations by what they lead to, media by digest."""

from __future__ import annotations

import hashlib
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_OF_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = re.compile(r"\{http://schemas\.openxmlformats\.org/(wordprocessingml|officeDocument)/2006/(main|math)\}(t|tab|br|p|tc|tr)$")
_WORDS = {"tab": "\t", "br": "\n", "p": "¶\n", "tc": "|", "tr": "‖\n"}


def parts_of(package: bytes) -> dict[str, str]:
    """Each part that relations lead to, by the way there, as canonical text with its content type.

    The way is the names of the relations' kinds and, among relations of a kind, the order in which the part names them:
    so neither the numbers of relations nor the names of new parts matter, only what stands where.
    """
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    kinds = _content_types(members["[Content_Types].xml"])
    found: dict[str, str] = {}
    _walk(members, kinds, "", "", found)
    return found


def text_of(package: bytes, part: str = "word/document.xml") -> str:
    """The words of a part, with its paragraphs, cells, rows, tabs and breaks."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        tree = etree.fromstring(archive.read(part))
    words = []
    for _, element in etree.iterwalk(tree, events=("end",)):
        if match := _TEXT.match(str(element.tag)):
            words.append(_WORDS.get(match[3]) or element.text or "")
    return "".join(words)


def _walk(members: dict[str, bytes], kinds: dict[str, str], part: str, way: str, found: dict[str, str]) -> None:
    relations = _relations(members, part)
    described = {one: f"{kind}→{where if outside else _described(members, kinds, where)}" for one, (kind, where, outside) in relations.items()}
    if part:
        found[way] = f"{kinds.get(part)}\n{_canonical(members[part], described)}"
    counts: dict[str, int] = {}
    for one in sorted(relations, key=lambda one: (relations[one][0], described[one], _first_use(members.get(part, b""), one))):
        kind, where, outside = relations[one]
        if outside or where not in members or kind in ("customXml",):
            continue
        counts[kind] = counts.get(kind, 0) + 1
        _walk(members, kinds, where, f"{way}/{kind}{counts[kind]}", found)


def _relations(members: dict[str, bytes], part: str) -> dict[str, tuple[str, str, bool]]:
    folder, name = posixpath.split(part)
    described = members.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    if described is None:
        return {}
    answer = {}
    for relation in etree.fromstring(described).iter(_RELATIONS):
        outside = relation.get("TargetMode") == "External"
        where = relation.get("Target", "")
        whole = where if outside else posixpath.normpath(posixpath.join(folder, where)) if not where.startswith("/") else where[1:]
        answer[relation.get("Id", "")] = (relation.get("Type", "").rsplit("/", 1)[1], whole, outside)
    return answer


def _content_types(described: bytes) -> dict[str, str]:
    tree = etree.fromstring(described)
    overrides = {one.get("PartName", "")[1:]: one.get("ContentType", "") for one in tree.iter(f"{_TYPES}Override")}
    defaults = {one.get("Extension", "").lower(): one.get("ContentType", "") for one in tree.iter(f"{_TYPES}Default")}

    class Kinds(dict[str, str]):
        def __missing__(self, name: str) -> str:
            return defaults.get(name.rpartition(".")[2].lower(), "")

        def get(self, name: str, default: str | None = None) -> str | None:
            return self[name]

    return Kinds(overrides)


def _described(members: dict[str, bytes], kinds: dict[str, str], part: str) -> str:
    data = members.get(part, b"")
    digest = "" if kinds[part].endswith("xml") else hashlib.sha256(data).hexdigest()[:12]
    return f"{kinds[part]}#{digest}"


def _canonical(data: bytes, relations: dict[str, str]) -> str:
    """XML in canonical form, relations named by what they lead to, drawings numbered in their order; else the digest.

    White space that only sets elements apart and properties of a document that say nothing are left out, and bookmarks that a loop repeats. Properties of cells and runs are compared in any order: docxtpl writes them as they come, which Word's schema refuses.
    """
    if not data.lstrip(b"\xef\xbb\xbf").startswith(b"<"):
        return hashlib.sha256(data).hexdigest()
    tree = etree.fromstring(data)
    for element in tree.iter(etree.Element):
        if len(element):
            for one in (element, *element):
                which = "text" if one is element else "tail"
                if not (getattr(one, which) or "").strip():
                    setattr(one, which, None)
    if tree.tag.endswith("}coreProperties"):
        tree[:] = sorted((one for one in tree if one.text), key=lambda one: str(one.tag))
    for number, element in enumerate(tree.iter(f"{_DRAWING}docPr")):
        element.set("id", str(number))
    bookmarks: set[tuple[str, str]] = set()
    for bookmark in list(tree.iter(f"{_W}bookmarkStart", f"{_W}bookmarkEnd")):
        mark = (str(bookmark.tag), bookmark.get(f"{_W}id", ""))
        if mark in bookmarks:
            bookmark.getparent().remove(bookmark)
        bookmarks.add(mark)
    for properties in tree.iter(f"{_W}tcPr", f"{_W}rPr"):
        properties[:] = sorted(properties, key=lambda one: str(one.tag))
    for shade in tree.iter(f"{_W}shd"):
        shade.set(f"{_W}val", shade.get(f"{_W}val", "clear"))
    for element in tree.iter(etree.Element):
        for name, value in element.attrib.items():
            if name.startswith(_OF_RELATIONS):
                element.set(name, relations.get(value, f"lost {value}"))
    return "\n".join(_lines(tree))


def _lines(tree: etree._Element) -> Iterator[str]:
    """Canonical XML, an element a line, namespaces only where they are used, so that a difference can be read."""
    text = etree.tostring(tree, method="c14n", exclusive=True, with_comments=False).decode()
    yield from re.sub(r"(?<!^)(?=<)", "\n", text).splitlines()


def _first_use(data: bytes, relation: str) -> int:
    return data.find(f'"{relation}"'.encode())
