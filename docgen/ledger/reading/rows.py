"""What each row under a header is by itself: a project, a total, a group's title, a note, the header again, nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from docgen.ledger.reading.dictionary import Dictionary
from docgen.ledger.reading.headers import Header, row_fields
from docgen.ledger.reading.heading import plain_header
from docgen.ledger.reading.synonyms import MONEY
from docgen.ledger.reading.text import half_width, is_blank, raw, squeeze
from docgen.ledger.reading.workbook import Sheet, Value

_COUNT = r"(?:[(]?(?:共)?(?P<count>\d+)[个项][)]?)?[:]?"
_TOTAL = re.compile(rf"(?:合计|总计|小计|共计|汇总|总投资合计|[一-龥]{{1,10}}(?:合计|小计|总计)){_COUNT}")
_PART = re.compile(r"其中[:,]?.*")
_TOP_GROUP = re.compile(r"[一二三四五六七八九十]+[、.．].*")
_LOW_GROUP = re.compile(r"[(][一二三四五六七八九十]+[)].*")
_GROUP_NAME = re.compile(r"^(?:[一二三四五六七八九十]+[、.．]|[(][一二三四五六七八九十]+[)])?(.*?)(?:[(]?共?(\d+)[个项][)]?)?[:]?$")
_CHINESE_NUMBER = re.compile(r"[一二三四五六七八九十]+|[(][一二三四五六七八九十]+[)]")
_ONLY_COUNT = re.compile(r"共?(\d+)[个项]")
_NOTE = re.compile(
    r"(?:备注|注明|附注|注|说明|填表说明|填报说明|填表|填报|制表|审核|审批|报送|上报|单位|负责人|联系人|联系电话|电话|分管领导|"
    r"主管领导|主要领导|签字|签章|盖章|日期|时间)[^:]{0,10}[:].*|注\d.*|附件\d*|\d{4}年\d{1,2}月(?:\d{1,2}日)?"
)


class Kind(Enum):
    PROJECT = "project"
    CHILD = "part of the project above"
    CONTINUED = "more of the project above, whose name is merged downwards"
    NAMELESS = "money or words without a project name"
    TOTAL = "total"
    PART = "其中"
    GROUP = "group title"
    NOTE = "note"
    HEADER = "header repeated"
    BLANK = "blank"


_SUB_NUMBER = re.compile(r"\d+[-.、]\d+(?:[-.]\d+)*|\(\d+\)|\d+\)|其中:?")
_CIRCLED = re.compile(r"[①-⑳⑴-⒇]")
_SUB_NAME = re.compile(r"(?:其中[:,、]?|\(\d{1,2}\)|\d{1,2}\)|[-—–·•]+)(?=.)")
_INDENT = re.compile(r"(?:[ \t\xa0]{2,}|\u3000)[\s\u3000]*(?=\S)")
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?(?:=.*)?|[甲乙丙丁戊己庚辛壬癸]|[A-Z]")
_NO_NAMES = frozenset({"无", "暂无", "没有", "本月无", "无项目", "暂无项目"})


@dataclass(frozen=True)
class Row:
    """A row (number from 0), its kind; for totals and groups the text, the level (1 一、, 2 （一）), the count told.

    ``numbered``: it has a number of its own or shares a merged one; ``own``: a number of its own; ``marked``: its
    number, a sign before its name or its indent says that it is a part of another project.
    """

    number: int
    kind: Kind
    text: str = ""
    level: int = 0
    count: int | None = None
    numbered: bool = False
    own: bool = False
    marked: bool = False


@dataclass(frozen=True)
class _Body:
    sheet: Sheet
    header: Header
    dictionary: Dictionary
    name: int
    serial: int | None
    words: frozenset[str]
    money: frozenset[int]
    known: frozenset[int]


def is_total(text: str) -> bool:
    """Whether a row's first words (half width, without blanks) name a sum: 合计, 合计(3个), 小计."""
    return _TOTAL.fullmatch(text) is not None


def is_note(text: str) -> bool:
    """Whether they are a note or a signature: 注:…, 填表人:…."""
    return _NOTE.fullmatch(text) is not None


def is_group_title(text: str) -> bool:
    """Whether they are a numbered title: 一、…, (一)…."""
    return _TOP_GROUP.fullmatch(text) is not None or _LOW_GROUP.fullmatch(text) is not None


def body_rows(sheet: Sheet, header: Header, end: int, dictionary: Dictionary) -> Iterator[Row]:
    """Every row below the header and above row ``end``, classified."""
    name, serial = header.column("name"), header.column("serial")
    assert name is not None
    body = _Body(
        sheet, header, dictionary, name.number, serial.number if serial else None, header.words,
        frozenset(column.number for column in header.columns if column.field in MONEY),
        frozenset(column.number for column in header.columns if column.field and column.field != "serial"),
    )  # fmt: skip
    before = Kind.HEADER
    for number in range(header.bottom + 1, end):
        row = _row(body, number)
        if row.kind is Kind.PART and before in (Kind.PROJECT, Kind.CHILD) and _holds_name(body, row):
            row = replace(row, kind=Kind.PROJECT, marked=True)
        elif row.kind is Kind.GROUP and before is Kind.PART and not row.level:
            row = replace(row, kind=Kind.PART)
        if row.kind is Kind.GROUP and not row.level:
            row = replace(row, level=1)
        yield row
        before = row.kind if row.kind is not Kind.BLANK else before


def _holds_name(body: _Body, row: Row) -> bool:
    """Whether a row that begins with 其中 names a part, not only the word and sums."""
    name = half_width(squeeze(body.sheet.own(row.number, body.name)))
    return bool(re.sub(r"^其中[:,、]?", "", name))


