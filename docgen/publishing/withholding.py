"""What must not be public, taken out before anything is written: telephone and identity numbers wherever they stand,
names and contacts where the settings' words stand in a table's heading or before a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from docgen.publishing.personal import IDENTITY, MAIL, PHONE, PUT_INSTEAD, Labels, holds_person, numbers_gone
from docgen.publishing.publication import Cell, Element, Heading, Paragraph, Part, Publication, Sheet
from docgen.settings import Publishing

_ALWAYS = {"联系方式": PHONE, "电话": PHONE, "手机": PHONE, "传真": PHONE, "身份证": IDENTITY, "邮箱": MAIL}
"""Words of headings under which stands nothing but what is never shown."""
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
        self._labels = Labels(publishing.hide, publishing.keep)

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
        head = _head(sheet)
        headings = _headings(sheet, head)
        hidden = {column: word for column, heading in enumerate(headings) if (word := self._hiding(heading))}
        rows = []
        for number, (row, places) in enumerate(zip(sheet.rows, sheet.places, strict=True)):
            cells, label = [], ""
            for cell, column in zip(row, places, strict=True):
                name = headings[column] or f"第{column + 1}栏"
                under = hidden.get(column, "") if number >= head and all(at in hidden for at in range(column, column + cell.columns)) else ""
                beside = label if label and (number >= max(head, 1) or holds_person(cell.text)) and not self._labels.is_label(cell.text) else ""
                cells.append(self._cell(cell, under or beside, f"{place}“{name if under else label or name}”"))
                label = "".join(cell.text.split()).rstrip(":：") if self._labels.is_label(cell.text) else ""
            rows.append(tuple(cells))
        return replace(sheet, rows=tuple(rows))

    def _cell(self, cell: Cell, word: str, place: str) -> Cell:
        """The cell, empty of persons where ``word`` stands above or beside it."""
        if not word:
            return replace(cell, text=self.text(cell.text, place))
        if not cell.text.strip() or cell.text.strip() in ("—", "-", "/", "无"):
            return cell
        self._found.append(Withheld(word, place))
        self._names.update(found for found in _NAME.findall(cell.text) if 2 <= len(found) <= 4 and found not in self._keep)
        return replace(cell, text=PUT_INSTEAD)

    def _hiding(self, heading: str) -> str:
        return next((word for word in self._words if word in heading), "") or next((what for word, what in _ALWAYS.items() if word in heading), "")

    def text(self, text: str, place: str) -> str:
        """A text without numbers of persons, nor what stands behind one of the settings' words and a colon."""
        plain = _UNSEEN.sub("", text).translate(_ASCII)
        said = numbers_gone(plain, lambda what: self._gone(what, place))
        said = self._labels.gone(said, lambda what: self._gone(what, place))
        return said if said != plain else _UNSEEN.sub("", text)

    def _gone(self, what: str, place: str) -> str:
        self._found.append(Withheld(what, place))
        return PUT_INSTEAD


def _head(sheet: Sheet) -> int:
    """How many rows are headings: as marked, and as far as cells joined in them reach or head several columns.

    None of a form, whose first row has persons already (联系人 | 张三).
    """
    if not sheet.head and any(holds_person(cell.text) for row in sheet.rows[:1] for cell in row):
        return 0
    end = sheet.head or 1
    for number, row in enumerate(sheet.rows):
        if number >= end:
            break
        end = max(end, *(number + max(cell.rows, 2 if cell.columns > 1 and cell.rows == 1 and not sheet.head else 1) for cell in row), 0)
    return end


def _headings(sheet: Sheet, head: int) -> list[str]:
    """The words above each column, from the top row down."""
    headings = [""] * sheet.columns
    for row, places in zip(sheet.rows[:head], sheet.places, strict=False):
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
