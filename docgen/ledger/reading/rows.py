"""What each row under a header is: a project, a total, a group's title, a note, the header again, nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from docgen.ledger.reading.headers import Header, plain_header, row_fields
from docgen.ledger.reading.synonyms import MONEY, field_of
from docgen.ledger.reading.text import half_width, squeeze
from docgen.ledger.reading.workbook import Sheet

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
    CONTINUED = "more of the project above, whose name is merged downwards"
    NAMELESS = "money or words without a project name"
    TOTAL = "total"
    PART = "其中"
    GROUP = "group title"
    NOTE = "note"
    HEADER = "header repeated"
    BLANK = "blank"


@dataclass(frozen=True)
class Row:
    """A row (number from 0), its kind; for totals and groups the text, the level (1 一、, 2 （一）), the count told."""

    number: int
    kind: Kind
    text: str = ""
    level: int = 0
    count: int | None = None
    numbered: bool = False


def body_rows(sheet: Sheet, header: Header) -> Iterator[Row]:
    """Every row below the header, classified."""
    name = header.column("name")
    assert name is not None
    leaves = {plain_header(column.path[-1]) for column in header.columns} | {
        plain_header(text) for column in header.columns for text in column.path
    }
    for number in range(header.bottom + 1, sheet.height):
        yield _row(sheet, header, number, name.number, leaves)


def _row(sheet: Sheet, header: Header, number: int, name: int, header_words: set[str]) -> Row:
    typed = [(c, value) for c in range(sheet.width) if (value := sheet.own(number, c)) is not None]
    if not typed:
        return Row(number, Kind.BLANK)
    if _repeats_header(sheet, number, name, typed, header_words):
        return Row(number, Kind.HEADER)
    column, first = typed[0]
    text = half_width(squeeze(first))
    spans_name = column < name <= sheet.area(number, column)[3]
    own_name = half_width(squeeze(sheet.own(number, name)))
    serial = header.column("serial")
    numbered = serial is not None and squeeze(sheet.value(number, serial.number))[:1].isdigit()
    if not numbered:
        if total := _total(number, text if column <= name else own_name, own_name):
            return total
        if own_name and column < name and _CHINESE_NUMBER.fullmatch(text) and _only_money(header, typed, {column, name}):
            # 一 | 工业: a group's number in a cell of its own
            return _group_row(number, text + ("" if text.startswith("(") else "、") + own_name)
    if spans_name or not own_name or (column == name and not numbered):
        if isinstance(first, str) and _NOTE.fullmatch(text):
            return Row(number, Kind.NOTE, text)
        if _is_group(header, column, name, spans_name, text, typed):
            return _group_row(number, text)
    area = sheet.area(number, name)
    if area[0] < number and not own_name and sheet.value(number, name) is not None and area[1] == name:
        return Row(number, Kind.CONTINUED)
    if own_name:
        return Row(number, Kind.PROJECT, numbered=numbered)
    if all(serial is not None and c == serial.number for c, _ in typed):
        return Row(number, Kind.BLANK)
    known = {column.number for column in header.columns if column.field and column.field != "serial"}
    return Row(number, Kind.NAMELESS if any(c in known for c, _ in typed) else Kind.BLANK)


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
    level = 2 if _LOW_GROUP.fullmatch(text) else 1
    return Row(number, Kind.GROUP, found[1] if found else text, level, _count(found[2] if found else None))


def _repeats_header(sheet: Sheet, number: int, name: int, typed: list, header_words: set[str]) -> bool:
    if field_of(plain_header(squeeze(sheet.value(number, name)))) == "name" and len(row_fields(sheet, number)) >= 2:
        return True
    return len(typed) > 1 and all(
        isinstance(value, str) and plain_header(squeeze(value)) in header_words for _, value in typed
    )


def _is_group(header: Header, column: int, name: int, spans_name: bool, text: str, typed: list) -> bool:
    if not text or text[0].isdigit() or text.endswith("表") or len(text) > 40:
        return False
    alone = _only_money(header, typed, {column})
    if _TOP_GROUP.fullmatch(text) or _LOW_GROUP.fullmatch(text):
        return alone or spans_name
    return alone and column < name


def _only_money(header: Header, typed: list, beside: set[int]) -> bool:
    """Whether nothing but money and other numbers stands in a row beside the columns named."""
    money = {column.number for column in header.columns if column.field in MONEY}
    return all(place in beside or place in money or isinstance(value, int | float) for place, value in typed)


def _count(text: str | None) -> int | None:
    return int(text) if text else None
