"""督办函: to each responsible unit that has lagging projects, with what is asked and by when (督办)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from docgen.figures.lag import BEHIND, FALLEN_BEHIND, IDLE, NODE, NOT_REALLY, NOT_STARTED, PROCEDURE, Lagging
from docgen.figures.starts import planned_start
from docgen.figures.summary import Figures
from docgen.figures.totals import completion_of
from docgen.figures.workdays import add_workdays
from docgen.ledger.period import Period
from docgen.matters.ladder import Decision
from docgen.papers import dates
from docgen.papers.cases import Case, Due
from docgen.papers.entries import entries
from docgen.papers.frame import frame
from docgen.papers.paper import Paper
from docgen.papers.tables import TABLES, Facts
from docgen.papers.tables.supervision import FEEDBACK, MATTERS
from docgen.settings import SUPERVISE, Settings

KIND = "督办函"


@dataclass(frozen=True)
class Matter:
    """One project of a letter and what is wrong with it.

    ``plan`` and ``done`` are this year's, in 万元; ``rate`` a fraction; ``behind`` percentage points behind the
    benchmark, ``idle`` months without investment, ``planned`` the start that has passed: None or empty where the
    rule is not broken. ``rules`` names the rules that are; ``others`` says in words what further rules measured.
    """

    name: str
    plan: Decimal | None
    done: Decimal | None
    rate: Decimal | None
    behind: Decimal | None
    idle: Decimal | None
    planned: str
    rules: tuple[str, ...]
    others: tuple[str, ...] = ()


def letters(
    figures: Figures, settings: Settings, issued: date | None = None, first_number: int | None = None
) -> list[Paper]:
    """A letter to each responsible unit that has a lagging project, all its projects in it; numbered on."""
    return [
        letter(figures, settings, unit, items, issued, None if first_number is None else first_number + index)
        for index, (unit, items) in enumerate(figures.lagging_by_unit.items())
    ]


def letter(
    figures: Figures,
    settings: Settings,
    unit: str,
    items: Sequence[Lagging],
    issued: date | None = None,
    number: int | None = None,
    *,
    single: bool = False,
    cases: Sequence[Case] = (),
) -> Paper:
    """The letter to ``unit`` about ``items``; ``single`` names the file after the project too.

    ``cases`` tell how the ladder led here; without them it is the first paper of all.
    """
    issued = issued or dates.issue_date(figures.period, settings)
    facts = Facts(figures, settings.office.region, unit=unit, matters=tuple(items))
    annexes = tuple(TABLES[name].build(facts) for name in (MATTERS, FEEDBACK))
    subject = items[0].report.name if len(items) == 1 else "滞后重点项目"
    title = f"关于加快推进{subject}建设的督办函"
    reply = add_workdays(issued, settings.letter.reply_working_days, settings.calendar)
    context = frame(settings, title, issued, number, annexes, letter=True) | {
        "basis": settings.letter.basis,
        "period": figures.period,
        "figures": figures,
        "addressees": full_name(unit, settings),
        "as_of": dates.spoken_period(figures.period).end,
        "matters": [matter(item, figures.period) for item in items],
        "has_behind": any(item.hit(key) for item in items for key in FALLEN_BEHIND),
        "idle_names": _names(items, IDLE),
        "not_started_names": _names(items, NOT_STARTED, NOT_REALLY),
        "node_names": _names(items, NODE),
        "procedure_names": _names(items, PROCEDURE),
        "reply_date": dates.spoken(reply),
        "reply_days": settings.letter.reply_working_days,
        "contact": contact(settings),
    }
    named = f"{unit}，{items[0].report.name}" if single else unit
    cases = cases or [Case(unit, item.report.name, item, Decision(SUPERVISE)) for item in items]
    opened = entries(Due(unit, SUPERVISE, tuple(cases)), figures, title, issued, reply, number and str(context["number"]), settings)
    return Paper(KIND, title, f"{KIND}（{named}）", context, annexes, opens=opened)


def matter(item: Lagging, period: Period) -> Matter:
    """What a letter tells of a lagging project."""
    report = item.report
    completion = completion_of(report, period)
    behind, idle = item.hit(BEHIND), item.hit(IDLE)
    start = planned_start(report) if item.hit(NOT_STARTED) else None
    return Matter(
        name=report.name,
        plan=report.annual_plan,
        done=report.year_investment,
        rate=completion and completion.rate,
        behind=behind and behind.measured,
        idle=idle and idle.measured,
        planned=start.words if start else "",
        rules=tuple(dict.fromkeys(hit.title for hit in item.hits)),
        others=tuple(hit.words for hit in item.hits if hit.key not in (BEHIND, IDLE, NOT_STARTED)),
    )


def full_name(unit: str, settings: Settings) -> str:
    """How a unit is addressed: by its full name (全称) where the settings know it."""
    names = dict(pair.split("=", 1) for pair in settings.letter.full_names if "=" in pair)
    return names.get(unit, unit)


def _names(items: Sequence[Lagging], *keys: str) -> list[str]:
    return [item.report.name for item in items if any(item.hit(key) for key in keys)]


def contact(settings: Settings) -> str:
    """联系人 or 联系单位 with the telephone number; empty when the settings name neither."""
    office = settings.office
    if office.contact_person:
        who = f"联系人：{office.contact_person}" + (f"（{office.contact_office}）" if office.contact_office else "")
    else:
        who = f"联系单位：{office.contact_office}" if office.contact_office else ""
    phone = f"联系电话：{office.contact_phone}" if office.contact_phone else ""
    return "，".join(part for part in (who, phone) if part)
