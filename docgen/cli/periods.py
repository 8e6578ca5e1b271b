"""The period of a command that takes it in its place or as ``--period``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from docgen.ledger.period import Period


def either_period(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the period as argument ``named`` and as option ``period``; :func:`chosen` says which counts."""
    option = click.option("--period", "period", metavar="报告期", help="报告期，也可直接写在命令后面。")
    return click.argument("named", required=False, metavar="报告期")(option(command))


def chosen(named: str | None, period: str | None) -> Period:
    """The period given, in whichever way; complain when there is none or there are two."""
    from docgen.ledger.period import Period

    if not (named or period):
        raise click.UsageError("缺少报告期，如 2021-03")
    if named and period and named != period:
        raise click.UsageError(f"多写了 {named}：报告期已由 --period 指明")
    return Period.parse(named or period or "")
