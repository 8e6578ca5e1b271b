"""核对清单: the sheet that a return copy opens on. What is wrong, where, what stands there, what to do; printed on A4."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from lxml import etree

from docgen.ledger.reading.checklist import CHECKLIST, MADE_BY
from docgen.ledger.reading.text import squeeze
from docgen.ledger.returning import place
from docgen.ledger.returning.book import quoted
from docgen.ledger.returning.styles import RED, YELLOW, Styles
from docgen.problem import ERROR

COLUMNS = (
    ("序号", 6), ("级别", 7), ("位置", 16), ("项目", 24), ("现填内容", 16), ("发现的问题", 46), ("请这样办", 32),
)  # fmt: skip
"""Heading and width (characters of half width) of each column: together the width of A4 turned, at 10 points."""

HEADER_ROW = 4
_LINE, _SMALL_LINE = 21.0, 15.0
_ASK = "请核对这一处"
BLANK = "（空）"
_NAMES = frozenset({"项目名称", "工程名称", "名称", "项目", "建设项目名称", "重点项目名称"})
_SHOWN = 40
"""Characters of a cell's content that the list shows."""


@dataclass(frozen=True)
class Item:
    """One line of the list. ``sheet`` and ``cell`` say where, either may be empty; ``project`` is the name in the
    cell's row, ``value`` what stands in the cell now; ``linked`` whether a click can go there (not to a hidden sheet);
    ``spot`` names the cell where A1 says nothing to a reader (in Word)."""

    level: str
    sheet: str
    cell: str
    project: str
    value: str
    message: str
    linked: bool = True
    spot: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """What stands in the columns behind the number."""
        return self.level, self.place, self.project, self.value, self.found, self.wanted

    @property
    def found(self) -> str:
        return _parted(self.message)[0]

    @property
    def wanted(self) -> str:
        return _parted(self.message)[1]

    @property
    def place(self) -> str:
        return " ".join(filter(None, (self.sheet, self.spot or self.cell))) or "整个文件"


def _parted(message: str) -> tuple[str, str]:
    """What was found and what is wanted: messages part them by their last colon."""
    found, colon, wanted = message.rpartition("：")
    return (found, wanted) if colon and wanted else (message, _ASK)


def head(file: str, period: str, items: Sequence[Item]) -> str:
    """The line below the title: whose list it is and how much is on it."""
    errors = sum(item.level == ERROR for item in items)
    counts = [f"错误 {errors} 处" if errors else "", f"提醒 {len(items) - errors} 处" if len(items) > errors else ""]
    return "　".join(filter(None, (MADE_BY, file, period, "、".join(filter(None, counts)))))


def advice(items: Sequence[Item], note: str = "") -> str:
    """What the unit shall do, in the order it does it; ``note`` comes first (the file has another format now)."""
    steps = [note] if note else []
    levels = {item.level for item in items}
    if ERROR in levels:
        steps.append("红色的是错误，必须改正，改正之前这份报表没有被采用。")
    if levels - {ERROR}:
        steps.append("黄色的是提醒，请核对：填错的改正，确实无误的不用改。")
    steps.append("点“位置”可以跳到要改的格，格上的批注写明了怎样改。改好后直接保存本文件报回即可，本页、底色和批注都不用删。")
    return "".join(steps)


def worksheet(
    namespace: str, styles: Styles, file: str, period: str, items: Sequence[Item], note: str = ""
) -> etree._Element:
    """The list as a worksheet part."""
    return _Sheet(namespace, styles).build(head(file, period, items), advice(items, note), items)


