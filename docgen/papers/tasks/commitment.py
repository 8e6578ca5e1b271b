"""任务书: what a unit signs for, task by task, with the lines for both sides' signatures and seals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from docgen.papers.dates import spoken
from docgen.papers.frame import frame
from docgen.papers.insets import CENTER, InsetCell, TableInset
from docgen.papers.letter import full_name
from docgen.papers.paper import Paper
from docgen.papers.tasks.listing import NAME, task_list, task_table
from docgen.papers.tasks.task import Task
from docgen.settings import Settings

KIND = "任务书"
_MOST_IN_TEXT = 8
"""Tasks that stand in the text; more of them are an annex."""


def commitment(unit: str, tasks: Sequence[Task], settings: Settings, issued: date) -> Paper:
    """The letter of commitment of ``unit``: its tasks in the text, or as an annex where they are many."""
    projects = tuple(dict.fromkeys(task.project for task in tasks if task.project))
    subject = projects[0] if len(projects) == 1 else f"{issued.year}年重点项目"
    title = f"{subject}攻坚任务书"
    annexes = (task_list(tasks, f"{subject}{NAME}", issued.year),) if len(tasks) > _MOST_IN_TEXT else ()
    insets = {"签订栏": _signatures(settings.office.name, full_name(unit, settings), tasks)}
    if not annexes:
        insets["任务"] = task_table(tasks, issued.year, signed=False)
    context = frame(settings, title, issued, None, annexes) | {
        "basis": settings.letter.basis,
        "addressees": "",
        "unit": full_name(unit, settings),
        "tasks": list(tasks),
        "projects": list(projects),
        "first_day": spoken(min(task.deadline for task in tasks)),
        "last_day": spoken(max(task.deadline for task in tasks)),
        "insets": insets,
    }
    return Paper(KIND, title, f"{KIND}（{unit}）", context, annexes)


def _signatures(office: str, unit: str, tasks: Sequence[Task]) -> TableInset:
    """Both sides beside each other: who they are, who signs, the seal, the day."""
    signers = "、".join(dict.fromkeys(task.signer for task in tasks if task.signer))
    lines = (
        ("下达单位（盖章）", office, "责任单位（盖章）", unit),
        ("负责人（签字）", "", "负责人（签字）", ""),
        ("经办人（签字）", "", "签领人（签字）", f"（{signers}）" if signers else ""),
        ("签订日期", "　年　月　日", "签订日期", "　年　月　日"),
    )
    return TableInset(tuple(tuple(InsetCell(text, across=CENTER) for text in line) for line in lines), head=0, together=True)
