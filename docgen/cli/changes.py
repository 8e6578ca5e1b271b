"""What a step changed, told project by project."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from docgen.ledger.change import Change, FieldChange

_SHOWN = 20
_LONGEST = 60


def tell_changes(change: Change) -> None:
    """Projects in and out and the fields changed, a line each, the first twenty."""
    lines = [f"  新增　{name}" for name in change.added] + [f"  减少　{name}" for name in change.removed]
    lines += [f"  改动　{item.name}　{from_to(item)}" for item in change.fields]
    lines += [f"  注意　{item.name}　{from_to(item)}：原为人工更正，已被本次报送替换" for item in change.overwritten]
    for line in lines[:_SHOWN]:
        click.echo(line)
    if len(lines) > _SHOWN:
        click.echo(f"  ……另有 {len(lines) - _SHOWN} 处，加 --json 查看全部")


def from_to(item: FieldChange) -> str:
    """年度完成投资：30 → 35.5."""
    from docgen.ledger.change import in_words

    return f"{in_words(item.field)}：{item.old or '空'} → {item.new or '空'}"


def short(text: str) -> str:
    """A text in one line of a table, long ones cut with an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
