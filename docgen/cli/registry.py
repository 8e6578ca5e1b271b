"""``docgen issue``, ``docgen void``, ``docgen register``: the register of document numbers."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.console import CANNOT, DONE, LOOK, echo_json, json_option, settings_of, show_error
from docgen.cli.days import Day
from docgen.cli.issued import catch_up, take_back
from docgen.cli.ladder import tell_matters_sent
from docgen.cli.making import open_matters
from docgen.cli.who import person, who_option
from docgen.problem import DocgenError

if TYPE_CHECKING:
    from docgen.building.record import Record
    from docgen.matters.matter import Entry as Opening
    from docgen.registry.issuing import Redate
    from docgen.registry.register import Entry
    from docgen.settings import Settings

series_option = click.option("--series", metavar="代字", default="", help="发文机关代字，如 平湛政办；默认用文中的。")


@click.command("issue", short_help="给公文编发文字号，记入发文登记簿")
@click.argument("papers", metavar="公文…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--number", type=click.IntRange(1), metavar="序号", help="核对：应当是这个号；还没有编过号的代字，从这个号编起。")
@click.option("--date", "day", type=Day(), metavar="日期", help="成文日期，如 2021-04-06；默认用文中的，文中空着的为今天。")
@series_option
@click.option("--pdf", is_flag=True, help="同时生成 PDF；以前生成过的 PDF 不加也会更新。")
@who_option
@click.pass_context
def issue(
    ctx: click.Context, papers: tuple[Path, ...], number: int | None, day: date | None, series: str, pdf: bool, who: str
) -> int:
    """给定稿的公文（.docx）编发文字号：取本代字、本年度的下一个号，写进文中，记入发文登记簿。

    号不重、不断：多人同时编、中途断电都不会错。改过的公文照样可编，改动保留。编过号的公文即为定稿，
    docgen build 不再重新生成；发错了的，先用 docgen void 作废。

    \b
    例：docgen issue outputs/2021-03/月通报.docx
        docgen issue outputs/2021-03/督办函*.docx --date 2021-04-08
    """
    from docgen.registry.issuing import issue as issue_paper
    from docgen.registry.register import Register

    settings = settings_of(ctx)
    if number is not None and len(papers) > 1:
        raise click.UsageError("--number 只能用于一份公文")
    catch_up(settings)
    code = DONE
    with Register.open(settings) as register:
        for path in _each(papers):
            anew: list[Opening] = []
            try:
                done = issue_paper(
                    register, settings, path, who=person(settings, who), day=day, series=series, number=number,
                    redate=_redate(settings, path, anew),
                )  # fmt: skip
            except DocgenError as error:
                if len(papers) == 1:
                    raise
                show_error(error)
                code = CANNOT
                continue
            click.echo(f"{done.entry.number}　{path}")
            for reminder in done.reminders:
                click.echo(f"提醒：{path.name}：{reminder}", err=True)
            code = max(code, LOOK if done.reminders else DONE, _print(settings, path, pdf))
            open_matters(settings, anew)
            code = max(code, tell_matters_sent(settings, path, done.entry.dated, str(done.entry.number), person(settings, who)))
            _suggest_closing(settings, path)
    return code


@click.command("void", short_help="作废一个发文字号")
@click.argument("number", metavar="发文字号")
@click.option("--reason", required=True, metavar="文字", help="作废的原因，记入登记簿。")
@who_option
@click.pass_context
def void(ctx: click.Context, number: str, reason: str, who: str) -> int:
    """作废一个已编的发文字号：登记簿中保留，这个号不再给别的公文。文件不动。

    作废的是督办函的，函视为没有发出，其督办事项退回上一步（没有发过别的函的，回到拟稿），经过仍可查。

    \b
    例：docgen void "平湛政办〔2021〕9号" --reason 数据有误，重新印发
    """
    from docgen.matters.store import Matters
    from docgen.registry.number import Number
    from docgen.registry.register import Register

    settings, wanted = settings_of(ctx), Number.parse(number)
    catch_up(settings)
    with Register.open(settings) as register:
        entry = register.void(wanted, reason, person(settings, who))
    click.echo(f"{entry.number} 已作废：{entry.reason}")
    click.echo(f"原用于《{entry.title}》（{entry.place}）；要重新印发的，重新生成后再用 docgen issue 编号。", err=True)
    with Matters.open(settings.database_url) as matters:
        take_back(matters, entry)
    return DONE


@click.command("register", short_help="查看、导出发文登记簿，核对文件")
@click.option("--year", type=click.IntRange(1949, 9999), metavar="年份", help="只看这一年的。")
@click.option("--series", metavar="代字", help="只看这个代字的，如 平湛政督函。")
@click.option("--xlsx", type=click.Path(path_type=Path, dir_okay=False), metavar="文件", help="导出为 Excel 工作簿。")
@json_option
@click.pass_context
def register_(ctx: click.Context, year: int | None, series: str | None, xlsx: Path | None, as_json: bool) -> int:
    """列出已编、已作废的发文字号，逐件核对文件：一致、改动过、不在了。

    \b
    例：docgen register --year 2021
        docgen register --xlsx 发文登记簿.xlsx
    """
    from docgen.registry.register import CHANGED, GONE, PENDING, Register

    settings = settings_of(ctx)
    with Register.open(settings) as register:
        entries = register.entries(series, year)
    if as_json:
        echo_json([_as_json(entry) for entry in entries])
    else:
        _show(entries)
    code = LOOK if any(entry.state in (CHANGED, GONE, PENDING) for entry in entries) else DONE
    return max(code, _export(entries, settings, xlsx, as_json)) if xlsx else code


def _each(papers: tuple[Path, ...]) -> list[Path]:
    """The papers in the order given, each once; a pattern that the shell left alone (Windows) is looked up."""
    found: dict[Path, None] = {}
    for path in papers:
        there = sorted(path.parent.glob(path.name)) if "*" in path.name and not path.exists() else [path]
        if not there:
            raise DocgenError(f"没有符合 {path} 的文件：请检查路径")
        found |= dict.fromkeys(there)
    return list(found)


def _show(entries: tuple[Entry, ...]) -> None:
    from docgen.cli.columns import table

    if not entries:
        click.echo("登记簿里还没有编过号：用 docgen issue 公文.docx 编号。", err=True)
        return
    rows = [("发文字号", "成文日期", "状态", "标题", "文件", "登记人")]
    rows += [(str(e.number), str(e.dated), e.state, e.title, e.place, e.who) for e in entries]
    for line in table(rows):
        click.echo(line)
    for entry in entries:
        if entry.voided:
            by = f"，{entry.voided_by}" if entry.voided_by else ""
            click.echo(f"{entry.number} 已作废（{entry.voided:%Y-%m-%d}{by}）：{entry.reason}", err=True)
        elif entry.state in _ADVICE:
            click.echo(f"提醒：{entry.number} {_ADVICE[entry.state].format(place=entry.place)}", err=True)


_ADVICE = {
    "改动过": "的文件 {place} 在编号之后改动过，与登记的不一致：请核对，必要时作废后重新印发",
    "不在了": "的文件 {place} 不在了：请找回或核对是否移走",
    "未写入": "还没有写进 {place}：请关闭该文件、检查文件夹后再运行 docgen issue",
}


def _as_json(entry: Entry) -> dict[str, object]:
    return {
        "number": str(entry.number),
        "series": entry.number.series,
        "year": entry.number.year,
        "sequence": entry.number.number,
        "date": entry.dated.isoformat(),
        "title": entry.title,
        "path": entry.place,
        "sha256": entry.sha256,
        "state": entry.state,
        "who": entry.who,
        "at": entry.at.isoformat(timespec="seconds"),
        "voided": entry.voided.isoformat(timespec="seconds") if entry.voided else None,
        "voided_by": entry.voided_by,
        "reason": entry.reason,
    }


def _export(entries: tuple[Entry, ...], settings: Settings, path: Path, quiet: bool) -> int:
    from docgen.cli.written import echo_written
    from docgen.export.files import write_beside
    from docgen.export.signature import is_untouched
    from docgen.registry.sheet import register_workbook

    if path.suffix.lower() != ".xlsx":
        raise DocgenError(f"{path}：登记簿导出为 Excel 工作簿，文件名请以 .xlsx 结尾")
    return echo_written(write_beside(path, register_workbook(entries, settings), is_untouched), quiet=quiet)


def _print(settings: Settings, path: Path, every: bool) -> int:
    """Make the PDF of an issued paper that stands in the outputs folder, where it is asked for or was made before."""
    from docgen.building.pdfs import wants_printing
    from docgen.cli.making import make_pdfs
    from docgen.export.files import Written

    relative = _output(settings, path)
    if relative is None:
        if every:
            click.echo(f"提醒：{path} 不在成品文件夹中，请用 docgen pdf 转换", err=True)
        return LOOK if every else DONE
    return make_pdfs(settings, [Written(settings.outputs / relative)]) if wants_printing(settings, relative, every) else DONE


def _suggest_closing(settings: Settings, path: Path) -> None:
    """Once the circular is issued the period's figures should not change any more."""
    from docgen.building.order import CIRCULAR
    from docgen.ledger.period import Period
    from docgen.ledger.store import Ledger

    record = _record(settings, path)
    if record is None or record.order.kind != CIRCULAR:
        return
    period = _period(record)
    with Ledger.open(settings.database_url) as ledger:
        if ledger.closed(Period.parse(period)) is None:
            click.echo(f"通报已编号，这一期的数不应再变：请运行 docgen close {period} 封存。", err=True)


def _redate(settings: Settings, path: Path, anew: list[Opening]) -> Redate:
    """How the paper at ``path`` is made anew for another day, where docgen made it; ``anew`` takes what it then says."""

    def made_anew(content: bytes, day: date) -> bytes | None:
        from docgen.building.footing import ground_of
        from docgen.building.redating import redated
        from docgen.building.supervising import entries_of

        record = _record(settings, path)
        made = record and redated(record, content, day, ground_of(settings, _period(record)), settings)
        if not made:
            return None
        anew.extend(entries_of([made.work.content]))
        return made.data

    return made_anew


def _record(settings: Settings, path: Path) -> Record | None:
    """How the paper came about; None where docgen did not make it from the ledger."""
    from docgen.building.record import record_of
    from docgen.export.files import look

    relative = _output(settings, path)
    return record_of(look(settings, relative)) if relative else None


def _period(record: Record) -> str:
    return record.relative.split("/")[0]


def _output(settings: Settings, path: Path) -> str | None:
    """The paper's name within the outputs folder; None for one that stands elsewhere."""
    whole, outputs = path.resolve(), settings.outputs.resolve()
    return whole.relative_to(outputs).as_posix() if whole.is_relative_to(outputs) else None
