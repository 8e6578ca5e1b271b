"""Which record stands in a sheet's row and which field in its column: a hidden column at the right, a hidden row below.

The column's cells are sorted with the rows as long as they are part of what is sorted; who sorts only the columns that
he sees is found out by the projects' names. The hidden row stays with its columns, wherever columns are inserted.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from docgen.layout.sheets.cells import Line

MARKER = "docgen"
"""What stands where the hidden row and the hidden column meet."""

_TAG = re.compile(r"\s*\{\{-?\s*row\.(\w+)\s*(?:\|\s*merge\s*)?-?\}\}\s*")
_COMPUTED = "#"


@dataclass(frozen=True)
class RowMark:
    """What the hidden column says of a row: the record's mark (``ref``, empty for sums), a digest for each computed cell.

    Computed cells that docgen left blank are not told.
    """

    ref: str = ""
    computed: Mapping[str, str] = field(default_factory=dict)


def write_identity(
    sheet: Worksheet, data: Line, rows: Mapping[int, str], sums: Sequence[int], paths: Mapping[str, str]
) -> None:
    """Write the hidden row and column beside a filled table.

    ``data`` is the template's row of tags, ``rows`` are row numbers with the marks of their records, ``sums`` rows that sum up,
    ``paths`` tells the keys that are fields of records. A table without records is left as it is.
    """
    if not paths or not any(rows.values()):
        return
    tokens = {
        spot.column: paths.get(found[1]) or _COMPUTED + found[1]
        for spot in data.spots
        if isinstance(spot.value, str) and (found := _TAG.fullmatch(spot.value))
    }
    beside, below = sheet.max_column + 1, sheet.max_row + 1
    for number, ref in rows.items():
        computed = {column: token for column, token in tokens.items() if not ref or token.startswith(_COMPUTED)}
        sheet.cell(number, beside).value = _told(sheet, number, ref, computed)
    for number in sums:
        sheet.cell(number, beside).value = _told(sheet, number, "", tokens)
    for column, token in tokens.items():
        sheet.cell(below, column).value = token
    sheet.cell(below, beside).value = MARKER
    sheet.column_dimensions[get_column_letter(beside)].hidden = True
    sheet.row_dimensions[below].hidden = True


def row_mark(value: Any) -> RowMark | None:
    """What a cell of the hidden column says; None when it says nothing."""
    try:
        told = json.loads(value)
        return RowMark(str(told.get("ref", "")), {str(token): str(digest) for token, digest in told["computed"].items()})
    except (TypeError, ValueError, KeyError, AttributeError):
        return None


def path_of(token: Any) -> str:
    """The path that the hidden row tells; empty for a computed column."""
    return "" if not isinstance(token, str) or token.startswith(_COMPUTED) else token


def digest_of(value: Any) -> str:
    """What tells whether a computed cell was changed; white space and a float's last digits do not count."""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        text = f"{float(value):.12g}"
    else:
        text = "".join(str(value or "").split())
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _told(sheet: Worksheet, row: int, ref: str, computed: Mapping[int, str]) -> str:
    values = {token: sheet.cell(row, column).value for column, token in computed.items()}
    digests = {token: digest_of(value) for token, value in values.items() if value not in (None, "")}
    return json.dumps({"ref": ref, "computed": digests} if ref else {"computed": digests}, ensure_ascii=False)
