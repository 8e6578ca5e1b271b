"""What must not be public, taken out before anything is written: telephone and identity numbers wherever they stand,
names and contacts where the settings' words stand in a table's heading or before a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from docgen.publishing.publication import Cell, Element, Heading, Paragraph, Part, Publication, Sheet
from docgen.settings import Publishing

PHONE, IDENTITY, MAIL = "电话号码", "身份证号", "电子邮箱"
PUT_INSTEAD = "（略）"

_GAP = r"[\s\-‐-―－—–·•]{0,3}"
_DIGIT = "[0-9]"
_MOBILE = rf"(?:\+?86{_GAP})?1[3-9]" + rf"(?:{_GAP}{_DIGIT})" * 9
_DOTTED = r"1[3-9]\d\.\d{4}\.\d{4}"
_LANDLINE = rf"(?:\+?86{_GAP})?[(（]?0\d{{2,3}}[)）]?{_GAP}[1-9]\d{{2,3}}{_GAP}\d{{4}}(?:\s*(?:转|-|－|—)\s*\d{{1,6}})?"
_HOTLINE = rf"[48]00{_GAP}\d{{3,4}}{_GAP}\d{{3,4}}"
_PHONE = re.compile(rf"(?<![0-9])(?:{_MOBILE}|{_DOTTED}|{_LANDLINE}|{_HOTLINE})(?![0-9])")
_LOCAL = re.compile(r"(?:电话|手机|传真|热线)(?:号码)?[:：为是\s]{0,3}([0-9][0-9\-－—\s]{4,15}[0-9])")
_IDENTITY = re.compile(r"(?<![0-9])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[0-9Xx](?![0-9])")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_UNSEEN = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad]")
_ASCII = str.maketrans("０１２３４５６７８９＋．＠", "0123456789+.@")
_NAME = re.compile(r"[\u4e00-\u9fff](?:[·\u3000 ]?[\u4e00-\u9fff]){1,3}")


@dataclass(frozen=True)
class Withheld:
    """What was left out: ``what`` (电话号码, or the settings' word), ``place`` as a person finds it, how often there."""

    what: str
    place: str
    count: int = 1


@dataclass(frozen=True)
class Public:
    """The publication that may be shown, and what was taken out of it.

    ``elsewhere``: names that were taken out of a table's column and still stand in the text, where a person must decide.
    """

    publication: Publication
    withheld: tuple[Withheld, ...]
    elsewhere: tuple[str, ...] = ()


def withhold(publication: Publication, publishing: Publishing) -> Public:
    """Take out what the settings and the law keep from the public; ``publishing.keep`` names persons who may be shown."""
    found: list[Withheld] = []
    names: set[str] = set()
    rules = _Rules(publishing, found, names)
    parts = tuple(rules.part(part) for part in publication.parts)
    fields = {name: rules.text(str(getattr(publication, name)), "公文要素") for name in ("title", "number", "issuer", "date", "addressees", "note")}
    public = replace(publication, parts=parts, **fields)
    text = "\n".join(_texts(public))
    return Public(public, _counted(found), tuple(sorted(name for name in names if name in text)))


class _Rules:
    def __init__(self, publishing: Publishing, found: list[Withheld], names: set[str]) -> None:
        self._words = publishing.hide
        self._keep = publishing.keep
        self._found, self._names = found, names
        labels = "|".join(map(re.escape, sorted(publishing.hide, key=len, reverse=True)))
        self._labelled = re.compile(rf"({labels})([:：]\s*)([^，。；、（）()\n]+)") if labels else None

    def part(self, part: Part) -> Part:
        place = part.label or "正文"
        elements = tuple(self._element(element, place, at) for at, element in enumerate(part.elements, 1))
        return replace(part, title=self.text(part.title, f"{place}标题"), label=self.text(part.label, place), elements=elements)

    def _element(self, element: Element, place: str, at: int) -> Element:
        if isinstance(element, Paragraph):
            where = f"{place}第{at}段"
            text = self.text(element.text, where)
            # a stretch that moved is set plain: nothing of what was there may show through
            return element if text == element.text else replace(element, text=text, bold=())
        if isinstance(element, Heading):
            where = f"{place}第{at}段"
            return replace(element, text=self.text(element.text, where), rest=self.text(element.rest, where))
        if isinstance(element, Sheet):
            return self._sheet(element, place)
        return element

    def _sheet(self, sheet: Sheet, place: str) -> Sheet:
        headings = _headings(sheet)
        hidden = {column: word for column, heading in enumerate(headings) if (word := self._hiding(heading))}
        rows = []
        for number, (row, places) in enumerate(zip(sheet.rows, sheet.places, strict=True), 1):
            rows.append(tuple(self._cell(cell, column, number, sheet, headings, hidden, place) for cell, column in zip(row, places, strict=True)))
        return replace(sheet, rows=tuple(rows))

    def _cell(self, cell: Cell, column: int, row: int, sheet: Sheet, headings: list[str], hidden: dict[int, str], place: str) -> Cell:
        name = headings[column] if column < len(headings) and headings[column] else f"第{column + 1}栏"
        if row > (sheet.head or 1) and column in hidden and cell.columns == 1:
            if not cell.text.strip() or cell.text.strip() in ("—", "-", "/", "无"):
                return cell
            self._found.append(Withheld(hidden[column], f"{place}“{name}”"))
            self._names.update(found for found in _NAME.findall(cell.text) if 2 <= len(found) <= 4 and found not in self._keep)
            return replace(cell, text=PUT_INSTEAD)
        return replace(cell, text=self.text(cell.text, f"{place}“{name}”"))

    def _hiding(self, heading: str) -> str:
        return next((word for word in self._words if word in heading), "")

    def text(self, text: str, place: str) -> str:
        """A text without numbers of persons, nor what stands behind one of the settings' words and a colon."""
        plain = _UNSEEN.sub("", text).translate(_ASCII)
        said = plain
        for what, pattern in ((IDENTITY, _IDENTITY), (PHONE, _PHONE), (MAIL, _MAIL)):
            said = pattern.sub(lambda _, what=what: self._gone(what, place), said)
        said = _LOCAL.sub(lambda found: found[0].replace(found[1], self._gone(PHONE, place)), said)
        if self._labelled:
            said = self._labelled.sub(lambda found: self._label(found, place), said)
        return said if said != plain else _UNSEEN.sub("", text)

    def _label(self, found: re.Match[str], place: str) -> str:
        if found[3].strip() in (*self._keep, PUT_INSTEAD):
            return found[0]
        return found[1] + found[2] + self._gone(found[1], place)

    def _gone(self, what: str, place: str) -> str:
        self._found.append(Withheld(what, place))
        return PUT_INSTEAD


def _headings(sheet: Sheet) -> list[str]:
    """The words above each column, from the top row down."""
    headings = [""] * sheet.columns
    for row, places in zip(sheet.rows[: sheet.head or 1], sheet.places, strict=False):
        for cell, at in zip(row, places, strict=True):
            for column in range(at, at + cell.columns):
                headings[column] += "".join(cell.text.split())
    return headings


def _counted(found: Sequence[Withheld]) -> tuple[Withheld, ...]:
    counts: dict[tuple[str, str], int] = {}
    for each in found:
        counts[each.what, each.place] = counts.get((each.what, each.place), 0) + 1
    return tuple(Withheld(what, place, count) for (what, place), count in counts.items())


def _texts(publication: Publication) -> Iterator[str]:
    for part in publication.parts:
        for element in part.elements:
            if isinstance(element, Paragraph | Heading):
                yield element.text + getattr(element, "rest", "")
            elif isinstance(element, Sheet):
                yield from (cell.text for row in element.rows for cell in row)
