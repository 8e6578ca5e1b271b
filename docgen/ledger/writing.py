"""Steps written into the ledger: a file taken in, records amended. What stood before is kept as superseded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from docgen.ledger.change import Change, FieldChange, compare, field_changes, paired
from docgen.ledger.closing import now, refuse_if_closed, standing
from docgen.ledger.imports import forms_of
from docgen.ledger.period import Period
from docgen.ledger.projects import keep_names, same_projects, with_projects
from docgen.ledger.report import Report
from docgen.ledger.rows import batches, current_rows, plain_values, report_of, rows_at
from docgen.ledger.schema import IMPORTED, UNDONE, ImportRow, ReportRow
from docgen.problem import DocgenError


@dataclass(frozen=True)
class Step:
    """Who changes the ledger, how (``kind``), by which file, and why; ``reopen`` lets it into a closed period."""

    who: str = ""
    kind: str = IMPORTED
    file: str = ""
    sha256: str = ""
    note: str = ""
    told: int = 0
    reopen: bool = False


def take_in(session: Session, unit: str, period: Period, reports: Iterable[Report], forms: tuple[str, ...], step: Step) -> Change:
    """Let a file's reports stand for its unit, period and forms; the same file again changes nothing."""
    new = tuple(reports)
    forms = forms or tuple(dict.fromkeys(report.form for report in new))
    change = Change(unit, period, step.file, forms, len(new))
    if _is_the_last_file(session, unit, period, new, forms, step):
        return replace(change, unchanged=True)
    same = same_projects(session)
    rows = current_rows(session, unit, period, forms)
    before = tuple(report_of(row, unit, same) for row in rows)
    taken = write_step(session, unit, period, step, forms)
    projects = with_projects(session, unit, new)
    after = tuple(replace(report, project=_one(projects[report.form, report.name], same)) for report in new)
    added, removed, fields = compare(before, after)
    overwritten = tuple(_overwritten(session, rows, before, after, unit, same))
    supersede(session, rows, taken)
    session.add_all(
        ReportRow(
            project_id=projects[report.form, report.name], import_id=taken.id, period=str(period), seat=seat, **plain_values(report)
        )
        for seat, report in enumerate(new)
    )
    return replace(change, first=not before, added=added, removed=removed, fields=fields, overwritten=overwritten)


def amend(session: Session, period: Period, changed: Mapping[str, Report], step: Step) -> Change:
    """Let each record given stand for the current one under its ref; all or nothing.

    Raises DocgenError when a ref is of another ledger, no longer current, or its record would become another project's.
    """
    same = same_projects(session)
    rows = _to_amend(session, period, changed)
    before = {ref: report_of(row, unit, same) for ref, (row, unit) in rows.items()}
    differing = {ref: report for ref, report in changed.items() if report != before[ref]}
    units = tuple(dict.fromkeys(rows[ref][1] for ref in differing))
    forms = tuple(dict.fromkeys(report.form for report in differing.values()))
    told = Change("、".join(units), period, step.file, forms, len(differing))
    if not differing:
        return replace(told, unchanged=True)
    for unit in units:
        refs = [ref for ref in differing if rows[ref][1] == unit]
        _refuse_strangers(session, period, unit, [(rows[ref][0], differing[ref]) for ref in refs])
        own_forms = tuple(dict.fromkeys(differing[ref].form for ref in refs))
        taken = write_step(session, unit, period, step, own_forms)
        supersede(session, [rows[ref][0] for ref in refs], taken)
        for ref in refs:
            row, report = rows[ref][0], differing[ref]
            values = plain_values(report)
            session.add(
                ReportRow(project_id=row.project_id, import_id=taken.id, period=row.period, seat=row.seat, **values)
            )
        renamed = {differing[ref].name: rows[ref][0].project_id for ref in refs if differing[ref].name != rows[ref][0].name}
        keep_names(session, unit, renamed)
    return replace(told, fields=tuple(change for ref, report in differing.items() for change in field_changes(before[ref], report)))


