"""Commands that look back: diff, history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from docgen.cli.changes import from_to, short
from docgen.cli.console import DONE, echo_json, json_option, settings_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from docgen.ledger.change import FieldChange
    from docgen.ledger.difference import Difference
    from docgen.ledger.history import Entry, History
    from docgen.ledger.report import Report

_KEY_FIGURES = (
    ("表", "form"), ("阶段", "stage"), ("总投资", "total_investment"), ("年度计划", "annual_plan"),
    ("本月完成", "month_investment"), ("年度完成", "year_investment"), ("累计完成", "cumulative_investment"),
    ("形象进度", "progress"),
)  # fmt: skip


@click.command("diff", short_help="比较两个报告期，或一期的前后两个样子")
@click.argument("before", metavar="报告期")
@click.argument("after", required=False, metavar="[报告期]")
@click.option("--since", metavar="日期", help="只给一个报告期时：与这一天零时的样子比较，如 2021-04-02，也可带时刻。")
@click.option("--unit", metavar="单位", help="只看这个单位。")
@click.option("--field", "fields", multiple=True, metavar="栏目", help="只看这一栏的改动，如 年度完成投资；可写几次。")
@json_option
@click.pass_context
def diff(
    ctx: click.Context, before: str, after: str | None, since: str | None, unit: str | None, fields: tuple[str, ...], as_json: bool
) -> int:
    """比较两个报告期的台账：新增、减少、更名的项目，各栏由什么改为什么。指明 --field 时只列这些栏的改动。

    项目换了叫法（空格、括号、末尾的“建设项目”等，或经 docgen rename 确认的更名）仍是同一项目。

    \b
    例：docgen diff 2021-02 2021-03 --unit 曹镇乡
        docgen diff 2021-02 2021-03 --field 年度完成投资
        docgen diff 2021-03 --since 2021-04-02
    """
    from dataclasses import replace

    from docgen.ledger.difference import differences
    from docgen.ledger.period import Period
    from docgen.ledger.store import Ledger

    if (after is None) == (since is None):
        raise click.UsageError("请写两个报告期，或一个报告期和 --since 日期")
    earlier = Period.parse(before)
    later = Period.parse(after) if after else earlier
    moment = _moment(since) if since else None
    with Ledger.open(settings_of(ctx).database_url) as ledger:
        old = ledger.reports_as_of(earlier, moment) if moment else ledger.reports(earlier)
        new = ledger.reports(later)
        _refuse_empty(ledger.periods(), *([later] if moment else [earlier, later]))
    found = differences(old, new, _wanted(fields))
    if fields:
        found = tuple(replace(one, added=(), removed=(), renamed=()) for one in found if one.changes)
    if unit:
        _refuse_unknown_unit(unit, [report.unit for report in (*old, *new)])
        found = tuple(difference for difference in found if difference.unit == unit)
    span = f"{earlier.label} {moment:%Y-%m-%d %H:%M} 以来" if moment else f"{earlier.label} → {later.label}"
    if as_json:
        states = {"before": str(earlier), "after": str(later), "since": moment and moment.isoformat(timespec="seconds")}
        echo_json(states | {"units": [_difference_json(difference) for difference in found]})
    else:
        _tell_differences(found, span, {report.unit for report in new})
    return DONE


@click.command("history", short_help="一个项目历次报送的数和每一次改动")
@click.argument("name", metavar="项目名称")
@click.option("--unit", metavar="单位", help="几个单位有同名项目时，指明单位。")
@json_option
@click.pass_context
def history(ctx: click.Context, name: str, unit: str | None, as_json: bool) -> int:
    """列出一个项目各期的主要数字，以及每一次导入、修改：何时、何人、哪个文件的哪一行、改了什么，已被替换的也在内。

    \b
    例：docgen history 曹镇乡标准化厂房项目
    """
    from docgen.ledger.store import Ledger

    with Ledger.open(settings_of(ctx).database_url) as ledger:
        found = ledger.history(name, unit)
    if as_json:
        echo_json(_history_json(found))
    else:
        for line in _history_lines(found):
            click.echo(line)
    return DONE


def _moment(text: str) -> datetime:
    from datetime import datetime

    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError, OSError):
        raise click.BadParameter(f"“{text}”应写成 2021-04-02 或 2021-04-02T10:30 的样子", param_hint="--since") from None


def _refuse_empty(there: tuple, *periods: Any) -> None:
    from docgen.problem import DocgenError

    for period in periods:
        if period not in there:
            known = "、".join(map(str, there))
            raise DocgenError(
                f"台账里没有{period.label}的记录" + (f"，已有的报告期：{known}" if known else "：请先运行 docgen import 读入工作簿")
            )


def _refuse_unknown_unit(unit: str, known: list[str]) -> None:
    from docgen.ledger.nearest import nearest
    from docgen.problem import DocgenError

    if unit not in known:
        near = "、".join(f"“{one}”" for one in nearest(unit, known)) or "、".join(dict.fromkeys(known))
        raise DocgenError(f"这两期都没有“{unit}”报送的项目，是否为{near}？")


def _wanted(fields: tuple[str, ...]) -> Callable[[FieldChange], bool]:
    """Whether a change is of one of the fields that a person named, in Chinese or as in JSON."""
    from docgen.ledger.change import in_words
    from docgen.ledger.reading.dictionary import STANDARD
    from docgen.ledger.reading.heading import plain_header
    from docgen.ledger.record import FIELDS
    from docgen.problem import DocgenError

    words = {in_words(field): field for field in FIELDS}
    paths: list[str] = []
    for text in fields:
        root, slash, part = text.partition("/")
        field = root if root in FIELDS else words.get(root) or STANDARD.field_of(plain_header(root))
        if field not in FIELDS:
            raise DocgenError(f"没有“{text}”这一栏：可写 {'、'.join(words)}，或其下的一项，如 联审联批手续/用地审批手续")
        paths.append(field + slash + part)
    return lambda change: not paths or any(change.field == path or change.field.startswith(f"{path}/") for path in paths)


def _difference_json(difference: Difference) -> dict[str, Any]:
    from dataclasses import asdict

    return {
        "unit": difference.unit,
        "added": [_named(report) for report in difference.added],
        "removed": [_named(report) for report in difference.removed],
        "renamed": [asdict(renaming) for renaming in difference.renamed],
        "changed": [asdict(change) for change in difference.changes],
    }


def _named(report: Report) -> dict[str, Any]:
    return {"name": report.name, "form": report.form, "stage": report.stage, "total_investment": report.total_investment}


def _tell_differences(found: tuple[Difference, ...], span: str, reported: set[str]) -> None:
    """A unit that has not reported at all is one line, not one for each of its projects."""
    from docgen.cli.columns import table

    rows = [row for difference in found if difference.unit in reported for row in _difference_rows(difference)]
    silent = [difference for difference in found if difference.unit not in reported]
    rows += [[one.unit, "未报送", f"原有 {len(one.removed)} 个项目", "", "", "", ""] for one in silent]
    if not rows:
        click.echo(f"{span}：没有不同")
        return
    for line in table([["单位", "变动", "项目", "栏目", "原为", "现为", "增减"], *rows]):
        click.echo(line)
    counts = [
        f"{word} {sum(len(getattr(difference, part)) for difference in found)} {measure}"
        for word, part, measure in (("新增", "added", "个"), ("减少", "removed", "个"), ("更名", "renamed", "个"), ("改动", "changes", "处"))
    ]
    click.echo(f"{span}：{'，'.join(counts)}；金额单位：万元")


def _difference_rows(difference: Difference) -> Iterator[list[str]]:
    from docgen.ledger.change import in_words

    unit = difference.unit
    for report in difference.added:
        yield [unit, "新增", report.name, "", "", report.form, ""]
    for report in difference.removed:
        yield [unit, "减少", report.name, "", report.form, "", ""]
    for renaming in difference.renamed:
        yield [unit, "更名", renaming.new, "项目名称", renaming.old, renaming.new, ""]
    for change in difference.changes:
        moved = f"{change.difference.normalize():+f}" if change.difference is not None else ""
        yield [unit, "改动", change.name, in_words(change.field), short(change.old) or "空", short(change.new) or "空", moved]


def _history_json(found: History) -> dict[str, Any]:
    from dataclasses import asdict

    from docgen.ledger.record import as_json

    return {
        "name": found.name,
        "unit": found.unit,
        "names": list(found.names),
        "periods": [{"period": str(period), **as_json(report)} for period, report in found.current],
        "steps": [_entry_json(entry) for entry in found.entries],
        "decisions": [
            asdict(word) | {"period": str(word.period), "at": word.at.isoformat(timespec="seconds")} for word in found.decisions
        ],
    }


def _entry_json(entry: Entry) -> dict[str, Any]:
    from dataclasses import asdict

    step, source = entry.step, entry.report and entry.report.source
    return {
        "step": step.number,
        "at": step.at.isoformat(timespec="seconds"),
        "who": step.who,
        "kind": step.kind,
        "note": step.note,
        "reopened": step.reopened,
        "period": str(entry.period),
        "form": entry.form,
        "file": step.file or (source.file if source else ""),
        "sheet": source.sheet if source else "",
        "row": source.row if source else None,
        "current": entry.current,
        "removed": entry.report is None,
        "new": entry.new,
        "changed": [asdict(change) for change in entry.changes],
    }


def _history_lines(found: History) -> Iterator[str]:
    from docgen.cli.columns import table
    from docgen.ledger.change import shown

    former = [name for name in found.names if name != found.name]
    yield f"{found.name}（{found.unit}）" + (f"　曾用名称：{'、'.join(former)}" if former else "")
    if found.current:
        filled = [(title, field) for title, field in _KEY_FIGURES if any(getattr(r, field) for _, r in found.current)]
        rows = [[str(period), *(short(shown(getattr(report, field))) for _, field in filled)] for period, report in found.current]
        yield from table([["报告期", *(title for title, _ in filled)], *rows])
        yield "金额单位：万元"
    else:
        yield "各期现行台账中都没有这个项目"
    yield ""
    yield "历次导入和改动："
    for entry in found.entries:
        yield _entry_line(entry)
        yield from (f"    {short(from_to(change))}" for change in entry.changes)
    for word in found.decisions:
        said = "是同一项目" if word.same else "是两个项目"
        yield f"{word.at:%Y-%m-%d %H:%M}　{word.who or '—'}　确认“{word.old}”与“{word.new}”{said}" + (f"（{word.note}）" if word.note else "")


def _entry_line(entry: Entry) -> str:
    step, source = entry.step, entry.report and entry.report.source
    state = "移出该表" if entry.report is None else "现行" if entry.current else "已被替换"
    where = f"{source.sheet} 第 {source.row} 行" if source and source.row else ""
    file = step.file or (source.file if source else "")
    parts = [
        f"{step.at:%Y-%m-%d %H:%M}", step.who or "—", f"第 {step.number} 步 {step.kind}", f"{entry.period} {entry.form}",
        " ".join(filter(None, (file, where))), state, "封存后更正" if step.reopened else "", step.note,
    ]  # fmt: skip
    return "　".join(filter(None, parts))
