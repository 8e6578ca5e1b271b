"""``docgen table``: one attachment table alone, for Word and for Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from docgen.cli.console import LOOK, period_option, settings_of
from docgen.cli.renewal import renew_templates
from docgen.cli.written import echo_written

if TYPE_CHECKING:
    pass


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
    from docgen.building.footing import ground_of
    from docgen.building.order import TABLE, Order
    from docgen.building.work import works_of
    from docgen.cli.papers import make_papers, make_pdfs
    from docgen.papers.tables import kind as kind_of

    wanted = kind_of(name)
    settings = settings_of(ctx)
    ground = ground_of(settings, period)
    renew_templates(settings)
    kinds = ("docx", "xlsx") if kind is None else (kind,)
    orders = [Order(TABLE, wanted.name, suffix=suffix, as_of=as_of, note=note, paper=paper.upper()) for suffix in kinds]
    works = works_of(orders, ground.figures, settings)
    if not works:
        click.echo(f"{ground.figures.period.label}没有应列入{wanted.name}的项目，未生成空表。", err=True)
        return LOOK
    made, code = make_papers(works, ground, settings)
    code = max(code, *(echo_written(each.written) for each in made))
    return max(code, make_pdfs(settings, [each.written for each in made][:1])) if pdf else code
