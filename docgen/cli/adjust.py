"""``docgen adjust``: the notice by which projects leave and enter the list (调入调出)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from docgen.cli.console import DONE, LOOK, echo_json, json_option, period_option, settings_of, show_problems
from docgen.cli.making import make_pdfs
from docgen.cli.papers import date_option, number_option, pdf_option
from docgen.cli.putting import put_papers
from docgen.cli.renewal import renew_templates
from docgen.cli.written import echo_written


@click.command()
@click.argument("file", metavar="调整表.xlsx", type=click.Path(path_type=Path, dir_okay=False))
@period_option
@date_option
@number_option
@click.option("--check", "only_check", is_flag=True, help="只核对，不生成通知。")
@pdf_option
@json_option
@click.pass_context
def adjust(
    ctx: click.Context, file: Path, period: str, issued: date | None, number: int | None, only_check: bool, pdf: bool, as_json: bool
) -> int:
    """生成重点项目调整（调入调出）通知，附调出、调入项目清单。

    调整表有两张表：调出（项目名称、调出原因、替补项目）和调入（项目名称、调入原因、总投资、年度计划投资，可加责任单位、建设内容），
    各带设置 [adjustment] approvals 所列的审批栏，填日期和文号。审批不齐、顺序不对、替补项目小于所顶替的，都不生成。

    \b
    例：docgen adjust 调整表.xlsx --period 2021-03 --check
        docgen adjust 调整表.xlsx --period 2021-03 --number 12
    """
    from docgen.figures.loading import figures_of
    from docgen.forms.reading import read_tables
    from docgen.papers.adjustment.checking import IN, OUT, check
    from docgen.papers.adjustment.notice import adjustment_notice
    from docgen.papers.dates import issue_date

    settings = settings_of(ctx)
    figures = figures_of(settings, period)
    day = issued or issue_date(figures.period, settings)
    leaving, told = read_tables(file, OUT, settings, "调出表", day)
    entering, also = read_tables(file, IN, settings, "调入表", day)
    rows = [tuple(row for rows in tables.values() for row in rows) for tables in (leaving, entering)]
    adjustment, problems = check(*rows, figures.reports, settings.adjustment.approvals, day)
    problems = (*told, *also, *problems)
    if as_json:
        echo_json({name: vars(getattr(adjustment, name)) for name in ("before", "out", "into", "after")})
    elif only_check:
        click.echo(f"审批齐全：调出 {adjustment.out.projects} 个，调入 {adjustment.into.projects} 个，可以生成通知。")
    show_problems(list(problems))
    code = LOOK if problems else DONE
    if only_check:
        return code
    renew_templates(settings)
    paper = adjustment_notice(figures, adjustment, settings, day, number)
    written = put_papers(settings, [paper], str(figures.period), day)
    code = max(code, *(echo_written(each, quiet=as_json) for each in written))
    return max(code, make_pdfs(settings, written, quiet=as_json)) if pdf else code
