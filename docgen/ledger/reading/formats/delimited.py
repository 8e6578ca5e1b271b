"""``.csv``, ``.tsv`` and ``.txt``: one table of text. Numbers stay text, and so does what looks like a formula."""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import islice

from docgen.ledger.reading.findings import refusal
from docgen.ledger.reading.sheet import GRID_LIMIT, Sheet, plain_rows, too_large

SEPARATORS = ",\t;|，"
SAMPLE_ROWS = 200
CELL_LIMIT = 100_000
"""What may stand between cells; rows looked at to tell which; characters of one cell."""

_CONTROL = frozenset(range(32)) - {9, 10, 12, 13}


def read(file: str, content: bytes) -> tuple[Sheet, ...]:
    """The one sheet; DocgenError for what is no text, or text without columns."""
    text = _text(file, content)
    separator = _named_separator(text) or _separator(text)
    if separator is None:
        raise refusal(
            file, "不是 Excel 工作簿（内容是文本），看不出分栏：请另存为 .xlsx，或用逗号、制表符分栏的 .csv、.txt 再导入"
        )
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in _rows(text, separator):
            rows.append([cell.strip("\n") for cell in row])
            cells += len(row)
            if cells > GRID_LIMIT:
                raise too_large(file)
    except csv.Error:
        raise refusal(file, "文本表格有残缺的引号或过长的单元格，无法读取：请另存为 .xlsx 再导入") from None
    width = max(map(len, rows), default=0)
    if width * len(rows) > GRID_LIMIT:
        raise too_large(file)
    while rows and not any(rows[-1]):
        rows.pop()
    return (Sheet("表1", plain_rows([*row, *[None] * (width - len(row))] for row in rows)),)


def _text(file: str, content: bytes) -> str:
    """The text in the encoding that Excel, WPS and the notepad write: UTF-8, UTF-16, or GB 18030."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            encodings = (encoding,)
            break
    else:
        encodings = ("utf-8", "gb18030")
        if b"\0" in content[:4096]:
            encodings = ("utf-16-le",) if content[1:2] == b"\0" else ("utf-16-be",)
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeError:
            continue
        if not any(ord(sign) in _CONTROL for sign in set(text)):
            return text
    raise refusal(file, "不是 Excel 工作簿，也不是文本，无法识别：请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入")


def _named_separator(text: str) -> str | None:
    """Excel's own first line ``sep=;``."""
    line = text[:20].split("\n", 1)[0].strip().strip('"')
    return line[4:5] if line.lower().startswith("sep=") and line[4:5] in tuple(SEPARATORS) else None


def _separator(text: str) -> str | None:
    """The sign that parts most rows into the same number of columns; None when none parts them."""
    best, most = None, (0, 0)
    for sign in SEPARATORS:
        if sign not in text:
            continue
        try:
            widths = Counter(len(row) for row in islice(_rows(text, sign), SAMPLE_ROWS) if any(row))
        except csv.Error:
            continue
        width, rows = max(widths.items(), key=lambda item: (item[1] if item[0] > 1 else 0, item[0]), default=(0, 0))
        if width > 1 and (rows, width) > most:
            best, most = sign, (rows, width)
    return best


def _rows(text: str, separator: str):
    former = csv.field_size_limit(CELL_LIMIT)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    finally:
        csv.field_size_limit(former)
