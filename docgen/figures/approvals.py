"""Approval procedures not yet finished (联审联批手续) and projects that report problems (存在问题)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from docgen.ledger.report import DONE, NOT_DONE, PENDING, Approval, Report

_OTHER_NAMES = {"审批、核准、备案": "审批核准备案手续", "土地": "用地审批手续", "环评": "环评审批手续", "规划": "规划手续"}
"""The columns of 新建（竣工）项目情况表 under the names of 在建项目进展情况表, so that one procedure is counted once."""

_NOT_NEEDED = re.compile(r"不涉及|未涉及|无需|不需|免")
_UNFINISHED = re.compile(r"未|正在|尚|待|拟|办理中|编制中|申请中|报批中|审批中")
_FINISHED = re.compile(r"办结|已办|已取得|已批|批复|已完成|办理完毕|已备案|已核准|取得")
_NO_PROBLEM = re.compile(r"[\s/／—\-－。.]*|(暂|目前)?(暂|均)?(无|没有|不存在)(存在)?(任何|其他|其它|重大|突出|明显)?(问题)?。?")


@dataclass(frozen=True)
class Unfinished:
    """One procedure and the projects that have not finished it, ``pending`` of them under way, the rest not begun."""

    procedure: str
    pending: int
    projects: tuple[Report, ...]

    @property
    def count(self) -> int:
        return len(self.projects)


@dataclass(frozen=True)
class Procedure:
    """One procedure: how many projects have it ``done``, of how many that need it and say how it stands."""

    name: str
    done: int
    told: int


def procedures(reports: Iterable[Report]) -> tuple[Procedure, ...]:
    """The procedures that the reports name, in order of first appearance."""
    done: dict[str, int] = {}
    told: dict[str, int] = {}
    for report in reports:
        states = {_name(approval): is_done(approval) for approval in report.approvals if is_done(approval) or is_unfinished(approval)}
        for name, finished in states.items():
            done[name] = done.get(name, 0) + finished
            told[name] = told.get(name, 0) + 1
    return tuple(Procedure(name, done[name], told[name]) for name in told)


def is_done(approval: Approval) -> bool:
    """Whether the procedure is reported as finished."""
    return approval.state == DONE or (bool(_FINISHED.search(approval.state)) and not is_unfinished(approval))


def is_unfinished(approval: Approval) -> bool:
    """Whether the procedure is reported as not finished; a blank or 不涉及 says no such thing."""
    if approval.state in (DONE, PENDING, NOT_DONE):
        return approval.state != DONE
    return bool(_UNFINISHED.search(approval.state)) and not _NOT_NEEDED.search(approval.state)


def unfinished(reports: Iterable[Report]) -> tuple[Unfinished, ...]:
    """Unfinished procedures, the one that concerns most projects first, each with these projects."""
    concerned: dict[str, list[tuple[Report, bool]]] = {}
    for report in reports:
        open_ones = {_name(approval): _under_way(approval) for approval in report.approvals if is_unfinished(approval)}
        for procedure, under_way in open_ones.items():
            concerned.setdefault(procedure, []).append((report, under_way))
    found = [
        Unfinished(procedure, sum(under_way for _, under_way in members), tuple(report for report, _ in members))
        for procedure, members in concerned.items()
    ]
    return tuple(sorted(found, key=lambda item: -item.count))


def _name(approval: Approval) -> str:
    return _OTHER_NAMES.get(approval.procedure, approval.procedure)


def _under_way(approval: Approval) -> bool:
    return approval.state != NOT_DONE and not approval.state.startswith(("未", "尚未"))


def has_unfinished(report: Report) -> bool:
    return any(map(is_unfinished, report.approvals))


def has_problem(report: Report) -> bool:
    """Whether the project reports a problem: 无, — and the like report none."""
    return not _NO_PROBLEM.fullmatch(report.problems.strip())
