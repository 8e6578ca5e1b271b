"""``docgen trace``: where each figure of a paper comes from."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.cli.console import DONE, LOOK, echo_json, json_option, settings_of


@click.command()
@click.argument("file", metavar="公文.docx", type=click.Path(path_type=Path))
@click.option("--period", metavar="报告期", help="报告期，如 2021-03；默认从成品记录、标题认出。")
@click.option("--xlsx", metavar="追溯.xlsx", type=click.Path(path_type=Path, dir_okay=False), help="另存一份带活公式的工作簿。")
@json_option
@click.pass_context
def trace(ctx: click.Context, file: Path, period: str | None, xlsx: Path | None, as_json: bool) -> int:
    """追溯一份公文里的每个数：怎么算的、依据哪些记录、在哪个工作簿的哪一格、谁改过。

    通报、督办函、通知和单独的附件表都可以，在 Word、WPS 里改过、另存过的也可以。

    \b
    例：docgen trace outputs/2021-03/督办函（曹镇乡政府）.docx
        docgen trace outputs/2021-03/排名表.docx --xlsx 追溯.xlsx
    """
    from docgen.ledger.period import Period
    from docgen.tracing.trace import as_json as shape
    from docgen.tracing.trace import lines
    from docgen.tracing.trace import trace as follow

    found = follow(file, settings_of(ctx), Period.parse(period) if period else None)
    if xlsx:
        from docgen.export.files import write_file
        from docgen.tracing.workbook import as_workbook

        click.echo(str(write_file(xlsx, as_workbook(found))), err=True)
    if as_json:
        echo_json(shape(found))
    elif not xlsx:
        for line in lines(found):
            click.echo(line)
    return LOOK if found.compared.differing else DONE
