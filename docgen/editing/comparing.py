"""What was edited: each cell against the record that docgen printed it from, and against what the ledger says now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from docgen.editing.found import Cell, Found, Place
from docgen.layout.tables.tags import clean
from docgen.ledger.editing import called, read, value_of
from docgen.ledger.period import Period
from docgen.ledger.reading.text import raw, squeeze
from docgen.ledger.reading.workbook import Value
from docgen.ledger.report import Report
from docgen.ledger.standing import Standing
from docgen.numerals import plain
from docgen.papers.tables.record import shown
from docgen.problem import ERROR, REMINDER, DocgenError, Problem

_RENAMED = "项目名称改成了“{}”，没有回填：同一项目改了名称，请由单位按新名称重新报送，导入后用 docgen rename 认作同一项目"


@dataclass(frozen=True)
class Edit:
    """One field of one project as a person changed it: what docgen had written, what stands there now (as tables print).

    ``ref`` marks the record that counts now.
    """

    ref: str
    period: Period
    name: str
    unit: str
    path: str
    was: str
    now: str
    value: Value
    place: Place

    @property
    def field(self) -> str:
        """What a person calls the field."""
        return called(self.path)


@dataclass(frozen=True)
class Conflict:
    """An edit of a field that the ledger tells otherwise since docgen wrote the table; ``ledger`` is what it says now.

    ``who``, ``kind`` and ``at`` (local time) tell of the step that said so; all empty where the record is gone.
    """

    edit: Edit
    ledger: str
    who: str = ""
    kind: str = ""
    at: datetime | None = None
    gone: bool = False


@dataclass(frozen=True)
class Comparison:
    """What a file that came back amounts to: edits to be written, those that cannot be, and what a person should hear.

    ``records`` are the records to be written, by period and by the mark of the record that each replaces.
    """

    edits: tuple[Edit, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    problems: tuple[Problem, ...] = ()
    records: Mapping[Period, Mapping[str, Report]] = ()  # type: ignore[assignment]


def compare(found: Found, standings: Mapping[str, Standing]) -> Comparison:
    """Every edit among the cells found; a cell joined over several rows counts for each of its records.

    Text that was only wrapped or spaced otherwise is no edit, and what the ledger says by now needs none.
    """
    conflicts: list[Conflict] = []
    problems = list(found.problems)
    edits: dict[tuple[str, str], list[Edit]] = {}
    for cell, standing in _known(found, standings):
        try:
            outcome = _edit(cell, standing, problems)
        except DocgenError as error:
            problems.append(cell.place.problem(f"{error}；这一格没有回填", ERROR))
            continue
        if isinstance(outcome, Conflict):
            conflicts.append(outcome)
        elif outcome:
            edits.setdefault((outcome.ref, outcome.path), []).append(outcome)
    agreed = [same[0] for same in edits.values() if not _contradictory(same, problems)]
    return Comparison(tuple(agreed), tuple(conflicts), tuple(problems), _records(agreed, standings))


def _known(found: Found, standings: Mapping[str, Standing]) -> Iterator[tuple[Cell, Standing]]:
    for cell in found.cells:
        for ref in cell.refs:
            if ref in standings:
                yield cell, standings[ref]


def _edit(cell: Cell, standing: Standing, problems: list[Problem]) -> Edit | Conflict | None:
    """The edit that a cell holds, None where it holds none; raises DocgenError when it cannot be read as its field."""
    base, current, path = standing.base, standing.current, cell.path
    was = printed(base, path)
    if squeeze(was) == squeeze(raw(cell.value)):
        return None
    if path == "name":
        problems.append(cell.place.problem(_RENAMED.format(squeeze(raw(cell.value))), REMINDER))
        return None
    new = read(base, path, cell.value, year=standing.period.year)
    if value_of(new.report, path) == value_of(base, path):
        return None
    now = printed(new.report, path)
    edit = Edit("", standing.period, base.name, base.unit, path, was, now, cell.value, cell.place)
    if current is None:
        return Conflict(edit, "", gone=True)
    if value_of(current, path) == value_of(new.report, path):
        return None
    if value_of(current, path) != value_of(base, path):
        return Conflict(edit, printed(current, path), standing.who, standing.kind, standing.at)
    if new.reminder:
        problems.append(cell.place.problem(new.reminder, REMINDER))
    return replace(edit, ref=current.ref)


def _contradictory(edits: list[Edit], problems: list[Problem]) -> bool:
    """Whether a field was changed in two places of the file, each to something else."""
    if len({squeeze(edit.now) for edit in edits}) == 1:
        return False
    for edit in edits:
        message = f"“{edit.name}”的{edit.field}在这个文件里改成了几种不同的内容，没有回填：请改成一致后再试"
        problems.append(edit.place.problem(message, ERROR))
    return True


def _records(edits: list[Edit], standings: Mapping[str, Standing]) -> dict[Period, dict[str, Report]]:
    current = {standing.current.ref: standing.current for standing in standings.values() if standing.current}
    records: dict[Period, dict[str, Report]] = {}
    for edit in edits:
        changed = records.setdefault(edit.period, {})
        before = changed.get(edit.ref) or current[edit.ref]
        changed[edit.ref] = read(before, edit.path, edit.value, year=edit.period.year).report
    return records


def printed(report: Report, path: str) -> str:
    """What a table prints of a field."""
    value = shown(report, path)
    return clean(value) if isinstance(value, str) else "" if value is None else plain(value)
