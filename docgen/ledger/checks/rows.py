"""What contradicts itself within one row: this month and this year, start and finish, started and nothing spent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.ledger.checks.amounts import Amounts
from docgen.ledger.checks.span import span
from docgen.ledger.period import Period
from docgen.ledger.reading.submission import Submission
from docgen.ledger.report import NOT_STARTED, STARTED, Report
from docgen.problem import REMINDER, Problem

_BEGUN = re.compile(r"已(?:经)?(?:全面)?(?:开工|动工|开建|复工)|(?:主体|基础|桩基)(?:正在)?施工")
_NOT_BEGUN = re.compile(r"(?:项目)?(?:目前)?(?:尚|还|暂)?未(?:能|正式)?(?:开工|动工|启动)")
"""Stands first in 形象进度 where the whole project has not begun; further on it speaks of a part."""


def check_rows(submission: Submission, period: Period, file: str) -> Iterator[Problem]:
    """The rows of a submission that cannot be right as they stand; ``file`` is how messages name it."""
    amounts = Amounts(submission)
    for report in submission.reports:
        for field, message in _contradictions(report, amounts, period):
            cell = submission.cell(report, field)
            yield Problem(message, file, report.source.sheet, cell, REMINDER)


def _contradictions(report: Report, amounts: Amounts, period: Period) -> Iterator[tuple[str, str]]:
    """The field whose cell shall be looked at, and what is wrong with it."""
    yield from _parts_above_the_whole(report, amounts)
    yield from _dates(report, period)
    yield from _begun_or_not(report, amounts, period)


def _parts_above_the_whole(report: Report, amounts: Amounts) -> Iterator[tuple[str, str]]:
    month, year, since = report.month_investment, report.year_investment, report.cumulative_investment
    told = amounts.cell
    if month is not None and year is not None and month - year > amounts.slack(report, "month_investment", "year_investment"):
        yield (
            "month_investment",
            f"{told(report, 'month_investment')}，大于{told(report, 'year_investment')}：年度数应含本月数，请核对两格，改正有误的一格",
        )
    if year is not None and since is not None and year - since > amounts.slack(report, "year_investment", "cumulative_investment"):
        yield (
            "year_investment",
            f"{told(report, 'year_investment')}，大于{told(report, 'cumulative_investment')}：累计数应含本年数，请核对两格，改正有误的一格",
        )
    total = report.total_investment
    field = "cumulative_investment" if since is not None else "year_investment"
    done = since if since is not None else year
    if total is not None and done is not None and done - total > amounts.slack(report, field, "total_investment"):
        yield (
            field,
            f"{told(report, field)}，大于{told(report, 'total_investment')}：请核对两格的数和单位；确是超过总投资的，请在备注中说明",
        )


def _dates(report: Report, period: Period) -> Iterator[tuple[str, str]]:
    years, start = span(report.years), report.start
    if years and years.last < years.first:
        yield "years", f"建设年限“{report.years}”止期在起期之前：请写成先起后止，如 2021-2023"
    elif years and start and start.date and start.date > years.last:
        yield "start", f"开工时间“{start.raw}”晚于建设年限“{report.years}”的止期：请核对两格，改正有误的一格"
    if start and start.date and start.state == STARTED and start.date > period.end:
        yield "start", f"写的是已开工，开工时间“{start.raw}”却在{period.label}之后：请改正时间，或写明未开工"


def _begun_or_not(report: Report, amounts: Amounts, period: Period) -> Iterator[tuple[str, str]]:
    done = report.cumulative_investment if report.cumulative_investment is not None else report.year_investment
    field = "cumulative_investment" if report.cumulative_investment is not None else "year_investment"
    state = report.start.state if report.start else ""
    not_begun = _why_not_begun(report, period)
    if done == 0 and not report.year_investment and not not_begun and (told := _why_begun(report, state)):
        yield field, f"{told}，{amounts.cell(report, field)}：已开工的请填实际完成数，没有开工的请改正进度"
    spent = next((f for f in ("year_investment", "month_investment") if getattr(report, f)), None)
    if spent and not_begun:
        yield spent, f"{not_begun}，而{amounts.cell(report, spent)}：请核对是否已开工；确是开工前的投入（如征地）请在备注中说明"


def _why_begun(report: Report, state: str) -> str:
    if state == STARTED and report.start:
        return f"开工时间写的是“{report.start.raw}”"
    found = _BEGUN.search(report.progress)
    return f"形象进度写有“{found[0]}”" if found else ""


def _why_not_begun(report: Report, period: Period) -> str:
    """How the row says that nothing has been built yet; empty when it does not. Land bought in former years is no
    contradiction, which is why only this year's money is held against it."""
    if report.stage == "前期":
        return f"{report.form}中的项目还在前期"
    if report.start and report.start.state == NOT_STARTED:
        return f"开工时间写的是“{report.start.raw}”"
    if found := _NOT_BEGUN.match(report.progress):
        return f"形象进度写的是“{found[0]}”"
    if report.start and report.start.date and report.start.date > period.end and report.start.state != STARTED:
        return f"开工时间“{report.start.raw}”还没有到"
    return ""
