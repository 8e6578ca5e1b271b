"""``docgen circular``, ``docgen letter``, ``docgen notice``: the papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.console import DONE, LOOK, period_option, settings_of, show_problems
from docgen.cli.days import Day
from docgen.cli.issued import told_issued
from docgen.cli.ladder import talk_options, tell_steps
from docgen.cli.making import make_papers, make_pdfs, open_matters
from docgen.cli.renewal import renew_templates
from docgen.cli.written import echo_written
from docgen.problem import DocgenError, Problem

if TYPE_CHECKING:
    from docgen.building.footing import Ground
    from docgen.building.order import Order
    from docgen.building.work import Work
    from docgen.ledger.period import Period
    from docgen.settings import Settings


date_option = click.option("--date", "issued", type=Day(), metavar="日期", help="成文日期，如 2021-04-06；默认按设置推算。")
number_option = click.option(
    "--number", type=click.IntRange(1), metavar="序号", help="发文字号的序号；不给则留空，待发文时填写。"
)
TASK_PAPERS = ("交办单", "任务书", "攻坚任务清单")
LETTER_KINDS = ("提醒函", "督办函", "再次督办函", "约谈通知", *TASK_PAPERS)
_CIRCULARS = ("月通报", "督查通报", "观摩通报", "集中开工通报", "考核通报")
pdf_option = click.option("--pdf", is_flag=True, help="同时生成 PDF（需 LibreOffice）。")


@click.command()
@period_option
@click.option("--kind", type=click.Choice(_CIRCULARS), metavar="种类", default=_CIRCULARS[0], help=f"{'、'.join(_CIRCULARS)}；默认为月通报。")
@click.option(
    "--file", "file", type=click.Path(path_type=Path, dir_okay=False), metavar="文件", help="所用的表：评分表、考核打分表、集中开工项目表、督查问题表。"
)
@date_option
@number_option
@pdf_option
@click.pass_context
def circular(
    ctx: click.Context, period: str, kind: str, file: Path | None, issued: date | None, number: int | None, pdf: bool
) -> int:
    """生成通报及其附件：月通报（也可按半月、季、半年、年），督查、观摩、集中开工、考核通报。

    督查通报列出督查整改台账，现场发现的问题可用 --file 给出；观摩通报按评分表评分、排名；集中开工通报查两个月内是否实质性开工，日期取自台账
    或 --file；考核通报按设置 [assessment] 逐项计分，人工评定的各项由 --file 给出。

    \b
    例：docgen circular --period 2021-03 --number 9 --pdf
        docgen circular --period 2021-03 --kind 督查通报
        docgen circular --period 2021-03 --kind 观摩通报 --file 评分表.xlsx
    """
    from docgen.building.handed import place_of
    from docgen.building.order import CIRCULAR, Order

    settings, ground = _material(ctx, period)
    _tell_shortened(period, ground.figures.period)
    if file and kind == _CIRCULARS[0]:
        raise DocgenError("月通报的数全部取自台账，不用 --file：请去掉，或用 --kind 指明是哪一种通报")
    name = "" if kind == _CIRCULARS[0] else kind
    order = Order(CIRCULAR, name, issued=_iso(issued), number=number, file=place_of(file, settings) if file else "")
    return _produce(settings, ground, [order], pdf)


@click.command()
@click.option("--period", metavar="报告期", help="报告期，如 2021-03；按任务表出的不用。")
@click.option("--project", metavar="项目名称", help="只就这一个项目督办。")
@click.option("--all", "every", is_flag=True, help="向每个有滞后项目的责任单位各发一份。")
@click.option("--kind", type=click.Choice(LETTER_KINDS), metavar="文书", help=f"只出这一种：{'、'.join(LETTER_KINDS)}。")
@click.option("--from", "file", type=click.Path(path_type=Path, dir_okay=False), metavar="任务表", help="交办单、任务书、攻坚任务清单所据的任务表（xlsx、docx、csv）。")
@click.option("--unit", metavar="单位", default="", help="按任务表只出这个单位的。")
@date_option
@number_option
@talk_options
@pdf_option
@click.pass_context
def letter(
    ctx: click.Context,
    period: str | None,
    project: str | None,
    every: bool,
    kind: str | None,
    file: Path | None,
    unit: str,
    issued: date | None,
    number: int | None,
    talk_time: datetime | None,
    talk_place: str,
    talk_called: str,
    talk_bring: tuple[str, ...],
    pdf: bool,
) -> int:
    """生成督办函：依据、情况、要求、反馈时限，附督办事项清单和反馈表；同时登记督办事项（拟稿）。

    发过函的事项到期没有回复、或连续几期滞后的，按设置 [ladder] 的阶梯升一级，生成再次督办函、约谈通知，并说明为什么。
    领导交办、攻坚任务，写一张任务表（任务、责任单位、完成时限，可加项目名称、责任人、依据、要求等栏），用 --kind 和 --from
    出交办单（登记督办事项）、任务书（双方签订）、下达攻坚任务清单的通知。

    \b
    例：docgen letter --period 2021-03 --all --number 5
        docgen letter --kind 交办单 --from 任务.xlsx --date 2021-04-06
        docgen letter --period 2021-03 --project 曹镇乡标准化厂房项目
        docgen letter --period 2021-03 --all --date 2021-05-06 --time "2021-05-10 15:00" --place 区政府第二会议室
    """
    from dataclasses import replace

    from docgen.building.supervising import orders_to_make, papers_due
    from docgen.matters.matter import KIND_OF
    from docgen.papers.dates import issue_date
    from docgen.settings import TALK

    if kind in TASK_PAPERS or file:
        return _of_tasks(settings_of(ctx), kind, file, issued, number, unit, pdf)
    if not period:
        raise click.UsageError("请用 --period 指明报告期，如 --period 2021-03", ctx)
    if bool(project) == every:
        raise DocgenError("请在 --project 项目名称 和 --all 中选用一个")
    settings, ground = _material(ctx, period)
    day = issued or issue_date(ground.figures.period, settings)
    if talk_time and talk_time.date() < day:
        raise DocgenError(f"约谈时间 {talk_time:%Y-%m-%d %H:%M} 早于成文日期 {day}，请核对 --time 和 --date")
    name = _known_name(ground, settings, project) if project else ""
    due = papers_due(ground.figures, settings, ground.past, day, name)
    due = [each for each in due if not kind or KIND_OF.get(each.step) == kind]
    orders = [order for each in due for order in orders_to_make(each, ground.figures.period, name)]
    talk = {
        "talk_time": talk_time.isoformat() if talk_time else "",
        "talk_place": talk_place.strip(),
        "talk_called": talk_called.strip(),
        "talk_bring": "\n".join(map(str.strip, talk_bring)),
    }
    if any(talk.values()) and not any(order.step == TALK for order in orders):
        raise DocgenError("按督办阶梯，现在没有应当约谈的项目，--time、--place、--called、--bring 用不上：请去掉后再运行")
    orders = [
        replace(order, issued=_iso(issued), number=None if number is None else number + index, **(talk if order.step == TALK else {}))
        for index, order in enumerate(orders)
    ]
    tell_steps(due, day)
    if kind and not due:
        click.echo(f"按督办阶梯，现在没有应出{kind}的单位。", err=True)
        return DONE
    if due and not orders:
        return DONE
    return _produce(settings, ground, orders, pdf)


def _of_tasks(settings: Settings, kind: str | None, file: Path | None, issued: date | None, number: int | None, unit: str, pdf: bool) -> int:
    from docgen.cli.tasks import papers_of_tasks

    if kind not in TASK_PAPERS:
        raise click.UsageError(f"--from 任务表 须同 --kind 一起用：{'、'.join(TASK_PAPERS)}")
    if file is None:
        raise click.UsageError(f"{kind}按任务表出：请用 --from 任务.xlsx 指明")
    return papers_of_tasks(settings, kind, file, issued, number, unit, pdf)


def notice_of_list(ctx: click.Context, period: str | None, issued: date | None, number: int | None, pdf: bool) -> int:
    """The notice that sets up the mechanism, with the period's project list."""
    from docgen.building.order import NOTICE, Order
    from docgen.papers.notice import require_list

    settings, ground = _material(ctx, period or _latest_with_list(ctx))
    require_list(ground.figures)
    return _produce(settings, ground, [Order(NOTICE, issued=_iso(issued), number=number)], pdf, within=True)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _material(ctx: click.Context, period: str) -> tuple[Settings, Ground]:
    """The settings and the period's figures."""
    from docgen.building.footing import ground_of

    settings = settings_of(ctx)
    ground = ground_of(settings, period)
    renew_templates(settings)
    return settings, ground


