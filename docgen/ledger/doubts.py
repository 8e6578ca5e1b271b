"""What a corrected record contradicts that it did not before: the checks of an import, for records amended one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from docgen.ledger.incoming import Incoming, Known
from docgen.ledger.period import Period
from docgen.ledger.reading.submission import Submission
from docgen.ledger.report import Report, Source
from docgen.ledger.store import Ledger
from docgen.problem import Problem


def doubts(ledger: Ledger, period: Period, changed: Mapping[str, Report]) -> tuple[Problem, ...]:
    """What a person should look at in records about to be amended (ref → the record that shall stand).

    Each problem is placed by its project's name. What the record contradicted before is not told again.
    """
    before = [report for report in ledger.reports(period) if report.ref in changed]
    old = set(_told(ledger, period, before))
    return tuple(problem for problem in _told(ledger, period, changed.values()) if problem not in old)


def _told(ledger: Ledger, period: Period, reports: Iterable[Report]) -> list[Problem]:
    by_unit: dict[str, list[Report]] = {}
    for report in reports:
        by_unit.setdefault(report.unit, []).append(replace(report, source=Source("", report.name, 0)))
    incoming = [_incoming(period, unit, own) for unit, own in by_unit.items()]
    known = Known(ledger, incoming)
    names = {report.source.sheet for own in by_unit.values() for report in own}
    return [problem for item in incoming for problem in known.check(item).problems if problem.sheet in names]


def _incoming(period: Period, unit: str, reports: list[Report]) -> Incoming:
    """The records as if a file had brought them, each on a sheet of its project's name."""
    forms = tuple(dict.fromkeys(report.form for report in reports))
    return Incoming(Path(), "", period, Submission("", "", unit, forms, tuple(reports), (), {}))
