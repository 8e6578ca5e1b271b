"""通知: sets up the mechanism of list and responsibility, with the year's project list as its annex (清单制+责任制)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from docgen.figures.summary import Figures
from docgen.ledger.report import STARTED, Report
from docgen.papers import dates
from docgen.papers.frame import frame
from docgen.papers.paper import Paper
from docgen.papers.tables import TABLES, Facts
from docgen.papers.tables.project_list import NAME_OF_TABLE as LIST
from docgen.problem import DocgenError
from docgen.settings import Settings

KIND = "通知"


def notice(figures: Figures, settings: Settings, issued: date | None = None, number: int | None = None) -> Paper:
    """The notice for the period whose ledger holds the project list; raises DocgenError when it holds none."""
    listed = require_list(figures)
    issued = issued or dates.issue_date(figures.period, settings)
    annexes = (TABLES[LIST].build(Facts(figures, settings.office.region)),)
    title = f"关于建立{figures.period.year}年度重大项目推进机制的通知"
    context = frame(settings, title, issued, number, annexes) | {
        "period": figures.period,
        "region": settings.office.region,
        "projects": len(listed),
        "categories": {name: count for name, count in _counted(listed).items() if name},
        "starts": _starts(listed, figures.period.year),
        "from_day": settings.notice.from_day,
        "supervisor": settings.notice.supervisor,
    }
    return Paper(KIND, title, title, context, annexes)


def require_list(figures: Figures) -> list[Report]:
    """The projects of the project list; raises DocgenError when the period's ledger holds none."""
    listed = [report for report in figures.reports if report.form == LIST]
    if not listed:
        raise DocgenError(
            f"{figures.period.label}的台账里没有{LIST}：请先用 docgen import 读入含{LIST}的工作簿，或换一个报告期"
        )
    return listed


def _counted(reports: Sequence[Report]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for report in reports:
        counts[report.category] = counts.get(report.category, 0) + 1
    return counts


@dataclass(frozen=True)
class Starts:
    """What the list says of starts: ``started`` projects, ``planned`` ones by month (3月 → 2) in the order of time,
    and those ``undated``. A month of another year is named with its year."""

    started: int
    planned: dict[str, int]
    undated: int


def _starts(reports: Sequence[Report], year: int) -> Starts:
    started = sum(1 for report in reports if report.start and report.start.state == STARTED)
    months: dict[tuple[int, int], int] = {}
    for report in reports:
        start = report.start
        if start and start.date and start.state != STARTED:
            key = (start.date.year, start.date.month if start.precision != "year" else 0)
            months[key] = months.get(key, 0) + 1
    planned = {_named(*key, year): count for key, count in sorted(months.items())}
    return Starts(started, planned, len(reports) - started - sum(months.values()))


def _named(year: int, month: int, this_year: int) -> str:
    if not month:
        return f"{year}年"
    return f"{month}月" if year == this_year else f"{year}年{month}月"
