"""攻坚任务清单: one project, many tasks, each with its deadline, unit, person and a place to sign for it; an annex."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from docgen.papers.insets import CENTER, LEFT, InsetCell, TableInset
from docgen.papers.paper import TextAnnex
from docgen.papers.tasks.task import Task

NAME = "攻坚任务清单"


def task_list(tasks: Sequence[Task], title: str) -> TextAnnex:
    """The list as an annex."""
    block = {"level": 0, "text": "", "head": "", "rest": "", "number": 0, "inset": task_table(tasks, signed=True)}
    return TextAnnex(NAME, title, (block,))


def task_table(tasks: Sequence[Task], *, signed: bool) -> TableInset:
    """A row a task, the project's name across its rows; ``signed``: with the units and a column to sign in.

    The column of projects is left out where there is one project or none.
    """
    several = len({task.project for task in tasks}) > 1
    heads = ["序号", *(["项目名称"] if several else []), "攻坚任务", "完成时限", *(["责任单位"] if signed else []), "责任人", *(["签领人"] if signed else [])]
    rows = [tuple(InsetCell(head, across=CENTER) for head in heads)]
    number = 0
    for project, group in groupby(tasks, lambda task: task.project):
        mine = list(group)
        for first, task in enumerate(mine):
            number += 1
            name = [InsetCell(project, rows=len(mine), across=LEFT)] if several and not first else []
            rows.append((InsetCell(str(number), across=CENTER), *name, *_cells(task, signed)))
    return TableInset(tuple(rows))


def _cells(task: Task, signed: bool) -> Iterator[InsetCell]:
    day = task.deadline
    yield InsetCell(task.what, across=LEFT)
    yield InsetCell(f"{day.year}年{day.month}月{day.day}日", across=CENTER)
    if signed:
        helped = f"（{'、'.join(task.helpers)}配合）" if task.helpers else ""
        yield InsetCell("、".join(task.units) + helped, across=CENTER)
    yield InsetCell(task.person, across=CENTER)
    if signed:
        yield InsetCell(task.signer, across=CENTER)
