"""``docgen chart``: the wall chart of the period's projects (挂图作战)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

from docgen.cli.console import DONE, LOOK, echo_json, json_option, period_option, settings_of
from docgen.cli.days import Day
from docgen.cli.written import echo_written
from docgen.problem import DocgenError

if TYPE_CHECKING:
    from docgen.layout.charts.wall import Drawn
    from docgen.papers.charts.wall import WallChart


@click.command()
@period_option
@click.option("--paper", type=click.Choice(["A3", "A1"], case_sensitive=False), default="A3", metavar="A3|A1", help="纸张；项目多时 A3 分页，A1 一张；默认 A3。")
@click.option("--format", "formats", default="pdf", metavar="格式", help="pdf、svg、docx，可写几种，用逗号隔开；默认 pdf。")
@click.option("--by", type=click.Choice(["单位", "体系", "类别"]), metavar="单位|体系|类别", default=None, help="按什么分组；默认按单位，只有一个单位时按体系或类别。")
@click.option("--as-of", "today", type=Day(), metavar="日期", help="图上“今天”的日期，如 2021-04-10；默认为报告期的最后一天。")
@json_option
@click.pass_context
def chart(ctx: click.Context, period: str, paper: str, formats: str, by: str | None, today: date | None, as_json: bool) -> int:
    """生成挂图作战图：全部项目的计划节点、实际进展、滞后等级，画在一年的时间轴上。

    节点取台账的“时间节点”各栏，是否完成按形象进度和完成情况栏判断；没有节点的项目写形象进度。
    预警等级除颜色外，另有符号和底纹，黑白打印也能分清。PDF 内嵌字体，可直接送印。

    \b
    例：docgen chart --period 2021-03
        docgen chart --period 2021-03 --paper A1 --format pdf,svg,docx
    """
    from docgen.export.files import write_output
    from docgen.export.names import safe_name
    from docgen.figures.loading import figures_of
    from docgen.layout.charts.sheet import SHEETS
    from docgen.layout.charts.wall import drawn
    from docgen.papers.charts.wall import wall_chart

    wanted = _formats(formats)
    settings = settings_of(ctx)
    figures = figures_of(settings, period)
    content = wall_chart(figures, settings, by or "", today)
    code, paths = DONE, []
    with drawn(content, SHEETS[paper.upper()]) as made:
        if made.missing:
            click.echo(f"提醒：本机字体没有这些字，图上为空框：{made.missing}；请安装字库较全的字体后重新生成", err=True)
            code = LOOK
        with click.progressbar(_files(made, wanted, paper.upper()), length=len(wanted), label="正在绘图", file=sys.stderr) as files:
            outputs = [(f"{figures.period}/{safe_name(name, suffix)}", data) for name, suffix, data in files]
    for relative, data in outputs:
        written = write_output(settings, relative, data)
        paths.append(str(written.path))
        code = max(code, echo_written(written, quiet=as_json))
    if "docx" in wanted and paper.upper() == "A1":
        click.echo("说明：Word 的页面最大 55.9 厘米，放不下 A1，docx 中的图按 A3 缩排；张贴请用 PDF。", err=True)
    if as_json:
        echo_json({"files": paths, "projects": len(content.rows), "nodes": _counted(content), "as_of": content.today.isoformat()})
    return code


def _formats(text: str) -> list[str]:
    from docgen.layout.charts.wall import FORMATS

    wanted = list(dict.fromkeys(part.strip().lower() for part in text.replace("，", ",").replace("、", ",").split(",") if part.strip()))
    if unknown := [name for name in wanted if name not in FORMATS]:
        raise DocgenError(f"--format 不能是“{'、'.join(unknown)}”：可用 {'、'.join(FORMATS)}，几种用逗号隔开")
    if not wanted:
        raise DocgenError(f"--format 没有写格式：可用 {'、'.join(FORMATS)}")
    return wanted


def _files(made: Drawn, wanted: list[str], paper: str) -> Iterator[tuple[str, str, bytes]]:
    """Name, suffix and content of each file; an SVG has one sheet only."""
    name = f"{made.chart.title}（{paper}）"
    for suffix in wanted:
        if suffix == "pdf":
            yield name, ".pdf", made.pdf()
        elif suffix == "docx":
            yield name, ".docx", made.docx()
        else:
            sheets = made.svgs()
            for number, data in enumerate(sheets, 1):
                yield (name if len(sheets) == 1 else f"{name}第{number}页"), ".svg", data


def _counted(chart: WallChart) -> dict[str, int]:
    """How many nodes stand how."""
    counts: dict[str, int] = {}
    for row in chart.rows:
        for mark in row.nodes:
            counts[mark.state] = counts.get(mark.state, 0) + 1
    return counts