def _row(body: _Body, number: int) -> Row:
    sheet, name = body.sheet, body.name
    typed = [(c, value) for c in range(sheet.width) if (value := sheet.own(number, c)) is not None]
    if not typed:
        return Row(number, Kind.BLANK)
    if _repeats_header(body, number, typed) or _are_column_numbers(typed):
        return Row(number, Kind.HEADER)
    column, first = typed[0]
    text = half_width(squeeze(first))
    spans_name = column < name <= sheet.area(number, column)[3]
    typed_name = sheet.own(number, name)
    own_name = half_width(squeeze(typed_name))
    serial = squeeze(sheet.value(number, body.serial)) if body.serial is not None else ""
    sub = bool(_CIRCLED.match(serial) or _SUB_NUMBER.fullmatch(half_width(serial)))
    numbered = serial[:1].isdigit() and not sub
    if not numbered:
        if total := _total(number, text if column <= name else own_name, own_name):
            return total
        if own_name and column < name and _CHINESE_NUMBER.fullmatch(text) and _only_money(body, typed, {column, name}):
            # 一 | 工业: a group's number in a cell of its own
            return _group_row(number, text + ("" if text.startswith("(") else "、") + own_name)
    if spans_name or not own_name or (column == name and not numbered):
        if isinstance(first, str) and _NOTE.fullmatch(text):
            return Row(number, Kind.NOTE, text)
        if _is_group(body, column, spans_name, text, typed):
            return _group_row(number, text)
    area = sheet.area(number, name)
    if area[0] < number and not own_name and sheet.value(number, name) is not None and area[1] == name:
        return Row(number, Kind.CONTINUED)
    if own_name and not _says_none(own_name, typed):
        own = numbered and sheet.own(number, body.serial) is not None
        marked = not own and (sub or _is_marked(raw(typed_name)))
        return Row(number, Kind.PROJECT, numbered=numbered, own=own, marked=marked)
    if all(c == body.serial or _says_nothing(value) for c, value in typed if c != name):
        return Row(number, Kind.BLANK)
    return Row(number, Kind.NAMELESS if any(c in body.known for c, _ in typed) else Kind.BLANK)


def _is_marked(name: str) -> bool:
    return bool(_INDENT.match(name) or _CIRCLED.match(squeeze(name)) or _SUB_NAME.match(half_width(squeeze(name))))


def _says_nothing(value: Value) -> bool:
    """A zero or a dash, as formulas and habit leave them in empty rows."""
    return (isinstance(value, int | float) and value == 0) or (isinstance(value, str) and is_blank(value))


def _says_none(name: str, typed: list) -> bool:
    """A row that says 无 instead of a project, as units do that have none; with an amount beside it it is odd."""
    if name not in _NO_NAMES and not is_blank(name):
        return False
    return not any(isinstance(value, int | float) and value for _, value in typed[1:])


def _are_column_numbers(typed: list[tuple[int, Value]]) -> bool:
    """A row that only numbers the columns, 1 2 3 … or 甲 乙 1 2 …, as statistical tables have it below the header."""
    if len(typed) < 4 or not all(_COLUMN_NUMBER.fullmatch(half_width(squeeze(value))) for _, value in reversed(typed)):
        return False
    texts = [half_width(squeeze(value)) for _, value in typed]
    numbers = [int(found[0]) for text in texts if (found := re.search(r"\d+", text))]
    return len(numbers) > 2 and all(right - left == 1 for left, right in zip(numbers, numbers[1:], strict=False))


def _total(number: int, first: str, name: str) -> Row | None:
    """合计 may stand before the name's column, with the number of projects in it (合计 | 13个), or in it."""
    for kind, pattern in ((Kind.PART, _PART), (Kind.TOTAL, _TOTAL)):
        for label in (first, name):
            if label and (found := pattern.fullmatch(label)):
                count = found.groupdict().get("count") or (told[1] if (told := _ONLY_COUNT.fullmatch(name)) else None)
                return Row(number, kind, label, 0, _count(count))
    return None


def _group_row(number: int, text: str) -> Row:
    found = _GROUP_NAME.match(text)
    level = 2 if _LOW_GROUP.fullmatch(text) else 1 if _TOP_GROUP.fullmatch(text) else 0
    return Row(number, Kind.GROUP, found[1] if found else text, level, _count(found[2] if found else None))


def _repeats_header(body: _Body, number: int, typed: list[tuple[int, Value]]) -> bool:
    first = body.sheet.value(number, body.name)
    if isinstance(first, str) and body.dictionary.field_of(plain_header(first)) == "name":
        if len(row_fields(body.sheet, number, body.dictionary)) >= 2:
            return True
    return len(typed) > 1 and all(isinstance(value, str) and plain_header(value) in body.words for _, value in typed)


def _is_group(body: _Body, column: int, spans_name: bool, text: str, typed: list) -> bool:
    if not text or text[0].isdigit() or text.endswith("表") or len(text) > 40:
        return False
    alone = _only_money(body, typed, {column})
    if _TOP_GROUP.fullmatch(text) or _LOW_GROUP.fullmatch(text):
        return alone or spans_name
    return alone and column < body.name


def _only_money(body: _Body, typed: list, beside: set[int]) -> bool:
    """Whether nothing but money and other numbers stands in a row beside the columns named."""
    return all(place in beside or place in body.money or isinstance(value, int | float) for place, value in typed)


def _count(text: str | None) -> int | None:
    return int(text) if text else None
