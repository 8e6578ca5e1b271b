"""The projects of a unit in the database: found by name, added when new, joined where a person said so."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from docgen.ledger.identity import matched
from docgen.ledger.report import Report
from docgen.ledger.schema import DecisionRow, NameRow, ProjectRow


def same_projects(session: Session) -> dict[int, int]:
    """Project → the one that it is the same as by a person's word: the first known of them. Others are left out."""
    last = {pair(row): row.same for row in session.scalars(select(DecisionRow).order_by(DecisionRow.id))}
    parents: dict[int, int] = {}

    def first(project: int) -> int:
        while project in parents:
            project = parents[project]
        return project

    for (one, other), same in last.items():
        if same and (a := first(one)) != (b := first(other)):
            parents[max(a, b)] = min(a, b)
    return {project: first(project) for project in parents}


def pair(row: DecisionRow) -> tuple[int, int]:
    """The two projects that a decision is about, whichever was named first."""
    return min(row.project_id, row.former_id), max(row.project_id, row.former_id)


def with_projects(session: Session, unit: str, reports: Iterable[Report]) -> dict[tuple[str, str], int]:
    """(form, name) → id of the unit's project, the new ones added and every new name kept."""
    same = same_projects(session)
    known = _known(session, unit)
    own = {identity: name for identity, name in session.execute(select(ProjectRow.id, ProjectRow.name).where(ProjectRow.unit == unit))}
    names_of: dict[str, list[str]] = {}
    for report in reports:
        names_of.setdefault(report.form, []).append(report.name)
    found: dict[tuple[str, str], int] = {}
    for form, names in names_of.items():
        projects = matched(names, known, own, same)
        new = {name: ProjectRow(unit=unit, name=name) for name in dict.fromkeys(names) if name not in projects}
        session.add_all(new.values())
        session.flush()
        projects |= {name: row.id for name, row in new.items()}
        own |= {row.id: name for name, row in new.items()}
        for name in projects:
            if name in new or name not in known:
                _keep_name(session, unit, name, projects[name], known)
        session.flush()
        found |= {(form, name): projects[name] for name in names}
    return found


def keep_name(session: Session, unit: str, name: str, project: int) -> None:
    """Let a name stand for a project from now on, unless it stands for another already."""
    known = _known(session, unit)
    if name not in known:
        _keep_name(session, unit, name, project, known)


def _known(session: Session, unit: str) -> dict[str, int]:
    query = select(NameRow.name, NameRow.project_id).where(NameRow.unit == unit).order_by(NameRow.id)
    return {name: project for name, project in session.execute(query)}


def _keep_name(session: Session, unit: str, name: str, project: int, known: dict[str, int]) -> None:
    if name in known:
        session.query(NameRow).where(NameRow.unit == unit, NameRow.name == name).update({"project_id": project})
    else:
        session.add(NameRow(unit=unit, name=name, project_id=project))
    known[name] = project
