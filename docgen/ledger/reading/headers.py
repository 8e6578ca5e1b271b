"""Where a table's header is and what its columns mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from docgen.ledger.reading.dictionary import OTHERS, Dictionary
from docgen.ledger.reading.heading import is_share, plain_header
from docgen.ledger.reading.money import money_unit
from docgen.ledger.reading.paths import block, paths
from docgen.ledger.reading.synonyms import FIELDS, HEADING_ONLY, MONEY
from docgen.ledger.reading.text import squeeze
from docgen.ledger.reading.workbook import Sheet, Value

SEARCHED_ROWS = 60
"""How far down the first header is looked for."""

LEAST_FIELDS = 3
"""A header has at least so many columns of different meaning, the project's name among them."""

FIRST_COLUMNS = 8
"""Where a further header inside a sheet must have its project name."""

REPEATED = (MONEY - {"total_investment"}) | {"approvals", "milestones", "leaders", "progress"}
"""Fields that several columns may claim; of any other the first column counts."""

_OTHER_TIME = re.compile(r"下个?月|下旬|下季|下一?步|明年|次年|上个?月|上旬|上季|上年|去年|往年|以前")
_PART_OF_THE_YEAR = re.compile(r"第?(?:(?:0?[1-9]|1[0-2])(?:月份?)?(?:[-—–~～至到]\d{1,2})?月份?|[一二三四1-4]季度|[上下]半年)")
_NODE = re.compile(
    r"(?:第?[一二三四1-4]季度|[上下]半年|年底|(?:0?[1-9]|1[0-2])月(?:份|底|末)?)前?(?:计划|工作|主要)?"
    r"(?:(?:时间)?节点(?:目标|任务|计划)?|节点形象进度|形象进度(?:目标|计划|节点)|(?:目标|计划)形象进度|目标任务|工作目标)"
)
"""A heading that is a node of the year's plan without a group above it (一季度节点目标)."""
_OF_A_TIME = MONEY - {"total_investment"} | {"progress"}
_LONGEST_HEADING = 60
_CARD_ROWS = 12


@dataclass(frozen=True)
class Column:
    """One column: its number from 0, its header path from the top, the field it fills.

    ``field`` is a field of Report, ``approvals``, ``milestones``, a combined one (``units_and_person``) or empty;
    ``unit`` is the money unit that the header names (亿元) or empty; ``why`` says in Chinese what decided the field.
    """

    number: int
    path: tuple[str, ...]
    field: str = ""
    unit: str = ""
    why: str = ""

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

    @property
    def words(self) -> frozenset[str]:
        """Every word of the header in plain form."""
        return frozenset(plain_header(text) for column in self.columns for text in column.path)


def find_headers(sheet: Sheet, dictionary: Dictionary) -> tuple[Header, ...]:
    """The header of each table in the sheet, from the top: a header that only repeats the one above is none."""
    found: list[Header] = []
    row = 0
    while row < sheet.height and (found or row < SEARCHED_ROWS):
        header = _header_at(sheet, row, dictionary, FIRST_COLUMNS if found else sheet.width)
        if header and not (found and _repeats(header, found[-1])):
            found.append(header)
        row = header.bottom + 1 if header else row + 1
    return tuple(found)


def row_fields(sheet: Sheet, row: int, dictionary: Dictionary) -> set[str]:
    """The fields that the words typed in this row name."""
    return {field for value in sheet.rows[row] if (field := _field_named(value, dictionary))}


def known_words(sheet: Sheet, dictionary: Dictionary) -> tuple[int, list[str]]:
    """For the message about an unrecognised header: the row most like one (from 0), and the words known in it."""
    best: tuple[int, list[str]] = (0, [])
    for row in range(min(sheet.height, SEARCHED_ROWS)):
        found = [squeeze(value) for value in sheet.rows[row] if _field_named(value, dictionary)]
        if len(found) > len(best[1]):
            best = (row, found)
    return best


def _field_named(value: Value, dictionary: Dictionary) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_HEADING:
        return ""
    return dictionary.field_of(plain_header(value))


