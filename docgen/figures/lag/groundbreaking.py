"""Joint groundbreaking (集中开工) and whether work has really begun since (实质性开工)."""

from __future__ import annotations

import re
from datetime import date

from docgen.figures.lag.days import last_day
from docgen.figures.starts import says_not_started
from docgen.ledger.report import NOT_STARTED, Report
from docgen.rules.rule import Rule

_HEADER = re.compile(r"集中开工|开工仪式|奠基")
_REAL = re.compile(r"实质性?(开工|动工|施工|建设)")
_NOT_REAL = re.compile(r"(未|没有|无|待)[^，,。；;]{0,6}实质性?(开工|动工|施工|建设)|未真正(开工|动工)")
_NO = re.compile(r"否|未|没有|无|×")


def groundbreaking(report: Report, rule: Rule, year: int) -> date | None:
    """The day of the project's groundbreaking: by the rule's ``dates`` or a column of the record, else the rule's ``day``."""
    return dict(rule.dates).get(report.name) or recorded_groundbreaking(report, year) or rule.day


def recorded_groundbreaking(report: Report, year: int) -> date | None:
    """The day of the groundbreaking that a column of the record names (集中开工日期)."""
    told = (last_day(text, year) for header, text in report.extra if _HEADER.search(header) and not _REAL.search(header))
    return next(filter(None, told), None)


def real_start(report: Report, year: int) -> date | None:
    """The day on which work really began, where a column of the record names it (实质性开工日期)."""
    told = (last_day(text, year) for header, text in report.extra if _REAL.search(header))
    return next(filter(None, told), None)


def says_not_really_started(report: Report) -> bool:
    """Whether the record says that work has not really begun, or reports that nothing was ever invested."""
    for header, text in report.extra:
        if _REAL.search(header) and text.strip():
            return bool(_NO.search(text))
    if _NOT_REAL.search(f"{report.progress}；{report.problems}；{report.remark}"):
        return True
    if report.start and report.start.state == NOT_STARTED:
        return True
    return says_not_started(report) or report.cumulative_investment == 0
