"""What pandoc does not tell of an .odt: Chinese automatic numbers and centred lines. As :mod:`word` does for a .docx.

The text is rewritten before pandoc reads it: items of lists numbered 一、（一） 第一条 become paragraphs with typed
numbers, centred paragraphs get a sign. Lists numbered 1. alone and lists with bullets stay lists.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from docgen.ledger.reading.package import Package
from docgen.papers.drafts.word import CENTRED, apart, rewritten

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_MAIN, _STYLES = "content.xml", "styles.xml"
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_CHINESE, _CIRCLED = ("一", "壹"), "①"
_OUTLINE = "outline"
_MOST_CIRCLED = 20
_DEEPEST = 10


@dataclass(frozen=True)
class _Level:
    """How a level of a list is numbered: what stands before and behind the number, its first one, of how many levels it is."""

    form: str
    before: str
    behind: str
    start: int
    levels: int

    @property
    def is_chinese(self) -> bool:
        return self.form.startswith(_CHINESE)


def prepare(package: Package, content: bytes) -> bytes:
    """The .odt ``content``, whose checked parts are ``package``'s, with typed numbers and signs."""
    from lxml import etree

    root = package.root(_MAIN)
    roots = [root] if _STYLES not in package else [package.root(_STYLES), root]
    lists = _Lists(roots)
    for found in [element for element in root.iter(f"{_TEXT}list", f"{_TEXT}h") if not _is_in_list(element)]:
        if found.tag == f"{_TEXT}h":
            lists.number_heading(found)
        elif lists.has_typed(found):
            for element in lists.flat(found):
                found.addprevious(element)
            found.getparent().remove(found)
        else:
            lists.count(found)
    centred = _Centring(roots)
    for paragraph in root.iter(*_PARAGRAPHS):
        if centred.of(paragraph) and "".join(paragraph.itertext()).strip():
            _put_before(paragraph, CENTRED)
    return rewritten(content, _MAIN, etree.tostring(root, encoding="UTF-8", standalone=True))


def _is_in_list(element: Any) -> bool:
    return any(True for _ in element.iterancestors(f"{_TEXT}list"))


def _put_before(paragraph: Any, words: str) -> None:
    paragraph.text = words + (paragraph.text or "")


