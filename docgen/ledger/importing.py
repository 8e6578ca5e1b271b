"""Files and folders into the ledger: each file is taken whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from docgen.ledger.change import Change
from docgen.ledger.closing import closed_error
from docgen.ledger.incoming import Incoming, Known
from docgen.ledger.period import Period
from docgen.ledger.reading.explain import title_period
from docgen.ledger.reading.findings import NoTable, refusal
from docgen.ledger.reading.recognition import PLAIN, Habits
from docgen.ledger.reading.reporter import period_of, period_within
from docgen.ledger.reading.submission import examine, label_of, refuse_if_wrong, submission_of
from docgen.ledger.reading.workbook import AUTOMATIC
from docgen.ledger.renames import Rename
from docgen.ledger.store import Ledger
from docgen.problem import REMINDER, DocgenError, Problem
from docgen.settings import Pdf

SUFFIXES = frozenset(
    {".xlsx", ".xlsm", ".xls", ".xlsb", ".et", ".ett", ".ods", ".csv", ".tsv", ".docx", ".docm", ".doc", ".wps"}
)
"""What is looked at in a folder: whatever may hold a table, so that it is read or named rather than missed."""

_Place = tuple[str, Period, str]
"""What a file's table stands for: unit, period, form."""


@dataclass(frozen=True)
class FileResult:
    """What came of one file: its ``change`` to the ledger, None when it was refused; what a person should look at.

    ``renames`` a person should confirm or deny. ``to_mend`` lies in the file and goes back to the unit: all of it, also
    what a refused file merely reminds of, so that it is mended in one go. A file given twice or a period that is closed
    is the office's own affair. ``period`` where known. ``passed_over``: a document without a table that lay in a folder,
    such as a covering letter; it is told of and nothing is wrong with it.
    """

    path: Path
    label: str
    change: Change | None
    problems: tuple[Problem, ...]
    renames: tuple[Rename, ...] = ()
    to_mend: tuple[Problem, ...] = ()
    period: Period | None = None
    passed_over: bool = False


