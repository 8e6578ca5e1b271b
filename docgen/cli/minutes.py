"""``docgen minutes``: minutes in the standard's form, their decisions entered as matters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.console import DONE, LOOK, echo_json, json_option, settings_of, show_problems
from docgen.cli.days import Day
from docgen.cli.papers import date_option, pdf_option
from docgen.cli.who import who_option

if TYPE_CHECKING:
    from docgen.matters.deciding import Decided, Opening
    from docgen.papers.drafts.draft import Draft
    from docgen.papers.minutes.decision import Decision
    from docgen.settings import Settings


@click.command()
@click.argument("file", metavar="文稿", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--met", type=Day(), metavar="日期", help="开会的日期；默认取文稿正文里的第一个日期，再取成文日期。")
@click.option("--check", "only_check", is_flag=True, help="只核对议定事项，不生成纪要，不登记。")
@click.option("--set", "given", multiple=True, metavar="项=值", help="代替文稿开头的一项，如 --set 'number=〔2021〕3号'。可以写几次。")
@date_option
@who_option
@pdf_option
@json_option
@click.pass_context
def minutes(
    ctx: click.Context, file: Path, met: date | None, only_check: bool, given: tuple[str, ...], issued: date | None, who: str, pdf: bool, as_json: bool
) -> int:
    """排出会议纪要（标准第10.3条：标志、编号、出席请假列席），议定事项逐件登记为督办事项，下一期通报随之报告办理情况。

    文稿是 Markdown、Word 等，或工作簿（“会议”一张表写会议名称、时间、地点、主持人、出席等，“议定事项”一张表写事项、责任单位、
    完成时限）。正文中议定的每一项，句末写（责任单位：…；完成时限：…），或列成表。缺一样就不生成，并指出是哪一处。
    改了文稿再运行，已登记的不重复登记；编号用 docgen issue。

    \b
    例：docgen minutes 纪要.md --check
        docgen minutes 纪要.xlsx --date 2021-04-08 --pdf
    """
    from docgen.cli.drafts import Wanted, annexes_of, filler, overrides
    from docgen.cli.making import make_pdfs
    from docgen.cli.putting import put_papers
    from docgen.cli.renewal import renew_templates
    from docgen.cli.sheets import is_workbook
    from docgen.cli.written import echo_written
    from docgen.matters.deciding import basis_of
    from docgen.papers.drafts.draft import MINUTES
    from docgen.papers.drafts.official import official
    from docgen.papers.drafts.reading import read_draft
    from docgen.papers.minutes.decision import decisions_of
    from docgen.problem import REMINDER, DocgenError, Problem

    settings = settings_of(ctx)
    wanted = Wanted(None, issued, given=given)
    if is_workbook(file):
        from docgen.papers.minutes.meeting import draft_of_workbook

        draft, told = draft_of_workbook(file, settings, overrides(given))
        met = met or told
    else:
        draft = read_draft(file, overrides(given), settings, filler(settings, wanted, file))
    draft = replace(draft, format=MINUTES, date=issued or draft.date)
    day = met or _met(draft)
    if day is None:
        raise DocgenError("纪要有误，未生成", (Problem("没有写明开会的日期：正文开头写上“2021年4月7日，……”，或加 --met 2021-04-07", file.name),))
    decisions, found = decisions_of(draft.blocks, day, file.name, settings.calendar)
    problems = [*draft.reminders, *found]
    openings = _openings(decisions)
    if only_check:
        _tell(openings, as_json)
        show_problems(problems)
        return LOOK if problems else DONE
    dated = draft.date or day
    attached, loose, missing, more = annexes_of(settings, draft, file.parent, wanted)
    problems += [*more, *(Problem(f"附件“{title}”没有随文稿给出，请另行附上", file.name, level=REMINDER) for title in missing)]
    paper = official(draft, settings, dated, attached, loose)
    renew_templates(settings)
    written = put_papers(settings, [paper], f"{dated:%Y-%m}", dated)
    decided = _enter(settings, openings, basis_of(draft.title, day, draft.number), day, who)
    code = max(*(echo_written(each, quiet=as_json) for each in written), LOOK if problems or decided.reminders else DONE)
    _tell(openings, as_json, decided)
    show_problems([*problems, *(Problem(words, level=REMINDER) for words in decided.reminders)])
    return max(code, make_pdfs(settings, written, quiet=as_json)) if pdf else code


def _met(draft: Draft) -> date | None:
    """The first day that the text names, which is the meeting's; else the paper's."""
    import re

    for block in draft.blocks:
        if found := re.search(r"(\d{4})年(\d{1,2})月(\d{1,2})日", block.text):
            return date(*map(int, found.groups()))
    return draft.date


def _openings(decisions: tuple[Decision, ...]) -> list[Opening]:
    from docgen.matters.deciding import Opening

    return [Opening(unit, each.name, each.deadline, each.what) for each in decisions for unit in each.units]


def _enter(settings: Settings, openings: list[Opening], basis: str, day: date, who: str) -> Decided:
    from docgen.cli.matters import register_of
    from docgen.cli.who import person

    with register_of(settings) as register:
        return register.decide(openings, basis, day, person(settings, who))


def _tell(openings: list[Opening], as_json: bool, decided: Decided | None = None) -> None:
    if as_json:
        numbers = {(matter.unit, matter.project): matter.number for matter in (*decided.known, *decided.opened)} if decided else {}
        echo_json([
            {"matter": numbers.get((each.unit, each.name)), "unit": each.unit, "name": each.name, "deadline": each.deadline.isoformat()}
            for each in openings
        ])  # fmt: skip
        return
    if decided is None:
        for each in openings:
            click.echo(f"{each.unit}　{each.name}　期限 {each.deadline}")
        return
    for matter in decided.opened:
        click.echo(f"督办事项 {matter.number}　{matter.unit}　{matter.project}　期限 {matter.deadline}")
    if decided.known:
        click.echo(f"另有 {len(decided.known)} 件以前登记过，没有重复登记。", err=True)
