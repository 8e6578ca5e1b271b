"""Decisions of a meeting as matters: opened once, however often the minutes are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from docgen.matters.matter import OPEN, Matter


@dataclass(frozen=True)
class Opening:
    """What a decision asks of one unit: ``name`` in short, ``demand`` in full."""

    unit: str
    name: str
    deadline: date
    demand: str


@dataclass(frozen=True)
class Decided:
    """The matters of a meeting: those ``opened`` now, those ``known`` already, what stands otherwise (``reminders``)."""

    opened: tuple[Matter, ...] = ()
    known: tuple[Matter, ...] = ()
    reminders: tuple[str, ...] = ()


def basis_of(title: str, met: date, number: str = "") -> str:
    """How the register names minutes: 《…会议纪要》（2021年4月7日）, the number behind the day once there is one."""
    day = f"{met.year}年{met.month}月{met.day}日"
    return f"《{title}》（{day}{f'，{number}' if number else ''}）"


def of_minutes(matter: Matter) -> bool:
    """Whether a matter rests on the minutes of a meeting."""
    return "纪要" in matter.basis


def of_meeting(matters: Iterable[Matter], basis: str) -> list[Matter]:
    """The matters that these minutes opened, whether their number was known by then or not."""
    begun = basis[: basis.index("日", basis.index("》（")) + 1]
    return [matter for matter in matters if matter.basis.startswith(begun)]


def not_alike(there: Sequence[Matter], openings: Sequence[Opening]) -> Iterator[str]:
    """Where the register stands otherwise than the minutes say: nothing there is changed without a person's word."""
    asked = {(opening.unit, opening.name): opening for opening in openings}
    for matter in there:
        opening = asked.get((matter.unit, matter.project))
        first = next((step.deadline for step in matter.steps if step.kind == OPEN), None)
        if matter.settled:
            continue
        if opening is None:
            yield f"督办事项 {matter.number}（{matter.unit}：{matter.project}）登记过，纪要里已经没有：不再办的，请用 docgen settle {matter.number} --note 原因 销号"
        elif opening.deadline != first and opening.deadline != matter.deadline:
            yield f"督办事项 {matter.number}（{matter.unit}：{matter.project}）登记的期限是 {matter.deadline}，纪要里是 {opening.deadline}：要改的，请用 docgen extend {matter.number} --to {opening.deadline} --reason 原因"
