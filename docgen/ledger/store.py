"""The ledger in a database: SQLite by default, any SQLAlchemy URL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, func, or_, select
from sqlalchemy.orm import Session, aliased

from docgen.ledger.amendments import Amendment, amendments
from docgen.ledger.change import Change
from docgen.ledger.closing import Closing, closings, standing, write_closing
from docgen.ledger.database import WRITES, connect, explained
from docgen.ledger.decisions import apart, decide
from docgen.ledger.history import History, history_of
from docgen.ledger.imports import Import, imports_of
from docgen.ledger.nearest import key, nearest
from docgen.ledger.period import Period
from docgen.ledger.projects import identified, same_projects
from docgen.ledger.reading.forms import ORDER
from docgen.ledger.report import Report
from docgen.ledger.rows import report_of, rows_at
from docgen.ledger.schema import AMENDED, IMPORTED, UNDONE, ImportRow, ProjectRow, ReportRow
from docgen.ledger.standing import Standing, standings
from docgen.ledger.stepback import go_back
from docgen.ledger.writing import Step, amend, take_in
from docgen.problem import DocgenError

_SEARCH_ORDER = ("在建", "新建", "竣工", "", "前期")

class Ledger:
    """Projects and their reports by period. Open it with :meth:`open`; reading never changes it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, url: str) -> Ledger:
        """Open the database at ``url``, creating an SQLite file's folder and the tables that are missing.

        Raises DocgenError when the address is wrong, its driver is missing or the database cannot be opened.
        """
        return cls(connect(url))

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def periods(self) -> tuple[Period, ...]:
        """Every period that has reports, earliest first."""
        with self._reading() as session:
            texts = session.scalars(select(ReportRow.period).where(ReportRow.superseded_by == 0).distinct())
            return tuple(sorted(Period.parse(text) for text in texts))

    def reports(self, period: Period) -> tuple[Report, ...]:
        """The current reports of a period: units in the order they first reported, then form, sheet and row."""
        with self._reading() as session:
            rank = _unit_ranks(session)
            same = same_projects(session)
            rows = session.execute(
                select(ReportRow, ProjectRow.unit)
                .join(ProjectRow, ReportRow.project_id == ProjectRow.id)
                .where(ReportRow.period == str(period), ReportRow.superseded_by == 0)
            ).all()
            return tuple(report_of(row, unit, same) for row, unit in sorted(rows, key=_in_order(rank)))

    def units(self, period: Period) -> tuple[str, ...]:
        """The units that reported in a period, in the order they first reported to this ledger."""
        with self._reading() as session:
            rank = _unit_ranks(session)
            found = session.scalars(
                select(ProjectRow.unit)
                .join(ReportRow, ReportRow.project_id == ProjectRow.id)
                .where(ReportRow.period == str(period), ReportRow.superseded_by == 0)
                .distinct()
            )
            return tuple(sorted(found, key=rank.__getitem__))

    def reports_as_of(self, period: Period, at: datetime) -> tuple[Report, ...]:
        """The reports of a period that counted at a moment of the past, in the order in which they came in."""
        moment = at.astimezone(UTC).replace(tzinfo=None)
        later = aliased(ImportRow)
        with self._reading() as session:
            rank, same = _unit_ranks(session), same_projects(session)
            rows = session.execute(
                select(ReportRow, ProjectRow.unit)
                .join(ProjectRow, ReportRow.project_id == ProjectRow.id)
                .join(ImportRow, ReportRow.import_id == ImportRow.id)
                .outerjoin(later, ReportRow.superseded_by == later.id)
                .where(ReportRow.period == str(period), ImportRow.at < moment, or_(later.id.is_(None), later.at >= moment))
            ).all()
            return tuple(report_of(row, unit, same) for row, unit in sorted(rows, key=_in_order(rank)))

    def imports(self, period: Period) -> tuple[Import, ...]:
        """Every step of a period, earliest first: files taken in, amendments, steps back; the superseded too."""
        with self._reading() as session:
            return imports_of(session, period)

    def amendments(self, period: Period) -> dict[str, tuple[Amendment, ...]]:
        """What a person changed in the period's records since the files that they came from, by the records' marks."""
        with self._reading() as session:
            return amendments(session, period)

    def report_at(self, ref: str) -> Report | None:
        """The record as it stood under this mark, also if superseded since; None when the mark is another ledger's."""
        with self._reading() as session:
            found = rows_at(session, [ref]).get(ref)
            return found and report_of(*found, same_projects(session))

    def current_of(self, ref: str) -> Report | None:
        """What counts now for the project, period and form of the record under this mark; None when it is gone."""
        with self._reading() as session:
            found = rows_at(session, [ref]).get(ref)
            if found is None:
                return None
            (row, unit), same = found, same_projects(session)
            wanted = same.get(row.project_id, row.project_id)
            alike = [row.project_id, wanted, *(project for project, one in same.items() if one == wanted)]
            query = select(ReportRow).where(
                ReportRow.project_id.in_(alike),
                ReportRow.period == row.period,
                ReportRow.form == row.form,
                ReportRow.superseded_by == 0,
            )
            current = sorted(session.scalars(query), key=lambda other: other.project_id != row.project_id)
            return report_of(current[0], unit, same) if current else None

    def standings(self, marks: Iterable[str]) -> dict[str, Standing]:
        """How the records under the marks of a table (``ledger.marks``) stand now; marks of no record here are left out."""
        with self._reading() as session:
            return standings(session, marks)

    def find(self, period: Period, name: str, unit: str | None = None) -> Report:
        """The report of a project by name (white space and the width of brackets do not matter).

        Raises DocgenError naming the nearest names when there is none, or the units when several have it.
        """
        reports = [report for report in self.reports(period) if unit in (None, report.unit)]
        wanted = key(name)
        same = [report for report in reports if key(report.name) == wanted]
        units = tuple(dict.fromkeys(report.unit for report in same))
        if len(units) > 1:
            raise DocgenError(f"{period.label}有 {len(units)} 个单位报送了“{name}”（{'、'.join(units)}）：请指明单位")
        if not same:
            raise DocgenError(_not_found(name, period, [report.name for report in reports]))
        return min(same, key=lambda report: _SEARCH_ORDER.index(report.stage) if report.stage in _SEARCH_ORDER else 9)

    def replace(
        self,
        unit: str,
        period: Period,
        file: str,
        sha256: str,
        reports: Iterable[Report],
        forms: tuple[str, ...] = (),
        who: str = "",
        reopen: bool = False,
        note: str = "",
        told: int = 0,
    ) -> Change:
        """Let a file's reports stand for its unit, period and forms: one transaction, all or nothing.

        ``forms`` are those that the file brings, also without a project; left out, those of its reports. ``told`` is with
        how many problems it is taken. The former reports of these forms are kept as superseded. The same file again changes
        nothing, also where a person corrected its records since. Raises DocgenError when the period is closed, unless
        ``reopen``.
        """
        with self._writing() as session:
            return take_in(session, unit, period, reports, forms, Step(who, IMPORTED, file, sha256, note, told, reopen))

    def amend(
        self,
        period: Period,
        changed: Mapping[str, Report],
        who: str = "",
        kind: str = AMENDED,
        file: str = "",
        note: str = "",
        reopen: bool = False,
        sha256: str = "",
    ) -> Change:
        """Replace single records: ref of a current record → the record that shall stand; one transaction, all or nothing.

        The former records are kept as superseded, all others keep their refs. A record that says nothing new is left alone.
        Raises DocgenError when a ref is of another ledger or no longer current, or when the period is closed, unless ``reopen``.
        """
        with self._writing() as session:
            return amend(session, period, changed, Step(who, kind, file, sha256, note, 0, reopen))

    def undo(
        self, period: Period, unit: str, to: int | None = None, who: str = "", note: str = "", reopen: bool = False
    ) -> tuple[int, Change]:
        """Let a unit's reports of a period be again what they were before the last step, or after the step ``to``.

        A step of its own: nothing is deleted, and it can be undone by ``to``. Answers the step gone back to (0: before the
        first) and what changed. Raises DocgenError when there is nothing to undo, or the period is closed, unless ``reopen``.
        """
        with self._writing() as session:
            return go_back(session, unit, period, to, Step(who, UNDONE, note=note, reopen=reopen))

    def identified(self, unit: str, reports: Iterable[Report]) -> tuple[Report, ...]:
        """Reports of a unit, not yet in the ledger, with the projects (``project``) that it knows; new ones have 0."""
        with self._reading() as session:
            return identified(session, unit, reports)

    def decide(
        self, period: Period, unit: str, old: str, new: str, same: bool = True, who: str = "", note: str = ""
    ) -> None:
        """Keep a person's word that two names of a unit mean the same project, or (``same`` False) two.

        Raises DocgenError when a name is unknown, when it is so already, or when both stand side by side in a table.
        """
        with self._writing() as session:
            decide(session, period, unit, old, new, same, who, note)

    def apart(self) -> frozenset[tuple[int, int]]:
        """The pairs of projects that a person called different, the smaller number first."""
        with self._reading() as session:
            return apart(session)

    def history(self, name: str, unit: str | None = None) -> History:
        """All that the ledger knows of the project called ``name`` at any time.

        Raises DocgenError naming the nearest names when there is none, or the units when several have it.
        """
        with self._reading() as session:
            return history_of(session, name, unit)

    def close_period(self, period: Period, who: str = "", note: str = "") -> Closing:
        """Close a period (封存): what comes later must say that it corrects. Raises DocgenError when it is closed already."""
        with self._writing() as session:
            return write_closing(session, period, True, who, note)

    def reopen_period(self, period: Period, who: str = "", note: str = "") -> Closing:
        """Open a closed period for good; this is recorded too. Raises DocgenError when it is not closed."""
        with self._writing() as session:
            return write_closing(session, period, False, who, note)

    def closed(self, period: Period) -> Closing | None:
        """The closing that stands for a period, None while it is open."""
        with self._reading() as session:
            return standing(session, period)

    def closings(self, period: Period) -> tuple[Closing, ...]:
        """Every closing and opening of a period, earliest first."""
        with self._reading() as session:
            return closings(session, period)

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with explained(self._engine), Session(self._engine) as session:
            yield session

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with explained(self._engine), self._engine.connect().execution_options(**{WRITES: True}) as connection:
            with Session(connection) as session, session.begin():
                yield session


def _unit_ranks(session: Session) -> dict[str, int]:
    ranks = session.execute(select(ImportRow.unit, func.min(ImportRow.id)).group_by(ImportRow.unit))
    return {unit: first for unit, first in ranks}


def _in_order(rank: Mapping[str, int]) -> Callable[[Any], tuple]:
    """Sort key of a report's row with its unit: units by ``rank``, then form, sheet and row."""
    return lambda row: (rank[row[1]], ORDER.get(row[0].form, len(ORDER)), row[0].seat, row[0].id)


def _not_found(name: str, period: Period, names: list[str]) -> str:
    if not names:
        return f"{period.label}的台账是空的，没有“{name}”：请先运行 docgen import 导入这一期的工作簿"
    near = nearest(name, names)
    if not near:
        return f"{period.label}的台账中没有“{name}”：运行 docgen records --period {period} 查看全部项目"
    listed = "、".join(f"“{found}”" for found in near)
    return f"{period.label}的台账中没有“{name}”，是否为{listed}？"
