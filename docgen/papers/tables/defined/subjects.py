"""The rows of a defined table before its columns are known: for each project, node, procedure or matter, what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from docgen.figures.approvals import is_done, is_unfinished
from docgen.figures.lag import LEVELS
from docgen.figures.lag.days import last_day
from docgen.figures.lag.nodes import is_finished, told_of
from docgen.figures.lag.procedures import planned
from docgen.figures.starts import planned_start, says_not_started, says_started
from docgen.figures.totals import completion_of
from docgen.ledger.report import NOT_DONE, Approval, Report
from docgen.matters.matter import HAND_OVER, SETTLED, Matter, state_of
from docgen.matters.matter import OVERDUE as MATTER_OVERDUE
from docgen.numerals import UNDEFINED
from docgen.papers.dates import spoken_within
from docgen.papers.tables.defined.definition import NODES, PROCEDURES
from docgen.papers.tables.defined.remedies import remedies
from docgen.papers.tables.defined.sieve import OPEN, OVERDUE, Standing
from docgen.papers.tables.facts import Facts
from docgen.papers.tables.record import (
    CATEGORY_OR_SYSTEM,
    OWNER_AND_PERSON,
    UNITS_AND_PERSON,
    UNITS_OR_UNIT,
    record,
    shown,
)
from docgen.papers.tables.words import approval as approval_told
from docgen.papers.tables.words import lines

DONE, UNDONE, NOT_DUE, UNTOLD = "已完成", "未完成", "未到期", "未说明"
_TICK = "√"
PATHS_OF_PROJECTS = {"units": UNITS_OR_UNIT, "category": CATEGORY_OR_SYSTEM, "units_and_person": UNITS_AND_PERSON, "owner_and_person": OWNER_AND_PERSON}


@dataclass(frozen=True)
class Subject:
    """One row: its ``values`` by key, the ``report`` that it is of (None: of a matter), the words that it ``meets``."""

    values: dict[str, Any]
    report: Report | None = None
    meets: frozenset[str] = frozenset()


def subjects(rows: str, standing: Standing, reports: Iterable[Report]) -> Iterator[Subject]:
    """The rows of ``reports``, each project's together: one, or one for each of its nodes or procedures."""
    for report in reports:
        of_project = _project(report, standing)
        if rows == NODES:
            for values, meets in _nodes(report, standing.facts):
                yield Subject({**of_project, **values}, report, meets)
        elif rows == PROCEDURES:
            for values, meets in _procedures(report, standing.facts):
                yield Subject({**of_project, **values}, report, meets)
        else:
            yield Subject(of_project, report)


