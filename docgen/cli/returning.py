"""``docgen import --return``: the workbooks with something wrong, marked, to be sent back to their units."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.written import echo_written

if TYPE_CHECKING:
    from docgen.export.files import Written
    from docgen.ledger.importing import FileResult, ImportResult
    from docgen.settings import Pdf

return_option = click.option(
    "--return", "returned", type=click.Path(path_type=Path, file_okay=False), metavar="文件夹",
    help="给每个有问题的文件做一份退回件（标色、批注、核对清单），存入这个文件夹。",
)  # fmt: skip

_RETURNED = re.compile(r"(?:（退回\d*）)+$")


@dataclass(frozen=True)
class Returned:
    """What became of one file with problems: its return copy, or why there is none."""

    result: FileResult
    written: Written | None = None
    why_not: str = ""


def refuse_folder(returned: Path | None, files: Iterable[Path]) -> None:
    """Return copies among the files to be imported would be imported with them next time; raise a complaint."""
    if returned is None:
        return
    for path in files:
        if path.is_dir() and returned.resolve().is_relative_to(path.resolve()):
            raise click.UsageError(f"退回件不能存入要导入的文件夹 {path} 里：下次导入会把它们一起读入，请另选一个文件夹")


def write_copies(result: ImportResult, folder: Path, office: Pdf) -> tuple[Returned, ...]:
    """A return copy of each file that has a problem, in ``folder``; none takes the place of a file that a person edited."""
    from docgen.export.files import write_beside
    from docgen.ledger.returning.copies import return_copy
    from docgen.ledger.returning.packing import is_untouched
    from docgen.problem import DocgenError

    read = {file.path.resolve() for file in result.files}
    taken: set[Path] = set()
    done = []
    for file in result.files:
        if not file.to_mend:
            continue
        period = file.period.label if file.period else ""
        try:
            copy = return_copy(file.path, file.label, period, file.to_mend, office)
        except DocgenError as error:
            why = error.problems[0].message if error.problems else str(error)
            done.append(Returned(file, why_not=why))
            continue
        path = _free(folder, file.label, copy.suffix, taken | read)
        taken.add(path.resolve())
        done.append(Returned(file, write_beside(path, copy.content, is_untouched)))
    return tuple(done)


def tell_copies(copies: Iterable[Returned], result: ImportResult) -> None:
    """Print each copy's path, the files that have none because they cannot be marked, and how many need none."""
    copies = tuple(copies)
    for copy in copies:
        if copy.written:
            echo_written(copy.written)
        else:
            click.echo(f"{copy.result.label} 做不成退回件，请直接告知报送单位：{copy.why_not}", err=True)
    made = sum(copy.written is not None for copy in copies)
    clean = sum(not file.problems for file in result.files)
    told = f"退回件 {made} 份" if made else "没有退回件"
    click.echo(told + (f"；另有 {clean} 个文件没有问题，不用退回" if clean else ""))


def copies_json(copies: Iterable[Returned]) -> list[dict[str, Any]]:
    return [
        {"file": copy.result.label, "path": str(copy.written.path) if copy.written else None, "why_not": copy.why_not}
        for copy in copies
    ]


def _free(folder: Path, label: str, suffix: str, taken: set[Path]) -> Path:
    """The copy's path: the file's folders and name with （退回）, numbered where a file of this run has it."""
    from docgen.export.names import safe_name

    pure = PurePosixPath(label)
    stem = _RETURNED.sub("", pure.stem) or pure.stem
    below = folder.joinpath(*(safe_name(part) for part in pure.parts[:-1]))
    number = 1
    while True:
        tail = "（退回）" if number == 1 else f"（退回{number}）"
        path = below / safe_name(stem + tail, suffix)
        if path.resolve() not in taken:
            return path
        number += 1
