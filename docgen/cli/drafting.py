"""``docgen notice``, ``docgen opinion``, ``docgen plan``: papers from drafts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from docgen.cli.console import settings_of
from docgen.cli.papers import date_option, number_option, pdf_option

OPINION, PLAN = "意见", "方案"

_set_option = click.option(
    "--set", "settings_given", multiple=True, metavar="项=值", help="代替文稿开头的一项，如 --set note=此件主动公开；列表用顿号隔开。可以写几次。"
)
_period_option = click.option("--period", metavar="报告期", help="文稿引用的数、所附的表取自哪一期，如 2021-03。")
_required_draft = click.argument("draft", metavar="文稿", type=click.Path(path_type=Path, dir_okay=False))


def _draft_options(command: Callable) -> Callable:
    for option in (pdf_option, _set_option, date_option, _period_option):
        command = option(command)
    return command


@click.command()
@click.argument("draft", metavar="[文稿]", required=False, type=click.Path(path_type=Path, dir_okay=False))
@number_option
@click.option("--kind", "kind", metavar="文种", default="", help="文种，如 请示、批复、公告；默认看文稿的 kind 和标题。")
@_draft_options
@click.pass_context
def notice(
    ctx: click.Context, draft: Path | None, number: int | None, kind: str, period: str | None, issued: date | None,
    settings_given: tuple[str, ...], pdf: bool,
) -> int:  # fmt: skip
    """按官方版式排出一份文稿（.md、.docx、.odt、.html、.txt 等），十五种法定公文都可以；不给文稿时，生成建立项目推进机制的通知，附项目清单表。

    \b
    例：docgen notice 通知.md --pdf
        docgen notice 请示.docx --kind 请示 --set signers=张三、李四
        docgen notice --period 2020-03 --number 3
    """
    if draft:
        from docgen.cli.drafts import Wanted, lay_out_draft

        return lay_out_draft(settings_of(ctx), draft, Wanted(period, issued, kind, settings_given, pdf))
    from docgen.cli.papers import notice_of_list

    return notice_of_list(ctx, period, issued, number, pdf)


@click.command()
@_required_draft
@_draft_options
@click.pass_context
def opinion(
    ctx: click.Context, draft: Path, period: str | None, issued: date | None, settings_given: tuple[str, ...], pdf: bool
) -> int:
    """排出一份意见，可由几个机关联合印发（issuers，主办的在前）。

    \b
    例：docgen opinion 意见.md --set "note=此件发至乡科级"
    """
    from docgen.cli.drafts import Wanted, lay_out_draft

    return lay_out_draft(settings_of(ctx), draft, Wanted(period, issued, OPINION, settings_given, pdf))


@click.command()
@_required_draft
@click.option("--approved", metavar="会议", default="", help="由谁研究同意，如 区政府第12次常务会议；写进印发的通知。")
@_draft_options
@click.pass_context
def plan(
    ctx: click.Context, draft: Path, approved: str, period: str | None, issued: date | None, settings_given: tuple[str, ...], pdf: bool
) -> int:
    """印发一份方案：通知在前，方案另起一页，连同方案的附件合为一份公文。

    文稿里有通知和方案（中间一行 ===，或通知开头写 issues: 方案.md）的，按文稿；只有方案的，自动写上印发的通知。

    \b
    例：docgen plan 方案.md --approved 区政府第12次常务会议
    """
    from docgen.cli.drafts import Wanted, lay_out_draft

    return lay_out_draft(settings_of(ctx), draft, Wanted(period, issued, "", settings_given, pdf, issue=True, approved=approved))
