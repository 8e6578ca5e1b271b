"""A figure as an expression over records: its value worked out anew, its formula in words, the records behind it.

Values are exact (Fraction); nothing is rounded before it is printed. The same expressions become live formulas in a
workbook (:mod:`docgen.tracing.formulas`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from docgen.ledger.period import Period
from docgen.ledger.report import Report

MONEY = {
    "total_investment": "总投资",
    "annual_plan": "年度计划投资",
    "month_investment": "本月完成投资",
    "year_investment": "年度完成投资",
    "cumulative_investment": "累计完成投资",
}
"""The fields of a record that are added up, with their names; 万元."""


@dataclass(frozen=True, eq=False)
class Group:
    """Records that are counted or added together: what they are called, and the period that they were reported for.

    ``criteria`` find them among the period's records by fields (``measured``: 计完成率) so that a workbook can; None
    where only a list of them does.
    """

    name: str
    reports: tuple[Report, ...]
    period: Period
    criteria: tuple[tuple[str, str], ...] | None = None


@dataclass(frozen=True, eq=False)
class Sum:
    """A field (of MONEY) added up over a group, 万元; what was not reported counts as nothing."""

    field: str
    group: Group

    @property
    def label(self) -> str:
        return MONEY[self.field]

    @property
    def value(self) -> Fraction | None:
        known = [value for report in self.group.reports if (value := getattr(report, self.field)) is not None]
        return Fraction(sum(known)) if known else None

    @property
    def words(self) -> str:
        return f"{self.group.name}（{len(self.group.reports)}个）的{self.label}之和"


@dataclass(frozen=True, eq=False)
class Count:
    """How many records a group has."""

    group: Group

    label = "项目数"

    @property
    def value(self) -> Fraction:
        return Fraction(len(self.group.reports))

    @property
    def words(self) -> str:
        return f"{self.group.name}的个数"


@dataclass(frozen=True, eq=False)
class Cell:
    """One field of one record, 万元, as the unit reported it."""

    field: str
    group: Group

    @property
    def label(self) -> str:
        return MONEY[self.field]

    @property
    def value(self) -> Fraction | None:
        stated = getattr(self.group.reports[0], self.field)
        return None if stated is None else Fraction(stated)

    @property
    def words(self) -> str:
        return f"{self.group.reports[0].name}的{self.label}（单位报送）"


@dataclass(frozen=True, eq=False)
class Given:
    """A number that no records are added up for: a setting, the benchmark, a count of names. ``formula`` is how a
    workbook reckons it, empty where it just states it; ``group`` the records that it was found in."""

    label: str
    value: Fraction | None
    words: str
    formula: str = ""
    group: Group | None = None


@dataclass(frozen=True, eq=False)
class Ratio:
    """One part over another: a fraction; undefined where either is, or nothing is below the line."""

    label: str
    top: Expression
    bottom: Expression

    @property
    def value(self) -> Fraction | None:
        top, bottom = self.top.value, self.bottom.value
        return None if top is None or not bottom else top / bottom

    @property
    def words(self) -> str:
        return f"{self.label} = {named(self.top)} ÷ {named(self.bottom)}"


@dataclass(frozen=True, eq=False)
class Gap:
    """How far a rate is from another, in percentage points, from unrounded rates; ``behind``: positive when behind."""

    label: str
    rate: Expression
    against: Expression
    behind: bool = False

    @property
    def value(self) -> Fraction | None:
        rate, against = self.rate.value, self.against.value
        if rate is None or against is None:
            return None
        return (against - rate if self.behind else rate - against) * 100

    @property
    def words(self) -> str:
        first, second = (self.against, self.rate) if self.behind else (self.rate, self.against)
        return f"{self.label} = {named(first)} − {named(second)}（按未取整的数相减，个百分点）"


@dataclass(frozen=True, eq=False)
class Change:
    """By what fraction something grew over what was before."""

    label: str
    now: Expression
    before: Expression

    @property
    def value(self) -> Fraction | None:
        now, before = self.now.value, self.before.value
        return None if now is None or not before else now / before - 1

    @property
    def words(self) -> str:
        return f"{self.label} = {self.now.words} ÷ {self.before.words} − 1"


@dataclass(frozen=True, eq=False)
class Rank:
    """A place among others, the highest first; equal rates share one."""

    of: Expression
    others: tuple[Expression, ...]
    unit: str

    label = "名次"

    @property
    def value(self) -> Fraction | None:
        own = self.of.value
        return None if own is None else Fraction(1 + sum(other.value is not None and other.value > own for other in self.others))

    @property
    def words(self) -> str:
        return f"名次 = 比它高的单位数 + 1（共{len(self.others) + 1}个单位参加排名，率相同的并列）"


Expression = Sum | Count | Cell | Given | Ratio | Gap | Change | Rank


def named(part: Expression) -> str:
    """A part of a formula: whose field it is."""
    if isinstance(part, Sum):
        return f"{part.group.name}的{part.label}"
    if isinstance(part, Count):
        return f"{part.group.name}数"
    return part.label


def parts(expression: Expression) -> tuple[Expression, ...]:
    """What an expression is directly made of."""
    if isinstance(expression, Ratio):
        return expression.top, expression.bottom
    if isinstance(expression, Gap):
        return expression.rate, expression.against
    if isinstance(expression, Change):
        return expression.now, expression.before
    if isinstance(expression, Rank):
        return expression.of, *expression.others
    return ()


def inputs(expression: Expression) -> tuple[Expression, ...]:
    """The sums, counts, cells and given numbers that an expression ends in, each once, in the order of the formula."""
    found: list[Expression] = []
    below = parts(expression)[:1] if isinstance(expression, Rank) else parts(expression)
    for part in below or (expression,):
        found += [part] if part is expression else inputs(part)
    return tuple({id(part): part for part in found}.values())


def groups(expression: Expression) -> tuple[Group, ...]:
    """The groups of records behind an expression."""
    return tuple(part.group for part in inputs(expression) if getattr(part, "group", None) is not None)


def behind(expression: Expression) -> Iterable[tuple[Period, Report]]:
    """Every record behind an expression once, with its period."""
    seen = set()
    for group in groups(expression):
        for report in group.reports:
            if id(report) not in seen:
                seen.add(id(report))
                yield group.period, report