class _Sheet:
    def __init__(self, namespace: str, styles: Styles) -> None:
        self._ns = namespace
        self._root = etree.Element(self._tag("worksheet"), nsmap={None: namespace})
        plain, bold = styles.font("宋体", "10"), styles.font("宋体", "10", bold=True)
        link = styles.font("宋体", "10", colour="FF0563C1", underline=True)
        title, border = styles.font("黑体", "16"), styles.thin_border()
        centre = {"horizontal": "center", "vertical": "center", "wrapText": "1"}
        left = centre | {"horizontal": "left"}
        indented = left | {"indent": "1"}
        self._title = styles.format(title, 0, 0, centre)
        self._words = styles.format(plain, 0, 0, left)
        self._heading = styles.format(bold, border, styles.solid("FFE7E6E6"), centre)
        self._cell = styles.format(plain, border, 0, indented)
        self._centred = styles.format(plain, border, 0, centre)
        self._link = styles.format(link, border, 0, indented)
        red, yellow = (styles.format(bold, border, styles.solid(colour), centre) for colour in (RED, YELLOW))
        self._levels = {True: red, False: yellow}

    def build(self, head_line: str, advice_line: str, items: Sequence[Item]) -> etree._Element:
        last = place.letters(len(COLUMNS))
        self._add("sheetPr").append(etree.Element(self._tag("pageSetUpPr"), fitToPage="1"))
        self._add("dimension", ref=f"A1:{last}{HEADER_ROW + len(items)}")
        view = etree.SubElement(self._add("sheetViews"), self._tag("sheetView"), tabSelected="1", workbookViewId="0", showGridLines="0")
        below = f"A{HEADER_ROW + 1}"
        etree.SubElement(view, self._tag("pane"), ySplit=str(HEADER_ROW), topLeftCell=below, activePane="bottomLeft", state="frozen")
        etree.SubElement(view, self._tag("selection"), pane="bottomLeft", activeCell=below, sqref=below)
        self._add("sheetFormatPr", defaultRowHeight=str(_SMALL_LINE))
        columns = self._add("cols")
        for number, (_, width) in enumerate(COLUMNS, 1):
            etree.SubElement(columns, self._tag("col"), min=str(number), max=str(number), width=str(width), customWidth="1")
        data = self._add("sheetData")
        whole = sum(width for _, width in COLUMNS)
        self._row(data, 1, 30, [(CHECKLIST, self._title)])
        self._row(data, 2, _height([(head_line, whole)]), [(head_line, self._words)])
        self._row(data, 3, _height([(advice_line, whole)]), [(advice_line, self._words)])
        self._row(data, HEADER_ROW, _LINE, [(heading, self._heading) for heading, _ in COLUMNS])
        for number, item in enumerate(items, 1):
            self._item(data, number, item)
        joined = self._add("mergeCells", count="3")
        for row in (1, 2, 3):
            etree.SubElement(joined, self._tag("mergeCell"), ref=f"A{row}:{last}{row}")
        self._links(items)
        self._add("printOptions", horizontalCentered="1")
        self._add("pageMargins", left="0.5", right="0.5", top="0.6", bottom="0.6", header="0.3", footer="0.3")
        self._add("pageSetup", paperSize="9", orientation="landscape", fitToWidth="1", fitToHeight="0")
        etree.SubElement(self._add("headerFooter"), self._tag("oddFooter")).text = "&C第 &P 页，共 &N 页"
        return self._root

    def _item(self, data: etree._Element, number: int, item: Item) -> None:
        texts = (str(number), *item.texts)
        styles = (
            self._centred, self._levels[item.level == ERROR], self._link if self._goes(item) else self._cell,
            self._cell, self._cell, self._cell, self._cell,
        )  # fmt: skip
        height = _height([(text, width) for text, (_, width) in zip(texts, COLUMNS, strict=True)])
        self._row(data, HEADER_ROW + number, height, list(zip(texts, styles, strict=True)))

    def _links(self, items: Sequence[Item]) -> None:
        linked = [(number, item) for number, item in enumerate(items, HEADER_ROW + 1) if self._goes(item)]
        if not linked:
            return
        links = self._add("hyperlinks")
        for row, item in linked:
            target = f"{quoted(item.sheet)}!{item.cell or 'A1'}"
            etree.SubElement(links, self._tag("hyperlink"), ref=f"C{row}", location=target, display=item.place)

    @staticmethod
    def _goes(item: Item) -> bool:
        return bool(item.sheet) and item.linked

    def _row(self, data: etree._Element, number: int, height: float, cells: Sequence[tuple[str, int]]) -> None:
        row = etree.SubElement(data, self._tag("row"), r=str(number), ht=f"{height:g}", customHeight="1")
        for column, (text, style) in enumerate(cells, 1):
            cell = etree.SubElement(row, self._tag("c"), r=place.name(number, column), s=str(style), t="inlineStr")
            words = etree.SubElement(etree.SubElement(cell, self._tag("is")), self._tag("t"))
            words.text = legal(text)
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def _add(self, tag: str, **attributes: str) -> etree._Element:
        return etree.SubElement(self._root, self._tag(tag), attributes)

    def _tag(self, name: str) -> str:
        return f"{{{self._ns}}}{name}"


def shortened(text: str) -> str:
    """A cell's content as the list shows it."""
    return text[:_SHOWN] + "……" if len(text) > _SHOWN else text


def name_column(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """Row (from 1) and column (from 0) of the heading over the projects' names; row 0 where there is none.

    The import knows it better, but a file that it refused needs its list most.
    """
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row):
            if squeeze(text).partition("（")[0].partition("(")[0] in _NAMES:
                return number, column
    return 0, 0


def legal(text: str) -> str:
    """The text without what XML cannot hold."""
    return "".join(char for char in text if char in "\t\n" or (char >= " " and char not in "\ufffe\uffff" and not "\ud800" <= char <= "\udfff"))


def _height(cells: Sequence[tuple[str, int]]) -> float:
    """Points that the fullest of a row's cells needs, given each text with its column's width."""
    most = max(sum(_lines(line, width) for line in text.split("\n")) for text, width in cells)
    return min(409.0, most * _SMALL_LINE + 6)


def _lines(text: str, width: int) -> int:
    # a line of Chinese breaks a character early, and columns keep a little room beside the text
    return max(1, math.ceil(sum(2 if east_asian_width(char) in "WFA" else 1 for char in text) / max(1, width - 4)))
