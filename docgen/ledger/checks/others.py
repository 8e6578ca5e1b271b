"""A unit's report against the other units' of the same period: one project shall be counted once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from docgen.ledger.checks.amounts import Amounts
from docgen.ledger.nearest import key
from docgen.ledger.reading.submission import Submission
from docgen.ledger.report import Report
from docgen.problem import REMINDER, Problem


def check_others(submission: Submission, others: Mapping[str, Sequence[Report]], file: str) -> Iterator[Problem]:
    """Projects that another unit reports too. ``others`` are the period's reports by the key of their name."""
    amounts = Amounts(submission)
    for report in submission.reports:
        for other in _once_a_unit(others.get(key(report.name), ()), submission.unit):
            source = other.source
            where = " ".join(filter(None, (source.file, source.sheet, source.row and f"第 {source.row} 行")))
            yield Problem(
                f"“{report.name}”{other.unit}也报了（{where}）{_totals(report, other, amounts)}："
                "是同一个项目的请商定由一家报送，不是的请在名称中加以区别",
                file, report.source.sheet, submission.cell(report, "name"), REMINDER,
            )  # fmt: skip


def _once_a_unit(reports: Sequence[Report], own: str) -> list[Report]:
    return list({report.unit: report for report in reversed(reports) if report.unit != own}.values())


def _totals(report: Report, other: Report, amounts: Amounts) -> str:
    """Both totals help a person see whether it is one project."""
    if report.total_investment is None or other.total_investment is None:
        return ""
    mine = amounts.cell(report, "total_investment")
    return f"，本单位{mine}，{other.unit} {amounts.named(report, 'total_investment', other.total_investment)}"