def write_step(session: Session, unit: str, period: Period, step: Step, forms: Iterable[str], goes_back_to: int = 0) -> ImportRow:
    """Record a step; raise DocgenError when the period is closed and the step does not say that it may."""
    if not step.reopen:
        refuse_if_closed(session, period)
    row = ImportRow(
        unit=unit, period=str(period), file=step.file, sha256=step.sha256, at=now(), who=step.who, kind=step.kind,
        told=step.told, goes_back_to=goes_back_to, reopened=int(standing(session, period) is not None),
        forms="、".join(forms), note=step.note or None,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def supersede(session: Session, rows: Iterable[ReportRow], taken: ImportRow) -> None:
    """Let a step stand above these current rows; raise DocgenError when another did so meanwhile."""
    for some in batches([row.id for row in rows]):
        query = update(ReportRow).where(ReportRow.id.in_(some), ReportRow.superseded_by == 0)
        if session.execute(query.values(superseded_by=taken.id)).rowcount != len(some):
            raise DocgenError("台账刚刚被别的程序改动，这一步没有写入：请再运行一次")


def _is_the_last_file(
    session: Session, unit: str, period: Period, new: tuple[Report, ...], forms: tuple[str, ...], step: Step
) -> bool:
    """Whether these forms came last from the very same file, read alike; what a person corrected since then stays."""
    steps = session.scalars(
        select(ImportRow)
        .where(ImportRow.unit == unit, ImportRow.period == str(period), ImportRow.kind.in_((IMPORTED, UNDONE)))
        .order_by(ImportRow.id.desc())
    )
    open_forms = set(forms)
    for row in steps:
        brought = session.scalars(select(ReportRow).where(ReportRow.import_id == row.id).order_by(ReportRow.seat)).all()
        own = forms_of(row, tuple(dict.fromkeys(report.form for report in brought)))
        if not open_forms.intersection(own):
            continue
        if row.kind == UNDONE or row.sha256 != step.sha256 or not open_forms.issubset(own):
            return False
        return tuple(report_of(report, unit, {}) for report in brought if report.form in open_forms) == new
    return False


def _overwritten(
    session: Session, rows: list[ReportRow], before: tuple[Report, ...], after: tuple[Report, ...], unit: str, same: Mapping[int, int]
) -> Iterable[FieldChange]:
    """The fields that were corrected by hand since the last file and that the new file tells otherwise."""
    steps = {row.import_id for row in rows}
    kinds = {}
    for some in batches(list(steps)):
        kinds |= dict(session.execute(select(ImportRow.id, ImportRow.kind).where(ImportRow.id.in_(some))).all())
    corrected = {row.id: row for row in rows if kinds[row.import_id] != IMPORTED}
    if not corrected:
        return
    first = _as_imported(session, corrected.values())
    by_ref = {record.ref: row for row, record in zip(rows, before, strict=True)}
    for then, now_ in paired(before, after).both:
        row = by_ref[then.ref]
        base = first.get((row.project_id, row.form)) if row.id in corrected else None
        if base is not None:
            by_hand = {change.field for change in field_changes(report_of(base, unit, same), then)}
            yield from (change for change in field_changes(then, now_) if change.field in by_hand)


def _as_imported(session: Session, rows: Iterable[ReportRow]) -> dict[tuple[int, str], ReportRow]:
    """What the last file told of each record that was corrected since."""
    rows = list(rows)
    found: dict[tuple[int, str], ReportRow] = {}
    for some in batches([row.project_id for row in rows]):
        query = (
            select(ReportRow)
            .join(ImportRow, ReportRow.import_id == ImportRow.id)
            .where(ReportRow.project_id.in_(some), ReportRow.period == rows[0].period, ImportRow.kind == IMPORTED)
            .order_by(ReportRow.id)
        )
        found |= {(row.project_id, row.form): row for row in session.scalars(query)}
    return found


def _to_amend(session: Session, period: Period, changed: Mapping[str, Report]) -> dict[str, tuple[ReportRow, str]]:
    rows = rows_at(session, changed)
    if strange := [report.name for ref, report in changed.items() if ref not in rows or rows[ref][0].period != str(period)]:
        raise DocgenError(f"这些记录不出自本台账的{period.label}，没有写入：{'、'.join(strange)}；请用本台账重新生成表再改")
    if stale := [row.name for row, _ in rows.values() if row.superseded_by]:
        raise DocgenError(f"这些记录在此期间已被别人改动，没有写入：{'、'.join(stale)}；请重新生成表，核对后再改")
    for ref, (row, unit) in rows.items():
        if (changed[ref].unit, changed[ref].form) != (unit, row.form):
            raise DocgenError(f"“{row.name}”的报送单位和表不能改：请由原单位重新报送")
        if not changed[ref].name:
            raise DocgenError(f"“{row.name}”的项目名称不能为空")
    return rows


def _refuse_strangers(session: Session, period: Period, unit: str, pairs: list[tuple[ReportRow, Report]]) -> None:
    """Two records of a table under one name would be one project: refuse a name that another has."""
    amended = {row.id for row, _ in pairs}
    others = {(row.form, row.name) for row in current_rows(session, unit, period) if row.id not in amended}
    for _, report in pairs:
        if (report.form, report.name) in others:
            raise DocgenError(f"{unit}{period.label}的{report.form}里已有“{report.name}”：两个项目不能同名，请核对")
        others.add((report.form, report.name))


def _one(project: int, same: Mapping[int, int]) -> int:
    return same.get(project, project)
