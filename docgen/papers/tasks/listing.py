"""攻坚任务清单: one project, many tasks, each with its deadline, unit, person and a place to sign for it; an annex."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from docgen.papers.dates import spoken_within
from docgen.papers.insets import CENTER, LEFT, InsetCell, TableInset
from docgen.papers.paper import TextAnnex
from docgen.papers.tasks.task import Task

NAME = "攻坚任务清单"


def task_list(tasks: Sequence[Task], title: str, year: int) -> TextAnnex:
    """The list as an annex."""
    block = {"level": 0, "text": "", "head": "", "rest": "", "number": 0, "inset": task_table(tasks, year, signed=True)}
    return TextAnnex(NAME, title, (block,))


def task_table(tasks: Sequence[Task], year: int, *, signed: bool) -> TableInset:
    """A row a task, the project's name across its rows; ``signed``: with the units and a column to sign in.

    ``year`` is the paper's, which its days do not repeat. The column of projects is left out where there is one project or none,
    that of the leaders where no task has one.
    """
    several, led = len({task.project for task in tasks}) > 1, any(task.leader for task in tasks)
    heads = ["序号", *(["项目名称"] if several else []), "攻坚任务", "完成时限", *(["牵头领导"] if led else [])]
    heads += ["责任单位", "责任人", "签领人"] if signed else ["责任人"]
    rows = [tuple(InsetCell(head, across=CENTER) for head in heads)]
    number = 0
    for project, group in groupby(tasks, lambda task: task.project):
        mine = list(group)
        for first, task in enumerate(mine):
            number += 1
            name = [InsetCell(project, rows=len(mine), across=LEFT)] if several and not first else []
            rows.append((InsetCell(str(number), across=CENTER), *name, *_cells(task, signed, led, year)))
    return TableInset(tuple(rows))


def day_cell(task: Task, year: int) -> InsetCell:
    """The day by which a task is due; its year, where it has one, in a line of its own, so that a narrow column breaks no number off."""
    return InsetCell(spoken_within(task.deadline, year).replace("年", "年\n"), across=CENTER)


def _cells(task: Task, signed: bool, led: bool, year: int) -> Iterator[InsetCell]:
    yield InsetCell(task.what + (f"（{task.demand.rstrip('。；')}）" if task.demand else ""), across=LEFT)
    yield day_cell(task, year)
    if led:
        yield InsetCell(task.leader, across=CENTER)
    if signed:
        helped = f"（{'、'.join(task.helpers)}配合）" if task.helpers else ""
        yield InsetCell("、".join(task.units) + helped, across=CENTER)
    yield InsetCell(task.person, across=CENTER)
    if signed:
        yield InsetCell(task.signer, across=CENTER)
