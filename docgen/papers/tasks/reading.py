"""A table of tasks (任务表) as tasks: a row a task, the project's name once for several rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from docgen.forms.form import DEADLINE, NAME, NAMES, Field, Row
from docgen.papers.tasks.task import Task
from docgen.problem import ERROR, REMINDER, DocgenError, Problem

FIELDS = (
    Field("what", ("任务", "攻坚任务", "工作任务", "任务内容", "重点任务", "交办事项", "事项", "目标任务", "任务名称", "具体任务", "任务事项", "工作事项"), required=True, filled=True),
    Field("units", ("责任单位", "承办单位", "牵头单位", "责任科室"), NAMES, required=True, filled=True),
    Field("deadline", ("完成时限", "办理时限", "时限", "完成时间", "办结时限", "办理期限", "完成期限", "完成日期", "办结时间"), DEADLINE, required=True, filled=True),
    Field("project", ("项目名称", "项目"), NAME),
    Field("helpers", ("配合单位", "协办单位", "参与单位"), NAMES),
    Field("person", ("责任人", "承办人", "具体责任人"), NAME),
    Field("leader", ("牵头领导", "包保领导", "挂点领导", "责任领导", "首席服务员")),
    Field("basis", ("依据", "交办依据", "办理依据")),
    Field("demand", ("要求", "办理要求", "工作要求", "工作标准")),
    Field("signer", ("签领人", "签订人", "签收人", "领办人"), NAME),
)
"""The columns of a table of tasks."""

WRONG = "任务表有误，未生成公文"


def tasks_of(rows: Iterable[Row], issued: date) -> tuple[tuple[Task, ...], tuple[Problem, ...]]:
    """The tasks of the rows, and what a person should look at.

    Raises DocgenError with the cells for a task that is there twice, or that is due before the paper is dated.
    """
    rows = tuple(rows)
    tasks = tuple(_tasks(rows))
    problems = [*_twice(rows, tasks), *_late(rows, tasks, issued), *_unnamed(rows, tasks)]
    if not tasks:
        problems.append(Problem("任务表里没有任务"))
    if any(problem.level == ERROR for problem in problems):
        raise DocgenError(WRONG, tuple(problems))
    return tasks, tuple(problems)


def _tasks(rows: Iterable[Row]) -> Iterator[Task]:
    project, sheet = "", ""
    for row in rows:
        if row.sheet != sheet:
            project, sheet = "", row.sheet
        project = row.text("project") or project
        day = row.day("deadline")
        if day is None:
            raise DocgenError(WRONG, (row.problem("“完成时限”没有填写日期，如 2021-04-20", "deadline"),))
        words = {key: row.text(key) for key in ("person", "leader", "basis", "demand", "signer")}
        yield Task(row.text("what").rstrip("。；"), row.names("units"), day, project, row.names("helpers"), **words)


def _twice(rows: tuple[Row, ...], tasks: tuple[Task, ...]) -> Iterator[Problem]:
    seen: dict[tuple[str, str], int] = {}
    for row, task in zip(rows, tasks, strict=True):
        for unit in task.units:
            if (unit, task.name) in seen:
                yield row.problem(f"“{task.name}”对{unit}列了两次（前一处在第{seen[unit, task.name]}行）：请删去一处", "what")
            seen.setdefault((unit, task.name), row.number)


def _late(rows: tuple[Row, ...], tasks: tuple[Task, ...], issued: date) -> Iterator[Problem]:
    for row, task in zip(rows, tasks, strict=True):
        if task.deadline <= issued:
            yield row.problem(f"完成时限 {task.deadline} 不晚于成文日期 {issued}：请核对时限，或用 --date 另定成文日期", "deadline")


def _unnamed(rows: tuple[Row, ...], tasks: tuple[Task, ...]) -> Iterator[Problem]:
    if rows and "person" in rows[0].columns:
        for row, task in zip(rows, tasks, strict=True):
            if not task.person:
                yield row.problem(f"“{task.name}”没有责任人，文中留空", "person", REMINDER)
