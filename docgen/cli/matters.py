"""``docgen matters`` lists; ``docgen matter`` adds one, shows one, tells that its letter was sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

from docgen.cli.columns import aligned
from docgen.cli.console import DONE, LOOK, echo_json, json_option, settings_of
from docgen.cli.days import Day, as_of_option, step_date_option, today
from docgen.cli.who import note_option, person
from docgen.problem import DocgenError

if TYPE_CHECKING:
    from docgen.matters.listing import Standing
    from docgen.matters.matter import Matter
    from docgen.matters.store import Matters
    from docgen.settings import Settings

STATES = ("拟稿", "已发", "已签收", "已回复", "延期", "逾期", "销号")

matter_argument = click.argument("wanted", metavar="事项")
unit_option = click.option("--unit", metavar="单位", help="几个单位有同名事项时，指明单位。")
who_option = click.option("--who", metavar="姓名", default="", help="经办人，记入登记；不写时取设置 [office] clerk，再取登录名。")


@click.command("matters")
@click.option("--period", metavar="报告期", help="只列就这一期发函的事项，如 2021-03。")
@click.option("--unit", metavar="单位", default="", help="只列这个单位的事项。")
@click.option("--state", type=click.Choice(STATES), metavar="状态", help=f"只列这种状态的：{'、'.join(STATES)}。")
@as_of_option
@json_option
@click.pass_context
def matters(ctx: click.Context, period: str | None, unit: str, state: str | None, day: date | None, as_json: bool) -> int:
    """列出督办事项：哪些逾期、哪些临近期限、各到了哪一步。有逾期的，退出码为 1。

    \b
    例：docgen matters --date 2021-04-20
        docgen matters --state 逾期 --json
    """
    from docgen.ledger.period import Period
    from docgen.matters.finding import chosen
    from docgen.matters.listing import as_json as plain
    from docgen.matters.listing import standing

    settings, day = settings_of(ctx), day or today()
    wanted = str(Period.parse(period)) if period else ""
    with register_of(settings) as register:
        found = [standing(matter, day, settings) for matter in chosen(register.all(), day, wanted, unit, state or "")]
    if as_json:
        echo_json([plain(each, day) for each in found])
    else:
        click.echo("\n".join(_listed(found, day)))
    return LOOK if any(each.state == "逾期" for each in found) else DONE


@click.group("matter", subcommand_metavar="命令")
def matter() -> None:
    """登记、查看一件督办事项；事项写编号（见 docgen matters）或项目名称。"""


@matter.command("add")
@click.argument("name", metavar="事项名称")
@click.option("--unit", metavar="单位", required=True, help="责任单位。")
@click.option("--basis", metavar="依据", required=True, help="依据的会议纪要、交办单等，如 区政府第12次常务会议纪要。")
@click.option("--deadline", type=Day(), metavar="日期", help="办理期限，如 2021-04-20。")
@click.option("--days", type=click.IntRange(1, 250), metavar="天数", help="办理期限为几个工作日；与 --deadline 选用一个。")
@click.option("--demand", "demands", metavar="要求", multiple=True, help="办理要求，可写几次。")
@click.option("--level", metavar="等级", default="", help="等级，如 黄色。")
@step_date_option
@who_option
@note_option
@click.pass_context
def add(
    ctx: click.Context,
    name: str,
    unit: str,
    basis: str,
    deadline: date | None,
    days: int | None,
    demands: tuple[str, ...],
    level: str,
    day: date | None,
    who: str,
    note: str,
) -> int:
    """登记一件不经督办函的事项：会议纪要议定的、领导交办的。

    \b
    例：docgen matter add 完成安置房项目土地报批 --unit 曹镇乡政府 --basis 区政府第12次常务会议纪要 --days 15
    """
    from docgen.figures.workdays import add_workdays

    if (deadline is None) == (days is None):
        raise DocgenError("请在 --deadline 日期 和 --days 工作日数 中选用一个")
    settings, day = settings_of(ctx), day or today()
    until = deadline or add_workdays(day, days, settings.calendar)
    name, unit = "".join(name.split()), "".join(unit.split())
    if not name or not unit:
        raise DocgenError("事项名称和 --unit 不能为空")
    with register_of(settings) as register:
        added = register.add(unit, name, day, until, basis.strip(), level, demands, person(settings, who), note)
    click.echo(f"督办事项 {added.number}　{added.unit}　{added.project}　期限 {added.deadline}")
    return DONE


@matter.command("show")
@matter_argument
@unit_option
@as_of_option
@json_option
@click.pass_context
def show(ctx: click.Context, wanted: str, unit: str | None, day: date | None, as_json: bool) -> int:
    """一件督办事项的来龙去脉：每一步何时、何人、依据和回复。

    \b
    例：docgen matter show 3
    """
    from docgen.matters.finding import find
    from docgen.matters.listing import as_json as plain
    from docgen.matters.listing import standing

    settings, day = settings_of(ctx), day or today()
    with register_of(settings) as register:
        found = standing(find(register.all(), wanted, unit), day, settings)
    if as_json:
        echo_json(plain(found, day))
    else:
        click.echo("\n".join(_told(found, day)))
    return DONE


@matter.command("sent")
@matter_argument
@unit_option
@click.option("--number", "document", metavar="文号", default="", help="发文字号，如 平湛政督函〔2021〕5号。")
@step_date_option
@who_option
@click.pass_context
def sent(ctx: click.Context, wanted: str, unit: str | None, document: str, day: date | None, who: str) -> int:
    """记下一件事项的函已经发出（不用 docgen issue 编号的，用这个命令）；同一份函里的其他事项一并记下。

    \b
    例：docgen matter sent 3 --number 平湛政督函〔2021〕5号 --date 2021-04-06
    """
    from docgen.matters.finding import find
    from docgen.matters.steps import send

    settings, day = settings_of(ctx), day or today()
    with register_of(settings) as register:
        everything = register.all()
        chosen = find(everything, wanted, unit)
        file = chosen.draft.file if chosen.draft else ""
        same = [each.number for each in everything if file and each.draft and each.draft.file == file] or [chosen.number]
        done = register.take_all({number: lambda each: send(each, day, document) for number in same}, person(settings, who))
    for each in done:
        click.echo(f"督办事项 {each.number}　{each.unit}　{each.project}　{each.last.kind}已发，回复期限 {each.deadline}")
    return DONE


def register_of(settings: Settings) -> Matters:
    """The register of matters of a workspace, level with the letters that were issued."""
    from docgen.cli.issued import catch_up
    from docgen.matters.store import Matters

    catch_up(settings)
    return Matters.open(settings.database_url)


_ORDER = {state: place for place, state in enumerate(("逾期", "延期", "已签收", "已发", "拟稿", "已回复", "销号"))}


def _listed(found: Iterable[Standing], day: date) -> Iterator[str]:
    """What is overdue first, then by deadline."""
    found = sorted(found, key=lambda each: (_ORDER[each.state] if each.state in ("逾期", "已回复", "销号") else 1, each.matter.on(day).deadline or date.max))
    if not found:
        yield "没有督办事项。docgen letter 出督办函时自动登记，会议议定的用 docgen matter add 登记。"
        return
    rows = [
        (str(each.matter.number), each.matter.unit, each.matter.project, _paper(each.matter.on(day)), each.state, str(each.matter.on(day).deadline or ""), _left(each))
        for each in found
    ]
    yield from aligned(("编号", "责任单位", "事项", "文书", "状态", "期限", "还有"), rows, right=(0,))
    late, soon = sum(each.state == "逾期" for each in found), sum(each.soon for each in found)
    yield f"截至 {day}，共 {len(found)} 件，逾期 {late} 件，临近期限 {soon} 件。"


def _paper(matter: Matter) -> str:
    return " ".join(filter(None, (matter.last.kind, matter.last.number))) if matter.last else matter.basis


def _left(each: Standing) -> str:
    if each.left is None:
        return ""
    if each.state == "逾期":
        return f"已过 {-each.left} 个工作日" if each.left else "刚过期限"
    return "今天到期" if each.left == 0 else f"{each.left} 个工作日{'（临近）' if each.soon else ''}"


def _told(found: Standing, day: date) -> Iterator[str]:
    matter = found.matter.on(day)
    yield f"督办事项 {matter.number}　{matter.unit}　{matter.project}"
    yield f"状态：{found.state}{f'　期限：{matter.deadline}' if matter.deadline else ''}{f'　{_left(found)}' if _left(found) else ''}"
    if matter.basis:
        yield f"依据：{matter.basis}"
    if matter.asked:
        yield f"要求：{'；'.join(matter.asked)}"
    for step in matter.steps:
        letter, answer = step.letter, step.reply
        said = [f"{letter.kind}{letter.number}，期限 {letter.deadline}，{letter.reason}"] if letter else []
        if step.deadline:
            said.append(f"期限 {step.deadline}")
        if answer:
            labels = (("", answer.text), ("整改措施：", answer.measures), ("完成时限：", answer.deadline), ("责任人：", answer.person), ("目前进展：", answer.progress), ("文件：", answer.file))
            said += [label + words for label, words in labels if words]
        said += [step.note] if step.note else []
        yield f"  {step.day}　{step.kind}　{step.who}　{'；'.join(said)}".rstrip("　")
