"""What comes back on a matter: ``docgen receive``, ``reply``, ``extend``, ``settle``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.console import DONE, LOOK, settings_of, show_problems
from docgen.cli.days import Day, step_date_option, today
from docgen.cli.matters import matter_argument, register_of, unit_option, who_option
from docgen.cli.who import person

if TYPE_CHECKING:
    from docgen.matters.matter import Matter
    from docgen.matters.store import Taking


@click.command("receive")
@matter_argument
@unit_option
@step_date_option
@who_option
@click.pass_context
def receive(ctx: click.Context, wanted: str, unit: str | None, day: date | None, who: str) -> int:
    """记下单位已签收。

    \b
    例：docgen receive 3 --date 2021-04-07
    """
    from docgen.matters.steps import receive

    on = day or today()
    done = _take(ctx, wanted, unit, lambda matter: receive(matter, on), who)
    click.echo(f"督办事项 {done.number}　{done.unit}　{done.project}　{on} 签收，回复期限 {done.deadline}")
    return DONE


@click.command("reply")
@click.argument("wanted", metavar="[事项]", required=False, default="")
@click.option("--text", metavar="文字", default="", help="回复的内容。")
@click.option("--file", "file", type=click.Path(path_type=Path, dir_okay=False), metavar="文件", help="填好的反馈表（docx、xlsx），或别的回复文件。")
@unit_option
@step_date_option
@who_option
@click.pass_context
def reply(ctx: click.Context, wanted: str, text: str, file: Path | None, unit: str | None, day: date | None, who: str) -> int:
    """记下单位的回复。只给 --file 反馈表、不写事项的，表里填了的各个项目一并记下。

    \b
    例：docgen reply 3 --text 已恢复施工，6月底前补足差额 --date 2021-04-12
        docgen reply --file 曹镇乡反馈表.docx --date 2021-04-12
    """
    from docgen.matters import steps
    from docgen.matters.replying import replies_of

    settings, on = settings_of(ctx), day or today()
    with register_of(settings) as register:
        found = replies_of(register.all(), wanted, unit, text, file, settings.pdf)
        answers = {matter.number: answer for matter, answer in found.replies}
        taking = {number: lambda matter: steps.reply(matter, on, answers[matter.number]) for number in answers}
        done = register.take_all(taking, person(settings, who))
    show_problems(found.problems)
    for each in done:
        late = f"（逾期：期限是 {each.on(on).deadline}）" if each.steps[-1].late else ""
        click.echo(f"督办事项 {each.number}　{each.unit}　{each.project}　{on} 已回复{late}")
    return LOOK if found.problems or any(each.steps[-1].late for each in done) else DONE


@click.command("extend")
@matter_argument
@click.option("--to", "until", type=Day(), metavar="日期", required=True, help="延到哪一天。")
@click.option("--reason", metavar="文字", required=True, help="延期的原因。")
@unit_option
@step_date_option
@who_option
@click.pass_context
def extend(ctx: click.Context, wanted: str, until: date, reason: str, unit: str | None, day: date | None, who: str) -> int:
    """延长一件事项的期限；应在期限届满前提出，过后才提出的照记，并提醒。

    \b
    例：docgen extend 3 --to 2021-04-30 --reason 正在办理用地手续 --date 2021-04-10
    """
    from docgen.matters import steps

    on = day or today()
    done = _take(ctx, wanted, unit, lambda matter: steps.extend(matter, on, until, reason), who)
    click.echo(f"督办事项 {done.number}　{done.unit}　{done.project}　期限延到 {done.deadline}")
    if done.steps[-1].late:
        click.echo("提醒：期限已过才提出延期，已照记；延期应在期限届满前书面提出", err=True)
    return LOOK if done.steps[-1].late else DONE


@click.command("settle")
@matter_argument
@click.option("--note", metavar="文字", required=True, help="办结的情况。")
@unit_option
@step_date_option
@who_option
@click.pass_context
def settle(ctx: click.Context, wanted: str, note: str, unit: str | None, day: date | None, who: str) -> int:
    """销号：事项已办结，或不再需要。

    \b
    例：docgen settle 3 --note 已完成整改，4月份达到时序进度 --date 2021-05-20
    """
    from docgen.matters import steps

    on = day or today()
    done = _take(ctx, wanted, unit, lambda matter: steps.settle(matter, on, note), who)
    click.echo(f"督办事项 {done.number}　{done.unit}　{done.project}　{on} 销号")
    return DONE


def _take(ctx: click.Context, wanted: str, unit: str | None, step: Taking, who: str) -> Matter:
    """Find a matter and let it take a step."""
    from docgen.matters.finding import find

    settings = settings_of(ctx)
    with register_of(settings) as register:
        return register.take(find(register.all(), wanted, unit).number, step, person(settings, who))
