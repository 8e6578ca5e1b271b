"""One table found in a sheet, and what is remembered while its rows are read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from docgen.ledger.reading.findings import Findings
from docgen.ledger.reading.forms import Choice, Form
from docgen.ledger.reading.headers import Column, Header
from docgen.ledger.reading.sheet import Sheet, cell_name, column_letters
from docgen.ledger.reading.synonyms import MONEY
from docgen.ledger.reading.totals import Stated
from docgen.ledger.report import Report


@dataclass(frozen=True)
class Table:
    """A table as found: its header, the row (from 0) before which it ends, its title, its form.

    ``money_unit`` counts where a column names none (empty: nothing tells it), ``unit_from`` says where it stands.
    """

    sheet: Sheet
    header: Header
    end: int
    title: str
    choice: Choice
    money_unit: str = ""
    unit_from: str = ""

    @property
    def form(self) -> Form:
        return self.choice.form

    def unit_of(self, column: Column) -> str:
        return column.unit or self.money_unit


@dataclass
class Progress:
    """A table being read: ``groups`` and ``flow`` remember what the rows above say; problems go into ``findings``.

    ``stages``: its stage column tells stages; ``part``: the rows read are parts of a project.
    ``unmarked`` are money columns that hold an amount though neither cell, header nor sheet tells its unit.
    """

    table: Table
    findings: Findings
    unit: str
    year: int | None
    file: str
    stages: bool = False
    part: bool = False
    groups: dict[int, str] = field(default_factory=dict)
    flow: dict[str, str] = field(default_factory=dict)
    reports: list[Report] = field(default_factory=list)
    numbered: list[bool] = field(default_factory=list)
    stated: list[Stated] = field(default_factory=list)
    unmarked: dict[int, Column] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.leaders_columns = sum(column.field == "leaders" for column in self.columns)
        kept = [column for column in reversed(self.columns) if column.field == "name" or column.field in MONEY]
        self.letters = {column.field: column_letters(column.number) for column in kept}

    @property
    def sheet(self) -> Sheet:
        return self.table.sheet

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.table.header.columns

    def error(self, row: int, column: Column, message: str) -> None:
        self.findings.error(message, self.sheet.name, cell_name(row, column.number))

    def remind(self, row: int, column: Column, message: str) -> None:
        self.findings.remind(message, self.sheet.name, cell_name(row, column.number))

    def aside(self) -> Progress:
        """For reading a row that is no project of its own: same table and findings, its reports kept apart."""
        return replace(self, part=True, reports=[], numbered=[], stated=[])