def _latest_with_list(ctx: click.Context) -> str:
    """The latest period whose ledger holds a project list; raises DocgenError when none does."""
    from docgen.ledger.store import Ledger
    from docgen.papers.notice import LIST

    with Ledger.open(settings_of(ctx).database_url) as ledger:
        for period in sorted(ledger.periods(), reverse=True):
            if any(report.form == LIST for report in ledger.reports(period)):
                return str(period)
    raise DocgenError(f"台账里没有{LIST}：请先用 docgen import 读入含{LIST}的工作簿")


def _tell_shortened(asked: str, made: Period) -> None:
    """Say that a period that has not ended is told of as far as its reports go."""
    from docgen.ledger.period import Period

    if (wanted := Period.parse(asked)) != made:
        click.echo(f"{wanted.label}的报送只到{made.month}月{'上半月' if made.last_half % 2 else '份'}，以下按{made.label}生成。", err=True)


def _known_name(ground: Ground, settings: Settings, name: str) -> str:
    """The project's name as the register of matters or the ledger has it; raises DocgenError with the nearest names."""
    from docgen.ledger.nearest import key
    from docgen.ledger.store import Ledger

    same = [matter.project for matter in ground.past.matters if not matter.settled and key(matter.project) == key(name)]
    with Ledger.open(settings.database_url) as ledger:
        try:
            return ledger.find(ground.figures.period, name).name
        except DocgenError:
            if same:
                return same[0]
            raise


