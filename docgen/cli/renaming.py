"""Likely renames after an import: asked at a terminal, told with the answering commands elsewhere."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docgen.ledger.importing import ImportResult
    from docgen.ledger.period import Period
    from docgen.ledger.renames import Rename
    from docgen.ledger.store import Ledger

_ANSWERS = {"y": True, "是": True, "n": False, "不是": False, "否": False}


def renames_json(result: ImportResult) -> list[dict[str, Any]]:
    """What a person should confirm or deny, for a program."""
    return [
        {"unit": rename.new.unit, "period": str(period), "old": rename.old.name, "new": rename.new.name, "why": rename.why}
        for period, rename in _open(result)
    ]


def settle_renames(ledger: Ledger, result: ImportResult, who: str) -> None:
    """Ask about each likely rename where a person sits at the terminal, else tell how to answer."""
    from docgen.ledger.renames import question

    for period, rename in _open(result):
        if sys.stdin.isatty() and sys.stdout.isatty():
            _ask(ledger, period, rename, who)
        else:
            click.echo(f"  提醒　{rename.new.unit}：{question(rename, str(period))}", err=True)


def _open(result: ImportResult) -> Iterator[tuple[Period, Rename]]:
    for file in result.files:
        if file.change and not file.change.unchanged:
            yield from ((file.change.period, rename) for rename in file.renames)


def _ask(ledger: Ledger, period: Period, rename: Rename, who: str) -> None:
    click.echo(f"{rename.new.unit}：上期的“{rename.old.name}”本期没有，新增了“{rename.new.name}”（{rename.why}）")
    answer = click.prompt("  是同一项目改了名称吗？（y 是，n 不是，直接回车以后再说）", "", show_default=False, prompt_suffix=" ")
    same = _ANSWERS.get(answer.strip().lower())
    if same is not None:
        ledger.decide(period, rename.new.unit, rename.old.name, rename.new.name, same, who)
        click.echo("  已记下：是同一项目" if same else "  已记下：是两个项目")
