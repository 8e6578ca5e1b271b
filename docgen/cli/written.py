"""How a command tells what it wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from docgen.cli.console import DONE, LOOK

if TYPE_CHECKING:
    from docgen.export.files import Written


def echo_written(written: Written, *, quiet: bool = False) -> int:
    """Print the path, and where a person's edited copy went; answer the exit code: 1 when there is such a copy."""
    if not quiet:
        click.echo(str(written.path))
    if not written.kept:
        return DONE
    click.echo(f"提醒：{written.path.name} 曾经人工修改，原件已改名保留为 {written.kept}，请核对后取舍", err=True)
    return LOOK
