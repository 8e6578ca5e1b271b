"""``docgen init``, ``docgen pdf``: a new office, PDF of any document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from docgen.cli.console import CANNOT, DONE, LOOK, settings_of, show_problems
from docgen.cli.written import echo_written
from docgen.problem import DocgenError

_SHIPPED = ("docgen.toml", "词典.toml", "表格.toml", "templates/*/*.docx", "templates/*/*.xlsx", "data/*.toml", "data/*.md", "data/*.txt", "data/*.csv", "data/*.yaml", "data/*.xlsx", "data/*.docx", "data/zhanhe/*/*.xlsx", "data/实例/*/*")


@click.command()
@click.argument("folder", metavar="文件夹", type=click.Path(path_type=Path))
def init(folder: Path) -> int:
    """建立一个新的工作区：设置、模板、样例台账。已有的文件一律不动。

    \b
    例：docgen init 区政府办
    """
    from docgen.export.files import write_file
    from docgen.resources import root

    if folder.exists() and not folder.is_dir():
        raise DocgenError(f"{folder} 是一个文件，不能在此建立工作区：请另指定一个文件夹")
    there, differing = 0, []
    for source in _shipped(root()):
        target, data = folder / source.relative_to(root()), source.read_bytes()
        if not target.exists():
            click.echo(str(write_file(target, data)))
            continue
        there += 1
        if target.is_dir() or target.read_bytes() != data:
            differing.append(target)
    (folder / "outputs").mkdir(parents=True, exist_ok=True)
    if there:
        click.echo(f"已有 {there} 个文件，一律未动" + ("，其中与随附的不同的有：" if differing else ""), err=True)
    for target in differing:
        click.echo(f"  {target}", err=True)
    click.echo(f"工作区已就绪。请在 {folder / 'docgen.toml'} 中填写本单位的信息，再运行 docgen --workspace {folder} import …", err=True)
    return LOOK if differing else DONE


@click.command()
@click.argument("files", metavar="文件…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.pass_context
def pdf(ctx: click.Context, files: tuple[Path, ...]) -> int:
    """把 docx（也可为 doc、xlsx 等）转为 PDF，放在原文件旁边；给出文件夹则转换其中全部 docx。

    \b
    例：docgen pdf outputs/2021-03/督办函（曹镇乡政府）.docx
        docgen pdf outputs/2021-03
    """
    from docgen.export.fonts import stand_ins_here
    from docgen.export.pdf import convert, unfit

    settings = settings_of(ctx)
    sources = [source for file in files for source in _documents(file)]
    problems = {source: problem for source in sources if (problem := unfit(source))}
    show_problems(problems.values())
    fit = [source for source in sources if source not in problems]
    if not fit:
        return CANNOT
    code, done = (LOOK if problems else DONE), 0
    for result in convert(fit, settings, _show_progress):
        if result.pdf is None:
            show_problems([result.problem])
            code = LOOK
            continue
        done += 1
        code = max(code, echo_written(_put_beside(settings, result.source, result.pdf)))
    if done and (stood_in := stand_ins_here()):
        click.echo(f"本机缺少公文字体，PDF 中已代用：{'、'.join(map(str, stood_in))}", err=True)
    return code if done else CANNOT


def _shipped(base: Path) -> Iterator[Path]:
    for pattern in _SHIPPED:
        yield from sorted(base.glob(pattern))


def _documents(file: Path) -> list[Path]:
    if not file.is_dir():
        return [file]
    found = sorted(path for path in file.glob("*.docx") if not path.name.startswith(("~$", ".")))
    if not found:
        raise DocgenError(f"文件夹 {file} 中没有 docx 文件：请指定要转换的文件")
    return found


def _show_progress(done: int, total: int) -> None:
    click.echo(f"正在转换 PDF {done}/{total}", err=True)


def _put_beside(settings, source: Path, pdf: bytes):
    """An output's PDF is an output; any other stands beside its document under the same care."""
    from docgen.building.pdfs import put_beside
    from docgen.export.files import write_beside
    from docgen.export.settled import made_here

    inside = source.resolve()
    outputs = settings.outputs.resolve()
    if inside.is_relative_to(outputs):
        return put_beside(settings, settings.outputs / inside.relative_to(outputs), pdf)
    return write_beside(source.with_suffix(".pdf"), pdf, made_here)
