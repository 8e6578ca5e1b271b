"""The ledger in a database: SQLite by default, any SQLAlchemy URL."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import Engine, func, select, update
from sqlalchemy.orm import Session

from docgen.ledger.change import Change, compare
from docgen.ledger.database import WRITES, connect, explained
from docgen.ledger.nearest import key, nearest
from docgen.ledger.period import Period
from docgen.ledger.reading.forms import ORDER
from docgen.ledger.record import FIELDS, from_plain, to_plain
from docgen.ledger.report import Report
from docgen.ledger.schema import ImportRow, ProjectRow, ReportRow
from docgen.problem import DocgenError

_SEARCH_ORDER = ("在建", "新建", "竣工", "", "前期")
_STORED = tuple(name for name in FIELDS if name not in ("name", "unit"))


@dataclass(frozen=True)
class Import:
    """A file taken in. ``at`` is local time; ``current`` whether any of its reports still counts."""

    unit: str
    file: str
    sha256: str
    at: datetime
    forms: tuple[str, ...] = ()
    projects: int = 0
    current: bool = True


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
            rows = session.execute(
                select(ReportRow, ProjectRow.name, ProjectRow.unit)
                .join(ProjectRow, ReportRow.project_id == ProjectRow.id)
                .where(ReportRow.period == str(period), ReportRow.superseded_by == 0)
            ).all()
            ordered = sorted(rows, key=lambda row: (rank[row.unit], ORDER.get(row[0].form, len(ORDER)), row[0].seat, row[0].id))
            return tuple(_report(row, name, unit) for row, name, unit in ordered)

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

    def imports(self, period: Period) -> tuple[Import, ...]:
        """Every file taken in for a period, earliest first, the superseded too."""
        with self._reading() as session:
            taken = session.scalars(select(ImportRow).where(ImportRow.period == str(period)).order_by(ImportRow.id)).all()
            brought: dict[int, list[tuple[str, int]]] = {}
            for import_id, form, superseded_by in session.execute(
                select(ReportRow.import_id, ReportRow.form, ReportRow.superseded_by)
                .where(ReportRow.period == str(period))
                .order_by(ReportRow.seat)
            ):
                brought.setdefault(import_id, []).append((form, superseded_by))
            return tuple(_import(row, brought.get(row.id, [])) for row in taken)

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
    ) -> Change:
        """Let a file's reports stand for its unit, period and forms: one transaction, all or nothing.

        ``forms`` are those that the file brings, also without a project; left out, those of its reports.
        The former reports of these forms are kept as superseded. The same file again changes nothing.
        """
        new = tuple(reports)
        forms = forms or tuple(dict.fromkeys(report.form for report in new))
        change = Change(unit, period, file, forms, len(new))
        with self._writing() as session:
            rows = _current(session, unit, period, forms)
            before = tuple(_report(row, name, unit) for row, name in rows)
            added, removed, fields = compare(before, new)
            if before and not (added or removed or fields) and _same_file(session, [row for row, _ in rows], sha256):
                return replace(change, unchanged=True)
            taken = ImportRow(unit=unit, period=str(period), file=file, sha256=sha256, at=datetime.now(UTC).replace(tzinfo=None))
            session.add(taken)
            session.flush()
            former = [row.id for row, _ in rows]
            for some in _batches(former):
                session.execute(update(ReportRow).where(ReportRow.id.in_(some)).values(superseded_by=taken.id))
            projects = _projects(session, unit, [report.name for report in new])
            session.add_all(
                ReportRow(project_id=projects[report.name], import_id=taken.id, period=str(period), seat=seat, **_stored(report))
                for seat, report in enumerate(new)
            )
        return replace(change, first=not before, added=added, removed=removed, fields=fields)

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


def _current(session: Session, unit: str, period: Period, forms: tuple[str, ...]) -> list[tuple[ReportRow, str]]:
    rows = session.execute(
        select(ReportRow, ProjectRow.name)
        .join(ProjectRow, ReportRow.project_id == ProjectRow.id)
        .where(
            ProjectRow.unit == unit,
            ReportRow.period == str(period),
            ReportRow.superseded_by == 0,
            ReportRow.form.in_(forms),
        )
        .order_by(ReportRow.seat)
    )
    return [(row, name) for row, name in rows]


def _same_file(session: Session, rows: list[ReportRow], sha256: str) -> bool:
    imports = {row.import_id for row in rows}
    return set(session.scalars(select(ImportRow.sha256).where(ImportRow.id.in_(imports)))) == {sha256}


def _projects(session: Session, unit: str, names: list[str]) -> dict[str, int]:
    """Name → id of the unit's projects, the new ones added."""
    query = select(ProjectRow.name, ProjectRow.id).where(ProjectRow.unit == unit)
    known = {name: identity for name, identity in session.execute(query)}
    new = [ProjectRow(unit=unit, name=name) for name in dict.fromkeys(names) if name not in known]
    session.add_all(new)
    session.flush()
    return known | {project.name: project.id for project in new}


def _batches(identities: list[int], size: int = 500) -> Iterator[list[int]]:
    for begin in range(0, len(identities), size):
        yield identities[begin : begin + size]


def _stored(report: Report) -> dict:
    values = to_plain(report)
    return {name: values[name] for name in _STORED}


def _report(row: ReportRow, name: str, unit: str) -> Report:
    plain = {field: getattr(row, field) for field in _STORED} | {"name": name, "unit": unit}
    return replace(from_plain(plain), ref=_ref(row, name, unit), project=row.project_id)


def _ref(row: ReportRow, name: str, unit: str) -> str:
    """The row's number, and a digest by which a table made from another ledger gives itself away."""
    told = "\0".join((unit, name, row.period, row.form))
    return f"{row.id}-{hashlib.sha256(told.encode()).hexdigest()[:6]}"


def _import(row: ImportRow, brought: list[tuple[str, int]]) -> Import:
    at = row.at.replace(tzinfo=UTC).astimezone()
    forms = tuple(dict.fromkeys(form for form, _ in brought))
    current = any(superseded_by == 0 for _, superseded_by in brought)
    return Import(row.unit, row.file, row.sha256, at, forms, len(brought), current)


def _not_found(name: str, period: Period, names: list[str]) -> str:
    if not names:
        return f"{period.label}的台账是空的，没有“{name}”：请先运行 docgen import 导入这一期的工作簿"
    near = nearest(name, names)
    if not near:
        return f"{period.label}的台账中没有“{name}”：运行 docgen records --period {period} 查看全部项目"
    listed = "、".join(f"“{found}”" for found in near)
    return f"{period.label}的台账中没有“{name}”，是否为{listed}？"
