"""``docgen import``: the units' workbooks into the ledger."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.changes import tell_changes
from docgen.cli.console import CANNOT, DONE, LOOK, echo_json, json_option, settings_of, show_problems
from docgen.cli.explaining import explain_files, habits_of
from docgen.cli.renaming import renames_json, settle_renames
from docgen.cli.returning import copies_json, refuse_folder, return_option, tell_copies, write_copies
from docgen.cli.who import note_option, person, refuse_without_note, reopen_option, who_option
from docgen.settings import MONEY_UNITS

if TYPE_CHECKING:
    from docgen.ledger.change import Change
    from docgen.ledger.importing import ImportResult

_QUIET_SECONDS = 1.0


@click.command("import", short_help="读入各单位报送的工作簿")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="工作簿或文件夹…")
@click.option("--period", metavar="报告期", help="报告期，如 2021-03；不写时取自文件名或文件夹名。")
@click.option("--unit", metavar="单位", help="报送单位；不写时取自表内“填报单位”、文件名或标题。")
@click.option("--money-unit", type=click.Choice(MONEY_UNITS[1:]), metavar="单位", help="表上哪儿都没有写金额单位时按什么算，如 万元。")
@click.option("--explain", "explained", is_flag=True, help="只说明每一栏、每一行怎么读，不导入。")
@click.option("--check", "check_only", is_flag=True, help="只读、只核对，不写入台账。")
@return_option
@who_option
@note_option
@reopen_option
@json_option
@click.pass_context
def import_(
    ctx: click.Context,
    files: tuple[Path, ...],
    period: str | None,
    unit: str | None,
    money_unit: str | None,
    explained: bool,
    check_only: bool,
    returned: Path | None,
    who: str,
    note: str,
    reopen: bool,
    as_json: bool,
) -> int:
    """读入各单位报送的工作簿或 Word 表格，可以给文件，也可以给文件夹。格式看内容，不看后缀。

    同一文件再次导入不改动台账；更正后的文件替换该单位同一期、同一种表的原报送，原报送留存。
    一个文件有一处错误，整个文件都不导入，其余文件照常导入。与上期、与其他单位对不上的数逐格提醒。

    \b
    例：docgen import 报送/2021-03
        docgen import 曹镇乡.xlsx --period 2021-03
        docgen import 报送/2021-03 --check --return 退回/2021-03
        docgen import 曹镇乡.xls --explain
    """
    from docgen.ledger.importing import import_files
    from docgen.ledger.period import Period
    from docgen.ledger.store import Ledger

    refuse_without_note(reopen, note)
    refuse_folder(returned, files)
    when = Period.parse(period) if period else None
    settings = settings_of(ctx)
    habits = habits_of(settings, money_unit)
    named = unit and "".join(unit.split()) or None
    if explained:
        return explain_files(files, settings, when, named, habits, as_json)
    by = person(settings, who)
    with Ledger.open(settings.database_url) as ledger:
        with _Progress(not as_json) as progress:
            result = import_files(
                ledger, files, when, named, progress, check_only, who=by, note=note, reopen=reopen,
                office=settings.pdf, habits=habits,
            )
        if not as_json:
            _tell_import(result, check_only)
            if not check_only:
                settle_renames(ledger, result, by)
    copies = write_copies(result, returned, settings.pdf) if returned else ()
    if as_json:
        echo_json(_import_json(result) | ({"returned": copies_json(copies)} if returned else {}))
    elif returned:
        tell_copies(copies, result)
    if result.refused:
        return LOOK if result.changes else CANNOT
    return DONE


def _import_json(result: ImportResult) -> dict[str, Any]:
    return {
        "projects": result.projects,
        "problems": [problem.as_json() for problem in result.problems],
        "files": [_change_json(change) for change in result.changes],
        "refused": [path.name for path in result.refused],
        "renames": renames_json(result),
    }


def _change_json(change: Change) -> dict[str, Any]:
    from dataclasses import asdict

    return {
        "file": change.file,
        "unit": change.unit,
        "period": str(change.period),
        "forms": list(change.forms),
        "projects": change.projects,
        "first": change.first,
        "unchanged": change.unchanged,
        "added": list(change.added),
        "removed": list(change.removed),
        "changed": [asdict(field) for field in change.fields],
        "overwritten": [asdict(field) for field in change.overwritten],
    }


def _tell_import(result: ImportResult, check_only: bool) -> None:
    for change in result.changes:
        click.echo(f"{change.unit}　{change.period.label}　{change.projects} 个项目　{_news(change)}")
        if not change.first:
            tell_changes(change)
    show_problems(result.problems)
    if check_only:
        refused = f"，其中 {len(result.refused)} 个有错误、不能导入" if result.refused else ""
        click.echo(f"核对了 {len(result.files)} 个文件{refused}；台账未改动，去掉 --check 再运行即导入")
        return
    files = f"读入 {len(result.changes)} 个文件、{result.projects} 个项目"
    if not result.refused:
        click.echo(files)
    elif result.changes:
        click.echo(f"{files}；另有 {len(result.refused)} 个文件有错误，没有导入", err=True)
    else:
        click.echo("错误：没有导入任何文件，台账未改动", err=True)


def _news(change: Change) -> str:
    if change.unchanged:
        return "与已有报送相同，未作改动"
    if change.first:
        return "首次报送"
    counts = [
        f"{word} {len(items)} {measure}"
        for word, items, measure in (
            ("新增", change.added, "个项目"), ("减少", change.removed, "个项目"), ("改动", change.fields, "处"),
        )
        if items
    ]  # fmt: skip
    return "已更正：" + "，".join(counts) if counts else "已替换，内容相同"


class _Progress:
    """A bar on stderr, once the work has taken more than a second and a person is looking."""

    def __init__(self, wanted: bool) -> None:
        self._wanted = wanted and sys.stderr.isatty()
        self._begun = time.monotonic()
        self._bar: Any = None

    def __enter__(self) -> _Progress:
        return self

    def __call__(self, done: int, total: int, path: Path) -> None:
        if not self._wanted or (self._bar is None and time.monotonic() - self._begun < _QUIET_SECONDS):
            return
        if self._bar is None:
            self._bar = click.progressbar(length=total, label="导入", file=sys.stderr)
            self._bar.update(done)
        else:
            self._bar.update(1)

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.render_finish()
