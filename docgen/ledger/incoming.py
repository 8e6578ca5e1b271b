"""Files about to go in, and what they are checked against: the ledger, and one another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from docgen.ledger.change import Change, compare
from docgen.ledger.checks.former import Former, FormerCheck
from docgen.ledger.checks.others import check_others
from docgen.ledger.checks.rows import check_rows
from docgen.ledger.nearest import key
from docgen.ledger.period import Period
from docgen.ledger.reading.submission import Submission
from docgen.ledger.renames import Rename, likely_renames
from docgen.ledger.report import Report
from docgen.ledger.store import Ledger
from docgen.problem import Problem


@dataclass(frozen=True)
class Incoming:
    """A file read, not yet in the ledger; ``label`` is how messages name it, ``errors`` why it will not go in."""

    path: Path
    label: str
    period: Period
    submission: Submission
    errors: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Told:
    """What a file's reports contradict, and the projects that may have been renamed."""

    problems: tuple[Problem, ...]
    renames: tuple[Rename, ...]


class Known:
    """What one run's files are checked against: the ledger as it will be when all of ``files`` are in.

    Each period is read from the ledger once, however many files there are, and only where a unit's last report
    is wanted.
    """

    def __init__(self, ledger: Ledger, files: Iterable[Incoming]) -> None:
        self._ledger = ledger
        self._incoming: dict[tuple[Period, str], dict[str, Submission]] = {}
        for item in files:
            forms = self._incoming.setdefault((item.period, item.submission.unit), {})
            forms |= dict.fromkeys(item.submission.forms, item.submission)
        self._periods = sorted({*ledger.periods(), *(period for period, _ in self._incoming)}, reverse=True)
        self._stored: dict[Period, dict[str, list[Report]]] = {}
        self._forms: dict[Period, set[tuple[str, str]]] = {}
        self._names: dict[Period, dict[str, list[Report]]] = {}
        self._apart = ledger.apart()

    def check(self, item: Incoming) -> Told:
        """What a file contradicts: itself, the unit's last report, the ledger's other units and the files checked before.

        A cell that could not be read is told of as that, and not as one left blank.
        """
        submission, period = item.submission, item.period
        problems = [*check_rows(submission, period, item.label)]
        renames: list[Rename] = []
        if submission.unit:
            more, renames = self._against_others(item)
            problems += more
        wrong = {(problem.sheet, problem.cell) for problem in item.errors if problem.cell}
        return Told(tuple(problem for problem in problems if (problem.sheet, problem.cell) not in wrong), tuple(renames))

    def _against_others(self, item: Incoming) -> tuple[list[Problem], list[Rename]]:
        """What does not fit the unit's last report or another unit's."""
        submission, period = item.submission, item.period
        problems: list[Problem] = []
        renames: list[Rename] = []
        formers = self._formers(submission, period)
        own: tuple[Report, ...] = ()
        others: tuple[Report, ...] = ()
        if formers:
            own = self._ledger.identified(submission.unit, submission.reports)
            others = self._ledger.identified(submission.unit, self._reports(submission.unit, period, submission))
        for former in formers:
            check = FormerCheck(submission, period, former, own, others, item.label)
            problems += check.figures()
            if former.period.year == period.year:
                found = likely_renames(former.reports, (*own, *others), self._apart)
                problems += check.projects(found)
                renames += [rename for rename in found if any(rename.new is report for report in own)]
        names = self._named(period)
        problems += check_others(submission, names, item.label)
        if not item.errors:
            for report in submission.reports:
                names.setdefault(key(report.name), []).append(report)
        return problems, renames

    def change(self, item: Incoming) -> Change:
        """What taking the file in would change."""
        submission = item.submission
        stored = self._in_ledger(item.period).get(submission.unit, ())
        before = [report for report in stored if report.form in submission.forms]
        after = self._ledger.identified(submission.unit, submission.reports)
        added, removed, fields = compare(before, after)
        return Change(
            submission.unit, item.period, submission.file, submission.forms, len(submission.reports),
            first=not before, unchanged=bool(before) and not (added or removed or fields),
            added=added, removed=removed, fields=fields,
        )  # fmt: skip

    def taken(self, period: Period) -> None:
        """The files of a period are in the ledger now: later periods are held against what it made of them."""
        self._incoming = {place: forms for place, forms in self._incoming.items() if place[0] != period}
        for cache in (self._stored, self._forms, self._names):
            cache.pop(period, None)

    def _formers(self, submission: Submission, period: Period) -> list[Former]:
        """The unit's last report before ``period``, and for a form that was not in it the last that had it.

        Of this year; where there is none, the last of the year before.
        """
        found: list[Former] = []
        missing = set(submission.forms)
        for past in self._before(period):
            if past.year != period.year and found:
                break
            brought = {form for unit, form in self._reported(past) if unit == submission.unit}
            if not brought or (found and not brought & missing):
                continue
            reports = self._reports(submission.unit, past)
            found.append(Former(past, tuple(report for report in reports if not found or report.form in missing)))
            missing -= brought
            if not missing or past.year != period.year:
                break
        return found

    def _before(self, period: Period) -> list[Period]:
        """Periods that ended before this one began, of this year and the year before, the latest first."""
        this, last = period.year, period.year - 1
        return [past for past in self._periods if past.year == last or (past.year == this and past.last_half < period.first_half)]

    def _reported(self, period: Period) -> set[tuple[str, str]]:
        """Units and forms of a period, without reading its records."""
        if period not in self._forms:
            stored = {(item.unit, form) for item in self._ledger.imports(period) if item.current for form in item.forms}
            coming = {(unit, form) for (when, unit), forms in self._incoming.items() if when == period for form in forms}
            self._forms[period] = stored | coming
        return self._forms[period]

    def _reports(self, unit: str, period: Period, but: Submission | None = None) -> tuple[Report, ...]:
        """A unit's reports of a period as they will be, without those of one file."""
        coming = self._incoming.get((period, unit), {})
        stored = [report for report in self._in_ledger(period).get(unit, ()) if report.form not in coming]
        files = ((form, file) for form, file in coming.items() if file is not but)
        return (*stored, *(report for form, file in files for report in file.reports if report.form == form))

    def _in_ledger(self, period: Period) -> dict[str, list[Report]]:
        if period not in self._stored:
            by_unit: dict[str, list[Report]] = {}
            for report in self._ledger.reports(period):
                by_unit.setdefault(report.unit, []).append(report)
            self._stored[period] = by_unit
        return self._stored[period]

    def _named(self, period: Period) -> dict[str, list[Report]]:
        """By key of the name, what the ledger holds for a period and no file of this run replaces."""
        if period not in self._names:
            names: dict[str, list[Report]] = {}
            for unit, reports in self._in_ledger(period).items():
                coming = self._incoming.get((period, unit), {})
                for report in reports:
                    if report.form not in coming:
                        names.setdefault(key(report.name), []).append(report)
            self._names[period] = names
        return self._names[period]
