"""``docgen verify``, ``docgen doctor``: is the paper right, is the machine ready."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.cli.console import DONE, LOOK, echo_json, json_option, settings_of


@click.command()
@click.argument("file", metavar="文件", type=click.Path(path_type=Path))
@click.option("--all", "every", is_flag=True, help="连同不适用的条款一起列出。")
@click.option("--html", "report", metavar="报告.html", type=click.Path(path_type=Path, dir_okay=False), help="另存一份带图的报告。")
@json_option
@click.pass_context
def verify(ctx: click.Context, file: Path, every: bool, report: Path | None, as_json: bool) -> int:
    """逐条核验一份公文（docx 或 PDF，不限由谁制作）：实测值、规定值、所在位置。

    \b
    例：docgen verify outputs/2021-03/督办函（曹镇乡政府）.docx
        docgen verify 通知.pdf --html 核验报告.html
    """
    from docgen.proof.source import take
    from docgen.proof.verify import verify as measure

    verdict = measure(take(file, settings_of(ctx)))
    if report:
        _write_report(report, verdict)
    if as_json:
        echo_json([finding.as_json() for finding in verdict.findings])
    else:
        _show(verdict, every)
    return LOOK if verdict.failing else DONE


def _write_report(report: Path, verdict) -> None:
    from docgen.export.files import write_file
    from docgen.proof.report.html import as_html

    click.echo(str(write_file(report, as_html(verdict).encode())), err=True)


def _show(verdict, every: bool) -> None:
    from docgen.cli.columns import aligned
    from docgen.proof.finding import SKIP
    from docgen.proof.report.table import header, rows, summary

    shown = [finding for finding in verdict.findings if every or finding.verdict != SKIP]
    for line in aligned(header(), rows(shown)):
        click.echo(line)
    click.echo()
    click.echo(summary(verdict))