class _Lists:
    """Counts the numbers of lists and headings as an office program does."""

    def __init__(self, roots: list[Any]) -> None:
        self._styles: dict[str, dict[int, _Level]] = {}
        for root in roots:
            for style in root.iter(f"{_TEXT}list-style", f"{_TEXT}outline-style"):
                name = style.get(f"{_STYLE}name") if style.tag == f"{_TEXT}list-style" else _OUTLINE
                self._styles[name or ""] = dict(_levels(style))
        self._last: dict[str, dict[int, int]] = defaultdict(dict)
        """The counts of the last list of each style."""
        self._named: dict[str, dict[int, int]] = {}

    def has_typed(self, found: Any) -> bool:
        """Whether any paragraph of a list has a number that is to be typed."""
        levels = self._styles.get(found.get(f"{_TEXT}style-name") or "", {})
        depths = {1 + sum(1 for _ in item.iterancestors(f"{_TEXT}list-item")) for item in found.iter(f"{_TEXT}list-item") if _own(item)}
        return any(_is_typed(levels, depth) for depth in depths)

    def flat(self, found: Any) -> Iterator[Any]:
        """The list's elements outside of it, numbers typed."""
        style = found.get(f"{_TEXT}style-name") or ""
        yield from self._flat(found, self._styles.get(style, {}), self._counts(found, style), 1)

    def count(self, found: Any) -> None:
        """Count a list that stays one, for those that continue it."""
        style = found.get(f"{_TEXT}style-name") or ""
        for _ in self._flat(deepcopy(found), self._styles.get(style, {}), self._counts(found, style), 1):
            pass

    def number_heading(self, heading: Any) -> None:
        """Type the number of a heading that the document's outline numbers."""
        levels, depth = self._styles.get(_OUTLINE, {}), int(heading.get(f"{_TEXT}outline-level") or 1)
        if depth in levels and levels[depth].form and heading.get(f"{_TEXT}is-list-header") != "true" and "".join(heading.itertext()).strip():
            _put_before(heading, self._next(levels, self._last[_OUTLINE], depth))

    def _counts(self, found: Any, style: str) -> dict[int, int]:
        """The counts with which a list begins: another's that it continues, else none."""
        continued = found.get(f"{_TEXT}continue-list")
        if continued in self._named:
            counts = self._named[continued]
        elif found.get(f"{_TEXT}continue-numbering") == "true":
            counts = self._last[style]
        else:
            counts = {}
        self._last[style] = counts
        if found.get(_ID):
            self._named[found.get(_ID)] = counts
        return counts

    def _flat(self, found: Any, levels: dict[int, _Level], counts: dict[int, int], depth: int) -> Iterator[Any]:
        typed = _is_typed(levels, depth)
        kept = found.makeelement(found.tag, dict(found.attrib)) if not typed and any(map(_own, found)) else None
        for item in list(found):
            number = ""
            if item.tag == f"{_TEXT}list-item" and _own(item) and depth <= _DEEPEST:
                start = item.get(f"{_TEXT}start-value") or ""
                if start.isdigit():
                    counts[depth] = int(start) - 1
                number = self._next(levels, counts, depth)
            if kept is not None:
                kept.append(item)
                continue
            for child in list(item):
                if child.tag == f"{_TEXT}list":
                    own = child.get(f"{_TEXT}style-name")
                    yield from self._flat(child, self._styles.get(own, {}) if own else levels, counts, depth + 1)
                    continue
                if number and child.tag in _PARAGRAPHS:
                    _put_before(child, number)
                    number = ""
                yield child
        if kept is not None:
            yield kept

    @staticmethod
    def _next(levels: dict[int, _Level], counts: dict[int, int], depth: int) -> str:
        """The next number of a level, as it is typed; empty where it stays a list's."""
        level = levels.get(depth)
        counts[depth] = counts.get(depth, (level.start if level else 1) - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        if level is None or not _is_typed(levels, depth):
            return ""
        if level.form.startswith(_CIRCLED):
            return chr(ord(_CIRCLED) + counts[depth] - 1) if counts[depth] <= _MOST_CIRCLED else f"{counts[depth]}."
        from docgen.numerals import chinese

        return apart(f"{level.before}{chinese(counts[depth]) if level.is_chinese else counts[depth]}{level.behind}".strip())


def _levels(style: Any) -> Iterator[tuple[int, _Level]]:
    for level in style:
        if level.tag not in (f"{_TEXT}list-level-style-number", f"{_TEXT}outline-level-style"):
            continue
        numbers = {name: level.get(f"{_TEXT}{name}") or "1" for name in ("level", "start-value", "display-levels")}
        if all(map(str.isdigit, numbers.values())):
            words = [level.get(f"{_STYLE}num-{name}") or "" for name in ("format", "prefix", "suffix")]
            yield int(numbers["level"]), _Level(*words, int(numbers["start-value"]), int(numbers["display-levels"]))


def _is_typed(levels: dict[int, _Level], depth: int) -> bool:
    """Whether a level's numbers are marks of headings or articles: 1. alone is an item of a list, below 一、 it is a level as that is."""
    level = levels.get(depth)
    if level is None or level.levels != 1 or not level.form:
        return False
    if level.is_chinese or level.form.startswith(_CIRCLED):
        return True
    above = any(levels[other].is_chinese for other in levels if other <= depth)
    return level.form == "1" and (above or bool(level.before.strip()) or level.behind.strip() not in ("", ".", "．", "、"))


def _own(item: Any) -> bool:
    """Whether an item has a paragraph of its own and so a number."""
    return any(child.tag in _PARAGRAPHS for child in item)


class _Centring:
    """Which paragraphs stand in the middle of the line, by their styles and those that these are based on."""

    def __init__(self, roots: list[Any]) -> None:
        self._styles = {
            style.get(f"{_STYLE}name"): style
            for root in roots
            for style in root.iter(f"{_STYLE}style")
            if style.get(f"{_STYLE}family") == "paragraph"
        }

    def of(self, paragraph: Any) -> bool:
        if any(True for _ in paragraph.iterancestors(f"{_TABLE}table")):
            return False
        key, seen = paragraph.get(f"{_TEXT}style-name"), set()
        while key in self._styles and key not in seen:
            seen.add(key)
            found = self._styles[key].find(f"{_STYLE}paragraph-properties")
            if found is not None and found.get(f"{_FO}text-align"):
                return found.get(f"{_FO}text-align") == "center"
            key = self._styles[key].get(f"{_STYLE}parent-style-name")
        return False
