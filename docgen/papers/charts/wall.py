"""挂图作战图: what the wall chart shows of each project: its nodes as planned and as told, its course, its level."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from docgen.figures.grouping import UNSTATED, grouped
from docgen.figures.lag import LEVELS
from docgen.figures.lag.days import last_day
from docgen.figures.lag.nodes import is_finished, told_of
from docgen.figures.starts import planned_start, says_not_started, says_started
from docgen.figures.summary import Figures
from docgen.figures.totals import completion_of
from docgen.ledger.report import Report
from docgen.numerals import percent, wan
from docgen.papers.dates import spoken
from docgen.problem import DocgenError
from docgen.settings import Settings

BY_UNIT, BY_SYSTEM, BY_CATEGORY = "单位", "体系", "类别"
GROUPINGS = (BY_UNIT, BY_SYSTEM, BY_CATEGORY)

PLANNED, FINISHED, OVERDUE, UNTOLD = "计划", "已完成", "逾期未完成", "逾期、未说明"
"""How a node stands on the chart's day."""

_YEARS = re.compile(r"(\d{4})(?:\s*[.．\-/年]\s*(\d{1,2})(?!\d))?")
_FINISH = re.compile(r"(?:竣工|完工|建成|投产).{0,4}(?:时间|日期|年月)")
"""Headings of a column that tells when a project is to be, or was, completed."""
_NAMES_A_DAY = re.compile(r"\d月|\d{4}\s*[.．\-/]\s*\d{1,2}")


@dataclass(frozen=True)
class Mark:
    """A node: what it is, the last day that keeps to the plan, how it stands, the day on which it was finished if that is told."""

    what: str
    by: date
    state: str
    finished: date | None = None


@dataclass(frozen=True)
class Row:
    """A project on the chart. ``level`` and ``level_words``: how far it lags (red, 红色), empty where it does not; ``plan`` and
    ``rate``: the year's plan (万元) and its completion as printed; ``share``: that completion as a fraction for drawing.

    ``start`` and ``finish`` bound its building; ``started``: whether it is told to have started.
    """

    number: int
    name: str
    unit: str
    level: str
    level_words: str
    plan: str
    rate: str
    share: float | None
    start: date | None
    started: bool
    finish: date | None
    nodes: tuple[Mark, ...]
    told: str


