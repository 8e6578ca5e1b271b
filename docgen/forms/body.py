"""Which rows under the headings are records: not sums, notes, titles of groups, signatures, headings repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from docgen.forms.form import NAME, Field
from docgen.forms.head import Head
from docgen.ledger.reading.heading import plain_header
from docgen.ledger.reading.rows import is_group_title, is_note, is_total
from docgen.ledger.reading.text import half_width, raw, squeeze

if TYPE_CHECKING:
    from docgen.ledger.reading.sheet import Sheet

_KEYS = "docgen"
"""What ends the hidden row of keys in a table of docgen's own (layout/sheets/identity.py)."""
_AVERAGE = re.compile(r"(?:平均|最高|最低)(?:分|得分|值)?")


def records(sheet: Sheet, head: Head, fields: Sequence[Field]) -> Iterator[int]:
    """The rows (from 0) that are records, or that leave out what a record must say."""
    first = next(field for field in fields if field.required)
    at = head.columns[first.key]
    for row in range(head.bottom + 1, sheet.height):
        typed = [(column, value) for column in range(sheet.width) if (value := sheet.own(row, column)) is not None]
        if not typed or typed[-1][1] == _KEYS or _spans(sheet, row, at, head) or _is_no_record([squeeze(value) for _, value in typed]):
            continue
        if plain_header(raw(sheet.value(row, at))) in map(plain_header, first.words):
            continue
        if squeeze(sheet.value(row, at)) or _says(sheet, row, head, fields):
            yield row


def _spans(sheet: Sheet, row: int, column: int, head: Head) -> bool:
    """Whether one cell goes across several headed columns: a note, a sum, a title."""
    _, left, _, right = sheet.area(row, column)
    return sum(left <= at <= right for at in head.headed) > 1


def _is_no_record(texts: Sequence[str]) -> bool:
    first = half_width(texts[0])
    if is_total(first) or _AVERAGE.fullmatch(first) or is_note(first):
        return True
    return len(texts) == 1 and is_group_title(first)


def _says(sheet: Sheet, row: int, head: Head, fields: Sequence[Field]) -> bool:
    """Whether a row without a name says something all the same: a filled cell other than a number (a sum, a serial number)."""
    telling = [field.key for field in fields if field.key in head.columns and (field.filled or field.holds == NAME)]
    if any(is_total(half_width(squeeze(sheet.value(row, column)))) for column in range(sheet.width)):
        return False
    return any(squeeze(sheet.value(row, head.columns[key])) for key in telling)
