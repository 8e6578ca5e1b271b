"""Commands that make papers leave those alone that are issued."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from docgen.problem import DocgenError

if TYPE_CHECKING:
    from docgen.matters.store import Matters
    from docgen.registry.number import Number
    from docgen.registry.register import Entry
    from docgen.settings import Settings


def told_issued(settings: Settings, places: Iterable[str]) -> frozenset[str]:
    """Those of the places in the outputs folder whose papers are issued, each of which is told."""
    from docgen.registry.outputs import issued_outputs

    issued = issued_outputs(settings)
    found = [place for place in places if place in issued]
    for place in found:
        click.echo(f"提醒：{_words(settings, place, issued[place])}", err=True)
    return frozenset(found)


def refuse_if_issued(settings: Settings, relative: str) -> None:
    """Raise DocgenError when the output is issued."""
    from docgen.registry.outputs import issued_outputs

    if number := issued_outputs(settings).get(relative):
        raise DocgenError(_words(settings, relative, number))


def catch_up(settings: Settings) -> None:
    """Tell the matters what befell their letters when a process was killed before it could: issued, they become 已发;
    voided, they take a step back."""
    from docgen.matters.store import Matters

    with Matters.open(settings.database_url) as matters:
        there = matters.all()
        waiting = {letter.file for matter in there if not matter.settled for letter in matter.drafts}
        sent = {letter.number for matter in there for letter in matter.letters if letter.number}
        if sent:
            _take_back(settings, matters, sent)
        if waiting:
            _send(settings, matters, waiting)


def take_back(matters: Matters, voided: Entry) -> None:
    """The letter of a voided number was never sent: its matters take a step back, and it is said which."""
    from docgen.matters.matter import state_of

    day = voided.voided.date()
    back = matters.void(str(voided.number), day, voided.reason, voided.voided_by)
    states = {matter.number: state_of(matter, day) for matter in back}
    for state in dict.fromkeys(states.values()):
        numbers = "、".join(str(number) for number, told in states.items() if told == state)
        click.echo(f"督办事项 {numbers} 的函（{voided.number}）已作废，视为没有发出，状态为{state}", err=True)


def _take_back(settings: Settings, matters: Matters, sent: set[str]) -> None:
    from docgen.registry.register import Register

    with Register.open(settings) as register:
        voided = [entry for entry in register.voided() if str(entry.number) in sent]
    for entry in voided:
        take_back(matters, entry)


def _send(settings: Settings, matters: Matters, waiting: set[str]) -> None:
    from docgen.registry.outputs import issued_outputs
    from docgen.registry.register import Register

    for file, number in issued_outputs(settings).items():
        if file in waiting:
            with Register.open(settings) as register:
                dated, who = register.given(number)
            # what cannot be sent was told when the letter was issued
            with suppress(DocgenError):
                matters.send(file, dated, str(number), who)


def _words(settings: Settings, relative: str, number: Number) -> str:
    return (
        f"{settings.outputs / relative} 已印发（{number}），未重新生成；"
        f"要重新印发的，先用 docgen void \"{number}\" --reason 原因 作废"
    )
