"""A web page under the name of a workbook, as many reporting systems export them: every table a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.ledger.reading.findings import refusal
from docgen.ledger.reading.formats.grid import Cell, Table, laid_out, line_above, sheet_of
from docgen.ledger.reading.formats.kinds import SAVE_AS
from docgen.ledger.reading.package import NODES_LIMIT
from docgen.ledger.reading.sheet import Sheet, too_large

_CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
_NOT_SHOWN = re.compile(r"display\s*:\s*none|mso-(?:height|width)-alt\s*:\s*0\b", re.IGNORECASE)
_NOT_TEXT = frozenset({"script", "style", "head", "title", "template"})
_LINES = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "caption", "center"})
_ENCODINGS = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "utf-16": "utf-16"}


def read(file: str, content: bytes) -> tuple[Sheet, ...]:
    """The tables in order as 表1, 表2 …; DocgenError when the page holds none."""
    import lxml.html

    if content.count(b"<") > NODES_LIMIT:
        raise too_large(file)
    parser = lxml.html.HTMLParser(no_network=True, remove_comments=True, encoding="utf-8")
    try:
        page = lxml.html.document_fromstring(_text(content).encode(), parser=parser)
    except (ValueError, lxml.etree.LxmlError):
        raise refusal(file, f"网页格式的表格已损坏，无法读取：{SAVE_AS}") from None
    tables = _tables(page)
    if not tables:
        what = "（内容是网页框架，表格在另外的文件里）" if page.find(".//frame") is not None else "（内容是网页），里面没有表格"
        raise refusal(file, f"不是 Excel 工作簿{what}：{SAVE_AS}")
    return tuple(sheet_of(file, f"表{number}", table) for number, table in enumerate(tables, 1))


def _text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", "replace")
    else:
        named = _CHARSET.search(content[:4096])
        encoding = _ENCODINGS.get(named[1].decode().lower(), "utf-8") if named else "utf-8"
        try:
            text = content.decode(encoding)
        except UnicodeError:
            text = content.decode("gb18030", "replace")
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\0", ""))


def _tables(page) -> list[Table]:
    """The tables that hold no other table, each with the short lines that stand between it and the one before."""
    every = list(page.iter("table"))
    around = {element for table in every for element in table.iterancestors()}
    outside = around | {None}
    tables: list[Table] = []
    lines: list[str] = []
    for element in page.iter("table", *_LINES):
        if element in around:
            continue
        if element.tag == "table":
            if rows := list(_rows(element)):
                cells = laid_out([_cell(cell) for cell in row.iterchildren("td", "th")] for row in rows)
                hidden = {number for number, row in enumerate(rows) if _hidden(row)}
                tables.append(Table(cells, [*lines, *_captions(element)], [], hidden))
                lines = []
        elif next(element.iterancestors("table"), None) in outside and (line := line_above(_shown(element))):
            lines.append(line)
    return tables


def _rows(table) -> Iterator:
    return table.iter("tr")


def _captions(table) -> Iterator[str]:
    return filter(None, (line_above(_shown(caption)) for caption in table.iterchildren("caption")))


def _cell(cell) -> Cell:
    return Cell(_shown(cell), _span(cell, "colspan"), _span(cell, "rowspan"))


def _span(cell, name: str) -> int:
    text = cell.get(name, "1").strip()
    return int(text) if text.isdecimal() and 0 < len(text) < 6 and int(text) > 0 else 1


def _hidden(element) -> bool:
    return bool(_NOT_SHOWN.search(element.get("style", "")))


def _shown(element) -> str:
    """The text as the page shows it: white space runs are one space, <br> and paragraphs break the line."""
    return re.sub(r" *\n[ \n]*", "\n", re.sub(r"[ \t\r\f]+", " ", "".join(_pieces(element)))).strip()


def _pieces(element) -> Iterator[str]:
    yield (element.text or "").replace("\n", " ")
    for piece in element:
        if piece.tag == "br":
            yield "\n"
        elif isinstance(piece.tag, str) and piece.tag not in _NOT_TEXT and not _hidden(piece):
            if piece.tag in _LINES:
                yield "\n"
            yield from _pieces(piece)
            if piece.tag in _LINES:
                yield "\n"
        yield (piece.tail or "").replace("\n", " ")
