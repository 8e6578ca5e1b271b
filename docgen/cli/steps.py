"""Commands that keep the ledger in order: rename, close, undo."""

from __future__ import annotations

import click

from docgen.cli.changes import tell_changes
from docgen.cli.console import DONE, period_option, settings_of
from docgen.cli.periods import chosen, either_period
from docgen.cli.who import note_option, person, refuse_without_note, reopen_option, who_option


@click.command("rename", short_help="确认项目更名：前后两个名称是同一项目")
@click.argument("old", metavar="原名称")
@click.argument("new", metavar="新名称")
@period_option
@click.option("--unit", metavar="单位", help="几个单位有同名项目时，指明单位。")
@click.option("--no", "different", is_flag=True, help="说明两个名称是两个项目，今后不再提示；也用来撤回误作的确认。")
@who_option
@note_option
@click.pass_context
def rename(
    ctx: click.Context, old: str, new: str, period: str, unit: str | None, different: bool, who: str, note: str
) -> int:
    """确认以前报送的“原名称”就是这一期的“新名称”，各期的数从此按同一项目衔接。各期记录中的名称不变。

    \b
    例：docgen rename 曹镇乡标准厂房项目 曹镇乡标准化厂房项目 --period 2021-03
        docgen rename 曹镇乡滨河公园项目 曹镇乡湿地公园项目 --period 2021-03 --no
    """
    from docgen.ledger.period import Period
    from docgen.ledger.store import Ledger

    when = Period.parse(period)
    settings = settings_of(ctx)
    with Ledger.open(settings.database_url) as ledger:
        now = ledger.find(when, new, unit)
        ledger.decide(when, now.unit, old, now.name, not different, person(settings, who), note)
    said = "记为两个项目，今后不再提示" if different else "已按同一项目衔接"
    click.echo(f"{now.unit}：“{old}”与“{now.name}”{said}")
    return DONE


@click.command("close", short_help="封存一个报告期，通报印发之后用")
@either_period
@click.option("--undo", is_flag=True, help="解封；须用 --note 写明原因，记入台账。")
@who_option
@note_option
@click.pass_context
def close(ctx: click.Context, named: str | None, period: str | None, undo: bool, who: str, note: str) -> int:
    """封存一个报告期：通报印发之后，这一期的数不应再变。

    封存后再导入、修改这一期，须加 --reopen 并用 --note 写明原因，逐次记入台账；查看和生成公文不受影响。

    \b
    例：docgen close 2021-03 --note 通报第9号已印发
    """
    from docgen.ledger.store import Ledger
    from docgen.problem import DocgenError

    when = chosen(named, period)
    if undo and not note.strip():
        raise click.UsageError("解封须用 --note 写明原因")
    settings = settings_of(ctx)
    with Ledger.open(settings.database_url) as ledger:
        if undo:
            done = ledger.reopen_period(when, person(settings, who), note)
        elif when not in ledger.periods():
            raise DocgenError(f"台账里没有{when.label}的记录，不能封存：请核对报告期")
        else:
            done = ledger.close_period(when, person(settings, who), note)
    by = f"（{done.who}，{done.at:%Y-%m-%d %H:%M}）" if done.who else f"（{done.at:%Y-%m-%d %H:%M}）"
    click.echo(f"{when.label}的台账已{'解封' if undo else '封存'}{by}")
    return DONE


@click.command("undo", short_help="撤销一个单位最近一次导入或修改")
@either_period
@click.option("--unit", required=True, metavar="单位", help="撤销哪个单位的。")
@click.option("--to", type=click.IntRange(min=0), metavar="步号", help="退回到这一步之后的样子（步号见 docgen status --imports）；0 为尚未报送时。")
@who_option
@note_option
@reopen_option
@click.pass_context
def undo(
    ctx: click.Context, named: str | None, period: str | None, unit: str, to: int | None, who: str, note: str, reopen: bool
) -> int:
    """撤销一个单位在一期中最近一次导入或修改，退回到上一步的样子；再运行一次就再退一步。

    撤销本身也是一步，记入台账，什么也不删去；撤销错了，用 --to 退回到原来那一步。

    \b
    例：docgen undo 2021-03 --unit 曹镇乡
        docgen undo 2021-03 --unit 曹镇乡 --to 12
    """
    from docgen.ledger.store import Ledger

    when = chosen(named, period)
    refuse_without_note(reopen, note)
    settings = settings_of(ctx)
    with Ledger.open(settings.database_url) as ledger:
        number, change = ledger.undo(when, unit, to, person(settings, who), note, reopen)
    state = f"第 {number} 步之后的样子" if number else "尚未报送时"
    click.echo(f"{unit}　{when.label}　已退回到{state}，现有 {change.projects} 个项目")
    tell_changes(change)
    return DONE
