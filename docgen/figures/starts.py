"""When a project was to start (计划开工) and whether it says that it has not started."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from docgen.ledger.period import Period
from docgen.ledger.report import NOT_STARTED, STARTED, Report

_FIRST = re.compile(r"(\d{4})(?:\s*[.．\-/年]\s*(\d{1,2})(?!\d))?")
_SAYS_NOT = re.compile(r"(?<!无)(?<!没有)(尚未|还未|仍未|未能|未)(正式|全面|实质性)?(动工|开工)|待(正式)?开工|未启动建设|未启动开工")
_ONLY_A_PART = re.compile(r"[二三四五六七]期|部分|其余|其他|剩余|个别|\d+[#号]")
_SAYS_FINISHED = re.compile(r"(?:该?项目|工程)?(?:已经|已|全部|全面|整体)+(?:竣工|完工|建成|竣工验收|交付使用|投入使用|建成投用|竣工投产|建成投产)")
_SAYS_STARTED = re.compile(r"已(经)?(正式|全面|陆续|部分)?(开工|动工)")


@dataclass(frozen=True)
class PlannedStart:
    """The last day on which a start keeps to the plan, and the plan in words (2021年3月)."""

    by: date
    words: str

    def passed(self, period: Period) -> bool:
        return self.by <= period.end

    def months_late(self, period: Period) -> Decimal:
        """Months from the end of the planned half month to the end of the period, in steps of half a month."""
        planned = self.by.year * 24 + self.by.month * 2 - (self.by.day <= 15)
        return Decimal(period.year * 24 + period.last_half - planned) / 2


def planned_start(report: Report) -> PlannedStart | None:
    """The start the record plans: 开工时间 when it names a date, else the beginning of 建设年限.

    A plan by the year (2020-2021) is only passed when its first year has ended.
    """
    start = report.start
    if start and start.date and start.precision:
        on = start.date
        return _planned(on.year, on.month if start.precision != "year" else 0, on.day if start.precision == "day" else 0)
    if found := _FIRST.search(report.years):
        year, month = int(found[1]), int(found[2] or 0)
        if 1900 <= year <= 2200 and month <= 12:
            return _planned(year, month)
    return None


def _planned(year: int, month: int, day: int = 0) -> PlannedStart:
    if not month:
        return PlannedStart(date(year, 12, 31), f"{year}年")
    if not day:
        return PlannedStart(date(year, month, calendar.monthrange(year, month)[1]), f"{year}年{month}月")
    return PlannedStart(date(year, month, day), f"{year}年{month}月{day}日")


def says_not_started(report: Report) -> bool:
    """Whether the record says in so many words that the project has not started; silence says nothing.

    A clause about a part of the project (二期尚未开工) does not speak for the whole.
    """
    state = report.start.state if report.start else ""
    if state == NOT_STARTED:
        return True
    if state == STARTED or _SAYS_STARTED.search(report.progress):
        return False
    clauses = re.split(r"[，,。；;、\s]+", report.progress)
    return any(_SAYS_NOT.search(clause) and not _ONLY_A_PART.search(clause) for clause in clauses)


def is_finished(report: Report) -> bool:
    """Whether the project is built: of stage 竣工, or its progress says so of the whole (已竣工, 项目已全部完工)."""
    clauses = re.split(r"[，,。；;、\s（）()]+", report.progress)
    return report.stage == "竣工" or any(_SAYS_FINISHED.fullmatch(clause) for clause in clauses)


def is_newly_started(report: Report, period: Period) -> bool:
    """Whether the project is one of the year's new ones (新开工项目): of stage 新建, or planned to start in this year."""
    if report.stage == "新建":
        return True
    planned = planned_start(report)
    return report.stage not in ("前期", "竣工") and planned is not None and planned.by.year == period.year


@dataclass(frozen=True)
class Starts:
    """How many projects have started, of the rest how many are ``overdue`` or ``not_due``, and of how many
    nothing is told (``untold``). Projects in 前期 that say nothing are not yet to start: they count as not_due."""

    started: int
    overdue: int
    not_due: int
    untold: int

    @property
    def due(self) -> int:
        """应开工: those that have started and those that should have."""
        return self.started + self.overdue

    @property
    def projects(self) -> int:
        return self.started + self.overdue + self.not_due + self.untold


def starts(reports: Iterable[Report], period: Period) -> Starts:
    """Count the starts of ``reports`` at the end of ``period``."""
    counts = Counter(_standing(report, period) for report in reports)
    return Starts(counts["started"], counts["overdue"], counts["not_due"], counts["untold"])


def _standing(report: Report, period: Period) -> str:
    if says_not_started(report):
        planned = planned_start(report)
        if planned is None:
            return "untold"
        return "overdue" if planned.passed(period) else "not_due"
    if says_started(report):
        return "started"
    return "not_due" if report.stage == "前期" else "untold"


def says_started(report: Report) -> bool:
    """Whether the record says, or its stage implies, that the project has started."""
    state = report.start.state if report.start else ""
    return state == STARTED or report.stage in ("在建", "竣工") or bool(_SAYS_STARTED.search(report.progress))
