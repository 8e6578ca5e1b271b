"""A unit's report against its last one: figures that only grow, plans that stay, projects that are gone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from docgen.ledger.change import paired
from docgen.ledger.checks.amounts import Amounts
from docgen.ledger.period import Period
from docgen.ledger.reading.submission import Submission
from docgen.ledger.reading.synonyms import CHINESE
from docgen.ledger.renames import Rename
from docgen.ledger.report import Report
from docgen.problem import REMINDER, Problem

_MONTH = 2
_NAMED = 20
"""Half months in a month; names told in one message."""

_SINCE_THE_START = ("total_investment", "cumulative_investment")
_THIS_YEAR = ("annual_plan", "year_investment")


@dataclass(frozen=True)
class Former:
    """What a unit reported last, at the end of a former period."""

    period: Period
    reports: tuple[Report, ...]

    def place(self, report: Report) -> str:
        """Where a former value stood: 2021年2月份（曹镇乡.xlsx 附件1 第 8 行）."""
        source = report.source
        where = " ".join(filter(None, (source.file, source.sheet, source.row and f"第 {source.row} 行")))
        return f"{self.period.label}（{where}）" if where else self.period.label


class FormerCheck:
    """One file held against the unit's last report.

    ``own`` are the file's reports and ``others`` the unit's other reports of the period (a project may move from one
    form, and file, to another), both with their projects in the ledger as far as it knows them.
    """

    def __init__(
        self,
        submission: Submission,
        period: Period,
        former: Former,
        own: Sequence[Report],
        others: Sequence[Report],
        file: str,
    ) -> None:
        self._submission, self._period, self._former, self._file = submission, period, former, file
        self._amounts = Amounts(submission)
        self._own = {id(report) for report in own}
        self._pairing = paired(former.reports, (*own, *others))
        self._same_year = former.period.year == period.year

    def figures(self) -> Iterator[Problem]:
        """Figures that do not follow from the former ones.

        Across a new year only what counts from the project's start is compared: cumulative and total investment.
        """
        for before, report in self._pairing.both:
            if id(report) in self._own:
                for field, message in (*self._breaks(report, before), *self._blanks(report, before)):
                    yield self._problem(message, report, field)

    def projects(self, renames: Sequence[Rename]) -> Iterator[Problem]:
        """Projects that the unit no longer reports, in the forms that this file brings; nothing across a new year.

        ``renames`` look like one project under two names: each is asked about once, and not told as gone.
        """
        if not self._same_year:
            return
        for rename in renames:
            if id(rename.new) in self._own:
                yield self._problem(
                    f"“{rename.new.name}”是新报的，{self._former.place(rename.old)}报过的“{rename.old.name}”本期没有，"
                    f"两者{rename.why}：是同一个项目改了名称的，请沿用原名称或说明改名；不是的，请说明原项目的去向",
                    rename.new, "name",
                )  # fmt: skip
        asked = {id(rename.old) for rename in renames}
        sheets = {report.form: report.source.sheet for report in reversed(self._submission.reports)}
        for form in self._submission.forms:
            gone = [report for report in self._pairing.gone if report.form == form and id(report) not in asked]
            if gone:
                message = _gone(gone, form, self._former.period)
                yield Problem(message, self._file, sheets.get(form, ""), "", REMINDER)

    def _problem(self, message: str, report: Report, field: str) -> Problem:
        return Problem(message, self._file, report.source.sheet, self._submission.cell(report, field), REMINDER)

    def _breaks(self, report: Report, before: Report) -> Iterator[tuple[str, str]]:
        """The field whose cell shall be looked at, and what does not follow."""
        then = self._former.place(before)
        if fall := self._fall(report, before, "cumulative_investment"):
            yield "cumulative_investment", f"{fall[0]}，比{then}的 {fall[1]} 少 {fall[2]}：累计数不应减少，请核对；前期多报的请说明"
        if moved := self._difference(report, before, "total_investment"):
            yield "total_investment", f"{moved[0]}，{then}是 {moved[1]}：确有调整的请在备注中写明依据，否则请改正"
        if not self._same_year:
            return
        if moved := self._difference(report, before, "annual_plan"):
            yield "annual_plan", f"{moved[0]}，{then}是 {moved[1]}：年度计划年中一般不改，确有调整的请在备注中写明依据，否则请改正"
        if fall := self._fall(report, before, "year_investment"):
            yield "year_investment", f"{fall[0]}，比{then}的 {fall[1]} 少 {fall[2]}：年内完成数不应减少，请核对；前期多报的请说明"
        elif wrong := self._sum(report, before, then):
            yield "year_investment", wrong

    def _sum(self, report: Report, before: Report, then: str) -> str:
        """This year's figure is the former one and this month's together; at least so much where months were left out."""
        month, year, since = report.month_investment, report.year_investment, before.year_investment
        months = (self._period.halves, self._former.period.halves) == (_MONTH, _MONTH)
        if month is None or year is None or since is None or not months:
            return ""
        gap = year - since - month
        next_to = self._former.period.last_half + 1 == self._period.first_half
        slack = self._amounts.slack(report, "month_investment", "year_investment", "year_investment")
        if abs(gap) <= slack or (gap > 0 and not next_to):
            return ""
        former, wanted, off = (self._amounts.named(report, "year_investment", n) for n in (since, since + month, abs(gap)))
        return (
            f"{self._amounts.cell(report, 'year_investment')}，而{then}的年度数 {former}加"
            f"{self._amounts.cell(report, 'month_investment')}{'应为' if next_to else '至少应为'} {wanted}，"
            f"{'多' if gap > 0 else '少'}了 {off}：请核对本月数和年度数，改正有误的一格；补报或核减以前月份的请说明"
        )

    def _blanks(self, report: Report, before: Report) -> Iterator[tuple[str, str]]:
        """Figures told before and blank now, in a table that has their column."""
        columns = self._submission.columns.get(report.source.sheet, {})
        for field in (*_SINCE_THE_START, *(_THIS_YEAR if self._same_year else ())):
            if field in columns and getattr(report, field) is None and (told := getattr(before, field)):
                was = self._amounts.named(report, field, told)
                yield field, f"{CHINESE[field]}空着，{self._former.place(before)}填的是 {was}：请补填"

    def _difference(self, report: Report, before: Report, field: str) -> tuple[str, str, Decimal] | None:
        """The cell now, the value then, by how much it fell; None where nothing to speak of changed or one is blank."""
        now, then = getattr(report, field), getattr(before, field)
        if now is None or then is None or abs(now - then) <= self._amounts.slack(report, field, field):
            return None
        return self._amounts.cell(report, field), self._amounts.named(report, field, then), then - now

    def _fall(self, report: Report, before: Report, field: str) -> tuple[str, str, str] | None:
        found = self._difference(report, before, field)
        if found is None or found[2] < 0:
            return None
        return found[0], found[1], self._amounts.named(report, field, found[2])


def _gone(gone: Sequence[Report], form: str, period: Period) -> str:
    """All in one line: a form whose projects come and go every month must not drown the rest."""
    names = "、".join(f"“{report.name}”" + (f"（第 {report.source.row} 行）" if report.source.row else "") for report in gone[:_NAMED])
    more = f"等 {len(gone)} 个项目" if len(gone) > _NAMED else f"共 {len(gone)} 个项目" if len(gone) > 1 else ""
    where = " ".join(filter(None, (gone[0].source.file, gone[0].source.sheet)))
    told = f"{period.label}（{where}）" if where else period.label
    return f"{form}少了{told}报过的{names}{more}：竣工、取消或调出的请说明，漏报的请补报"
