"""What ``docgen letter`` shares with the ladder: the options of a talk, and why a paper is due."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.days import Moment

if TYPE_CHECKING:
    from docgen.matters.matter import Matter
    from docgen.papers.cases import Case, Due

_TALK = (
    click.option("--time", "talk_time", type=Moment(), metavar="时间", help="约谈时间，如 \"2021-05-10 15:00\"；不写则留空。"),
    click.option("--place", "talk_place", metavar="地点", default="", help="约谈地点；不写时取设置 [ladder]。"),
    click.option("--called", "talk_called", metavar="对象", default="", help="约谈谁，如 主要负责同志；不写时取设置 [ladder]。"),
    click.option("--bring", "talk_bring", metavar="材料", multiple=True, help="须带的材料，可写几次；不写时取设置 [ladder]。"),
)


def talk_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of an invitation to a talk (约谈通知)."""
    for option in reversed(_TALK):
        command = option(command)
    return command


def tell_steps(due: Iterable[Due], day: date) -> None:
    """Say on stderr why the ladder was climbed, and what is out already."""
    for line in (line for each in due for case in each.cases for line in _lines(each, case, day)):
        click.echo(line, err=True)


def _lines(due: Due, case: Case, day: date) -> Iterator[str]:
    from docgen.matters.matter import KIND_OF

    decision = case.decision
    about = f"{due.unit}　{case.name}"
    if decision.standing:
        yield f"{about}：{decision.standing.kind}已发出，{_how_it_stands(decision.matter, day)}，这次不再发"
    elif due.step not in KIND_OF:
        yield f"{about}：{decision.why}，按督办阶梯应予{due.step}，由下一期通报点名，不另发函"
    elif decision.why:
        yield f"{about}：{decision.why}，出{KIND_OF[due.step]}"


def _how_it_stands(matter: Matter | None, day: date) -> str:
    from docgen.matters.matter import REPLIED, state_of

    if matter is None:
        return "已销号"
    return "单位已回复" if state_of(matter, day) == REPLIED else f"回复期限 {matter.on(day).deadline}"
