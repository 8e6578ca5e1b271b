"""Commands that make papers leave those alone that are issued."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from docgen.cli.console import DONE, LOOK
from docgen.problem import DocgenError

if TYPE_CHECKING:
    from docgen.building.work import Work
    from docgen.registry.number import Number
    from docgen.settings import Settings


def unissued(works: Sequence[Work], settings: Settings) -> tuple[list[Work], int]:
    """The works that are not issued yet, and the exit code for the others, each of which is told."""
    from docgen.registry.outputs import issued_outputs

    issued = issued_outputs(settings)
    for work in works:
        if work.relative in issued:
            click.echo(f"提醒：{_words(settings, work.relative, issued[work.relative])}", err=True)
    left = [work for work in works if work.relative not in issued]
    return left, DONE if len(left) == len(works) else LOOK


def refuse_if_issued(settings: Settings, relative: str) -> None:
    """Raise DocgenError when the output is issued."""
    from docgen.registry.outputs import issued_outputs

    if number := issued_outputs(settings).get(relative):
        raise DocgenError(_words(settings, relative, number))


def catch_up(settings: Settings) -> None:
    """Tell the matters of letters that were issued when a process was killed before it could: they become 已发."""
    from docgen.matters.store import Matters
    from docgen.registry.outputs import issued_outputs
    from docgen.registry.register import Register

    with Matters.open(settings.database_url) as matters:
        waiting = {letter.file for matter in matters.all() if not matter.settled for letter in matter.drafts}
        if not waiting:
            return
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
