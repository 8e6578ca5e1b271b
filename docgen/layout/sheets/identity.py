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

from docgen.engine.sheet.pattern import Pattern
from docgen.papers.table import Table

MARKER = "docgen"
"""What stands where the hidden row and the hidden column meet."""

_TAG = re.compile(r"\s*\{\{-?\s*row\.(\w+)\s*(?:\|\s*merge\s*)?-?\}\}\s*")
_COMPUTED = "#"
_SUMS = frozenset({"total", "group"})
"""What the tags of rows that sum up use."""


@dataclass(frozen=True)
class RowMark:
    """What the hidden column says of a row: the record's mark (``ref``, empty for sums), a digest for each computed cell.

    Computed cells that docgen left blank are not told.
    """

    ref: str = ""
    computed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class TableMemo:
    """The hidden row and column of one filled table: ``below`` are the fields by column, ``refs`` the records' marks by row."""

    below: Mapping[int, str]
    refs: Sequence[str]
    corner: str = MARKER

    def beside(self, record: int | None, names: frozenset[str], shown: Mapping[int, Any]) -> str:
        """What the hidden column says of a row that shows these values: of a record's, a sum's, or nothing."""
        ref = "" if record is None else self.refs[record]
        if record is None and not names & _SUMS:
            return ""
        told = {column: token for column, token in self.below.items() if not ref or token.startswith(_COMPUTED)}
        digests = {token: digest_of(value) for column, token in told.items() if (value := shown.get(column)) not in (None, "")}
        return json.dumps({"ref": ref, "computed": digests} if ref else {"computed": digests}, ensure_ascii=False)


def memo_of(table: Table, pattern: Pattern) -> TableMemo | None:
    """What is remembered of a table on a sheet; nothing where it has no records."""
    marks = iter(table.marks)
    refs = ["" if head else next(marks, "") for _, head in table.lines()]
    if not table.fields or not any(refs) or pattern.data is None:
        return None
    return TableMemo(
        {
            tag.spot.column: table.fields.get(tag.key) or _COMPUTED + tag.key
            for tag in pattern.data.tags.tags
            if tag.key and _TAG.fullmatch(tag.spot.text)
        },
        refs,
    )


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
