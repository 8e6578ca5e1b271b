"""月通报: what the monthly circular states, and the tables annexed to it (一月一通报)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from docgen.figures.approvals import Unfinished, unfinished
from docgen.figures.grouping import UNSTATED
from docgen.figures.lag import BEHIND, LEVELS, Lagging
from docgen.figures.summary import Figures
from docgen.figures.totals import Totals
from docgen.ledger.report import Report
from docgen.matters.matter import Matter
from docgen.papers import dates
from docgen.papers.answering import answering, is_own
from docgen.papers.charts.completion import charts_of
from docgen.papers.frame import annex_caller, frame
from docgen.papers.lagging import all_measured, consequences, late, other_rules, share
from docgen.papers.paper import Paper
from docgen.papers.progress import supervision
from docgen.papers.table import Table
from docgen.papers.tables import TABLES, Facts
from docgen.settings import Settings

KIND = "月通报"
_BUILDING = "在建"
_DASH = re.compile(r"\s*[-－–~～至到]\s*")
RANKING = "排名表"
FILINGS = "报送情况表"
_ANNEXES = (RANKING, "在建项目进展情况表", "滞后项目清单", FILINGS)
_LISTS = ("目标任务分解一览表", "清单表")
"""What stands in for 报送情况表 where the office keeps the ledger itself: the first that has rows."""


def circular(
    figures: Figures,
    settings: Settings,
    issued: date | None = None,
    number: int | None = None,
    matters: Sequence[Matter] = (),
) -> Paper:
    """The circular of a period. ``issued`` dates it (the settings' day by default); ``number`` blank for a draft;
    ``matters`` are those of the register."""
    issued = issued or dates.issue_date(figures.period, settings)
    annexes = _annexes(Facts(figures, settings.office.region))
    title = f"关于{figures.period.label}重点项目建设情况的通报"
    charts, insets = charts_of(figures, settings)
    return Paper(
        kind=KIND,
        title=title,
        file_name=title,
        context=frame(settings, title, issued, number, annexes) | _statements(figures, settings, issued, annexes)
        | {"supervision": supervision(matters, figures.period, issued, settings), "charts": charts, "insets": insets},
        annexes=annexes,
    )


def _annexes(facts: Facts) -> tuple[Table, ...]:
    """The annexes that have something to show; of an office's own ledger its projects, not that it has reported them
    or is the first of one."""
    own = is_own(facts.figures, facts.region)
    names = [name for name in _ANNEXES if (name != RANKING or facts.figures.ranking) and not (own and name in (RANKING, FILINGS))]
    found = [table for name in names if (table := TABLES[name].build(facts)).rows]
    if own and not found:
        found = [table for name in _LISTS if (table := TABLES[name].build(facts)).rows][:1]
    return tuple(found)


def _statements(figures: Figures, settings: Settings, issued: date, annexes: tuple[Table, ...]) -> dict[str, Any]:
    year = figures.period.year
    filed = figures.composed.parts[-1] if figures.composed else figures.period
    building = figures.by_stage.get(_BUILDING)
    scope = "在建项目" if building else "重点项目"
    completion = figures.totals if figures.totals.completion_rate is not None else None
    named = settings.circular.named
    divided_by, divisions = _divisions(figures)
    industries, own = _industries(figures), is_own(figures, settings.office.region)
    return {
        "basis": settings.circular.basis,
        "period": figures.period,
        "figures": figures,
        "months": dates.spoken_period(figures.period, filed),
        "notes": list(figures.composed.in_paper) if figures.composed else [],
        "as_of": dates.spoken_period(figures.period).end,
        "scope": scope,
        "stages": [Part(stage, totals) for stage, totals in figures.by_stage.items() if stage != UNSTATED],
        "completion": completion,
        "change": _change(figures),
        "same_units": _same_units(figures),
        "own": own,
        "project_list": next((name for name in _LISTS if annex_caller(annexes)(name)), ""),
        "industries": industries,
        "progress_parts": bool(industries) + bool(figures.ranking and not own),
        "divided_by": divided_by,
        "divisions": divisions,
        "troubles": _trouble_parts(figures) > 0,
        "trouble_parts": _trouble_parts(figures),
        "demand_parts": 1 + any(not item.is_watched for item in figures.lagging) + bool(figures.unfinished),
        "lagging_share": share(figures),
        "lagging_scope": scope if all_measured(figures) else "报送项目",
        "levels": _levels(figures),
        "zero": sum(1 for item in figures.behind if not item.report.year_investment),
        "behind": [_behind(item) for item in _furthest(figures, named)],
        "idle": [item.report.name for item in figures.idle],
        "not_started": [Overdue(item.report.name, *_planned(item.report)) for item in figures.not_started],
        "approvals": _approvals(figures),
        "lagging_units": list(dict.fromkeys(answering(item.report, own) for item in figures.lagging if not item.is_watched)),
        "other_rules": other_rules(figures.lagging, settings.lag),
        "consequences": consequences(figures.lagging),
        "late": late(figures.late_units),
        "reported_problems": _reported_problems(figures),
        "leader_title": settings.circular.leader_title,
        "plan_date": dates.spoken_within(dates.plan_date(issued, settings), year),
        "makeup_date": dates.spoken_within(dates.makeup_date(issued, settings), year),
        "next_report_date": dates.spoken_within(dates.next_report_date(filed, settings), year),
    }


def _change(figures: Figures) -> Any:
    """This period's investment against the one before, as a fraction, over units that reported both; None if unknown."""
    comparison = figures.comparison
    if comparison is None or not comparison.before.month_investment or comparison.now.month_investment is None:
        return None
    return comparison.now.month_investment / comparison.before.month_investment - 1


@dataclass(frozen=True)
class Part:
    """A part of the whole by name, with its totals."""

    name: str
    totals: Totals


def _industries(figures: Figures) -> list[Part]:
    """The industries whose completion is known; none when there is only one, which says nothing."""
    known = [
        Part(name, totals)
        for name, totals in figures.by_industry.items()
        if name != UNSTATED and totals.measured and totals.completion_rate is not None
    ]
    return known if len(known) > 1 else []


def _divisions(figures: Figures) -> tuple[str, list[Part]]:
    """How a ledger that tells neither stages nor completion is divided, 体系 or 类别, and the parts, which make up the whole."""
    if figures.totals.completion_rate is None and set(figures.by_stage) <= {UNSTATED}:
        for name, groups in (("体系", figures.by_system), ("类别", figures.by_category)):
            if len(groups) > 1 and UNSTATED not in groups:
                return name, [Part(group, totals) for group, totals in groups.items()]
    return "", []


def _trouble_parts(figures: Figures) -> int:
    """How many parts the section on problems has: one needs no heading of its own."""
    parts = (figures.unreported or late(figures.late_units), figures.lagging, figures.idle, figures.not_started, figures.unfinished)
    return sum(map(bool, parts)) + bool(_reported_problems(figures) or figures.blank)


def _levels(figures: Figures) -> dict[str, int]:
    """Levels with their numbers ({"红色": 2, "黄色": 5}): only where there is more than one level."""
    counts = {LEVELS[level]: count for level, count in figures.levels.items() if count}
    return counts if len(counts) > 1 else {}


def _furthest(figures: Figures, named: int) -> list[Lagging]:
    """Those furthest behind of the projects that have completed something; the others are counted, not named here."""
    behind = sorted((item for item in figures.behind if item.report.year_investment), key=lambda item: -item.hit(BEHIND).measured)
    return behind[:named]


@dataclass(frozen=True)
class Behind:
    """A project behind the benchmark: its completion (a fraction) and by how many percentage points."""

    name: str
    rate: Decimal
    points: Decimal


def _behind(item: Lagging) -> Behind:
    report = item.report
    return Behind(report.name, report.year_investment / report.annual_plan, item.hit(BEHIND).measured)


@dataclass(frozen=True)
class Overdue:
    """A project whose planned start has passed: the start as planned, else the years of building (2020—2021年)."""

    name: str
    start: str
    years: str


def _planned(report: Report) -> tuple[str, str]:
    if report.start and report.start.date:
        return report.start.raw, ""
    years = _DASH.sub("—", report.years)
    return "", years if years.endswith("年") else f"{years}年"


def _same_units(figures: Figures) -> bool:
    """Whether the units of both periods are the same, so that nothing need be said of them."""
    return figures.comparison is not None and not figures.unreported and set(figures.comparison.units) == set(figures.reported)


@dataclass(frozen=True)
class Approvals:
    """Unfinished procedures of one stage: how many projects, and which procedures how often."""

    scope: str
    projects: int
    procedures: tuple[Unfinished, ...]


def _approvals(figures: Figures) -> list[Approvals]:
    groups: dict[str, list[Report]] = {}
    for report in figures.with_unfinished:
        groups.setdefault(f"{report.stage}项目" if report.stage else "报送的项目", []).append(report)
    ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
    return [
        Approvals(scope, len(members), unfinished(members))
        for scope, members in ordered
    ]


@dataclass(frozen=True)
class Problem:
    """A problem as units report it, and how many projects have it."""

    text: str
    projects: int


def _reported_problems(figures: Figures) -> list[Problem]:
    """The problems that more than one project reports, the most frequent first, three at most."""
    counts: dict[str, int] = {}
    for report in figures.with_problems:
        text = report.problems.strip().rstrip("。；;，")
        counts[text] = counts.get(text, 0) + 1
    frequent = sorted(counts.items(), key=lambda item: -item[1])
    return [Problem(text, count) for text, count in frequent[:3] if count > 1]
