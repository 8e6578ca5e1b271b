"""What a table carries of the records that it was made from: the same wherever the same was reported, in any ledger.

A record's ``ref`` counts the rows of one database, so that another office, or the same after importing anew, would make
other bytes of the same records. A mark names the period and digests what the record says.
"""

from __future__ import annotations

import hashlib
import json
import re

from docgen.ledger.period import Period
from docgen.ledger.record import to_plain
from docgen.ledger.report import Report
from docgen.problem import DocgenError

_DIGITS = 12
_MARK = re.compile(rf"(\d{{4}})(\d\d|Q\d)?([12])?-[0-9a-f]{{{_DIGITS}}}")


def mark_of(report: Report, period: Period) -> str:
    """The mark of a record: ``202103-4f0c1e92ab37``. Where it was read from does not count."""
    told = {**to_plain(report), "source": str(period)}
    digest = hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()
    return f"{str(period).replace('-', '')}-{digest[:_DIGITS]}"


def period_of(mark: str) -> Period | None:
    """The period that a mark names, None where it is none."""
    found = _MARK.fullmatch(mark)
    try:
        return Period.parse("-".join(filter(None, found.groups()))) if found else None
    except DocgenError:
        return None
