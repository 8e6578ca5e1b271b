"""任务清单通知: the notice that sets the tasks of all units, with the 攻坚任务清单 as its annex."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from docgen.papers.dates import spoken
from docgen.papers.frame import frame
from docgen.papers.letter import full_name
from docgen.papers.paper import Paper
from docgen.papers.tasks.listing import NAME, task_list
from docgen.papers.tasks.task import Task, by_unit
from docgen.settings import Settings

KIND = "任务清单通知"


def announcement(tasks: Sequence[Task], settings: Settings, issued: date, number: int | None = None) -> Paper:
    """The notice to every unit that answers for a task."""
    projects = tuple(dict.fromkeys(task.project for task in tasks if task.project))
    subject = projects[0] if len(projects) == 1 else f"{issued.year}年重点项目"
    annexes = (task_list(tasks, f"{subject}{NAME}", issued.year),)
    units = by_unit(tasks)
    title = f"关于下达{subject}{NAME}的通知"
    context = frame(settings, title, issued, number, annexes) | {
        "basis": settings.letter.basis,
        "addressees": "，".join(full_name(unit, settings) for unit in units),
        "tasks": list(tasks),
        "projects": list(projects),
        "units": [{"name": unit, "tasks": len(mine)} for unit, mine in units.items()],
        "shared": sum(len(task.units) > 1 for task in tasks),
        "first_day": spoken(min(task.deadline for task in tasks)),
        "last_day": spoken(max(task.deadline for task in tasks)),
    }
    return Paper(KIND, title, title, context, annexes)
