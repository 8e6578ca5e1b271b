"""How persons, approvals and sums stand in a table's cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from docgen.ledger.report import Person, Report
from docgen.papers.table import Cell, Column

_GAP = "\u3000"
_NUMBER_WORD = re.compile(r"[\s，,；;、（(]*(文号)?[：:\s]*$")


def name(person: str) -> str:
    """A name of two characters is spread to the width of three: 杨洋 → 杨　洋."""
    return _GAP.join(person) if len(person) == 2 and _is_chinese(person) else person


def people(persons: Iterable[Person]) -> str:
    """One person a line, the role behind the name: 周广威（工程建设）."""
    return "\n".join(name(person.name) + (f"（{person.role}）" if person.role else "") for person in persons)


def lines(*parts: str) -> str:
    """The parts that say something, one below the other."""
    return "\n".join(part for part in parts if part)


def reached(report: Report) -> str:
    """The contact of a project's owner and the telephone number below it."""
    return lines(report.contact, report.phone)


def approval(report: Report, procedure: str) -> str:
    """One procedure as the unit wrote it, its document number on a line below: 已办结 / 平国土〔2020〕28号."""
    found = next((item for item in report.approvals if item.procedure == procedure), None)
    if found is None:
        return ""
    if not found.raw or not found.number or found.number not in found.raw:
        return found.raw or lines(found.state, found.number)
    before, after = found.raw.split(found.number, 1)
    return lines(_NUMBER_WORD.sub("", before), found.number + after.lstrip("）) "))


def added(values: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of what was reported; None when nothing was, which is not 0."""
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


def totals(reports: Sequence[Report], columns: Sequence[Column], keys: Iterable[str]) -> dict[str, Cell] | None:
    """The last row: how many projects, the sums of ``keys`` (万元); None without a project."""
    if not reports:
        return None
    sums = {key: added(getattr(report, key) for report in reports) for key in keys}
    return {**dict.fromkeys((column.key for column in columns), ""), "name": f"合计（{len(reports)}项）", **sums}


def _is_chinese(text: str) -> bool:
    return all("\u4e00" <= char <= "\u9fff" for char in text)
