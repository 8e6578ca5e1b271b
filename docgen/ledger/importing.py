"""Files and folders into the ledger: each file is taken whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from docgen.ledger.change import Change
from docgen.ledger.period import Period
from docgen.ledger.reading.findings import refusal
from docgen.ledger.reading.reporter import period_of
from docgen.ledger.reading.submission import label_of, read_submission
from docgen.ledger.store import Ledger
from docgen.problem import ERROR, REMINDER, DocgenError, Problem

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".et", ".wps", ".ett", ".ods"})
"""What is looked at in a folder: workbooks, and those of other formats so that they are named rather than missed."""


@dataclass(frozen=True)
class ImportResult:
    """What came of each file: ``changes`` of those taken, ``refused`` files, ``problems`` of all in their order."""

    changes: tuple[Change, ...]
    refused: tuple[Path, ...]
    problems: tuple[Problem, ...]

    @property
    def projects(self) -> int:
        """Projects in the files taken, the unchanged too."""
        return sum(change.projects for change in self.changes)


def workbooks_in(paths: Iterable[Path]) -> tuple[tuple[Path, Path | None], ...]:
    """Every workbook named or inside a folder named, with that folder; natural order, each once.

    Lock files (``~$…``) and hidden files and folders are passed over. Raises DocgenError for a path that is not there.
    """
    found: dict[Path, Path | None] = {}
    for path in paths:
        if path.is_dir():
            for inside in sorted(_below(path), key=lambda file: natural(str(file.relative_to(path)))):
                found.setdefault(inside.resolve(), path.resolve())
        elif path.exists():
            found.setdefault(path.resolve(), None)
        else:
            raise DocgenError(f"没有 {path} 这个文件或文件夹：请检查路径")
    return tuple(found.items())


def import_files(
    ledger: Ledger,
    paths: Iterable[Path],
    period: Period | None = None,
    unit: str | None = None,
    on_progress: Callable[[int, int, Path], None] | None = None,
) -> ImportResult:
    """Read workbooks into the ledger, one transaction a file; good files go in beside bad ones.

    Without ``period`` each file's path must name it. ``on_progress(done, all, path)`` is called after each file.
    Raises DocgenError when there is no workbook at all.
    """
    files = workbooks_in(paths)
    if not files:
        raise DocgenError("给出的文件夹里没有工作簿（.xlsx、.xlsm）：请检查路径")
    changes: list[Change] = []
    refused: list[Path] = []
    problems: list[Problem] = []
    taken: dict[tuple[str, Period, str], str] = {}
    for number, (path, root) in enumerate(files, 1):
        try:
            change, reminders = _import_one(ledger, path, root, period, unit)
        except DocgenError as error:
            refused.append(path)
            problems += error.problems or (Problem(str(error), label_of(path, root), level=ERROR),)
        else:
            changes.append(change)
            problems += reminders
            problems += _replaced_in_this_run(change, label_of(path, root), taken)
        if on_progress:
            on_progress(number, len(files), path)
    return ImportResult(tuple(changes), tuple(refused), tuple(problems))


def _import_one(
    ledger: Ledger, path: Path, root: Path | None, period: Period | None, unit: str | None
) -> tuple[Change, tuple[Problem, ...]]:
    named = period_of(path)
    when = period or named
    if when is None:
        raise refusal(label_of(path, root), "看不出是哪一期的：请用 --period 指明（如 --period 2021-03），或在文件名、文件夹名中写明")
    submission = read_submission(path, when, unit, root)
    change = ledger.replace(
        submission.unit, when, submission.file, submission.sha256, submission.reports, submission.forms
    )
    return change, (*_other_period_named(label_of(path, root), when, named), *submission.reminders)


def _other_period_named(label: str, period: Period, named: Period | None) -> list[Problem]:
    """The path names another stretch of time than --period does: most likely a wrong month was typed."""
    if named is None or named.year == period.year and named.last_half >= period.first_half and named.first_half <= period.last_half:
        return []
    message = f"文件名或文件夹名写的是{named.label}，按 --period 作为{period.label}导入：请核对"
    return [Problem(message, label, level=REMINDER)]


def _replaced_in_this_run(change: Change, label: str, taken: dict[tuple[str, Period, str], str]) -> list[Problem]:
    """Two files of one run for the same unit, period and form: the later one counts, and the person is told."""
    reminders = []
    for form in change.forms:
        key = (change.unit, change.period, form)
        if key in taken:
            message = f"与本次导入的 {taken[key]} 同为{change.unit}{change.period.label}的{form}：以本文件为准，请核对"
            reminders.append(Problem(message, label, level=REMINDER))
        taken[key] = label
    return reminders


def _below(folder: Path) -> Iterable[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix.lower() in SUFFIXES and not hidden and not path.name.startswith("~$") and path.is_file():
            yield path


def natural(text: str) -> list[tuple[int, str]]:
    """Sort key in which 附件2 comes before 附件10."""
    return [(int(part), "") if part.isdigit() and part.isascii() else (-1, part) for part in re.split(r"(\d+)", text)]