def matters(facts: Facts, day: date) -> Iterator[Subject]:
    """The matters in hand at the end of ``day``: all that were asked for and not settled before the period began."""
    listed = {report.name: report for report in facts.reports}
    begin = date(facts.period.year, (facts.period.first_half + 1) // 2, 1)
    for matter in facts.register:
        stood = matter.on(day)
        if stood.begun is None or stood.settled and stood.settled < begin:
            continue
        state = state_of(matter, day)
        meets = {OVERDUE} if state == MATTER_OVERDUE else set()
        if state != SETTLED:
            meets.add(OPEN)
        # a task of a project is called 项目：任务
        report = listed.get(matter.project) or listed.get(matter.project.partition("：")[0])
        yield Subject(_matter(stood, report, state, facts.period.year), None, frozenset(meets))


def _project(report: Report, standing: Standing) -> dict[str, Any]:
    figures = standing.facts.figures
    completion = completion_of(report, figures.period, figures.course)
    item = standing.lagging.get(id(report))
    plan, done = report.annual_plan, report.year_investment
    planned_to_start = planned_start(report)
    late = says_not_started(report) and planned_to_start is not None and planned_to_start.passed(figures.period)
    return {
        **record(report),
        **{key: shown(report, path) for key, path in PATHS_OF_PROJECTS.items()},
        **remedies(report, standing.answers),
        "completion_rate": completion.rate if completion else None,
        "gap": completion.gap if completion else None,
        "behind": -completion.gap if completion and completion.gap < 0 else None,
        "remaining": max(plan - done, plan - plan) if plan is not None and done is not None else None,
        "level": LEVELS[item.level] if item else "",
        "reason": item.reason if item else "",
        "start_state": "未开工" if says_not_started(report) else "已开工" if says_started(report) else "",
        "planned_start": planned_to_start.words if planned_to_start else "",
        "start_late": planned_to_start.months_late(figures.period) if late and planned_to_start else "",
        "open_procedures": "、".join(each.procedure for each in report.approvals if is_unfinished(each)),
        "done_procedures": "、".join(each.procedure for each in report.approvals if is_done(each)),
    }


def _nodes(report: Report, facts: Facts) -> Iterator[tuple[dict[str, Any], frozenset[str]]]:
    end = facts.period.end
    for node in report.milestones:
        by = last_day(node.when, end.year)
        finished = is_finished(node.what, node.when, report)
        late = (end - by).days if by and not finished else 0
        state = DONE if finished else NOT_DUE if late < 0 else UNTOLD if finished is None else UNDONE
        values = {
            "node": node.what,
            "node_when": node.when,
            "node_by": spoken_within(by, facts.period.year) if by else "",
            "node_told": told_of(node.what, node.when, report),
            "node_state": state,
            "node_late": late if late > 0 else "",
        }
        yield values, frozenset({*({OPEN} if not finished else ()), *({OVERDUE} if late > 0 else ())})


def _procedures(report: Report, facts: Facts) -> Iterator[tuple[dict[str, Any], frozenset[str]]]:
    days = planned(report, facts.period.year)
    for each in report.approvals:
        by, unfinished = days.get(each.procedure), is_unfinished(each)
        late = (facts.period.end - by).days if by and unfinished and by < facts.period.end else 0
        said = _said(each)
        values = {
            "procedure": each.procedure,
            "procedure_state": said,
            "procedure_not_begun": _TICK if said == "未办" else "",
            "procedure_pending": _TICK if said == "在办" else "",
            "procedure_done": _TICK if said == "办结" else "",
            "procedure_not_needed": _TICK if said == "不涉及" else "",
            "procedure_number": each.number,
            "procedure_by": spoken_within(by, facts.period.year) if by else "",
            "procedure_late": late or "",
            "procedure_said": approval_told(report, each.procedure),
        }
        yield values, frozenset({*({OPEN} if unfinished else ()), *({OVERDUE} if late else ())})


def _said(approval: Approval) -> str:
    """未办, 在办, 办结, 不涉及; what a unit wrote else, and nothing where it wrote nothing."""
    if is_done(approval):
        return "办结"
    if is_unfinished(approval):
        return "未办" if approval.state == NOT_DONE or approval.state.startswith(("未", "尚未")) else "在办"
    return "不涉及" if any(word in approval.state for word in ("涉及", "无需", "不需", "免")) else approval.state


def _matter(matter: Matter, report: Report | None, state: str, year: int) -> dict[str, Any]:
    letter, reply = matter.last, matter.replies[-1] if matter.replies else None
    # what a 交办单 gives as its reason is the document that it rests on
    reason = letter.reason if letter and letter.step != HAND_OVER else ""
    answer = reply.reply if reply else None
    return {
        "name": matter.project,
        "unit": matter.unit,
        "matter": matter.number,
        "basis": matter.basis,
        "reason": reason or (report.problems if report else ""),
        "demands": "；".join(matter.asked),
        "level": (letter.level if letter else "") or matter.level,
        "document": letter.number if letter else "",
        "step": letter.step if letter else "交办",
        "begun": _day(matter.begun, year),
        "deadline": _day(matter.deadline, year),
        "measures": answer.measures if answer else "",
        "progress": lines(answer.progress, answer.text) if answer else "",
        "person": (answer.person if answer else "") or (report.responsible_person if report else ""),
        "replied": _day(reply.day, year) if reply else "",
        "state": state,
        "settled": _day(matter.settled, year) or (UNDEFINED if state != SETTLED else ""),
    }


def _day(day: date | None, year: int) -> str:
    return spoken_within(day, year) if day else ""
