"""``docgen table``: one attachment table alone, for Word and for Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from docgen.cli.console import DONE, LOOK, period_option, settings_of, show_problems
from docgen.cli.renewal import renew_templates
from docgen.cli.written import echo_written

if TYPE_CHECKING:
    from docgen.export.files import Written
    from docgen.figures.summary import Figures
    from docgen.papers.table import Table
    from docgen.settings import Settings


@click.command()
@click.argument("name", metavar="表名")
@period_option
@click.option(
    "--format", "kind", type=click.Choice(["docx", "xlsx"]), metavar="docx|xlsx", help="只生成其中一种；默认两种都生成。"
)
@click.option("--as-of", metavar="日期", default="", help="表上方的截止日期，如 3月30日；默认按表的惯例。")
@click.option("--note", metavar="文字", default="", help="表下方的注。")
@click.option(
    "--paper", type=click.Choice(["A4", "A3"], case_sensitive=False), metavar="A4|A3", default="A4",
    help="纸张；栏目多的表可用 A3（与正文同高，折叠装订）；默认 A4。",
)
@click.option("--pdf", is_flag=True, help="同时生成 PDF（需 LibreOffice）。")
@click.pass_context
def table(
    ctx: click.Context, name: str, period: str, kind: str | None, as_of: str, note: str, paper: str, pdf: bool
) -> int:
    """单独生成一张附件表。

    \b
    表名：清单表、前期项目谋划表、新建（竣工）项目情况表、在建项目进展情况表、
    　　　目标任务分解一览表、排名表、滞后项目清单、报送情况表、督办事项清单、反馈表
    \b
    例：docgen table 在建项目进展情况表 --period 2021-03
        docgen table 清单表 --period 2020-03 --format docx --pdf
        docgen table 在建项目进展情况表 --period 2021-03 --paper A3
    """
    from dataclasses import replace

    from docgen.figures.loading import figures_of
    from docgen.papers.tables import Facts
    from docgen.papers.tables import kind as kind_of

    wanted = kind_of(name)
    settings = settings_of(ctx)
    renew_templates(settings)
    figures = figures_of(settings, period)
    content = replace(wanted.build(Facts(figures, settings.office.region, as_of, note)), paper=paper.upper())
    if not content.rows:
        click.echo(f"{figures.period.label}没有应列入{wanted.name}的项目，未生成空表。", err=True)
        return LOOK
    kinds = ("docx", "xlsx") if kind is None else (kind,)
    made = {suffix: _made(content, suffix, settings, figures) for suffix in kinds}
    return _write(made, content, settings, figures, pdf)


def _made(content: Table, suffix: str, settings: Settings, figures: Figures) -> bytes:
    """The table's bytes, in the office's fonts."""
    from docgen.layout.fonts import chosen, use_fonts
    from docgen.resources import TABLES, template_path

    template, fonts = template_path(settings, TABLES, f"{content.name}.{suffix}"), chosen(settings.fonts)
    if suffix == "xlsx":
        from docgen.layout.sheets.render import render_sheet

        return render_sheet(content, template, figures.period.end, fonts)
    from docgen.layout.document import to_bytes
    from docgen.layout.tables.render import render_table

    document = render_table(content, template)
    use_fonts(document, fonts)
    return to_bytes(document, figures.period.end)


def _write(made: dict[str, bytes], content: Table, settings: Settings, figures: Figures, pdf: bool) -> int:
    """Write all that was made, each path on a line; everything is made before anything is written."""
    from docgen.export.files import write_output
    from docgen.export.names import safe_name

    code, written = DONE, {}
    for suffix, data in made.items():
        relative = f"{figures.period}/{safe_name(content.name, '.' + suffix)}"
        written[suffix] = write_output(settings, relative, data)
        code = max(code, echo_written(written[suffix]))
    if pdf:
        code = max(code, _pdf(settings, written.get("docx") or written["xlsx"]))
    return code


def _pdf(settings: Settings, source: Written) -> int:
    from docgen.export.files import write_output
    from docgen.export.pdf import to_pdf
    from docgen.problem import DocgenError, Problem

    try:
        data = to_pdf(source.path, settings)
    except DocgenError as error:
        show_problems([Problem(str(error), level="提醒")])
        return LOOK
    return echo_written(write_output(settings, source.path.with_suffix(".pdf").relative_to(settings.outputs), data))
