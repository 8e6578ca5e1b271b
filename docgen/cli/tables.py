"""``docgen table``: one attachment table alone, for Word and for Excel; which tables there are, of which columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from docgen.cli.console import DONE, LOOK, echo_json, json_option, settings_of
from docgen.cli.renewal import renew_templates
from docgen.cli.written import echo_written
from docgen.problem import DocgenError

if TYPE_CHECKING:
    from docgen.figures.summary import Figures
    from docgen.papers.tables import Kind
    from docgen.settings import Settings


_WITH_PAPERS = {
    "督查整改台账": "circular --kind 督查通报",
    "观摩评分表": "circular --kind 观摩通报 --file 评分表.xlsx",
    "集中开工项目清单": "circular --kind 集中开工通报 --file 集中开工项目表.xlsx",
    "未实质性开工项目清单": "circular --kind 集中开工通报 --file 集中开工项目表.xlsx",
    "考核得分表": "circular --kind 考核通报 --file 考核打分表.xlsx",
    "调出项目清单": "adjust 调整表.xlsx",
    "调入项目清单": "adjust 调整表.xlsx",
}
"""Tables that tell what a sheet says, with the command of the paper that they are annexed to."""


@click.command()
@click.argument("name", metavar="表名", required=False)
@click.option("--period", metavar="报告期", help="报告期，如 2021-03、2021-Q1、2021。")
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
@click.option("--list", "listed", is_flag=True, help="列出所有的表，各出自何处。")
@click.option("--columns", "columned", is_flag=True, help="列出这张表的栏目，各取什么。")
@json_option
@click.pass_context
def table(
    ctx: click.Context, name: str | None, period: str | None, kind: str | None, as_of: str, note: str, paper: str, pdf: bool,
    listed: bool, columned: bool, as_json: bool,
) -> int:
    """单独生成一张附件表；本单位自己的表写在工作区的 表格.toml 中，不必编程。

    \b
    常用的表：清单表、前期项目谋划表、新建（竣工）项目情况表、在建项目进展情况表、
    　　　　　目标任务分解一览表、排名表、滞后项目清单、未开工项目清单、问题清单、
    　　　　　责任清单、整改台账、手续办理摸底表、节点计划表、报送情况表；
    　　　　　全部的表，连同 表格.toml 中的，见 docgen table --list
    \b
    例：docgen table 在建项目进展情况表 --period 2021-03
        docgen table 清单表 --period 2020-03 --format docx --pdf
        docgen table 在建项目进展情况表 --period 2021-03 --paper A3
        docgen table --list
        docgen table 问题清单 --columns
    """
    settings = settings_of(ctx)
    if listed:
        return _list(settings, as_json)
    if not name:
        raise DocgenError("请写出表名，如 docgen table 排名表 --period 2021-03；有哪些表，见 docgen table --list")
    from docgen.papers.tables import kind as kind_of

    wanted = kind_of(name, settings)
    if columned:
        return _columns(wanted, as_json)
    if not period:
        raise DocgenError(f"请用 --period 指明报告期，如 docgen table {wanted.name} --period 2021-03")
    if as_json:
        raise DocgenError("--json 与 --list 或 --columns 合用；生成表时请去掉 --json")
    return _make(settings, wanted, period, kind, as_of, note, paper.upper(), pdf)


def _make(
    settings: Settings, wanted: Kind, period: str, kind: str | None, as_of: str, note: str, paper: str, pdf: bool
) -> int:
    from docgen.building.footing import ground_of
    from docgen.building.order import TABLE, Order
    from docgen.building.work import works_of
    from docgen.cli.making import make_papers, make_pdfs

    ground = ground_of(settings, period)
    renew_templates(settings)
    kinds = ("docx", "xlsx") if kind is None else (kind,)
    orders = [Order(TABLE, wanted.name, suffix=suffix, as_of=as_of, note=note, paper=paper) for suffix in kinds]
    works = list(works_of(orders, ground.figures, settings, ground.past))
    if not works:
        told = f"{ground.figures.period.label}没有应列入{wanted.name}的项目，未生成空表。"
        if wanted.name in _WITH_PAPERS:
            told = f"{wanted.name}随公文生成，是它的附件：请运行 docgen {_WITH_PAPERS[wanted.name]} --period {ground.figures.period}"
        click.echo(told, err=True)
        return LOOK
    made, code = make_papers(works, len(works), ground, settings)
    if told := _of_one_unit(settings, wanted, ground.figures):
        click.echo(told, err=True)
        code = LOOK
    code = max(code, *(echo_written(each.written) for each in made))
    return max(code, make_pdfs(settings, [each.written for each in made][:1])) if pdf else code


def _of_one_unit(settings: Settings, wanted: Kind, figures: Figures) -> str:
    """What is said of a ranking of the only unit that reports, in a ledger that the office keeps itself."""
    from docgen.papers.answering import is_own
    from docgen.papers.tables.standings import NAME_OF_TABLE

    region = settings.office.region
    if wanted.name not in (NAME_OF_TABLE, "名次变化表") or not is_own(figures, region):
        return ""
    return (
        f"台账的报送单位只有{region}，{wanted.name}只有一行。各责任单位的名次：docgen figures --period {figures.period} --by 责任单位；"
        "要成表的，在表格.toml 里写一张 行 = \"责任单位\" 的表（见 docs/tables.md）"
    )


def _list(settings: Settings, as_json: bool) -> int:
    from docgen.papers.tables import tables_of

    kinds = tables_of(settings).values()
    if as_json:
        echo_json([_told(kind) for kind in kinds])
        return DONE
    for kind in kinds:
        told = _told(kind)
        click.echo(f"{kind.name}　{told['columns']}栏，{'横排' if kind.landscape else '竖排'}　{kind.source}")
    return DONE


def _told(kind: Kind) -> dict[str, object]:
    return {
        "name": kind.name,
        "columns": len(kind.columns(2021)),
        "landscape": kind.landscape,
        "total": kind.totals,
        "every_period": kind.monthly,
        "source": kind.source,
    }


def _columns(kind: Kind, as_json: bool) -> int:
    from docgen.ledger.editing import called

    fields = kind.fields
    found = [
        {
            "key": column.key,
            "header": list(column.header),
            "holds": column.holds,
            "merge": column.merge,
            "field": called(fields[column.key]) if column.key in fields else "",
        }
        for column in kind.columns("{年}")
    ]
    if as_json:
        echo_json(found)
        return DONE
    words = {"text": "文字", "name": "短语", "integer": "整数", "money": "金额（万元）", "percent": "百分比", "points": "百分点", "signed": "增减百分点"}
    for number, each in enumerate(found, 1):
        marks = "　相同的上下合并" if each["merge"] else ""
        source = f"台账的{each['field']}" if each["field"] else "算得或由人填写"
        click.echo(f"{number:>2}　{'／'.join(each['header'])}　{words[each['holds']]}　{source}　模板中写 row.{each['key']}{marks}")
    return DONE
