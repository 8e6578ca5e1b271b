"""How a workbook is read, told without importing it: where each header is, what every column and row was taken for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from docgen.ledger.period import Period
from docgen.ledger.reading.headers import Column
from docgen.ledger.reading.recognition import PLAIN, Habits, proposal
from docgen.ledger.reading.records import Records
from docgen.ledger.reading.reporter import period_within
from docgen.ledger.reading.rows import Kind, Row
from docgen.ledger.reading.sheet import column_letters
from docgen.ledger.reading.submission import examine, label_of
from docgen.ledger.reading.synonyms import MONEY, called
from docgen.ledger.reading.table import Table
from docgen.ledger.reading.titles import proposed_period
from docgen.ledger.reading.workbook import AUTOMATIC, read_workbook
from docgen.problem import ERROR, DocgenError, Problem
from docgen.settings import Pdf

_KINDS = {
    Kind.PROJECT: "项目", Kind.CHILD: "子项（并入上面的项目）", Kind.CONTINUED: "续行（名称合并，并入上面的项目）",
    Kind.TOTAL: "合计、小计", Kind.PART: "其中", Kind.GROUP: "分组标题", Kind.NOTE: "说明、签名", Kind.HEADER: "重复的表头",
    Kind.NAMELESS: "有内容而没有项目名称", Kind.BLANK: "空行",
}  # fmt: skip
_FEW = 12
_KEPT = "其他栏目"


@dataclass(frozen=True)
class ColumnTold:
    """One column: letters, heading path, the field in Chinese (其他栏目 when none), why; for money its unit and where
    that was found; for a column that was not recognised the word it may have meant."""

    column: str
    heading: str
    field: str
    why: str
    unit: str = ""
    unit_from: str = ""
    proposal: str = ""


@dataclass(frozen=True)
class RowsTold:
    """How many rows were taken for ``kind``; ``rows`` are their numbers where they are few."""

    kind: str
    count: int
    rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class TableTold:
    """One table: the rows of its header as Excel numbers them, its title, its form and why, its columns and rows."""

    sheet: str
    header: tuple[int, int]
    title: str
    form: str
    why: str
    money_unit: str
    money_unit_from: str
    columns: tuple[ColumnTold, ...]
    rows: tuple[RowsTold, ...]


@dataclass(frozen=True)
class Explanation:
    """What would come of a file: ``projects`` would be imported unless ``refused``; how far it got in any case."""

    file: str
    period: str
    period_from: str
    unit: str
    unit_from: str
    projects: int
    refused: bool
    tables: tuple[TableTold, ...]
    problems: tuple[Problem, ...]


def explain(
    path: Path,
    root: Path | None = None,
    period: Period | None = None,
    unit: str | None = None,
    office: Pdf = AUTOMATIC,
    habits: Habits = PLAIN,
) -> Explanation:
    """Tell how a file is read; also of one that would be refused. ``period`` and ``unit`` as for the import."""
    label = label_of(path, root)
    found = (period, "命令指明") if period else _period_of(path, root)
    try:
        examined = examine(path, found[0] or _titled(path, label, office, habits), unit, root, office, habits)
    except DocgenError as error:
        problems = error.problems or (Problem(str(error), label),)
        return Explanation(label, _named(found[0]), found[1], "", "", 0, True, (), problems)
    if found[0] is None:
        found = None, "文件名、文件夹名都没有写明"
        proposals = [near for table, _ in examined.tables if (near := proposed_period(table.title))]
        hint = f"标题像是 {proposals[0]}，确认后加 --period {proposals[0]}" if proposals else "请加 --period，如 --period 2021-03"
        examined.findings.error(f"看不出是哪一期的：{hint}")
    problems = tuple(examined.findings.problems)
    return Explanation(
        label, _named(found[0]), found[1], examined.unit, examined.unit_from, len(examined.reports),
        any(problem.level == ERROR for problem in problems),
        tuple(_told(table, records, habits) for table, records in examined.tables), problems,
    )  # fmt: skip


def title_period(path: Path, label: str, office: Pdf = AUTOMATIC, habits: Habits = PLAIN) -> Period | None:
    """The period that a workbook's titles speak of, to be proposed; None when they tell none or it cannot be read."""
    try:
        return _titled(path, label, office, habits)
    except DocgenError:
        return None


def _titled(path: Path, label: str, office: Pdf, habits: Habits) -> Period | None:
    for sheet in read_workbook(path, label, office).sheets:
        for row in sheet.rows[:6]:
            for value in row:
                if isinstance(value, str) and ("表" in value or "项目" in value) and (near := proposed_period(value)):
                    return near
    return None


def _period_of(path: Path, root: Path | None) -> tuple[Period | None, str]:
    found = period_within(path, root or Path(path.anchor))
    return (found[0], f"文件名或文件夹名“{found[1]}”") if found else (None, "")


def _named(period: Period | None) -> str:
    return str(period) if period else ""


def _told(table: Table, records: Records, habits: Habits) -> TableTold:
    header = table.header
    return TableTold(
        table.sheet.name, (header.top + 1, header.bottom + 1), table.title, table.form.name, table.choice.why,
        table.money_unit, table.unit_from,
        tuple(_column(column, table, habits) for column in header.columns), tuple(_rows(records.rows)),
    )  # fmt: skip


def _column(column: Column, table: Table, habits: Habits) -> ColumnTold:
    letters = column_letters(column.number)
    if column.field:
        unit = table.unit_of(column) if column.field in MONEY else ""
        source = ("栏目名称" if column.unit else table.unit_from) if unit else ""
        if column.field in MONEY and not unit:
            unit, source = "没有写明", "以格内写的为准"
        return ColumnTold(letters, column.label, called(column.field), column.why, unit, source)
    near = proposal(column, table.header, habits.dictionary)
    why = column.why or "词典里没有"
    return ColumnTold(letters, column.label, _KEPT, why, proposal=near[0] if near else "")


def _rows(rows: Iterable[Row]) -> Iterable[RowsTold]:
    numbers: dict[Kind, list[int]] = {}
    for row in rows:
        numbers.setdefault(row.kind, []).append(row.number + 1)
    for kind, name in _KINDS.items():
        if found := numbers.get(kind):
            yield RowsTold(name, len(found), tuple(found) if len(found) <= _FEW else ())
