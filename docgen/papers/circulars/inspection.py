"""督查通报: what was inspected, what was found by unit, who is praised and criticised, what is to be put right by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from docgen.figures.approvals import has_unfinished
from docgen.figures.lag import RED
from docgen.figures.summary import Figures
from docgen.figures.workdays import add_workdays
from docgen.forms.form import Row
from docgen.matters.matter import Matter
from docgen.papers import dates
from docgen.papers.answering import answerers, answering, is_own
from docgen.papers.circulars.findings import Finding, Found, find
from docgen.papers.frame import frame
from docgen.papers.lagging import all_measured, share
from docgen.papers.paper import Paper
from docgen.papers.progress import supervision
from docgen.papers.tables import TABLES, Facts
from docgen.papers.tables.laggards import NAME_OF_TABLE as LAGGARDS
from docgen.papers.tables.rectification import NAME_OF_TABLE as LEDGER
from docgen.settings import Settings

KIND = "督查通报"


@dataclass(frozen=True)
class Unit:
    """What was found of one unit: its projects, how many lag (``red`` of them gravely), how many have unfinished procedures,
    how many matters it left without a reply beyond their day, ``seen`` on the spot."""

    name: str
    projects: int
    lagging: int
    red: int
    unfinished: int
    overdue: int
    seen: tuple[Finding, ...]


@dataclass(frozen=True)
class Criticised:
    """A unit that is criticised, and for what."""

    name: str
    reason: str


def inspection_circular(
    figures: Figures, settings: Settings, issued: date, number: int | None, rows: Sequence[Row], matters: Sequence[Matter] = ()
) -> Paper:
    """The circular of an inspection of the period's ledger, its matters, and what the sheet's rows say was seen."""
    deadline = add_workdays(issued, settings.inspection.working_days, settings.calendar)
    own = is_own(figures, settings.office.region)
    found, reminders = find(figures, matters, rows, issued, deadline, own)
    facts = Facts(figures, settings.office.region, subject=found.findings)
    annexes = tuple(table for name in (LEDGER, LAGGARDS) if (table := TABLES[name].build(facts)).rows)
    names = dict.fromkeys(answering(report, own) for report in figures.reports) if own else figures.reported
    units = [_unit(name, figures, found, own) for name in names]
    # units that share a project are told together, and each is one
    inspected = {unit for report in figures.reports for unit in answerers(report, own)} if own else names
    told = [unit for unit in units if unit.lagging or unit.unfinished or unit.overdue or unit.seen]
    reminded = supervision(matters, figures.period, issued, settings)
    parts = (figures.lagging, figures.unfinished, reminded.late, found.seen, figures.unreported)
    title = f"关于{figures.period.label}重点项目督查情况的通报"
    context = frame(settings, title, issued, number, annexes) | {
        "period": figures.period,
        "basis": settings.circular.basis,
        "figures": figures,
        "as_of": dates.spoken_period(figures.period).end,
        "findings": len(found.findings),
        "lagging_share": share(figures),
        "lagging_scope": "在建项目" if figures.by_stage.get("在建") and all_measured(figures) else "全部项目",
        "inspected": len(inspected),
        "units": told,
        "behind": [unit for unit in told if unit.lagging],
        "waiting": [unit for unit in told if unit.unfinished],
        "trouble_parts": sum(map(bool, parts)),
        "seen": list(found.seen),
        "supervision": reminded,
        "praised": _praised(units, figures, settings),
        "criticised": _criticised(units, figures, settings),
        "rectified_by": dates.spoken_within(deadline, figures.period.year),
        "plan_date": dates.spoken_within(min(dates.plan_date(issued, settings), deadline), figures.period.year),
    }
    return Paper(KIND, title, title, context, annexes, reminders=reminders)


def _unit(name: str, figures: Figures, found: Found, own: bool) -> Unit:
    lagging = [item for item in figures.lagging if answering(item.report, own) == name]
    mine = [report for report in figures.reports if answering(report, own) == name]
    return Unit(
        name=name,
        projects=len(mine),
        lagging=len(lagging),
        red=sum(item.level == RED for item in lagging),
        unfinished=sum(map(has_unfinished, mine)),
        overdue=found.overdue.count(name),
        seen=tuple(each for each in found.seen if each.unit == name),
    )


def _praised(units: Sequence[Unit], figures: Figures, settings: Settings) -> list[str]:
    """Units that keep up with the time benchmark and of which nothing was found, the best of the ranking first."""
    clean = {unit.name for unit in units if not (unit.lagging or unit.overdue or unit.seen)}
    kept = [place.unit for place in figures.ranking if place.unit in clean and place.gap is not None and place.gap >= 0]
    return kept[: settings.inspection.praise]


def _criticised(units: Sequence[Unit], figures: Figures, settings: Settings) -> list[Criticised]:
    made = []
    for unit in units:
        reasons = []
        if unit.red >= settings.inspection.red:
            reasons.append(f"红色预警项目{unit.red}个")
        if unit.overdue:
            reasons.append(f"逾期未回复督办事项{unit.overdue}件")
        if reasons:
            made.append(Criticised(unit.name, "、".join(reasons)))
    return [*made, *(Criticised(unit, f"未报送{figures.period.label}进展") for unit in figures.unreported)]