@dataclass(frozen=True)
class ImportResult:
    """What came of each file, in their order."""

    files: tuple[FileResult, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        return tuple(file.change for file in self.files if file.change)

    @property
    def refused(self) -> tuple[Path, ...]:
        return tuple(file.path for file in self.files if not file.change and not file.passed_over)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(problem for file in self.files for problem in file.problems)

    @property
    def projects(self) -> int:
        """Projects in the files taken, the unchanged too."""
        return sum(change.projects for change in self.changes)


def workbooks_in(paths: Iterable[Path]) -> tuple[tuple[Path, Path | None], ...]:
    """Every workbook named or inside a folder named, with that folder; natural order, each once.

    Lock and temporary files (``~$…``) and hidden files and folders are passed over. Raises DocgenError for a path that is not there.
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
    check_only: bool = False,
    who: str = "",
    note: str = "",
    reopen: bool = False,
    office: Pdf = AUTOMATIC,
    habits: Habits = PLAIN,
) -> ImportResult:
    """Read workbooks into the ledger, one transaction a file; good files go in beside bad ones.

    Without ``period`` each file's path must name it; with it, a file whose path names another is refused, and so is
    the second of two files for the same unit, period and form. All files are read before the first goes in, earlier
    periods first, so that each is checked against the others and the ledger. ``on_progress(done, all, path)`` is called
    after each file is read. With ``check_only`` the answer is the same and the ledger stays as it is. ``who`` and
    ``note`` are kept; ``reopen`` lets files into a period that is closed; ``office`` says where
    LibreOffice is, for the formats that only it reads; ``habits`` what the office has told of its units' tables.
    Raises DocgenError when there is no workbook at all.
    """
    files = workbooks_in(paths)
    if not files:
        raise DocgenError("给出的文件夹里没有工作簿（.xlsx、.xls、.et、.ods、.csv 或表格在内的 .docx、.doc、.wps）：请检查路径")
    read: list[Incoming | FileResult] = []
    taken: dict[_Place, str] = {}
    for number, (path, root) in enumerate(files, 1):
        read.append(_read(path, root, period, unit, taken, office, habits))
        if on_progress:
            on_progress(number, len(files), path)
    incoming = [item for item in read if isinstance(item, Incoming)]
    known = Known(ledger, [item for item in incoming if not item.errors])
    store = partial(_look, ledger, known, reopen) if check_only else partial(_store, ledger, who=who, note=note, reopen=reopen)
    results: dict[Path, FileResult] = {}
    for when in sorted({item.period for item in incoming}):
        for item in incoming:
            if item.period == when:
                results[item.path] = _take(item, known, store)
        if not check_only:
            known.taken(when)
    return ImportResult(tuple(item if isinstance(item, FileResult) else results[item.path] for item in read))


def _read(
    path: Path,
    root: Path | None,
    period: Period | None,
    unit: str | None,
    taken: dict[_Place, str],
    office: Pdf,
    habits: Habits,
) -> Incoming | FileResult:
    label = label_of(path, root)
    try:
        when = _period(path, root, period, office)
    except DocgenError as error:
        return _refused(path, label, error)
    try:
        examined = examine(path, when, unit, root, office, habits)
    except NoTable as error:
        if root is None:
            return _refused(path, label, error)
        told = Problem("Word 文件里没有表格，没有读入：如是报表，请把名单放进表格里；如是来函、说明，不必处理", label, level=REMINDER)
        return FileResult(path, label, None, (told,), period=when, passed_over=True)
    except DocgenError as error:
        return replace(refused := _refused(path, label, error), to_mend=refused.problems, period=when)
    submission = submission_of(examined)
    try:
        refuse_if_wrong(examined)
    except DocgenError as error:
        return Incoming(path, label, when, submission, _refused(path, label, error).problems)
    try:
        places = [(submission.unit, when, form) for form in submission.forms]
        _refuse_second(label, places, taken)
    except DocgenError as error:
        return _refused(path, label, error)
    taken.update(dict.fromkeys(places, label))
    return Incoming(path, label, when, submission)


def _take(item: Incoming, known: Known, store: Callable[[Incoming, int], Change]) -> FileResult:
    told = known.check(item)
    problems = (*item.submission.reminders, *told.problems)
    if item.errors:
        return FileResult(item.path, item.label, None, item.errors, (), problems, item.period)
    try:
        change = store(item, len(problems))
    except DocgenError as error:
        return replace(_refused(item.path, item.label, error), to_mend=problems, period=item.period)
    return FileResult(item.path, item.label, change, problems, told.renames, problems, item.period)


def _look(ledger: Ledger, known: Known, reopen: bool, item: Incoming, _told: int) -> Change:
    """What storing the file would answer."""
    if not reopen and (stands := ledger.closed(item.period)):
        raise closed_error(stands)
    return known.change(item)


def _store(ledger: Ledger, item: Incoming, told: int, *, who: str, note: str, reopen: bool) -> Change:
    file = item.submission
    return ledger.replace(
        file.unit, item.period, file.file, file.sha256, file.reports, file.forms, who=who, reopen=reopen, note=note, told=told
    )


def _refused(path: Path, label: str, error: DocgenError) -> FileResult:
    return FileResult(path, label, None, error.problems or (Problem(str(error), label),))


def _period(path: Path, root: Path | None, wanted: Period | None, office: Pdf) -> Period:
    """The period that a file is for; raise DocgenError when nothing tells, or its path tells another than ``wanted``."""
    label = label_of(path, root)
    if wanted is None:
        if named := period_of(path):
            return named
        if told := title_period(path, label, office):
            raise refusal(label, f"文件名、文件夹名没有写明是哪一期的；表的标题像是{told.label}：确认的话请加 --period {told}")
        raise refusal(label, "看不出是哪一期的：请用 --period 指明（如 --period 2021-03），或在文件名、文件夹名中写明")
    found = period_within(path, root)
    if found is None or _agree(found[0], wanted):
        return wanted
    named, name = found
    what, instead = ("文件名", "先给文件改名") if name == path.name else (f"文件夹“{name}”", "单独给出这个文件")
    raise refusal(
        label,
        f"{what}写的是{named.label}，与 --period {wanted} 不符：去掉 --period 就按名称导入；"
        f"确是{wanted.label}的，请{instead}再导入",
    )


def _agree(named: Period, wanted: Period) -> bool:
    """A year's or a quarter's folder may hold its months, and the last month's folder the quarter's report."""
    if named.year != wanted.year:
        return False
    return named.last_half == wanted.last_half or named.first_half <= wanted.first_half <= wanted.last_half <= named.last_half


def _refuse_second(label: str, places: list[_Place], taken: dict[_Place, str]) -> None:
    """Two files of one run for the same unit, period and form: which of them counts is a person's to say."""
    for place in places:
        if place in taken:
            unit, period, form = place
            raise refusal(
                label, f"与本次导入的 {taken[place]} 同为{unit}{period.label}的{form}，没有导入：请留下要用的一份再导入"
            )


def _below(folder: Path) -> Iterable[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix.lower() in SUFFIXES and not hidden and not path.name.startswith("~") and path.is_file():
            yield path


def natural(text: str) -> list[tuple[int, str]]:
    """Sort key in which 附件2 comes before 附件10."""
    return [(int(part), "") if part.isdigit() and part.isascii() else (-1, part) for part in re.split(r"(\d+)", text)]
