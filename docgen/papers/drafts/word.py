"""What pandoc does not tell of a .docx: Chinese automatic numbers, centred titles, text that it leaves out.

The document is rewritten before pandoc reads it: automatic numbers such as 一、 become typed ones, centred paragraphs
get a sign.
"""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from docgen.ledger.reading.package import Package

CENTRED = "\U0010f02e"
"""Stands before the text of a centred paragraph."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN = "word/document.xml"
_CHINESE = ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital", "ideographTraditional", "taiwaneseCounting", "taiwaneseCountingThousand", "japaneseDigitalTenThousand")
_CIRCLED, _MOST_CIRCLED = ("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), 20
_DELETED = (f"{_W}del", f"{_W}moveFrom")
_BELOW_TITLES, _NO_TEXT = ("subtitle",), ("author", "date", "abstract")
"""Styles of which pandoc makes properties of the document, at its beginning: they are text."""
_APART = ("章", "节", "条")
"""Ends of numbers that stand apart from what they number."""
_SIGN = "\0"
_OFF = ("0", "false", "off")
_LEVELS = 9
MOST_PARAGRAPHS = 30_000


@dataclass(frozen=True)
class Prepared:
    """The document as pandoc shall read it, and the text of each of its paragraphs as it was."""

    content: bytes
    paragraphs: tuple[str, ...]


def prepare(package: Package, content: bytes) -> Prepared:
    """The .docx ``content``, whose checked parts are ``package``'s, with typed numbers and signs."""
    from lxml import etree

    root = package.root(_MAIN)
    _print_as_word(root)
    paragraphs = tuple(piece for paragraph in root.iter(f"{_W}p") for piece in _own_text(paragraph).split(_SIGN) if piece)
    styles = _Styles(package.root("word/styles.xml") if "word/styles.xml" in package else None)
    numbers = _Numbers(package.root("word/numbering.xml") if "word/numbering.xml" in package else None)
    for paragraph in root.iter(f"{_W}p"):
        centred = styles.centred(paragraph) or styles.named(paragraph) in _BELOW_TITLES
        if styles.named(paragraph) in (*_BELOW_TITLES, *_NO_TEXT):
            _unstyle(paragraph)
        number = numbers.of(styles.numbered(paragraph))
        if number:
            _unnumber(paragraph)
            _put_before(paragraph, number)
        if centred and _own_text(paragraph):
            _put_before(paragraph, CENTRED)
    return Prepared(rewritten(content, _MAIN, etree.tostring(root, encoding="UTF-8", standalone=True)), paragraphs)


def _print_as_word(root: Any) -> None:
    """Make of the text what Word prints: nothing of what is hidden, of words with their sounds above (拼音指南) the words."""
    for hidden in list(root.iter(f"{_W}vanish")):
        run = hidden.getparent().getparent()
        if hidden.get(f"{_W}val") not in _OFF and run is not None and run.tag == f"{_W}r":
            run.getparent().remove(run)
    for ruby in list(root.iter(f"{_W}ruby")):
        run = ruby.getparent()
        for word in ruby.iterfind(f"{_W}rubyBase/{_W}r"):
            run.addprevious(word)
        run.remove(ruby)
    for hyphen in list(root.iter(f"{_W}noBreakHyphen")):
        words = hyphen.makeelement(f"{_W}t")
        words.text = "-"
        hyphen.getparent().replace(hyphen, words)


def _unstyle(paragraph: Any) -> None:
    """Take a paragraph out of its style."""
    properties = paragraph.find(f"{_W}pPr")
    properties.remove(properties.find(f"{_W}pStyle"))


def _own_text(paragraph: Any) -> str:
    """The words of a paragraph without those of text boxes that hang on it and without what was deleted; ``_SIGN`` where a
    sign of a font of signs stands, which pandoc spells in its own way."""
    words = []
    for text in paragraph.iter(f"{_W}t", f"{_W}sym"):
        above = next(text.iterancestors(f"{_W}p"))
        if above is paragraph and not any(parent.tag in _DELETED for parent in text.iterancestors()):
            words.append(_SIGN if text.tag == f"{_W}sym" else text.text or "")
    return "".join("".join(words).split())


def _put_before(paragraph: Any, text: str) -> None:
    run = paragraph.makeelement(f"{_W}r")
    words = run.makeelement(f"{_W}t")
    words.text = text
    run.append(words)
    properties = paragraph.find(f"{_W}pPr")
    paragraph.insert(0 if properties is None else 1, run)


def _unnumber(paragraph: Any) -> None:
    """Take a paragraph out of its list, whether it or its style put it there."""
    properties = paragraph.find(f"{_W}pPr")
    for old in properties.findall(f"{_W}numPr"):
        properties.remove(old)
    none = properties.makeelement(f"{_W}numPr")
    number = none.makeelement(f"{_W}numId")
    number.set(f"{_W}val", "0")
    none.append(number)
    properties.append(none)


