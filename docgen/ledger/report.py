"""One project as reported in one period (报送): the record that everything else is computed from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

STAGES = ("前期", "新建", "在建", "竣工")

DONE, PENDING, NOT_DONE = "已办结", "正在办理", "未办理"
"""The states of an approval procedure (联审联批手续)."""

STARTED, NOT_STARTED, UNDECIDED = "已开工", "未开工", "待定"
"""The states of a start (开工时间)."""


@dataclass(frozen=True)
class Person:
    """A leader with the role given beside the name: 周广威（工程建设）. The name holds no spaces."""

    name: str
    role: str = ""


@dataclass(frozen=True)
class Approval:
    """One approval procedure: its name, its state (DONE, PENDING, NOT_DONE or as written), its document number."""

    procedure: str
    state: str
    number: str = ""
    raw: str = ""


@dataclass(frozen=True)
class Start:
    """开工时间: the text as written; the first day of the month (or year) it names; a state when one is written.

    ``precision`` tells how exact ``date`` is: ``day``, ``month`` or ``year``; empty when there is no date.
    """

    raw: str
    date: date | None = None
    state: str = ""
    precision: str = ""


@dataclass(frozen=True)
class Milestone:
    """A node of the year's plan (时间节点): 一季度 → 完成前期手续."""

    when: str
    what: str


@dataclass(frozen=True)
class Source:
    """Where a record came from: file name, sheet name, row number as Excel shows it.

    ``columns`` are the letters of its name's and amounts' columns, by field; empty in records of older versions.
    """

    file: str
    sheet: str
    row: int
    columns: Mapping[str, str] = field(default_factory=dict, compare=False)

    def cell(self, field: str) -> str:
        """The cell that a field was read from (H7), that of the name where the column is not known; empty without either."""
        column = self.columns.get(field) or self.columns.get("name")
        return f"{column}{self.row}" if column else ""


@dataclass(frozen=True)
class Report:
    """One project in one period. Money is Decimal in 万元; None means not reported, which is not 0.

    ``form`` is the table form it came from (在建项目进展情况表 …), ``unit`` the unit that reported it,
    ``units`` the responsible units named in the row. ``extra`` keeps columns that no field takes:
    pairs of header path and text. ``ref`` marks the record in the ledger it was read from, ``project`` its project
    there, the same from period to period; both say where a record stands, not what it says.
    """

    name: str
    unit: str
    form: str = ""
    stage: str = ""
    category: str = ""
    industry: str = ""
    system: str = ""
    content: str = ""
    years: str = ""
    site: str = ""
    total_investment: Decimal | None = None
    annual_plan: Decimal | None = None
    month_investment: Decimal | None = None
    year_investment: Decimal | None = None
    cumulative_investment: Decimal | None = None
    progress: str = ""
    problems: str = ""
    leaders: tuple[Person, ...] = ()
    units: tuple[str, ...] = ()
    owner: str = ""
    owner_person: str = ""
    builder: str = ""
    responsible_person: str = ""
    contact: str = ""
    phone: str = ""
    approvals: tuple[Approval, ...] = ()
    start: Start | None = None
    signing: str = ""
    demolition: str = ""
    procedures: str = ""
    milestones: tuple[Milestone, ...] = ()
    remark: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    source: Source = field(default_factory=lambda: Source("", "", 0))
    ref: str = field(default="", compare=False)
    project: int = field(default=0, compare=False)