def _produce(settings: Settings, ground: Ground, orders: Sequence[Order], pdf: bool, *, within: bool = False) -> int:
    """Lay out each paper, write it, say where; then the PDFs. ``within``: it may be dated within the period."""
    from docgen.building.work import day_of, works_of
    from docgen.papers.dates import spoken

    period = ground.figures.period

    def works(chosen: Iterable[Order]) -> Iterator[Work]:
        return works_of(chosen, ground.figures, settings, ground.past)

    # a work is made twice, to look at it and to lay it out, rather than a thousand of them kept
    looked_at = [(work.relative, work.order, work.content.reminders) for work in works(orders)]
    if not looked_at:
        click.echo(f"{period.label}没有滞后项目，不需发督办函。", err=True)
        return DONE
    issued = told_issued(settings, [place for place, _, _ in looked_at])
    left = [order for place, order, _ in looked_at if place not in issued]
    code = LOOK if issued else DONE
    if not left:
        return code
    day = day_of(left[0], ground.figures, settings)
    code = max(code, _reminders(settings, day, None if within else period))
    if told := [problem for place, _, reminders in looked_at if place not in issued for problem in reminders]:
        show_problems(told)
        code = LOOK
    if not orders[0].issued:
        click.echo(f"成文日期按设置定为{spoken(day)}，可用 --date 另定。", err=True)
    made, all_well = make_papers(works(left), len(left), ground, settings)
    open_matters(settings, [entry for each in made for entry in each.opens])
    code = max(code, all_well, *(echo_written(each.written) for each in made))
    return max(code, make_pdfs(settings, [each.written for each in made])) if pdf else code


def _reminders(settings: Settings, day: date, period: Period | None) -> int:
    """What a person should look at: no settings of one's own, a date too early, years whose holidays nobody told."""
    from docgen.figures.workdays import guessed_years

    problems = []
    if not settings.found:
        problems.append(Problem("工作区没有 docgen.toml，发文机关等用了占位文字：请运行 docgen init 或复制一份设置后填写", level="提醒"))
    if period and day < period.end:
        problems.append(Problem(f"成文日期{day}早于{period.label}的最后一天，请核对 --date", level="提醒"))
    for year in guessed_years(day, day, settings.calendar):
        problems.append(Problem(f"不掌握{year}年的放假安排，工作日只按周末推算：请在 docgen.toml 的 [calendar] 中补充", level="提醒"))
    show_problems(problems)
    return LOOK if problems else DONE
