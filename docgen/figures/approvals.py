"""Approval procedures not yet finished (联审联批手续) and projects that report problems (存在问题)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from docgen.ledger.report import DONE, NOT_DONE, PENDING, Approval, Report

_NOT_NEEDED = re.compile(r"不涉及|未涉及|无需|不需|免")
_UNFINISHED = re.compile(r"未|正在|尚|待|拟|办理中|编制中|申请中|报批中|审批中")
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


def is_unfinished(approval: Approval) -> bool:
    """Whether the procedure is reported as not finished; a blank or 不涉及 says no such thing."""
    if approval.state in (DONE, PENDING, NOT_DONE):
        return approval.state != DONE
    return bool(_UNFINISHED.search(approval.state)) and not _NOT_NEEDED.search(approval.state)


def unfinished(reports: Iterable[Report]) -> tuple[Unfinished, ...]:
    """Unfinished procedures in the order of the forms, each with the projects concerned."""
    projects: dict[str, list[Report]] = {}
    pending: dict[str, int] = {}
    for report in reports:
        for approval in report.approvals:
            if is_unfinished(approval):
                projects.setdefault(approval.procedure, []).append(report)
                under_way = approval.state != NOT_DONE and not approval.state.startswith(("未", "尚未"))
                pending[approval.procedure] = pending.get(approval.procedure, 0) + under_way
    return tuple(Unfinished(name, pending[name], tuple(members)) for name, members in projects.items())


def has_unfinished(report: Report) -> bool:
    return any(map(is_unfinished, report.approvals))


def has_problem(report: Report) -> bool:
    """Whether the project reports a problem: 无, — and the like report none."""
    return not _NO_PROBLEM.fullmatch(report.problems.strip())
