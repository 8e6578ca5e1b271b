"""An adjustment as a value: who leaves, who enters, what the list amounts to before and after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from docgen.forms.reading import DATE, MONTH_DAY
from docgen.ledger.report import Report
from docgen.papers.dates import spoken


@dataclass(frozen=True)
class Consent:
    """One approval: the step's name (责任单位申请), its day, the text as written (2021-03-02 平湛发改〔2021〕15号)."""

    step: str
    day: date
    text: str

    @property
    def dated(self) -> str:
        """The text with its day as papers write it: 2021年3月2日平湛发改〔2021〕15号."""
        text = "".join(self.text.split())
        written = DATE if DATE.search(text) else MONTH_DAY
        return written.sub(spoken(self.day), text, count=1)


@dataclass(frozen=True)
class Leaving:
    """A project of the ledger that leaves the list, why, by whose approval, and what takes its place."""

    report: Report
    reason: str
    consents: tuple[Consent, ...]
    replaced_by: tuple[str, ...]


@dataclass(frozen=True)
class Entering:
    """A project that enters the list. Money in 万元."""

    name: str
    unit: str
    content: str
    total_investment: Decimal
    annual_plan: Decimal
    reason: str
    consents: tuple[Consent, ...]
    replaces: tuple[str, ...]


@dataclass(frozen=True)
class Sum:
    """What a list amounts to: projects, 总投资 and 年度计划投资 in 万元."""

    projects: int
    total_investment: Decimal
    annual_plan: Decimal

    def __add__(self, other: Sum) -> Sum:
        return Sum(self.projects + other.projects, self.total_investment + other.total_investment, self.annual_plan + other.annual_plan)

    def __sub__(self, other: Sum) -> Sum:
        return Sum(self.projects - other.projects, self.total_investment - other.total_investment, self.annual_plan - other.annual_plan)


@dataclass(frozen=True)
class Adjustment:
    """One adjustment of a period's list; ``before`` is the whole list."""

    leaving: tuple[Leaving, ...]
    entering: tuple[Entering, ...]
    before: Sum

    @property
    def out(self) -> Sum:
        """What leaves."""
        return sum_of((each.report.total_investment, each.report.annual_plan) for each in self.leaving)

    @property
    def into(self) -> Sum:
        """What enters."""
        return sum_of((each.total_investment, each.annual_plan) for each in self.entering)

    @property
    def after(self) -> Sum:
        """The whole list afterwards."""
        return self.before - self.out + self.into


def sum_of(amounts: Iterable[tuple[Decimal | None, Decimal | None]]) -> Sum:
    """Projects with total investment and annual plan; what is not given adds nothing."""
    found = list(amounts)
    return Sum(len(found), sum((a for a, _ in found if a is not None), Decimal(0)), sum((b for _, b in found if b is not None), Decimal(0)))
