"""Cells with characters that no paper can print: cleaned as they are read, and told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from docgen.characters import clean, unprintable
from docgen.ledger.reading.findings import Findings
from docgen.ledger.reading.sheet import Sheet, cell_name

MOST_TOLD = 20
"""Cells told of one by one; the rest of a file are counted."""


@dataclass(frozen=True)
class Cleaned:
    """A cell that was cleaned: ``codes`` are the characters taken out (U+0007)."""

    sheet: str
    cell: str
    codes: tuple[str, ...]


def without_unprintable(sheets: Iterable[Sheet]) -> tuple[tuple[Sheet, ...], tuple[Cleaned, ...]]:
    """The sheets with such characters taken out of their cells, and which cells these were."""
    kept, found = [], []
    for sheet in sheets:
        rows = list(sheet.rows)
        for at, row in enumerate(rows):
            if unprintable("".join([value for value in row if value.__class__ is str])):
                found += [
                    Cleaned(sheet.name, cell_name(at, column), codes)
                    for column, value in enumerate(row)
                    if isinstance(value, str) and (codes := unprintable(value))
                ]
                rows[at] = [(clean(value) or None) if isinstance(value, str) else value for value in row]
        kept.append(replace(sheet, rows=rows) if rows != sheet.rows else sheet)
    return tuple(kept), tuple(found)


def tell_cleaned(cleaned: tuple[Cleaned, ...], findings: Findings) -> None:
    """Remind of each cleaned cell, so that a person looks whether a character was lost that had a meaning."""
    for one in cleaned[:MOST_TOLD]:
        findings.remind(told(one.codes), one.sheet, one.cell)
    if more := len(cleaned) - MOST_TOLD:
        if more > 0:
            findings.remind(f"另有 {more} 格也含有无法印出的字符，已去掉：请一并核对", cleaned[-1].sheet)


def told(codes: tuple[str, ...]) -> str:
    return f"含有无法印出的字符（{'、'.join(codes)}），已去掉：请核对这一格，若是造字请换成通用的字"
