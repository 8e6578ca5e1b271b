"""A person's word on a changed name: the same project, or another. Kept with who, when and why; the last word counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session, aliased

from docgen.ledger.closing import local, now
from docgen.ledger.nearest import nearest
from docgen.ledger.period import Period
from docgen.ledger.projects import called, pair, same_projects
from docgen.ledger.schema import DecisionRow, NameRow, ProjectRow, ReportRow
from docgen.problem import DocgenError


@dataclass(frozen=True)
class Decision:
    """Two names of a unit's projects said to be the same project (``same``) or not, as of a period; ``at`` is local time."""

    old: str
    new: str
    same: bool
    period: Period
    who: str
    at: datetime
    note: str = ""


def decide(session: Session, period: Period, unit: str, old: str, new: str, same: bool, who: str, note: str) -> None:
    """Record that two names of a unit mean one project, or two; raise DocgenError when that is so already or cannot be."""
    former, project = _project(session, unit, old), _project(session, unit, new)
    joined = same_projects(session)
    if same:
        _refuse_joining(session, joined, former, project, old, new)
    elif former == project:
        project = _part(session, unit, project, old, new)
    else:
        _refuse_parting(session, joined, former, project, old, new)
    session.add(
        DecisionRow(project_id=project, former_id=former, same=same, period=str(period), who=who, at=now(), note=note or None)
    )
    session.flush()
    after = same_projects(session)
    if not same and after.get(former, former) == after.get(project, project):
        raise DocgenError(f"“{old}”与“{new}”经由别的名称认作了同一项目：请先对那一次更名运行 docgen rename … --no")


def decisions_on(session: Session, projects: Iterable[int]) -> tuple[Decision, ...]:
    """What was said of these projects, earliest first."""
    wanted = set(projects)
    one, other = aliased(ProjectRow), aliased(ProjectRow)
    query = (
        select(DecisionRow, other.name, one.name)
        .join(one, DecisionRow.project_id == one.id)
        .join(other, DecisionRow.former_id == other.id)
        .order_by(DecisionRow.id)
    )
    return tuple(
        Decision(old, new, row.same, Period.parse(row.period), row.who, local(row.at), row.note or "")
        for row, old, new in session.execute(query)
        if wanted.intersection(pair(row))
    )


def apart(session: Session) -> frozenset[tuple[int, int]]:
    """The pairs of projects that a person called different, the smaller number first."""
    last = {pair(row): row.same for row in session.scalars(select(DecisionRow).order_by(DecisionRow.id))}
    return frozenset(two for two, same in last.items() if not same)


def _project(session: Session, unit: str, name: str) -> int:
    names = dict(session.execute(select(NameRow.name, NameRow.project_id).where(NameRow.unit == unit)).all())
    found = called(name, names)
    if len(set(found.values())) == 1:
        return next(iter(found.values()))
    if found:
        raise DocgenError(f"{unit}有几个项目的名称与“{name}”相近（{'、'.join(found)}）：请照原样写全")
    near = "、".join(f"“{one}”" for one in nearest(name, names))
    raise DocgenError(f"{unit}没有报送过“{name}”" + (f"，是否为{near}？" if near else "：请核对名称和单位"))


def _refuse_joining(session: Session, joined: dict[int, int], former: int, project: int, old: str, new: str) -> None:
    if joined.get(former, former) == joined.get(project, project):
        raise DocgenError(f"“{old}”与“{new}”已是同一项目，不必再确认")
    places: list[set[tuple[str, str]]] = []
    for one in (former, project):
        alike = [one, *(other for other in joined if joined[other] == joined.get(one, one)), joined.get(one, one)]
        query = select(ReportRow.period, ReportRow.form).where(ReportRow.project_id.in_(alike), ReportRow.superseded_by == 0)
        places.append({(period, form) for period, form in session.execute(query)})
    if both := sorted(places[0] & places[1]):
        period, form = both[0]
        raise DocgenError(
            f"“{old}”与“{new}”同在{Period.parse(period).label}的{form}里，是两个项目，没有更名：请核对名称，或先更正那一期的台账"
        )


def _refuse_parting(session: Session, joined: dict[int, int], former: int, project: int, old: str, new: str) -> None:
    told = {(row.project_id, row.former_id): row.same for row in session.scalars(select(DecisionRow).order_by(DecisionRow.id))}
    last = told.get((project, former), told.get((former, project)))
    if last is False and joined.get(former, former) != joined.get(project, project):
        raise DocgenError(f"“{old}”与“{new}”已记为两个项目，不必再说明")


def _part(session: Session, unit: str, project: int, old: str, new: str) -> int:
    """Give one of two names of a project to a project of its own: the one that the project did not first have."""
    own = session.get_one(ProjectRow, project).name
    names = dict(session.execute(select(NameRow.name, NameRow.project_id).where(NameRow.unit == unit)).all())
    written = [next(iter(called(name, names))) for name in (new, old)]
    moved = next((name for name in written if name != own), None)
    if moved is None:
        raise DocgenError(f"“{old}”与“{new}”在台账中是同一个名称，分不开：请更正其中一期的名称")
    row = ProjectRow(unit=unit, name=moved)
    session.add(row)
    session.flush()
    session.execute(update(ReportRow).where(ReportRow.project_id == project, ReportRow.name == moved).values(project_id=row.id))
    session.execute(update(NameRow).where(NameRow.unit == unit, NameRow.name == moved).values(project_id=row.id))
    return row.id
