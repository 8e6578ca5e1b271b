"""``docgen lagging``: who lags, by which rule, how far, and who is exempt."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from docgen.cli.columns import aligned
from docgen.cli.console import echo_json, json_option, period_option, settings_of

if TYPE_CHECKING:
    from docgen.figures.summary import Figures


@click.command()
@period_option
@json_option
@click.pass_context
def lagging(ctx: click.Context, period: str, as_json: bool) -> None:
    """列出滞后项目、所触发的规则和差距，以及因故豁免的；规则在 docgen.toml 的 [lag] 中设置，写法见 docs/lag.md。

    \b
    例：docgen lagging --period 2021-03
        docgen lagging --period 2021-03 --json
    """
    from docgen.figures.loading import figures_of
    from docgen.papers.answering import is_own

    settings = settings_of(ctx)
    found = figures_of(settings, period)
    if as_json:
        from docgen.figures.lag.as_json import lagging_json

        echo_json(lagging_json(found.judgement))
        return
    click.echo("\n".join([*_projects(found, is_own(found, settings.office.region)), *_units(found), *_exempted(found), *_unused(found)]))


def levels_in_words(found: Figures) -> str:
    """红色 2 个、黄色 5 个."""
    from docgen.figures.lag import LEVELS

    return "、".join(f"{LEVELS[level]} {count} 个" for level, count in found.levels.items() if count)


def _projects(found: Figures, own: bool) -> Iterator[str]:
    from docgen.papers.answering import answering

    if not found.lagging:
        yield f"{found.period.label}没有滞后项目。"
        if found.totals.completion_rate is None:
            yield "各项目均无年度计划或未报送年度完成投资，未与时序进度比较。"
        return
    yield f"{found.period.label}滞后项目 {len(found.lagging)} 个：{levels_in_words(found)}"
    yield ""
    rows = [(item.standing, answering(item.report, own), item.report.name, item.reason) for item in found.lagging]
    yield from aligned(("级别", "单位", "项目", "原因"), rows)


def _units(found: Figures) -> Iterator[str]:
    if found.late_units:
        yield from ("", f"未按时报送的单位 {len(found.late_units)} 个", "")
        yield from aligned(("级别", "单位", "原因"), [(item.standing, item.unit, item.reason) for item in found.late_units])


def _exempted(found: Figures) -> Iterator[str]:
    if not found.exempted:
        return
    yield from ("", f"触发规则但予以豁免的 {len(found.exempted)} 项", "")
    rows = [
        (item.unit, item.name or "（报送）", item.hit.words, item.reason + (f"（至{item.until}）" if item.until else ""))
        for item in found.exempted
    ]
    yield from aligned(("单位", "项目", "触发的规则", "豁免原因"), rows)


def _unused(found: Figures) -> Iterator[str]:
    from docgen.ledger.nearest import nearest

    for exemption in found.judgement.unused:
        near = nearest(exemption.project, (report.name for report in found.reports), 1)
        hint = f"，是否为“{near[0]}”" if near else ""
        yield f"\n注意：豁免了“{exemption.project}”，而{found.period.label}没有这个项目{hint}：请核对 docgen.toml 的 [[lag.exemptions]]"
