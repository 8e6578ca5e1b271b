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
    """逐条核验一份公文（docx 或 PDF，不限由谁制作）：实测值、规定值、所在位置；并把文中的数同台账核对。

    \b
    例：docgen verify outputs/2021-03/督办函（曹镇乡政府）.docx
        docgen verify 通知.pdf --html 核验报告.html
    """
    from docgen.proof.source import take
    from docgen.proof.verify import verify as measure
    from docgen.tracing.proving import with_figures

    settings = settings_of(ctx)
    verdict = with_figures(measure(take(file, settings), settings.office.imprint_even), file, settings)
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
    from docgen.proof.report.table import faults, header, rows, summary

    shown = [finding for finding in verdict.findings if every or finding.verdict != SKIP]
    for line in aligned(header(), rows(shown)):
        click.echo(line)
    click.echo()
    for line in faults(verdict.findings):
        click.echo(line)
    click.echo(summary(verdict))


@click.command()
@json_option
@click.pass_context
def doctor(ctx: click.Context, as_json: bool) -> int:
    """检查本机和工作区：字体和代用字体、LibreOffice、Python 和库、设置、模板、数据库、成品文件夹。

    \b
    例：docgen doctor
        docgen --workspace 区政府办 doctor --json
    """
    from docgen.cli.columns import aligned
    from docgen.problem import DocgenError
    from docgen.proof.doctor.check import MISSING
    from docgen.proof.doctor.examine import examine

    folder, file = ctx.find_root().obj
    if not folder.is_dir():
        raise DocgenError(f"工作区 {folder} 不存在：请先运行 docgen init {folder}")
    checks = examine(folder, file)
    missing = [check for check in checks if check.state == MISSING]
    if as_json:
        echo_json([check.as_json() for check in checks])
        return LOOK if missing else DONE
    for line in aligned(("", "", "情况", ""), [(c.group, c.name, c.state, c.found) for c in checks]):
        click.echo(line)
    for state, advice in dict.fromkeys((check.state, check.advice) for check in checks if check.advice):
        names = "、".join(check.name for check in checks if (check.state, check.advice) == (state, advice))
        click.echo(f"{state}　{names}：{advice}")
    click.echo(f"缺少 {len(missing)} 项，请按上面的提示补齐。" if missing else "需要的都齐了。")
    return LOOK if missing else DONE
