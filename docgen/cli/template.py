"""``docgen template``: an office's templates checked, their names listed, put in place, built anew."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.console import CANNOT, DONE, LOOK, echo_json, json_option, settings_of, show_problems
from docgen.cli.written import echo_written
from docgen.problem import ERROR, DocgenError

if TYPE_CHECKING:
    from docgen.engine.lint import Finding
    from docgen.templates.kinds import Kind

_SUFFIXES = (".docx", ".xlsx")


@click.group(subcommand_metavar="命令")
def template() -> None:
    """公文和附件表的模板（docx、xlsx）：检查、列出可用的名称、放入工作区、重建。"""


@template.command()
@click.argument("file", metavar="模板", type=click.Path(path_type=Path))
@click.option("--kind", "named", metavar="种类", help="是哪一种模板，如 月通报、排名表；不写时看文件名。")
@click.option("--mark", type=click.Path(path_type=Path, dir_okay=False), metavar="文件", help="另存一份，错处都加上批注。")
@json_option
@click.pass_context
def check(ctx: click.Context, file: Path, named: str | None, mark: Path | None, as_json: bool) -> int:
    """检查一个模板，一次列出全部错处：名称、标记、过滤器，各在第几段、第几张表的哪一格。

    \b
    例：docgen template check templates/notices/月通报.docx
        docgen template check 新通报.docx --kind 月通报 --mark 新通报（批注）.docx
    """
    from docgen.templates.checking import check_template
    from docgen.templates.kinds import kind_named, kind_of
    from docgen.templates.samples import samples

    suffix = _suffix(file)
    if mark is not None and mark.suffix.lower() != suffix:
        raise DocgenError(f"--mark 后面的文件名要以 {suffix} 结尾，与模板一样")
    if mark is not None and mark.resolve() == file.resolve():
        raise DocgenError("--mark 不能写回模板自己：请另取一个文件名")
    kind = kind_named(named, settings_of(ctx)) if named else kind_of(file, settings_of(ctx))
    if kind:
        _refuse_unfit(kind, suffix)
    findings = check_template(file, kind, suffix, samples())
    if as_json:
        _echo_findings_json(file, kind, findings)
    else:
        _echo_findings(findings)
        if kind is None:
            click.echo("从文件名看不出是哪种模板，名称没有核对：可加 --kind 月通报 等再查。", err=True)
    if mark is not None and findings:
        _mark(file, suffix, findings, mark, as_json)
    return LOOK if findings or kind is None else DONE


@template.command()
@click.argument("name", metavar="种类")
@click.option("--format", "suffix", type=click.Choice(["docx", "xlsx"]), metavar="docx|xlsx", default="docx", help="附件表的哪一种模板；默认 docx。")
@json_option
@click.pass_context
def names(ctx: click.Context, name: str, suffix: str, as_json: bool) -> int:
    """列出一种模板可用的全部名称，各附一个取自样例台账的值；末尾是可用的过滤器。

    \b
    种类是公文或附件表的名称：月通报、督办函、通知、公文、排名表等
    \b
    例：docgen template names 月通报
        docgen template names 排名表 --format xlsx
    """
    from docgen.templates import listing
    from docgen.templates.kinds import kind_named
    from docgen.templates.samples import samples

    kind = kind_named(name, settings_of(ctx))
    _refuse_unfit(kind, f".{suffix}")
    found, filters = listing.names(kind, f".{suffix}", samples()), listing.filters(kind, f".{suffix}", samples())
    if as_json:
        echo_json({"kind": kind.name, "names": [each.as_json() for each in found], "filters": [each.as_json() for each in filters]})
        return DONE
    if not found:
        raise DocgenError(f"没有{kind.name}的样例，列不出名称：请以随附的模板为准")
    width = min(max(len(each.name) for each in found), 44)
    for each in (*found, *filters):
        click.echo(f"{each.name:<{width}}  {each.holds}{'　' + each.sample if each.sample else ''}")
    return DONE


@template.command()
@click.argument("file", metavar="模板", type=click.Path(path_type=Path))
@click.option("--as", "name", metavar="文件名", help="放进去用什么名字，如 月通报.docx；不写时看文件名。")
@click.pass_context
def add(ctx: click.Context, file: Path, name: str | None) -> int:
    """把一个模板放入工作区：先检查，再用样例台账试做，都没有错才放进去；原来改过的改名保留。

    \b
    例：docgen template add 新通报.docx --as 月通报.docx
    """
    from docgen.engine.package import open_package
    from docgen.export.files import write_beside
    from docgen.export.signature import is_untouched
    from docgen.templates.adding import try_template
    from docgen.templates.checking import check_template
    from docgen.templates.kinds import kind_named, kind_of
    from docgen.templates.marking import unmarked
    from docgen.templates.samples import samples

    settings, suffix = settings_of(ctx), _suffix(file)
    kind = kind_named(name, settings) if name else kind_of(file, settings)
    if kind is None:
        raise DocgenError(f"从文件名“{file.name}”看不出是哪种模板：请加 --as，如 --as 月通报.docx")
    if name and Path(name).suffix and Path(name).suffix.lower() != suffix:
        raise DocgenError(f"--as 的文件名要以 {suffix} 结尾，与模板一样")
    _refuse_unfit(kind, suffix)
    content = _content(file)
    open_package(content, str(file))  # refused before any library reads it
    data = unmarked(content, suffix)
    findings = check_template(open_package(data, str(file)), kind, suffix, samples())
    _show_findings(findings, file)
    if any(finding.level == ERROR for finding in findings):
        click.echo("模板有错，没有放入工作区，原来的模板未动。改正后再试；docgen template check 可把错处标成批注。", err=True)
        return CANNOT
    try:
        tried = try_template(data, kind, suffix, settings, samples())
    except DocgenError as error:
        click.echo("用样例台账试做时出错，模板没有放入工作区，原来的未动：", err=True)
        raise error from None
    target = settings.workspace / settings.paths.templates / kind.file(suffix)
    code = echo_written(write_beside(target, data, is_untouched))
    click.echo(f"已检查，并用样例台账试做 {tried} 份，没有出错；下次生成{kind.name}就用它。", err=True)
    return max(code, LOOK if findings else DONE)


@template.command()
@click.option(
    "--into", type=click.Path(path_type=Path, file_okay=False), metavar="文件夹", help="建在何处，默认为工作区的模板文件夹。"
)
@click.option("--overwrite", is_flag=True, help="人工改动过的模板也覆盖，不留原件。")
@click.pass_context
def build(ctx: click.Context, into: Path | None, overwrite: bool) -> int:
    """按 GB/T 9704—2012 重建全部模板；人工改动过的改名保留，不会丢失。

    \b
    例：docgen template build
        docgen template build --into 新模板
    """
    import tempfile

    from docgen.export.files import write_beside, write_file
    from docgen.export.signature import is_untouched
    from docgen.layout.build import build_all
    from docgen.resources import TABLES
    from docgen.templates.own import own_templates

    settings = settings_of(ctx)
    folder = into or settings.workspace / settings.paths.templates
    code = DONE
    with tempfile.TemporaryDirectory(prefix="docgen-") as name:
        bench = Path(name)
        build_all(bench)
        for path, data in own_templates(settings):
            (bench / TABLES / path.name).write_bytes(data)
        for built in sorted(path for path in bench.rglob("*") if path.is_file()):
            target, data = folder / built.relative_to(bench), built.read_bytes()
            if overwrite:
                click.echo(str(write_file(target, data)))
            else:
                code = max(code, echo_written(write_beside(target, data, is_untouched)))
    return code


def _suffix(file: Path) -> str:
    suffix = file.suffix.lower()
    if suffix not in _SUFFIXES:
        raise DocgenError(f"{file.name} 不是模板：模板是 .docx 或 .xlsx 文件，请在 Word、WPS 或 Excel 中另存后再试")
    return suffix


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        from docgen.problem import reason

        raise DocgenError(f"无法读取 {file}：{reason(error)}") from None


def _refuse_unfit(kind: Kind, suffix: str) -> None:
    if suffix == ".xlsx" and not kind.is_table:
        raise DocgenError(f"{kind.name}的模板是 Word 文件（.docx），只有附件表才有 .xlsx 的模板")


def _echo_findings(findings: Sequence[Finding]) -> None:
    for finding in findings:
        around = f"（{finding.around}）" if finding.around else ""
        click.echo(f"{finding.level}　{finding.where}：{finding.message}{around}")
    if not findings:
        click.echo("没有发现问题。", err=True)
        return
    errors = sum(finding.level == ERROR for finding in findings)
    click.echo(f"共 {len(findings)} 处：错误 {errors}，提醒 {len(findings) - errors}。", err=True)


def _show_findings(findings: Sequence[Finding], file: Path) -> None:
    show_problems(finding.as_problem(file.name) for finding in findings)


def _echo_findings_json(file: Path, kind: Kind | None, findings: Sequence[Finding]) -> None:
    told: dict[str, Any] = {"file": str(file), "kind": kind.name if kind else ""}
    told["errors"] = sum(finding.level == ERROR for finding in findings)
    echo_json(told | {"findings": [finding.as_json() for finding in findings]})


def _mark(file: Path, suffix: str, findings: Sequence[Finding], target: Path, quiet: bool) -> None:
    from docgen.export.files import write_beside
    from docgen.templates.marking import marked

    written = write_beside(target, marked(file.read_bytes(), suffix, findings), lambda _: False)
    echo_written(written, quiet=quiet)
