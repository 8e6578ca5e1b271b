"""``docgen figures``: what a period amounts to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import click

from docgen.cli.columns import aligned
from docgen.cli.console import echo_json, json_option, settings_of
from docgen.cli.indicators import asked, lines
from docgen.cli.periods import chosen, either_period

if TYPE_CHECKING:
    from docgen.figures.summary import Figures
    from docgen.figures.totals import Totals


@click.command()
@either_period
@click.option("--by", "by", multiple=True, metavar="分组", help="按什么分组，可写几种：行业、类别、体系、级别、阶段、单位、领导、责任单位。")
@click.option("--indicator", "names", multiple=True, metavar="指标", help="要哪些指标，可写几个；不写则为常用的几个。")
@json_option
@click.pass_context
def figures(
    ctx: click.Context, named: str | None, period: str | None, by: tuple[str, ...], names: tuple[str, ...], as_json: bool
) -> None:
    """计算一个报告期的指标：汇总、分类、排名、滞后与报送情况。季度、半年、全年可由各月的报送汇总。

    \b
    指标：项目数、总投资、年度计划投资、本期完成投资、年度完成投资、累计完成投资、
    投资完成率、总投资完成率、时序进度、较时序进度、已开工、应开工、应开未开、
    未到开工期、开工不明、新开工项目、开工率（全部）、开工率（新开工）、
    开工率（应开工）、手续办结、手续应办、手续办结率、手续办结：手续名称、
    已签约、签约率、已完成拆迁、拆迁完成率、环比、同比、年度完成同比、
    投资占比、计划占比、拉动

    \b
    例：docgen figures --period 2021-03
        docgen figures 2021-Q1 --by 单位,行业
        docgen figures 2021-03 --by 领导 --indicator 投资完成率,开工率（应开工）
        docgen figures --period 2021-03 --json
    """
    from docgen.figures.grouping import UNSTATED
    from docgen.figures.loading import figures_of

    found = figures_of(settings_of(ctx), str(chosen(named, period)))
    table = asked(found, by, names) if by or names else None
    if as_json:
        from docgen.figures.as_json import as_json as shape

        if table is None:
            echo_json(shape(found))
            return
        from docgen.figures.indicators.tabling import table_json

        echo_json(shape(found) | {"indicators": table_json(table)})
        return
    if table is not None:
        _echo(lines(table))
        return
    _echo(_overall(found))
    _echo(f"注：{note}" for note in found.notes)
    groups = {"按阶段": found.by_stage, "按行业": found.by_industry, "按体系": found.by_system, "按类别": found.by_category}
    for title, totals in groups.items():
        if set(totals) - {UNSTATED}:
            _echo(_groups(title, totals))
    _echo(_ranks(found))
    _echo(_attention(found))


def _overall(found: Figures) -> list[str]:
    from docgen.numerals import UNDEFINED, percent, wan

    totals = found.totals
    lines = [
        ("项目数", str(totals.projects), "个"),
        ("总投资", wan(totals.total_investment), "万元"),
        ("年度计划投资", wan(totals.annual_plan), "万元"),
        ("本月完成投资" if found.period.halves == 2 else "本期完成投资", wan(totals.month_investment), "万元"),
        ("年度完成投资", wan(totals.year_investment), "万元"),
        ("累计完成投资", wan(totals.cumulative_investment), "万元"),
        ("年度投资完成率", percent(totals.completion_rate), ""),
        ("时序进度", percent(totals.benchmark), ""),
        ("较时序进度", _gap(totals), "个百分点"),
    ]
    if totals.planned_unmeasured:
        lines.insert(3, ("其他项目投资目标", wan(totals.planned_unmeasured), "万元（不计完成率）"))
    first, *rest = (line for line in lines if line[1] != UNDEFINED)
    return [f"{found.period.label}重点项目指标（金额单位：万元）", *aligned(first, rest, right=(1,))]


def _groups(title: str, groups: Mapping[str, Totals]) -> list[str]:
    from docgen.numerals import percent, wan

    header = (title, "项目数", "总投资", "年度计划", "本月完成", "年度完成", "完成率", "较时序进度")
    rows = [
        (
            name,
            str(totals.projects),
            wan(totals.total_investment),
            wan(totals.annual_plan),
            wan(totals.month_investment),
            wan(totals.year_investment),
            percent(totals.completion_rate),
            _gap(totals),
        )
        for name, totals in groups.items()
    ]
    return aligned(header, rows, right=range(1, 8))


def _ranks(found: Figures) -> list[str]:
    ranks = {standing.unit: standing.rank for standing in found.ranking}
    order = (*ranks, *found.unranked)
    title = "按单位（完成率排名）" if found.rules.name == "投资完成率" else f"按单位（{found.rules.name}排名）"
    header, *rows = _groups(title, {f"{ranks.get(unit, '—')} {unit}": found.by_unit[unit] for unit in order})
    return [header, *rows]


def _attention(found: Figures) -> Iterable[str]:
    if found.unreported:
        yield f"未报送：{'、'.join(found.unreported)}"
    if found.lagging:
        from docgen.cli.lagging import levels_in_words

        yield f"滞后项目：{len(found.lagging)} 个（{levels_in_words(found)}），运行 docgen lagging --period {found.period} 查看"
    if found.unfinished:
        each = "、".join(f"{item.procedure} {item.count} 个" for item in found.unfinished)
        yield f"手续未办结：涉及 {len(found.with_unfinished)} 个项目（{each}）"
    if found.with_problems:
        yield f"反映存在问题：{len(found.with_problems)} 个项目"
    if found.blank:
        yield "年度完成投资未填写（按 0 计入完成率）：" + "、".join(f"{r.name}（{r.unit}）" for r in found.blank)


def _gap(totals: Totals) -> str:
    from docgen.numerals import points

    if totals.gap is None:
        return points(None)
    side = "快" if totals.gap > 0 else "慢"
    return f"{side} {points(totals.gap)}" if totals.gap else "持平"


def _echo(lines: Iterable[str]) -> None:
    lines = list(lines)
    if lines:
        click.echo("\n".join(["", *lines]))
