"""月通报: what the monthly circular states, and the tables annexed to it (一月一通报)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from docgen.figures.approvals import unfinished
from docgen.figures.grouping import UNSTATED
from docgen.figures.lag import LEVELS, Lagging
from docgen.figures.summary import Figures
from docgen.ledger.report import Report
from docgen.papers import dates
from docgen.papers.frame import frame
from docgen.papers.numerals import percent, points, wan
from docgen.papers.paper import Paper
from docgen.papers.table import Table
from docgen.papers.tables import TABLES, Facts
from docgen.settings import Settings

KIND = "月通报"
_BUILDING = "在建"
_DASH = re.compile(r"\s*[-－–~～至到]\s*")
RANKING = "排名表"
_ANNEXES = (RANKING, "在建项目进展情况表", "滞后项目清单", "报送情况表")


def circular(
    figures: Figures,
    settings: Settings,
    issued: date | None = None,
    number: int | None = None,
    reported_on: tuple[tuple[str, str], ...] = (),
) -> Paper:
    """The circular of a period. ``issued`` dates it (the settings' day by default); ``number`` blank for a draft."""
    issued = issued or dates.issue_date(figures.period, settings)
    annexes = _annexes(Facts(figures, settings.office.region, reported_on=reported_on))
    title = f"关于{figures.period.label}重点项目建设情况的通报"
    return Paper(
        kind=KIND,
        title=title,
        file_name=title,
        context=frame(settings, title, issued, number, annexes) | _statements(figures, settings, issued),
        annexes=annexes,
    )


def _annexes(facts: Facts) -> tuple[Table, ...]:
    """The annexes that have something to show."""
    names = [name for name in _ANNEXES if name != RANKING or facts.figures.ranking]
    return tuple(table for name in names if (table := TABLES[name].build(facts)).rows)


def _statements(figures: Figures, settings: Settings, issued: date) -> dict[str, Any]:
    year = figures.period.year
    building = figures.by_stage.get(_BUILDING)
    completion = figures.totals if figures.totals.completion_rate is not None else None
    named = settings.circular.named
    return {
        "basis": settings.circular.basis,
        "period": figures.period,
        "figures": figures,
        "months": dates.spoken_period(figures.period),
        "as_of": dates.spoken_period(figures.period).end,
        "scope": "在建项目" if building else "重点项目",
        "stages": [f"{stage}项目{totals.projects}个" for stage, totals in figures.by_stage.items() if stage != UNSTATED],
        "completion": completion,
        "change": _change(figures),
        "same_units": _same_units(figures),
        "industries": _industries(figures),
        "troubles": _trouble_parts(figures) > 0,
        "trouble_parts": _trouble_parts(figures),
        "demand_parts": 1 + bool(figures.lagging) + bool(figures.unfinished),
        "lagging_share": _share(figures),
        "levels": _levels(figures),
        "zero": sum(1 for item in figures.behind if not item.report.year_investment),
        "behind": [_behind(item) for item in _furthest(figures, named)],
        "idle": [item.report.name for item in figures.idle],
        "not_started": [_overdue(item) for item in figures.not_started],
        "approvals": _approvals(figures),
        "lagging_units": list(dict.fromkeys(item.report.unit for item in figures.lagging)),
        "reported_problems": _reported_problems(figures),
        "plan_date": dates.spoken_within(dates.plan_date(issued, settings), year),
        "makeup_date": dates.spoken_within(dates.makeup_date(issued, settings), year),
        "next_report_date": dates.spoken_within(dates.next_report_date(figures.period, settings), year),
    }


def _change(figures: Figures) -> Any:
    """This period's investment against the one before, as a fraction, over units that reported both; None if unknown."""
    comparison = figures.comparison
    if comparison is None or not comparison.before.month_investment or comparison.now.month_investment is None:
        return None
    return comparison.now.month_investment / comparison.before.month_investment - 1


def _industries(figures: Figures) -> list[str]:
    """One industry a clause; left out when there is only one."""
    known = [
        (name, totals)
        for name, totals in figures.by_industry.items()
        if name != UNSTATED and totals.measured and totals.completion_rate is not None
    ]
    if len(known) < 2:
        return []
    return [
        f"{name}{t.measured}个，年度计划投资{wan(t.annual_plan)}万元，完成投资{wan(t.measured_investment)}万元，"
        f"完成率{percent(t.completion_rate)}"
        for name, t in known
    ]


def _trouble_parts(figures: Figures) -> int:
    """How many parts the section on problems has: one needs no heading of its own."""
    parts = (figures.unreported, figures.lagging, figures.idle, figures.not_started, figures.unfinished)
    return sum(map(bool, parts)) + bool(_reported_problems(figures) or figures.blank)


def _share(figures: Figures) -> Decimal | None:
    return Decimal(len(figures.lagging)) / figures.totals.measured if figures.totals.measured else None


def _levels(figures: Figures) -> list[str]:
    """红色预警2个, 黄色预警5个: only where there is more than one level."""
    counts = {level: count for level, count in figures.levels.items() if count}
    return [f"{LEVELS[level]}预警{count}个" for level, count in counts.items()] if len(counts) > 1 else []


def _furthest(figures: Figures, named: int) -> list[Lagging]:
    """Those furthest behind of the projects that have completed something; the others are counted, not named here."""
    behind = sorted((item for item in figures.behind if item.report.year_investment), key=lambda item: -item.hit("behind").measured)
    return behind[:named]


def _behind(item: Lagging) -> str:
    hit = item.hit("behind")
    rate = item.report.year_investment / item.report.annual_plan
    return f"{item.report.name}（完成率{percent(rate)}，落后{points(hit.measured)}个百分点）"


def _overdue(item: Lagging) -> str:
    if item.report.start and item.report.start.date:
        return f"{item.report.name}（计划{item.report.start.raw}开工）"
    years = _DASH.sub("—", item.report.years)
    return f"{item.report.name}（建设年限{years}{'' if years.endswith('年') else '年'}）"


def _same_units(figures: Figures) -> bool:
    """Whether the units of both periods are the same, so that nothing need be said of them."""
    return figures.comparison is not None and not figures.unreported and set(figures.comparison.units) == set(figures.reported)


@dataclass(frozen=True)
class Approvals:
    """Unfinished procedures of one stage: how many projects, and which procedures how often."""

    scope: str
    projects: int
    procedures: list[str]


def _approvals(figures: Figures) -> list[Approvals]:
    groups: dict[str, list[Report]] = {}
    for report in figures.with_unfinished:
        groups.setdefault(f"{report.stage}项目" if report.stage else "报送的项目", []).append(report)
    ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
    return [
        Approvals(scope, len(members), [f"{item.procedure}{item.count}项" for item in unfinished(members)])
        for scope, members in ordered
    ]


def _reported_problems(figures: Figures) -> list[str]:
    """The problems that units report, the most frequent first, with the number of projects: 用地指标尚未落实（12个）."""
    counts: dict[str, int] = {}
    for report in figures.with_problems:
        text = report.problems.strip().rstrip("。；;，")
        counts[text] = counts.get(text, 0) + 1
    frequent = sorted(counts.items(), key=lambda item: -item[1])
    return [f"{text}（{count}个）" for text, count in frequent[:3] if count > 1]
