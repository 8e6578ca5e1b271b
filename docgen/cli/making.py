"""Papers made by a command: laid out, written, their matters opened, their PDFs printed, with progress."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from docgen.cli.console import DONE, LOOK, show_error, show_problems
from docgen.cli.written import echo_written
from docgen.problem import DocgenError

if TYPE_CHECKING:
    from docgen.building.footing import Ground
    from docgen.building.producing import Produced
    from docgen.building.work import Work
    from docgen.export.files import Written
    from docgen.matters.matter import Entry
    from docgen.settings import Settings


def make_papers(works: Iterable[Work], count: int, ground: Ground, settings: Settings) -> tuple[list[Produced], int]:
    """Lay out and write the works, of which there are ``count``; answer those that were made, and the exit code for the others, which are told.

    Raises DocgenError when none could be made.
    """
    from docgen.building.producing import produce

    made, failed = [], []
    with click.progressbar(length=count, label="正在生成公文", file=sys.stderr, hidden=count < 2) as bar:
        for each in produce(works, count, ground, settings):
            (failed if each.error else made).append(each)
            bar.update(1)
    if failed and not made:
        raise failed[0].error
    for each in failed:
        click.echo(f"未生成 {each.relative}", err=True)
        show_error(each.error)
    return made, LOOK if failed else DONE


def open_matters(settings: Settings, entries: Sequence[Entry]) -> None:
    """Let letters open their matters (拟稿), or go on with them."""
    from docgen.cli.who import person
    from docgen.matters.store import Matters

    if entries:
        with Matters.open(settings.database_url) as register:
            register.draft(entries, person(settings))


def make_pdfs(settings: Settings, made: Sequence[Written], *, quiet: bool = False) -> int:
    """Convert what was written, beside it; answer the exit code. Without LibreOffice a reminder, and all else stands.

    ``quiet``: the paths are not printed, for a program reads the output.
    """
    from docgen.building.pdfs import print_outputs
    from docgen.export.fonts import stand_ins_here

    try:
        with click.progressbar(length=len(made), label="正在转换 PDF", file=sys.stderr) as bar:
            results = print_outputs(settings, [written.path for written in made], lambda done, total: bar.update(1))
    except DocgenError as error:
        click.echo(f"提醒：{error}", err=True)
        return LOOK
    if any(result.written for result in results) and (stood_in := stand_ins_here()):
        click.echo(f"本机缺少公文字体，PDF 中已代用：{'、'.join(map(str, stood_in))}", err=True)
    show_problems(result.problem for result in results if result.problem)
    codes = [echo_written(result.written, quiet=quiet) if result.written else LOOK for result in results]
    return max(codes, default=DONE)
