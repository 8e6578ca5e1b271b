"""A paper as the register sees it: its number line, title and dates, and how they are filled in.

Only the characters that change are touched, every other part of the package stays byte for byte: what a person
edited, and what was signed, is what is issued.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from docgen.layout import styles as st
from docgen.ledger.reading.package import opened
from docgen.papers.dates import spoken
from docgen.problem import DocgenError
from docgen.registry.number import BARE_TEXT, COUNTED_TEXT, NUMBER_TEXT, Number, figure

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DOCUMENT, _STYLES = "word/document.xml", "word/styles.xml"

_NUMBER_STYLES = (st.NUMBER, st.UPWARD_NUMBER, st.LETTER_NUMBER, st.LETTER_SECRECY)
_COUNTED_STYLES = (st.NUMBER, st.BRIEFING_ISSUE, st.ORDER_NUMBER)
_MARK_STYLES = (st.BRIEFING_MARK, st.ORDER_MARK, st.MINUTES_MARK)
_TITLE_STYLES = (st.TITLE, st.LETTER_TITLE)
_DATE_STYLES = (st.DATE, st.SIGNED_DATE, st.BRIEFING_LINE)
_HEAD_PARAGRAPHS = 12
"""Where the number is looked for in a paper whose styles are not docgen's: it stands above the title."""

_DAY = re.compile(r"(?P<year>[0-9０-９]{4}|[×xX_＿\s]*)年(?P<month>[0-9０-９×xX_＿\s]*)月(?P<day>[0-9０-９×xX_＿\s]*)日")
_REVISIONS = tuple(_W + name for name in ("ins", "del", "moveFrom", "moveTo"))


@dataclass(frozen=True)
class Facts:
    """What stands in a paper. ``series`` empty: it has no number line; ``year`` and ``number`` None where left blank;
    ``dated`` None where the date is blank, ``has_date`` whether it has a line for it. ``marks``: what a reviewer left.
    ``own_series``: its series is the name above the number (a briefing's, minutes'), which counts ``unit`` (期 号 次)."""

    series: str
    year: int | None
    number: int | None
    title: str
    dated: date | None
    has_date: bool
    marks: tuple[str, ...] = ()
    own_series: bool = False
    unit: str = ""


class IssuablePaper:
    """A ``.docx`` held in memory, to be asked and filled in. Raises DocgenError for what is no sound Word document."""

    def __init__(self, name: str, content: bytes) -> None:
        self._name, self._content = name, content
        try:
            with opened(name, content) as package:
                self._root = _tree(package.xml(_DOCUMENT))
                self._names = _style_names(_tree(package.xml(_STYLES))) if _STYLES in package else {}
        except (DocgenError, SyntaxError):
            raise DocgenError(f"{name} 不是完好的 Word 文档（.docx），不能编号：请用 Word 或 WPS 打开，另存为 .docx 后再试") from None

    def facts(self) -> Facts:
        """Raises DocgenError for a date that is on no calendar."""
        (number, pattern), day = self._number_line(), self._date_line()
        found = number.find(pattern) if number else None
        own = pattern is not NUMBER_TEXT
        said = found.groupdict() if found else {}
        return Facts(
            series=(self._mark() if own else said["series"]) if found else "",
            year=figure(said.get("year") or "") if found else None,
            number=figure(said["number"]) if found else None,
            title=self._title(),
            dated=self._day_of(day) if day else None,
            has_date=day is not None,
            marks=tuple(self._marks()),
            own_series=own and found is not None,
            unit=said.get("unit") or "",
        )

    def filled(self, number: Number, day: date) -> bytes:
        """The paper with this number and dated this day: number line, 成文日期, and 印发日期 where it was the same day or blank."""
        sign_off = self._date_line()
        former = sign_off.find(_DAY)[0] if sign_off else ""
        line, pattern = self._number_line()
        line.replace(pattern, _written_as(number, pattern, line.find(pattern)))
        if sign_off:
            sign_off.replace(_DAY, spoken(day))
        for line in self._lines():
            if line.style == st.ISSUED or re.search(r"日\s*印发\s*$", line.text):
                found = line.find(_DAY)
                if found and (found[0] == former or _blank(found)):
                    line.replace(_DAY, spoken(day))
        return _repacked(self._content, _DOCUMENT, _written(self._root))

    def _lines(self) -> Iterator[_Line]:
        for paragraph in self._root.iter(_W + "p"):
            style = paragraph.find(f"{_W}pPr/{_W}pStyle")
            yield _Line(paragraph, self._names.get(style.get(_W + "val"), "") if style is not None else "")

    def _number_line(self) -> tuple[_Line | None, re.Pattern[str]]:
        """The line of the number and how it is written there."""
        first = None
        for place, line in enumerate(self._lines()):
            for pattern in (NUMBER_TEXT, BARE_TEXT, COUNTED_TEXT):
                if not (line.find(pattern) if pattern is NUMBER_TEXT else pattern.fullmatch(line.text)):
                    continue
                if line.style in (_NUMBER_STYLES if pattern is not COUNTED_TEXT else _COUNTED_STYLES):
                    return line, pattern
                # in a text a number is quoted within a sentence
                alone = pattern is not NUMBER_TEXT or _alone(line)
                if first is None and place < _HEAD_PARAGRAPHS and line.style != st.BODY and alone:
                    first = line, pattern
        return first or (None, NUMBER_TEXT)

    def _mark(self) -> str:
        """The name at the head of minutes, orders, briefings: its series. Elsewhere what stands above the number."""
        number, _ = self._number_line()
        above = ""
        for line in self._lines():
            words = "".join(line.text.split())
            if line.style in _MARK_STYLES:
                return words
            if number is not None and line.same_as(number):
                return above
            above = words or above
        return above

    def _date_line(self) -> _Line | None:
        """The line of 成文日期; of minutes, which have none, that of 印发日期."""
        last = issued = None
        for line in self._lines():
            if line.find(_DAY):
                if line.style in _DATE_STYLES:
                    return line
                last = line if _DAY.fullmatch(line.text.strip()) else last
                issued = line if line.style == st.ISSUED else issued
        return last or issued

    def _title(self) -> str:
        """The title, its rows joined; empty when it has none."""
        rows: list[str] = []
        for line in self._lines():
            if line.style in _TITLE_STYLES:
                rows.append("".join(line.text.split()))
            elif rows:
                break
        return "".join(rows)

    def _day_of(self, line: _Line) -> date | None:
        found = line.find(_DAY)
        year, month, day = (figure(found[name]) for name in ("year", "month", "day"))
        if year is None or month is None or day is None:
            return None
        try:
            return date(year, month, day)
        except ValueError:
            raise DocgenError(f"{self._name} 的成文日期“{found[0]}”不是日历上的日子：请改正后再编号") from None

    def _marks(self) -> Iterator[str]:
        if next(self._root.iter(*_REVISIONS), None) is not None:
            yield "修订"
        if next(self._root.iter(_W + "commentReference"), None) is not None:
            yield "批注"


