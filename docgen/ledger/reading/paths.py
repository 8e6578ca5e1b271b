"""The header block's extent, and the words above each column: merged and unmerged group headings resolved."""

from __future__ import annotations

import re

from docgen.ledger.reading.dictionary import Dictionary
from docgen.ledger.reading.heading import plain_header
from docgen.ledger.reading.text import half_width, squeeze
from docgen.ledger.reading.workbook import Sheet

DEEPEST = 4
"""How many rows a header may have."""

_LONGEST_LEAF = 40
_NO_GROUP = re.compile(r":|单位|附件|表$|\d日|^\s*\d{4}年\d{1,2}月\s*$")
_UNIT_WORD = re.compile(
    r"[(\[【]?(?:(?:亿|百万|千万|万|千)?元|%|‰|个|项|人|户|栋|套|亩|公顷|(?:万)?(?:平方)?(?:米|公里)|(?:万)?(?:m2|m|km|㎡)|吨)[)\]】]?"
)


def block(sheet: Sheet, row: int, name: int, dictionary: Dictionary) -> tuple[int, int]:
    """First and last row of the header block around ``row``, in which column ``name`` holds the word for the name."""
    top = row
    while top > 0 and row - top < DEEPEST - 1 and _is_group_row(sheet, top - 1, name):
        top -= 1
    bottom = max(_reach(sheet, above, top) for above in range(top, row + 1))
    while bottom + 1 < min(sheet.height, top + DEEPEST) and _continues(sheet, bottom + 1, top, dictionary):
        bottom = max(bottom + 1, _reach(sheet, bottom + 1, top))
    return top, bottom


def paths(sheet: Sheet, top: int, bottom: int) -> dict[int, tuple[str, ...]]:
    """Column number → the words above it from the top, each once; columns without a word are left out."""
    texts = [[squeeze(sheet.value(row, column)) for column in range(sheet.width)] for row in range(top, bottom + 1)]
    for level in range(len(texts) - 1):
        for column in range(1, sheet.width):
            if not texts[level][column] and _continues_group(sheet, top + level, bottom, column):
                texts[level][column] = texts[level][column - 1]
    found = {}
    for column in range(sheet.width):
        if path := tuple(dict.fromkeys(texts[level][column] for level in range(len(texts)) if texts[level][column])):
            found[column] = path
    return found


def _continues_group(sheet: Sheet, row: int, bottom: int, column: int) -> bool:
    """A blank cell to the right of a group heading that was not merged belongs to it, if words stand below both."""
    left = sheet.area(row, column - 1)
    if sheet.value(row, column) is not None or left[1] != left[3] or left[2] != row:
        return False
    return all(any(sheet.own(below, place) is not None for below in range(row + 1, bottom + 1)) for place in (column - 1, column))


def _is_group_row(sheet: Sheet, row: int, name: int) -> bool:
    """A group's title may stand in a row above the project's name: merged, over other columns than the name."""
    for column in range(sheet.width):
        value = sheet.own(row, column)
        _, left, _, right = sheet.area(row, column)
        if isinstance(value, str) and 0 < left < right and not left <= name <= right and not _NO_GROUP.search(half_width(value)):
            return True
    return False


def _reach(sheet: Sheet, row: int, top: int) -> int:
    """The last row that the merged headings of ``row`` reach down to."""
    ends = (sheet.area(row, column)[2] for column in range(sheet.width) if isinstance(sheet.own(row, column), str))
    return max((end for end in ends if end - top < DEEPEST), default=row)


def _continues(sheet: Sheet, row: int, top: int, dictionary: Dictionary) -> bool:
    """A further header row without merged cells: words only, each under a group heading or a blank; or units only."""
    typed = [(column, value) for column in range(sheet.width) if (value := sheet.own(row, column)) is not None]
    if not typed or not all(isinstance(value, str) and len(value) <= _LONGEST_LEAF for _, value in typed):
        return False
    if all(_UNIT_WORD.fullmatch(half_width(squeeze(value))) for _, value in typed):
        return True
    below = {column for column, _ in typed}
    standings = [_under(sheet, row - 1, column, below, dictionary) for column in below]
    return all(standing is not None for standing in standings) and any(standings)


def _under(sheet: Sheet, above: int, column: int, below: set[int], dictionary: Dictionary) -> bool | None:
    """True under a group heading, False under a blank, None under a heading of its own."""
    left, right = sheet.area(above, column)[1::2]
    if left < right:
        return True
    heading = sheet.value(above, column)
    if heading is None:
        return False
    if dictionary.group_of(plain_header(squeeze(heading))):
        return True
    unmerged_group = column + 1 < sheet.width and column + 1 in below and sheet.value(above, column + 1) is None
    return True if unmerged_group else None
