"""``docgen briefing``: an issue of the office's briefing from drafts, and from the period's figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.console import DONE, LOOK, settings_of, show_problems
from docgen.cli.papers import date_option, pdf_option

if TYPE_CHECKING:
    from docgen.papers.drafts.draft import Draft
    from docgen.settings import Settings

_PROGRESS = "简报进展.md"


@click.command()
@click.argument("files", metavar="文稿…", nargs=-1, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--period", metavar="报告期", help="文稿引用的数取自哪一期，如 2021-03。")
@click.option("--progress", is_flag=True, help="首篇为这一期的项目进展，由台账生成；须同 --period 一起用。")
@click.option("--set", "given", multiple=True, metavar="项=值", help="代替文稿开头的一项，如 --set editor_note=按语、--set printed=80。可以写几次。")
@date_option
@pdf_option
@click.pass_context
def briefing(
    ctx: click.Context, files: tuple[Path, ...], period: str | None, progress: bool, given: tuple[str, ...], issued: date | None, pdf: bool
) -> int:
    """编一期简报：一份文稿一篇，按所写的先后排，几篇的加目录；名称、报送发、印数取设置 [briefing]，文稿开头另写的照文稿。

    期号先空着，定稿后用 docgen issue 编（同一简报一年内连续，几个人同时编也不会重）。

    \b
    例：docgen briefing 开工.md 经验.docx --date 2021-04-06
        docgen briefing 经验.md --progress --period 2021-03 --set "editor_note=现将有关做法印发，供学习借鉴。"
    """
    from docgen.cli.making import make_pdfs
    from docgen.cli.putting import put_papers
    from docgen.cli.renewal import renew_templates
    from docgen.cli.written import echo_written
    from docgen.papers.briefing.briefing import briefing as made_of

    settings = settings_of(ctx)
    if not files and not progress:
        raise click.UsageError("请写明文稿，或用 --progress --period 2021-03 由台账生成一篇")
    if progress and not period:
        raise click.UsageError("--progress 须用 --period 指明报告期")
    items = _items(settings, files, period, progress, given, issued)
    day = issued or next((item.date for item in items if item.date), None) or _today()
    paper, found = made_of(items, settings, day)
    renew_templates(settings)
    written = put_papers(settings, [paper], f"{day:%Y-%m}", day)
    problems = [*(reminder for item in items for reminder in item.reminders), *found]
    code = max(*map(echo_written, written), LOOK if problems else DONE)
    show_problems(problems)
    return max(code, make_pdfs(settings, written)) if pdf else code


def _items(
    settings: Settings, files: tuple[Path, ...], period: str | None, progress: bool, given: tuple[str, ...], issued: date | None
) -> list[Draft]:
    from importlib.resources import as_file
    from importlib.resources import files as resources

    from docgen.cli.drafts import Wanted, filler, overrides
    from docgen.papers.drafts.reading import read_draft

    wanted = Wanted(period, issued)
    items = []
    if progress:
        with as_file(resources("docgen.papers") / "wording" / _PROGRESS) as path:
            items.append(read_draft(path, {}, settings, filler(settings, wanted, path)))
    items += [read_draft(path, {}, settings, filler(settings, wanted, path)) for path in files]
    if given:
        items[0] = _overridden(items[0], overrides(given))
    return items


def _overridden(item: Draft, given: dict[str, object]) -> Draft:
    from docgen.papers.drafts.front import WRONG, fields
    from docgen.problem import DocgenError

    problems = []
    values = fields(given, "--set", problems)
    if problems:
        raise DocgenError(WRONG, tuple(problems))
    return replace(item, **values)


def _today() -> date:
    from docgen.cli.days import today

    return today()