@dataclass(frozen=True)
class Group:
    """The projects of one unit, system or category."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class WallChart:
    """A year of projects: ``today`` is the day that it tells of, ``levels`` the words of the levels that occur, the gravest first."""

    title: str
    maker: str
    today: date
    as_of: str
    groups: tuple[Group, ...]
    levels: tuple[tuple[str, str], ...]

    @property
    def year(self) -> int:
        return self.today.year

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for group in self.groups for row in group.rows)


def wall_chart(figures: Figures, settings: Settings, by: str = "", today: date | None = None) -> WallChart:
    """The chart of the period's projects; ``by`` groups them, by default by unit, of a single unit by system or category.

    ``today`` is the period's end where nobody says another day. Raises DocgenError for a day of another year, and for a
    grouping that the records do not tell.
    """
    today = today or figures.period.end
    if today.year != figures.period.year:
        raise DocgenError(f"--as-of {today} 不在{figures.period.year}年之内：挂图按年绘制，请改为该年的日期")
    levels = {id(item.report): item.level for item in figures.lagging}
    rows = {id(report): _row(number, report, figures, levels.get(id(report), ""), today) for number, report in enumerate(_ordered(figures, by), 1)}
    groups = tuple(Group(name, tuple(rows[id(report)] for report in members)) for name, members in _grouped(figures.reports, by).items())
    return WallChart(
        title=f"{settings.office.region}{today.year}年重点项目挂图作战图",
        maker=settings.office.name,
        today=today,
        as_of=f"截至{spoken(today)}",
        groups=groups,
        levels=tuple((level, words) for level, words in LEVELS.items() if level in levels.values()),
    )


def _ordered(figures: Figures, by: str) -> Iterator[Report]:
    for members in _grouped(figures.reports, by).values():
        yield from members


def _grouped(reports: Sequence[Report], by: str) -> dict[str, list[Report]]:
    ways = {BY_UNIT: lambda report: report.unit, BY_SYSTEM: lambda report: report.system, BY_CATEGORY: lambda report: report.category}
    if by:
        found = grouped(reports, ways[by])
        if set(found) <= {"", UNSTATED}:
            raise DocgenError(f"台账里的项目没有填{by}，不能按{by}分组：请换用 --by {'、'.join(name for name in GROUPINGS if name != by)}")
    else:
        tried = [grouped(reports, way) for way in ways.values()]
        found = next((groups for groups in tried if len(groups) > 1 and not {"", UNSTATED} & set(groups)), tried[0])
    return {name or "未分组": list(members) for name, members in found.items()}


def _row(number: int, report: Report, figures: Figures, level: str, today: date) -> Row:
    completion = completion_of(report, figures.period, figures.course)
    planned = planned_start(report)
    return Row(
        number=number,
        name=report.name,
        unit="、".join(report.units) or report.unit,
        level=level,
        level_words=LEVELS.get(level, ""),
        plan=wan(report.annual_plan) if report.annual_plan is not None else "",
        rate=percent(completion.rate) if completion else "",
        share=float(completion.rate) if completion else None,
        start=_beginning(report) or (planned.by if planned else None),
        started=says_started(report) and not says_not_started(report),
        finish=_finish(report, today.year),
        nodes=tuple(_joined(_marks(report, today))),
        told=report.progress,
    )


def _marks(report: Report, today: date) -> Iterator[Mark]:
    """The nodes whose time is told in the chart's year, the earliest first."""
    found = [(by, node) for node in report.milestones if (by := last_day(node.when, today.year)) and by.year == today.year]
    for by, node in sorted(found, key=lambda pair: pair[0]):
        finished = is_finished(node.what, node.when, report)
        if finished:
            yield Mark(node.what, by, FINISHED, _finished_on(told_of(node.what, node.when, report), today))
        elif by > today:
            yield Mark(node.what, by, PLANNED)
        else:
            yield Mark(node.what, by, UNTOLD if finished is None else OVERDUE)


def _joined(marks: Iterable[Mark]) -> Iterator[Mark]:
    """Nodes of one day as one, which stands as the worst of them does."""
    order = (OVERDUE, UNTOLD, PLANNED, FINISHED)
    days: dict[date, list[Mark]] = {}
    for mark in marks:
        days.setdefault(mark.by, []).append(mark)
    for by, same in days.items():
        worst = min(same, key=lambda mark: order.index(mark.state))
        yield Mark("；".join(mark.what for mark in same), by, worst.state, worst.finished)


def _finished_on(told: str, today: date) -> date | None:
    """The day that the words on a finished node name (已于3月10日办结); never one after the chart's day."""
    day = last_day(told, today.year) if _NAMES_A_DAY.search(told) else None
    return day if day and day <= today else None


def _beginning(report: Report) -> date | None:
    """The first day of building: as the start is dated, else of the years of building."""
    if report.start and report.start.date:
        return report.start.date
    found = _YEARS.search(report.years)
    return _month(found, first=True) if found else None


def _finish(report: Report, year: int) -> date | None:
    """The last day of building: as a column of its own tells (竣工时间), else of the years of building (2020—2021年); None
    where these name only one time or none."""
    told = next((day for heading, text in report.extra if _FINISH.search(heading) and (day := last_day(text, year))), None)
    if told:
        return told
    found = list(_YEARS.finditer(report.years))
    return _month(found[-1], first=False) if len(found) > 1 or (found and not found[0][2]) else None


def _month(found: re.Match[str], first: bool) -> date | None:
    year, month = int(found[1]), int(found[2] or (1 if first else 12))
    if not (1900 <= year <= 2200 and 1 <= month <= 12):
        return None
    return date(year, month, 1) if first else last_day(f"{year}.{month}", year)
