"""交办单: what is handed over to one unit, on what it rests, what is asked, by when, and who signed for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from docgen.matters.matter import HAND_OVER, Entry, Letter
from docgen.papers.dates import spoken, spoken_within
from docgen.papers.frame import frame
from docgen.papers.insets import CENTER, LEFT, InsetCell, TableInset
from docgen.papers.letter import contact, full_name
from docgen.papers.paper import Paper
from docgen.papers.tasks.listing import day_cell
from docgen.papers.tasks.task import Task
from docgen.settings import Settings

KIND = "交办单"
_LONGEST = 13
"""Characters of a project's name with which the title fills one line; a longer name stands in the rows, to keep to one page."""
_PLAIN = ("重点工作事项", "重点项目事项")
"""What a title says that names no project: where the tasks have none, where they have several or one of a long name."""
_WIDE = 3
"""Cells that a long value of the form reaches across, beside its label."""


def handing_over(unit: str, tasks: Sequence[Task], settings: Settings, issued: date, number: int | None = None) -> Paper:
    """The sheet that hands ``tasks`` over to ``unit``; one task is told in a form, several in its rows."""
    title = f"{_subject(tasks)}交办单"
    bases = tuple(dict.fromkeys(task.basis for task in tasks if task.basis))
    context = frame(settings, title, issued, number, (), letter=True) | {
        "addressees": full_name(unit, settings),
        "basis": bases[0] if len(bases) == 1 else settings.letter.basis,
        "tasks": list(tasks),
        "unit": full_name(unit, settings),
        "last_day": spoken(max(task.deadline for task in tasks)),
        "contact": contact(settings),
        "insets": {"交办事项": _form(tasks, full_name(unit, settings), settings, issued.year)},
    }
    opens = tuple(_entry(unit, task, title, issued, number and str(context["number"]), settings) for task in tasks)
    return Paper(KIND, title, f"{KIND}（{unit}）", context, opens=opens)


def _subject(tasks: Sequence[Task]) -> str:
    projects = {task.project for task in tasks}
    name = next(iter(projects)) if len(projects) == 1 else ""
    if len(name) > _LONGEST:
        name = ""
    return f"{name}有关事项" if name else _PLAIN[any(projects)]


def _form(tasks: Sequence[Task], unit: str, settings: Settings, year: int) -> TableInset:
    leaders = "、".join(dict.fromkeys(task.leader for task in tasks if task.leader))
    if len(tasks) == 1:
        rows, pair = _one(tasks[0], settings, year), _pair
    else:
        rows, pair = _several(tasks, year, named=_subject(tasks) in _PLAIN), _joined_pair
    rows += [
        pair("承办单位", unit, "牵头领导", leaders),
        pair("签收人", "", "签收时间", "　月　日　时"),
        _row("办理结果", "（承办单位办结后填写，经主要负责同志签字、加盖公章后报回）"),
    ]
    return TableInset(tuple(rows), head=0, grows=True)


def _one(task: Task, settings: Settings, year: int) -> list[tuple[InsetCell, ...]]:
    rows = [_row("交办事项", task.name.replace("：", "，", 1) if task.project else task.what), _row("交办依据", task.basis or settings.letter.basis)]
    rows.append(_row("办理要求", _demand(task)))
    rows.append(_pair("办结时限", spoken_within(task.deadline, year), "责任人", task.person))
    return rows


def _several(tasks: Sequence[Task], year: int, *, named: bool) -> list[tuple[InsetCell, ...]]:
    """A row a task: number and task, demand, day; the project is ``named`` where the title does not."""
    rows = [(_label("序号"), _label("交办事项"), _label("办理要求"), _label("办结时限"))]
    for number, task in enumerate(tasks, 1):
        person = f"（责任人：{task.person}）" if task.person else ""
        what = task.name.replace("：", "，", 1) if named else task.what
        rows.append((
            InsetCell(str(number), across=CENTER), InsetCell(what + person, across=LEFT),
            InsetCell(_demand(task), across=LEFT), day_cell(task, year),
        ))  # fmt: skip
    return rows


def _demand(task: Task) -> str:
    helped = f"{'、'.join(task.helpers)}配合" if task.helpers else ""
    return "；".join(filter(None, (task.demand, helped))) or "按期办结，并书面报告结果"


def _label(text: str) -> InsetCell:
    return InsetCell(text, across=CENTER)


def _row(label: str, text: str) -> tuple[InsetCell, ...]:
    return (_label(label), InsetCell(text, columns=_WIDE, across=LEFT))


def _pair(label: str, text: str, other: str, value: str) -> tuple[InsetCell, ...]:
    return (_label(label), InsetCell(text, across=CENTER), _label(other), InsetCell(value, across=CENTER))


def _joined_pair(label: str, text: str, other: str, value: str) -> tuple[InsetCell, ...]:
    """The same below several tasks, whose last column is as narrow as a day."""
    return (_label(label), InsetCell(text, across=CENTER), InsetCell(f"{other}：{value}", columns=_WIDE - 1, across=LEFT))


def _entry(unit: str, task: Task, title: str, issued: date, number: str | None, settings: Settings) -> Entry:
    demands = tuple(filter(None, (task.what, task.demand)))
    letter = Letter(HAND_OVER, title, issued, task.deadline, number=number or "", reason=task.basis, demands=demands)
    return Entry(unit, task.name, letter, basis=task.basis or settings.letter.basis)