class _Line:
    """A paragraph: its text, and the pieces of the document that hold it."""

    def __init__(self, paragraph: Any, style: str) -> None:
        self.style, self._paragraph = style, paragraph
        self._pieces = [piece for piece in paragraph.iter(_W + "t", _W + "tab") if _belongs(piece, paragraph)]

    def same_as(self, other: _Line) -> bool:
        return self._paragraph is other._paragraph

    @property
    def text(self) -> str:
        return "".join(map(_said, self._pieces))

    def find(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        return pattern.search(self.text)

    def replace(self, pattern: re.Pattern[str], words: str) -> None:
        """Put ``words`` where the pattern is found, in the look of the first character found."""
        found = self.find(pattern)
        place = 0
        for piece in self._pieces:
            said = _said(piece)
            begin, end = max(found.start() - place, 0), min(found.end() - place, len(said))
            if begin < end and piece.tag == _W + "t":
                piece.text = said[:begin] + words + said[end:]
                piece.set(_XML_SPACE, "preserve")
                words = ""
            place += len(said)


def _written_as(number: Number, pattern: re.Pattern[str], found: re.Match[str]) -> str:
    """How a number is written in the place of what was found."""
    if pattern is COUNTED_TEXT:
        return number.printed(totalled=found["total"] is not None)
    return str(number).removeprefix(number.series) if pattern is BARE_TEXT else str(number)


def _belongs(piece: Any, paragraph: Any) -> bool:
    """Whether it is text of this very paragraph: not of a text box within it, not moved away, no tab stop."""
    for parent in piece.iterancestors():
        if parent is paragraph:
            return True
        if parent.tag in (_W + "p", _W + "moveFrom", _W + "tabs", _W + "del"):
            return False
    return False


def _said(piece: Any) -> str:
    return "\t" if piece.tag == _W + "tab" else piece.text or ""


def _alone(line: _Line) -> bool:
    """Whether the number is all that its part of the line says."""
    return any(NUMBER_TEXT.fullmatch(part.strip()) for part in line.text.split("\t"))


def _blank(found: re.Match[str]) -> bool:
    return any(figure(found[name]) is None for name in ("year", "month", "day"))


def _tree(data: bytes) -> Any:
    from lxml import etree

    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _written(root: Any) -> bytes:
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _style_names(root: Any) -> dict[str, str]:
    """Style id → name: Word and WPS keep the names and make ids of their own."""
    names = ((style.get(_W + "styleId"), style.find(_W + "name")) for style in root.iter(_W + "style"))
    return {key: name.get(_W + "val", "") for key, name in names if key and name is not None}


def _repacked(content: bytes, part: str, data: bytes) -> bytes:
    """The package with one part replaced."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            kept = zipfile.ZipInfo(entry.filename, entry.date_time)
            kept.compress_type, kept.external_attr, kept.create_system = entry.compress_type, entry.external_attr, entry.create_system
            same = entry.filename.replace("\\", "/").lower() == part
            target.writestr(kept, data if same else source.read(entry), compresslevel=6)
    return packed.getvalue()
