"""The projects of a unit in the database: found by name, added when new, joined where a person said so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from docgen.ledger.identity import matched, root
from docgen.ledger.nearest import key
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


def called(name: str, names: Mapping[str, int]) -> dict[str, int]:
    """Those of a unit's ``names`` that a person means by ``name``, with their projects: as written, else alike."""
    if name in names:
        return {name: names[name]}
    for likeness in (key, root):
        if found := {known: project for known, project in names.items() if likeness(known) == likeness(name)}:
            return found
    return {}


def identified(session: Session, unit: str, reports: Iterable[Report]) -> tuple[Report, ...]:
    """The reports with the projects that the ledger knows them as, 0 for new ones; nothing is written."""
    reports, same = tuple(reports), same_projects(session)
    known, own = _known(session, unit), _own(session, unit)
    projects: dict[tuple[str, str], int] = {}
    for form, names in _by_form(reports).items():
        projects |= {(form, name): same.get(one, one) for name, one in matched(names, known, own, same).items()}
    return tuple(replace(report, project=projects.get((report.form, report.name), 0)) for report in reports)


def with_projects(session: Session, unit: str, reports: Iterable[Report]) -> dict[tuple[str, str], int]:
    """(form, name) → id of the unit's project, the new ones added and every new name kept."""
    same = same_projects(session)
    known, own = _known(session, unit), _own(session, unit)
    found: dict[tuple[str, str], int] = {}
    for form, names in _by_form(reports).items():
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


def keep_names(session: Session, unit: str, names: Mapping[str, int]) -> None:
    """Let each name stand for its project from now on, unless it stands for one already."""
    known = _known(session, unit) if names else {}
    for name, project in names.items():
        if name not in known:
            _keep_name(session, unit, name, project, known)


def _known(session: Session, unit: str) -> dict[str, int]:
    query = select(NameRow.name, NameRow.project_id).where(NameRow.unit == unit).order_by(NameRow.id)
    return {name: project for name, project in session.execute(query)}


def _own(session: Session, unit: str) -> dict[int, str]:
    """The name under which each project was first reported."""
    query = select(ProjectRow.id, ProjectRow.name).where(ProjectRow.unit == unit)
    return {project: name for project, name in session.execute(query)}


def _by_form(reports: Iterable[Report]) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for report in reports:
        names.setdefault(report.form, []).append(report.name)
    return names


def _keep_name(session: Session, unit: str, name: str, project: int, known: dict[str, int]) -> None:
    if name in known:
        session.query(NameRow).where(NameRow.unit == unit, NameRow.name == name).update({"project_id": project})
    else:
        session.add(NameRow(unit=unit, name=name, project_id=project))
    known[name] = project
