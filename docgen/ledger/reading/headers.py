"""Where the table's header is and what its columns mean."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docgen.ledger.reading.money import money_unit
from docgen.ledger.reading.synonyms import APPROVAL_GROUPS, MILESTONE_GROUPS, MONEY, field_of
from docgen.ledger.reading.text import half_width, squeeze
from docgen.ledger.reading.workbook import Sheet

SEARCHED_ROWS = 60
DEEPEST = 3
"""How far down a header is looked for; how many rows it may have."""

REPEATED = MONEY | {"approvals", "milestones", "leaders"}
"""Fields that several columns may claim; of any other the first column counts."""

_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕")
_YEAR = re.compile(r"(?:19|20)\d\d(?:年度?|(?!\d))|本年度?|当年度?|今年|全年")
_RANGE = re.compile(r"(?:0?1月?[-—–~～－至到]\d{0,2}月份?|自?年初(?:以来|至今|至本月底?)?(?:累计)?)")
_MONTH = re.compile(r"\d{1,2}月份?|当月")
_NO_GROUP = re.compile(r":|单位|附件|表$|\d日|^\s*\d{4}年\d{1,2}月\s*$")
_MONEY_UNIT = re.compile(r"[:/]?(?:单位:?)?(?:亿|百万|千万|万|千)元|单位:元")


@dataclass(frozen=True)
class Column:
    """One column: its number from 0, its header path from the top, the field it fills.

    ``field`` is a field of Report, ``approvals``, ``milestones``, a combined one (``units_and_person``) or empty;
    ``unit`` is the money unit that the header names (亿元) or empty.
    """

    number: int
    path: tuple[str, ...]
    field: str = ""
    unit: str = ""

    @property
    def label(self) -> str:
        return "/".join(self.path)


@dataclass(frozen=True)
class Header:
    """The header block: first and last row (from 0, both included) and the columns that have a header."""

    top: int
    bottom: int
    columns: tuple[Column, ...]

    def column(self, field: str) -> Column | None:
        return next((column for column in self.columns if column.field == field), None)

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(column.field for column in self.columns if column.field)


def plain_header(text: str) -> str:
    """A header word without what differs from office to office and year to year.

    >>> plain_header("1-3月实际完成投资（万元）"), plain_header("2021年计划完成投资")
    ('年内完成投资', '年度计划完成投资')
    """
    word = half_width(squeeze(text))
    previous = None
    while previous != word:
        previous, word = word, _BRACKETED.sub("", word)
    word = _MONEY_UNIT.sub("", word)
    word = _RANGE.sub("年内", _YEAR.sub("年度", word))
    word = _MONTH.sub("本月", word)
    for longer, shorter in (("年度年内", "年内"), ("年度本月", "本月"), ("年内累计", "年内"), ("年度度", "年度")):
        word = word.replace(longer, shorter)
    word = word.replace("投资额", "投资").replace("实际完成", "完成").replace("截止", "截至")
    return word.strip("*★☆:：、,，.。·-—")


def find_header(sheet: Sheet) -> Header | None:
    """The first header block that has a project name column and at least two other known columns."""
    for row in range(min(sheet.height, SEARCHED_ROWS)):
        if _is_header_row(sheet, row):
            top = _top(sheet, row)
            bottom = _bottom(sheet, row, top)
            return Header(top, bottom, _columns(sheet, top, bottom))
    return None


def known_words(sheet: Sheet) -> tuple[str, list[str]]:
    """For the message about an unrecognised header: the row most like one, as (cell row number, words known)."""
    best: tuple[str, list[str]] = ("", [])
    for row in range(min(sheet.height, SEARCHED_ROWS)):
        words = [squeeze(value) for value in sheet.rows[row] if isinstance(value, str)]
        found = [word for word in words if field_of(plain_header(word))]
        if len(found) > len(best[1]):
            best = (str(row + 1), found)
    return best


def row_fields(sheet: Sheet, row: int) -> set[str]:
    """The fields that the words typed in this row name."""
    return {
        field
        for value in sheet.rows[row]
        if isinstance(value, str) and (field := field_of(plain_header(value)))
    }


def _is_header_row(sheet: Sheet, row: int) -> bool:
    fields = row_fields(sheet, row)
    return "name" in fields and len(fields) >= 3


def _top(sheet: Sheet, row: int) -> int:
    """A group's title may stand in the row above the project name: merged, over other columns than the name."""
    above = row - 1
    if above < 0:
        return row
    name = _name_column(sheet, row)
    for column in range(sheet.width):
        value = sheet.own(above, column)
        _, left, _, right = sheet.area(above, column)
        if isinstance(value, str) and 0 < left < right and not left <= name <= right and not _NO_GROUP.search(half_width(value)):
            return above
    return row


def _name_column(sheet: Sheet, row: int) -> int:
    return next(c for c in range(sheet.width) if field_of(plain_header(squeeze(sheet.rows[row][c]))) == "name")


def _bottom(sheet: Sheet, row: int, top: int) -> int:
    name = _name_column(sheet, row)
    bottom = max(row, sheet.area(row, name)[2])
    while bottom + 1 < sheet.height and bottom + 1 - top < DEEPEST and _continues(sheet, bottom + 1, name, row):
        bottom += 1
    return min(bottom, top + DEEPEST - 1)


def _continues(sheet: Sheet, row: int, name: int, header_row: int) -> bool:
    """A second header row without merged cells: words only, all under groups or blanks, none under the name."""
    values = [(column, sheet.own(row, column)) for column in range(sheet.width)]
    typed = [(column, value) for column, value in values if value is not None]
    if not typed or any(column <= name or not isinstance(value, str) for column, value in typed):
        return False
    if sheet.value(row, name) is not None and sheet.area(row, name)[0] == row:
        return False
    return any(
        plain_header(squeeze(sheet.value(header_row, column))) in APPROVAL_GROUPS | MILESTONE_GROUPS
        or sheet.own(header_row, column) is None
        or sheet.area(header_row, column)[3] > column
        for column, _ in typed
    )


def _columns(sheet: Sheet, top: int, bottom: int) -> tuple[Column, ...]:
    columns = []
    group: tuple[str, ...] = ()
    taken: set[str] = set()
    for number in range(sheet.width):
        texts = [squeeze(sheet.value(row, number)) for row in range(top, bottom + 1)]
        if bottom > top and not texts[0] and texts[-1] and group and top == sheet.area(top, number)[0]:
            texts[: len(group)] = group
        path = tuple(text for place, text in enumerate(texts) if text and text not in texts[:place])
        group = path[:-1]
        if not path:
            continue
        field = _meaning(path)
        if field in taken and field not in REPEATED:
            field = ""
        taken.add(field)
        columns.append(Column(number, path, field, _unit_of(path)))
    return tuple(columns)


def _meaning(path: tuple[str, ...]) -> str:
    plain = [plain_header(text) for text in path]
    leaf, groups = plain[-1], plain[-2::-1]
    for group in groups:
        if field := field_of(group + leaf) or field_of(leaf + group):
            return field
    if field := field_of(leaf):
        return field
    if any(word in APPROVAL_GROUPS for word in groups):
        return "approvals"
    return "milestones" if any(word in MILESTONE_GROUPS for word in groups) else ""


def _unit_of(path: tuple[str, ...]) -> str:
    return next((unit for text in reversed(path) if (unit := money_unit(text))), "")
