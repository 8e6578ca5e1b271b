"""A workbook's package: its sheets in their order, its names, its strings."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import Any

from docgen.engine.sheet.lines import MAIN, plain_text
from docgen.engine.sheet.moving import Moves, moved_formula

CONTENT, RELATED = "[Content_Types].xml", "_rels"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BEFORE_CALC = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences", "definedNames",
)  # fmt: skip

Read = Callable[[str], bytes]


class Book:
    """The parts of a template's workbook; raises KeyError, ValueError or lxml's XMLSyntaxError for what is none."""

    def __init__(self, read: Read, names: tuple[str, ...]) -> None:
        from docgen.engine.parts import related
        from docgen.engine.xml import parse

        self._read, self._names = read, names
        self.main = next(target for kind, target in related(read, names, "") if kind == "officeDocument")
        self.root = parse(read(self.main))
        if self.root.tag != f"{MAIN}workbook":
            raise ValueError(self.main)
        told = related(read, names, self.main)
        self.strings = next((target for kind, target in told if kind == "sharedStrings" and target in names), "")
        self.styles = next((target for kind, target in told if kind == "styles" and target in names), "")
        self.chain = next((target for kind, target in told if kind == "calcChain" and target in names), "")
        self.sheets = tuple(self._sheets())
        properties = self.root.find(f"{MAIN}workbookPr")
        self.since_1904 = properties is not None and properties.get("date1904") in ("1", "true")

    def related(self, part: str) -> list[tuple[str, str]]:
        from docgen.engine.parts import related

        return [(kind, target) for kind, target in related(self._read, self._names, part) if target in self._names]

    def texts(self) -> tuple[str, ...]:
        """The shared strings as plain text."""
        from docgen.engine.xml import parse

        if not self.strings:
            return ()
        return tuple(plain_text(item) for item in parse(self._read(self.strings)).iterfind(f"{MAIN}si"))

    def _sheets(self) -> list[tuple[str, str]]:
        """Title and part of every worksheet."""
        from docgen.engine.xml import parse

        folder, base = posixpath.split(self.main)
        rels = parse(self._read(posixpath.join(folder, RELATED, f"{base}.rels")))
        parts = {}
        for each in rels:
            target = each.get("Target", "")
            if each.get("Type", "").endswith("/worksheet"):
                parts[each.get("Id")] = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        told = [(each.get("name"), each.get(_RELATION)) for each in self.root.iterfind(f"{MAIN}sheets/{MAIN}sheet")]
        return [(title, parts[number]) for title, number in told if number in parts]

    def moved(self, moves: dict[str, Moves], reckons: bool) -> bytes:
        """The workbook part with its names moved; ``reckons`` has all formulas worked out anew when it is opened."""
        from copy import deepcopy

        from lxml import etree

        root = deepcopy(self.root)
        titles = [each.get("name") for each in root.iterfind(f"{MAIN}sheets/{MAIN}sheet")]
        for name in list(root.iterfind(f"{MAIN}definedNames/{MAIN}definedName")):
            at = name.get("localSheetId")
            own = titles[int(at)] if at and int(at) < len(titles) else ""
            name.text = _moved_name(name.text or "", own, moves)
            if not name.text:
                name.getparent().remove(name)
        names = root.find(f"{MAIN}definedNames")
        if names is not None and not len(names):
            root.remove(names)
        if reckons:
            _reckon_anew(root)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def without_chain(xml: bytes, chain: str) -> bytes:
    """A list of relationships or of content types without the calculation chain, which names cells that have moved."""
    from lxml import etree

    from docgen.engine.xml import parse

    root = parse(xml)
    for each in list(root):
        told = each.get("PartName") or each.get("Target") or ""
        if told and posixpath.basename(told) == posixpath.basename(chain):
            root.remove(each)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def without_tags(xml: bytes, tagged: Callable[[str], bool]) -> bytes:
    """The shared strings, those with tags emptied: nothing of the template is left in what it made, and none is renumbered."""
    from lxml import etree

    from docgen.engine.xml import parse

    root = parse(xml)
    changed = False
    for item in root.iterfind(f"{MAIN}si"):
        if tagged(plain_text(item)):
            for child in list(item):
                item.remove(child)
            etree.SubElement(item, f"{MAIN}t")
            changed = True
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True) if changed else xml


def _moved_name(text: str, sheet: str, moves: dict[str, Moves]) -> str:
    """What a name stands for; ranges of which nothing is left are left out of it."""
    moved = moved_formula(text, sheet, moves)
    if "#REF!" not in moved or "#REF!" in text:
        return moved
    return ",".join(part for part in moved.split(",") if "#REF!" not in part)


def _reckon_anew(root: Any) -> None:
    from lxml import etree

    told = root.find(f"{MAIN}calcPr")
    if told is None:
        told = etree.Element(f"{MAIN}calcPr")
        behind = [child for child in root if etree.QName(child).localname in _BEFORE_CALC]
        behind[-1].addnext(told)
    told.set("fullCalcOnLoad", "1")
