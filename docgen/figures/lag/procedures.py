"""Approval procedures past their date (手续逾期): dates from the settings, or from the nodes that name a procedure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from docgen.figures.approvals import is_unfinished
from docgen.figures.lag.days import last_day
from docgen.ledger.report import Report

_ENDING = re.compile(r"(审批)?手续$|审批$|批复$")
_ALL = re.compile(r"(前期|各项|全部|相关|所有|联审联批|审批)手续|手续(全部)?(办理|办结|完成)|办[理结完]手续")


@dataclass(frozen=True)
class Late:
    """A procedure that is not finished, and the day by which it was owed."""

    procedure: str
    by: date


def late(report: Report, dates: tuple[tuple[str, date], ...], day: date | None, end: date) -> Iterator[Late]:
    """The record's unfinished procedures that were owed before ``end``: by ``dates``, else by its nodes, else by ``day``."""
    open_ones = dict.fromkeys(approval.procedure for approval in report.approvals if is_unfinished(approval))
    days = planned(report, end.year)
    for procedure in open_ones:
        by = _laid_down(procedure, dates) or days.get(procedure) or day
        if by and by < end:
            yield Late(procedure, by)


def _laid_down(procedure: str, dates: tuple[tuple[str, date], ...]) -> date | None:
    """The day of the longest name that the procedure bears: 用地规划 before 用地."""
    fitting = [(len(name), by) for name, by in dates if _stem(name) in procedure]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def planned(report: Report, year: int) -> dict[str, date]:
    """The day that the record's nodes set each procedure; the earliest node that names it counts."""
    known = dict.fromkeys(approval.procedure for approval in report.approvals)
    found: dict[str, date] = {}
    for node in report.milestones:
        by = last_day(node.when, year)
        for procedure in _named(node.what, known) if by else ():
            found[procedure] = min(found.get(procedure, by), by)
    return found


def _named(what: str, known: dict[str, None]) -> list[str]:
    """The procedures that a node names; a name within a longer one that it names too is not meant."""
    named = {procedure: _stem(procedure) for procedure in known if _stem(procedure) in what}
    meant = [
        procedure for procedure, stem in named.items()
        if not any(stem != other and stem in other for other in named.values())
    ]  # fmt: skip
    return meant or (list(known) if _ALL.search(what) else [])


def _stem(name: str) -> str:
    return _ENDING.sub("", name) or name
