"""Who does it: as named on the command line, in the settings, else the login name."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from docgen.settings import Settings

who_option = click.option("--who", metavar="姓名", default="", help="经办人，记入台账；不写时取设置 [office] clerk，再取登录名。")
note_option = click.option("--note", metavar="文字", default="", help="说明，记入台账。")
reopen_option = click.option("--reopen", is_flag=True, help="该期已封存也改，须用 --note 写明原因。")


def person(settings: Settings, who: str = "") -> str:
    """The person to be kept with a step; empty where nothing tells."""
    return "".join(who.split()) or settings.office.clerk or _login()


def refuse_without_note(reopen: bool, note: str) -> None:
    """A correction of a closed period says why; raise a complaint when it does not."""
    if reopen and not note.strip():
        raise click.UsageError("用 --reopen 更正已封存的一期，须用 --note 写明原因")


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, ImportError, KeyError):
        return ""
