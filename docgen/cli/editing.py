"""``docgen set`` and ``docgen pull``: a record corrected on the command line, or in a table that docgen made."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.console import DONE, LOOK, echo_json, json_option, period_option, settings_of, show_problems
from docgen.cli.who import note_option, person, refuse_without_note, reopen_option, who_option
from docgen.problem import DocgenError

if TYPE_CHECKING:
    from docgen.editing.comparing import Comparison, Conflict, Edit
    from docgen.ledger.report import Report

_SHOWN, _AROUND = 28, 6
"""Characters of a long text that are shown, and how many of them before the first that differs."""


@click.command("set", short_help="修改一个项目的数据")
@click.argument("name", metavar="项目名称")
@click.argument("fields", nargs=-1, required=True, metavar="栏目=内容…")
@period_option
@click.option("--unit", metavar="单位", help="报送单位；几个单位有同名项目时须写明。")
@who_option
@note_option
@reopen_option
@json_option
@click.pass_context
def set_(
    ctx: click.Context,
    name: str,
    fields: tuple[str, ...],
    period: str,
    unit: str | None,
    who: str,
    note: str,
    reopen: bool,
    as_json: bool,
) -> int:
    """修改一个项目在一个报告期的数据，改前的记录留存。

    栏目用表头上的叫法，也可用 records --json 中的英文名；一次可改几栏。金额不写单位时为万元；
    等号后面不写内容即清空。改后重新生成通报或附件表即可。

    \b
    例：docgen set 城市森林公园一期项目 形象进度=主体工程完工 --period 2021-03
        docgen set 城市森林公园一期项目 年度完成投资=4200 本月完成投资=600 --period 2021-03
        docgen set 城市森林公园一期项目 环评审批手续=已办结 --period 2021-03
    """
    from docgen.ledger.change import field_changes, in_words
    from docgen.ledger.doubts import doubts
    from docgen.ledger.period import Period
    from docgen.ledger.store import Ledger

    refuse_without_note(reopen, note)
    settings, when = settings_of(ctx), Period.parse(period)
    wanted = [_parted(text) for text in fields]
    with Ledger.open(settings.database_url) as ledger:
        before = ledger.find(when, name, unit)
        after, reminders = _amended(before, wanted, when.year)
        changes = tuple(field_changes(before, after))
        doubtful = doubts(ledger, when, {before.ref: after})
        ledger.amend(when, {before.ref: after}, person(settings, who), note=note, reopen=reopen)
    if as_json:
        echo_json(
            {
                "name": before.name, "unit": before.unit, "period": str(when),
                "changed": [{"field": each.field, "was": each.old, "now": each.new} for each in changes],
                "problems": [problem.as_json() for problem in doubtful],
            }
        )  # fmt: skip
    else:
        click.echo(f"{before.name}（{before.unit}，{when.label}）")
        for change in changes:
            click.echo(f"  {in_words(change.field)}：{change.old or '空'} → {change.new or '空'}")
        if not changes:
            click.echo("  与台账相同，未作改动")
    for reminder in reminders:
        click.echo(f"  提醒　{reminder}", err=True)
    show_problems(doubtful)
    return DONE


def _parted(text: str) -> tuple[str, str]:
    field, mark, value = text.replace("＝", "=", 1).partition("=")
    if not mark or not field.strip():
        raise click.UsageError(f"“{text}”应写成 栏目=内容 的样子，如 形象进度=主体工程完工；内容里有空格的请加引号")
    return field.strip(), value.strip()


def _amended(report: Report, wanted: list[tuple[str, str]], year: int) -> tuple[Report, list[str]]:
    """The record with all fields as typed, and what a person should look at; raises DocgenError with all that is wrong."""
    from docgen.ledger.editing import called, read
    from docgen.ledger.naming import path_named
    from docgen.problem import Problem

    wrong, reminders = [], []
    for word, value in wanted:
        try:
            path = path_named(word, report)
            done = read(report, path, value, year=year)
        except DocgenError as error:
            wrong.append(Problem(str(error), cell=f"{word}={value}"))
            continue
        report = done.report
        if done.reminder:
            reminders.append(f"{called(path)}{done.reminder}")
    if wrong:
        raise DocgenError(f"“{report.name}”没有改动", tuple(wrong))
    return report, reminders


@click.command("pull", short_help="把附件表中改过的内容回填台账")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="文件…")
@click.option("--yes", is_flag=True, help="不再询问，直接回填。")
@click.option("--dry-run", is_flag=True, help="只列出改动，不回填。")
@who_option
@note_option
@reopen_option
@json_option
@click.pass_context
def pull(
    ctx: click.Context,
    files: tuple[Path, ...],
    yes: bool,
    dry_run: bool,
    who: str,
    note: str,
    reopen: bool,
    as_json: bool,
) -> int:
    """把在 Word、Excel 或 WPS 里直接改过的附件表（.docx、.xlsx，通报、督办函所附的表也可）回填台账。

    先列出改了哪些项目的哪些栏目，经确认后写入。只是换行、空格不同的不算改动；
    表生成以后台账里又有变动的栏目不回填，两边的内容都列出；合计、名次等由程序计算的格子改了不回填。

    \b
    例：docgen pull outputs/2021-03/在建项目进展情况表.docx
        docgen pull outputs/2021-03/在建项目进展情况表.xlsx --yes
        docgen pull outputs/2021-03/月通报.docx --dry-run
    """
    from docgen.editing.pulling import doubts_of, read_back, write_back
    from docgen.ledger.store import Ledger
    from docgen.papers.tables import tables_of

    refuse_without_note(reopen, note)
    settings = settings_of(ctx)
    code, told = DONE, []
    with Ledger.open(settings.database_url) as ledger:
        for file in files:
            found = read_back(ledger, file, tables_of(settings))
            comparison, written = found.comparison, False
            if not as_json:
                _show(file, comparison)
                show_problems(doubts_of(ledger, found))
            if comparison.edits and not dry_run and (yes or _agreed(as_json, len(comparison.edits))):
                write_back(ledger, found, person(settings, who), note, reopen)
                written = True
            told.append(_as_json(file, comparison, written))
            if not as_json and comparison.edits:
                _say(comparison, written, dry_run)
            waiting = comparison.edits and not written and not dry_run
            code = max(code, LOOK if comparison.conflicts or comparison.problems or waiting else DONE)
    if as_json:
        echo_json(told[0] if len(told) == 1 else told)
    return code


def _agreed(as_json: bool, count: int) -> bool:
    """Ask where a person sits at a terminal; elsewhere nothing is written without --yes."""
    if as_json or not sys.stdin.isatty():
        return False
    return click.confirm(f"把这 {count} 处写入台账吗？", default=False)


def _say(comparison: Comparison, written: bool, dry_run: bool) -> None:
    count = len(comparison.edits)
    if written:
        projects = len({edit.ref for edit in comparison.edits})
        click.echo(f"已回填 {projects} 个项目的 {count} 处；重新生成通报或附件表即可")
    elif dry_run:
        click.echo(f"以上 {count} 处没有写入台账（--dry-run）")
    else:
        click.echo(f"以上 {count} 处没有写入台账：确认无误后加 --yes 再运行一次", err=True)


def _show(file: Path, comparison: Comparison) -> None:
    from docgen.cli.columns import aligned

    if comparison.edits:
        rows = [[edit.name, edit.field, *_differing(edit.was, edit.now)] for edit in comparison.edits]
        for line in aligned(["项目", "栏目", "原为", "改为"], rows):
            click.echo(line)
    elif not comparison.conflicts:
        click.echo(f"{file.name} 没有需要回填的改动")
    for conflict in comparison.conflicts:
        click.echo(f"  未回填　{_place(conflict.edit)}“{conflict.edit.name}”的{conflict.edit.field}：{_met(conflict)}", err=True)
    show_problems(comparison.problems)


def _place(edit: Edit) -> str:
    return f"{edit.place.table} {edit.place.cell}："


def _met(conflict: Conflict) -> str:
    if conflict.gone:
        return "台账里已没有这个项目的这一期记录"
    how = {"导入": "重新导入", "修改": "修改", "回填": "回填", "撤销": "撤销"}.get(conflict.kind, conflict.kind)
    by = f"{conflict.who or '有人'}于 {conflict.at:%Y-%m-%d %H:%M} {how}" if conflict.at else "已被改动"
    was, now = _differing(conflict.ledger, conflict.edit.now)
    return f"这张表生成以后，{by}，台账现为“{was}”，文件里是“{now}”：请核对，要改的用 docgen set"


def _differing(was: str, now: str) -> tuple[str, str]:
    """Two texts in one line each, long ones cut to where they differ."""
    was, now = (" ".join(text.split()) or "空" for text in (was, now))
    same = next((place for place, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), min(len(was), len(now)))
    return _cut(was, same), _cut(now, same)


def _cut(text: str, at: int) -> str:
    if len(text) <= _SHOWN:
        return text
    first = max(0, min(at - _AROUND, len(text) - _SHOWN))
    piece = text[first : first + _SHOWN]
    return f"{'…' if first else ''}{piece}{'…' if first + _SHOWN < len(text) else ''}"


def _as_json(file: Path, comparison: Comparison, written: bool) -> dict[str, Any]:
    def told(edit: Edit) -> dict[str, Any]:
        return {
            "name": edit.name, "unit": edit.unit, "period": str(edit.period), "field": edit.path, "was": edit.was, "now": edit.now,
            "place": f"{edit.place.table} {edit.place.cell}",
        }  # fmt: skip

    return {
        "file": str(file),
        "written": len(comparison.edits) if written else 0,
        "edits": [told(edit) for edit in comparison.edits],
        "refused": [
            told(each.edit)
            | {"ledger": each.ledger, "gone": each.gone, "who": each.who, "kind": each.kind, "at": each.at and each.at.isoformat()}
            for each in comparison.conflicts
        ],
        "problems": [problem.as_json() for problem in comparison.problems],
    }
