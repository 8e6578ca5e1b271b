"""One project over all periods: what was reported, and every step that touched it, the superseded too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from docgen.ledger.change import FieldChange, field_changes
from docgen.ledger.decisions import Decision, decisions_on
from docgen.ledger.imports import Import, import_of
from docgen.ledger.nearest import nearest
from docgen.ledger.period import Period
from docgen.ledger.projects import called, same_projects
from docgen.ledger.report import Report
from docgen.ledger.rows import batches, report_of
from docgen.ledger.schema import ImportRow, NameRow, ReportRow
from docgen.problem import DocgenError


@dataclass(frozen=True)
class Entry:
    """A step that touched a project: the record it brought, None where it took the project out of the form.

    ``changes`` are those from what had counted before in the same period, none where the project was new there.
    """

    period: Period
    form: str
    step: Import
    report: Report | None
    current: bool
    changes: tuple[FieldChange, ...] = ()
    new: bool = False


@dataclass(frozen=True)
class History:
    """A project: its unit, the names it has had, what counts in each period and form, every step by time."""

    unit: str
    names: tuple[str, ...]
    current: tuple[tuple[Period, Report], ...]
    entries: tuple[Entry, ...]
    decisions: tuple[Decision, ...]

    @property
    def name(self) -> str:
        """The name it has now."""
        return self.current[-1][1].name if self.current else self.names[-1]


def history_of(session: Session, name: str, unit: str | None = None) -> History:
    """The history of the project that a person means by ``name``; raise DocgenError when it is none or several."""
    same = same_projects(session)
    unit, project = _meant(session, name, unit, same)
    alike = [one for one in {project, *same} if same.get(one, one) == project]
    rows = session.scalars(select(ReportRow).where(ReportRow.project_id.in_(alike)).order_by(ReportRow.id)).all()
    steps = _steps(session, {row.import_id for row in rows} | {row.superseded_by for row in rows if row.superseded_by})
    current = sorted(
        ((Period.parse(row.period), report_of(row, unit, same)) for row in rows if not row.superseded_by),
        key=lambda found: (found[0].year, found[0].last_half, found[0].first_half),
    )
    entries = sorted(_entries(rows, steps, unit, same), key=lambda entry: (entry.step.number, entry.form))
    names = dict.fromkeys(row.name for row in rows)
    return History(unit, tuple(names), tuple(current), tuple(entries), decisions_on(session, alike))


def _entries(rows: Iterable[ReportRow], steps: Mapping[int, Import], unit: str, same: Mapping[int, int]) -> Iterable[Entry]:
    replaced = {(row.period, row.form, row.superseded_by): row for row in rows if row.superseded_by}
    for row in rows:
        report = report_of(row, unit, same)
        before = replaced.pop((row.period, row.form, row.import_id), None)
        changes = tuple(field_changes(report_of(before, unit, same), report)) if before else ()
        yield Entry(Period.parse(row.period), row.form, steps[row.import_id], report, not row.superseded_by, changes, before is None)
    for (period, form, number), _ in replaced.items():
        yield Entry(Period.parse(period), form, steps[number], None, False)


def _steps(session: Session, numbers: Iterable[int]) -> dict[int, Import]:
    found: dict[int, Import] = {}
    for some in batches(sorted(numbers)):
        found |= {row.id: import_of(row) for row in session.scalars(select(ImportRow).where(ImportRow.id.in_(some)))}
    return found


def _meant(session: Session, name: str, unit: str | None, same: Mapping[int, int]) -> tuple[str, int]:
    """The unit and the project that a name means."""
    names: dict[str, dict[str, int]] = {}
    for row in session.scalars(select(NameRow).order_by(NameRow.id)):
        if unit in (None, row.unit):
            names.setdefault(row.unit, {})[row.name] = same.get(row.project_id, row.project_id)
    found = {(owner, known, project) for owner, own in names.items() for known, project in called(name, own).items()}
    exact = {one for one in found if one[1] == name} or found
    if len(units := sorted({owner for owner, _, _ in exact})) > 1:
        raise DocgenError(f"有 {len(units)} 个单位报送过“{name}”（{'、'.join(units)}）：请用 --unit 指明单位")
    if len({project for _, _, project in exact}) > 1:
        raise DocgenError(f"有几个项目的名称与“{name}”相近（{'、'.join(sorted(one[1] for one in exact))}）：请照原样写全")
    if not exact:
        raise DocgenError(_unknown(name, unit, [known for own in names.values() for known in own]))
    owner, _, project = exact.pop()
    return owner, project


def _unknown(name: str, unit: str | None, known: list[str]) -> str:
    whose = f"{unit}没有报送过" if unit else "台账中各期都没有"
    if not known:
        return f"{whose}“{name}”：台账里还没有{'该单位的' if unit else ''}记录，请先运行 docgen import 读入工作簿"
    near = "、".join(f"“{one}”" for one in nearest(name, known))
    return f"{whose}“{name}”" + (f"，是否为{near}？" if near else "：运行 docgen records --period 报告期 查看全部项目")