def _header_at(sheet: Sheet, row: int, dictionary: Dictionary, searched: int) -> Header | None:
    """The header whose row with the word for the project's name is ``row``."""
    cells = sheet.rows[row]
    name = next((c for c in range(min(searched, len(cells))) if _field_named(cells[c], dictionary) == "name"), None)
    if name is None:
        return None
    top, bottom = block(sheet, row, name, dictionary)
    header = Header(top, bottom, tuple(_columns(paths(sheet, top, bottom), dictionary)))
    enough = "name" in header.fields and len(header.fields) >= LEAST_FIELDS
    return header if enough and not _is_card(sheet, bottom, dictionary) else None


def _is_card(sheet: Sheet, bottom: int, dictionary: Dictionary) -> bool:
    """Whether further words of a header stand in the first column below: a card for one project, filled in beside them."""
    below = (_field_named(values[0], dictionary) for values in sheet.rows[bottom + 1 : bottom + 1 + _CARD_ROWS])
    return len({field for field in below if field} - {"name", "serial", "category"}) >= 2


def _repeats(header: Header, before: Header) -> bool:
    """Whether every column says what the header above says there; a repeated header may lack its lower rows."""
    words = {column.number: {plain_header(text) for text in column.path} for column in before.columns}
    return all(
        any(plain_header(text) in words.get(column.number, ()) for text in column.path)
        for column in header.columns
        if column.field
    )


def _columns(found: dict[int, tuple[str, ...]], dictionary: Dictionary) -> Iterator[Column]:
    columns = [Column(number, path, *_meaning(path, dictionary)) for number, path in found.items()]
    name = _name_among(columns)
    taken: set[str] = set()
    labels: dict[str, int] = {}
    for column in columns:
        if column.field == "name" and column is not name:
            column = replace(column, field="", why="项目名称已有一栏")
        elif column.field and column.field in taken and column.field not in REPEATED:
            column = replace(column, field="", why="同样的栏目前面已有一栏")
        taken.add(column.field)
        labels[column.label] = labels.get(column.label, 0) + 1
        if labels[column.label] > 1 and not column.field:
            column = replace(column, path=(*column.path[:-1], f"{column.path[-1]}（{labels[column.label]}）"))
        yield column


def _name_among(columns: list[Column]) -> Column | None:
    """Of several columns that could hold the name (项目, 项目名称) the one with the plainest word."""
    claims = [column for column in columns if column.field == "name"]
    order = {word: place for place, word in enumerate(FIELDS["name"])}
    return min(claims, key=lambda column: order.get(plain_header(column.path[-1]), -1), default=None)


def _meaning(path: tuple[str, ...], dictionary: Dictionary) -> tuple[str, str, str]:
    """Field, money unit and what decided."""
    unit = next((unit for text in reversed(path) if (unit := money_unit(text))), "")
    field, why = _field(tuple(filter(None, map(plain_header, path))), dictionary)
    if not field and _NODE.fullmatch(squeeze(path[-1])) and not any("投资" in text or "资金" in text for text in path):
        return "milestones", "", "栏目写明到什么时候的目标"
    if field in MONEY and is_share(path[-1]):
        return "", "", "百分比或比例，不是金额"
    if field in _OF_A_TIME and any(_OTHER_TIME.search(text) for text in path):
        return "", unit, "说的不是本期"
    if field == "annual_plan" and "年" not in path[-1] and any(_PART_OF_THE_YEAR.fullmatch(squeeze(text)) for text in path[:-1]):
        return "", unit, "一个月、一个季度或半年的计划"
    return field, unit, why


def _field(plain: tuple[str, ...], dictionary: Dictionary) -> tuple[str, str]:
    if not plain:
        return "", ""
    leaf, groups = plain[-1], plain[-2::-1]
    candidates = [path for start in range(len(plain) - 1) if dictionary.is_own(path := "/".join(plain[start:]))]
    candidates += [word for group in groups for word in (group + leaf, leaf + group)] + [leaf]
    for word in candidates:
        if field := dictionary.field_of(word):
            if field in ("approvals", "milestones", OTHERS) and not dictionary.is_own(word):
                continue
            if field in HEADING_ONLY and word != leaf:
                continue  # 责任人 below 责任单位 is the person alone
            source = f"本单位词典（{dictionary.file}）" if dictionary.is_own(word) else "词典"
            return ("" if field == OTHERS else field), f"{source}：{word}"
    for group in groups:
        if field := dictionary.group_of(group):
            return field, f"在“{group}”之下"
    return "", ""
