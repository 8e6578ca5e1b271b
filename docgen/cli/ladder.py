"""What ``docgen letter`` shares with the ladder: the options of a talk, and why a paper is due."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.console import DONE, LOOK
from docgen.cli.days import Moment
from docgen.problem import DocgenError

if TYPE_CHECKING:
    from docgen.matters.matter import Matter
    from docgen.papers.cases import Case, Due
    from docgen.settings import Settings

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
    """Say on stderr why the ladder was climbed, and what is out already; projects of one unit and reason together."""
    said: dict[tuple[str, str], list[str]] = {}
    for each in due:
        for case in each.cases:
            if words := _words(each, case, day):
                said.setdefault((each.unit, words), []).append(case.name)
    for (unit, words), names in said.items():
        click.echo(f"{unit}　{'、'.join(names)}：{words}", err=True)


def tell_matters_sent(settings: Settings, paper: Path, day: date, number: str, who: str) -> int:
    """A letter was issued: its matters become 已发, and it is said which; answer the exit code."""
    from docgen.matters.store import Matters

    outputs = settings.outputs.resolve()
    if not paper.resolve().is_relative_to(outputs):
        return DONE
    with Matters.open(settings.database_url) as register:
        try:
            sent = register.send(paper.resolve().relative_to(outputs).as_posix(), day, number, who)
        except DocgenError as error:
            click.echo(f"提醒：督办事项没有记为已发：{error}", err=True)
            return LOOK
    if sent:
        click.echo(f"督办事项 {'、'.join(str(matter.number) for matter in sent)} 已记为已发，回复期限 {sent[0].deadline}", err=True)
    return DONE


def _words(due: Due, case: Case, day: date) -> str:
    """Why a case takes this step; empty for a first letter at its level's own."""
    from docgen.matters.matter import KIND_OF

    decision = case.decision
    if decision.standing:
        return f"{decision.standing.kind}已发出，{_how_it_stands(decision.matter, day)}，这次不再发"
    if due.step not in KIND_OF:
        return f"{decision.why}，按督办阶梯应予{due.step}，由下一期通报点名，不另发函"
    return f"{decision.why}，出{KIND_OF[due.step]}" if decision.why else ""


def _how_it_stands(matter: Matter | None, day: date) -> str:
    from docgen.matters.matter import REPLIED, state_of

    if matter is None:
        return "已销号"
    return "单位已回复" if state_of(matter, day) == REPLIED else f"回复期限 {matter.on(day).deadline}"