class _Styles:
    """What paragraphs have from their styles."""

    def __init__(self, root: Any) -> None:
        found = [] if root is None else root.findall(f"{_W}style")
        self._styles = {style.get(f"{_W}styleId"): style for style in found}
        self._default = next((style.get(f"{_W}styleId") for style in found if style.get(f"{_W}default") == "1" and style.get(f"{_W}type") == "paragraph"), "")

    def centred(self, paragraph: Any) -> bool:
        align = self._property(paragraph, "jc")
        return align is not None and align.get(f"{_W}val") == "center" and not any(True for _ in paragraph.iterancestors(f"{_W}tbl"))

    def named(self, paragraph: Any) -> str:
        """The name of a paragraph's style; empty where it names none."""
        key = paragraph.find(f"{_W}pPr/{_W}pStyle")
        style = None if key is None else self._styles.get(key.get(f"{_W}val"))
        name = None if style is None else style.find(f"{_W}name")
        return "" if name is None else (name.get(f"{_W}val") or "").lower()

    def numbered(self, paragraph: Any) -> tuple[str, int] | None:
        """The list and level (from 0) that a paragraph is numbered in."""
        found = self._property(paragraph, "numPr")
        if found is None or (number := found.find(f"{_W}numId")) is None:
            return None
        level = found.find(f"{_W}ilvl")
        depth = 0 if level is None else int(level.get(f"{_W}val") or 0)
        return number.get(f"{_W}val"), min(max(depth, 0), _LEVELS - 1)

    def _property(self, paragraph: Any, name: str) -> Any:
        properties = paragraph.find(f"{_W}pPr")
        own = None if properties is None else properties.find(f"{_W}{name}")
        if own is not None:
            return own
        style = None if properties is None else properties.find(f"{_W}pStyle")
        key, seen = (self._default if style is None else style.get(f"{_W}val")), set()
        while key in self._styles and key not in seen:
            seen.add(key)
            found = self._styles[key].find(f"{_W}pPr/{_W}{name}")
            if found is not None:
                return found
            base = self._styles[key].find(f"{_W}basedOn")
            key = "" if base is None else base.get(f"{_W}val")
        return None


class _Numbers:
    """Counts automatic numbers as Word does."""

    def __init__(self, root: Any) -> None:
        self._lists: dict[str, str] = {}
        self._levels: dict[tuple[str, int], Any] = {}
        self._anew: dict[str, dict[int, int]] = defaultdict(dict)
        """The numbers at which a list begins anew where it is first used, by its level."""
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        if root is None:
            return
        for number in root.findall(f"{_W}num"):
            abstract = number.find(f"{_W}abstractNumId")
            if abstract is not None:
                self._lists[number.get(f"{_W}numId")] = abstract.get(f"{_W}val")
            for override in number.findall(f"{_W}lvlOverride"):
                if (start := _value(override, "startOverride")).isdigit():
                    self._anew[number.get(f"{_W}numId")][int(override.get(f"{_W}ilvl") or 0)] = int(start)
        for abstract in root.findall(f"{_W}abstractNum"):
            for level in abstract.findall(f"{_W}lvl"):
                self._levels[abstract.get(f"{_W}abstractNumId"), int(level.get(f"{_W}ilvl") or 0)] = level

    def of(self, place: tuple[str, int] | None) -> str:
        """The number of the next paragraph at ``place``, as it is printed; empty where pandoc reads it as a list by itself."""
        if place is None or place[0] not in self._lists:
            return ""
        abstract, depth = self._lists[place[0]], place[1]
        level = self._levels.get((abstract, depth))
        if level is None:
            return ""
        counts = self._counts[abstract]
        if (start := self._anew[place[0]].pop(depth, None)) is not None:
            counts[depth] = start - 1
        counts[depth] = counts.get(depth, _start(level) - 1) + 1
        for deeper in [other for other in counts if other > depth and self._restarts(abstract, other, depth)]:
            del counts[deeper]
        formats = {at: _value(self._levels.get((abstract, at)), "numFmt") for at in range(depth + 1)}
        pattern = _value(level, "lvlText")
        count = counts[depth]
        if formats[depth] in _CIRCLED and pattern.strip() == f"%{depth + 1}" and count <= _MOST_CIRCLED:
            return chr(ord("①") + count - 1)
        # 1. below 一、 of the same list is a level as that is, alone it is an item of a list
        alone = not any(form in _CHINESE for form in formats.values())
        plain = alone and formats[depth] == "decimal" and pattern.strip().rstrip(".．、") == f"%{depth + 1}"
        if pattern.count("%") != 1 or not (formats[depth] in _CHINESE or formats[depth] == "decimal") or plain:
            return ""
        from docgen.numerals import chinese

        number = pattern.replace(f"%{depth + 1}", chinese(count) if formats[depth] in _CHINESE else str(count)).strip()
        return apart(number)

    def _restarts(self, abstract: str, depth: int, above: int) -> bool:
        """Whether a level counts anew below one ``above`` it: 第一条 may count on through all chapters (w:lvlRestart)."""
        restart = _value(self._levels.get((abstract, depth)), "lvlRestart")
        return not restart.isdigit() or above < int(restart)


def _start(level: Any) -> int:
    text = _value(level, "start")
    return int(text) if text.isdigit() else 1


def _value(level: Any, name: str) -> str:
    found = None if level is None else level.find(f"{_W}{name}")
    return "" if found is None else found.get(f"{_W}val") or ""


def apart(number: str) -> str:
    """A number as it stands before its words: 一、 right before them, 第一条 with a blank between."""
    return f"{number}\u3000" if number.endswith(_APART) else number


def rewritten(content: bytes, name: str, main: bytes) -> bytes:
    """The package ``content`` with ``main`` as its part ``name``."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(made, "w") as new:
        for part in package.infolist():
            if not part.is_dir():
                new.writestr(part.filename, main if part.filename.replace("\\", "/") == name else package.read(part))
    return made.getvalue()
