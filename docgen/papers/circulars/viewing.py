"""观摩通报: who viewed what, the scores and ranks, who is praised and who criticised, who speaks at the meeting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from docgen.figures.summary import Figures
from docgen.figures.viewing import Scored, first, last
from docgen.forms.form import Row
from docgen.papers import dates
from docgen.papers.circulars.marks import Viewed, viewed
from docgen.papers.frame import frame
from docgen.papers.paper import Paper
from docgen.papers.tables import TABLES, Facts
from docgen.papers.tables.viewing import NAME_OF_TABLE as SHEET
from docgen.settings import Settings
from docgen.settings import Viewing as Rules

KIND = "观摩通报"


@dataclass(frozen=True)
class Placed:
    """One that the text names: its name and its score."""

    name: str
    score: Decimal


@dataclass(frozen=True)
class Series:
    """One series (its name empty where there is but one): who is named at its ends; ``full`` where all are."""

    name: str
    foremost: tuple[Placed, ...]
    hindmost: tuple[Placed, ...]


@dataclass(frozen=True)
class Verdict:
    """What follows from the ranks, for units: who is praised, criticised, speaks of experience, makes a statement; and in
    ``outcomes`` what follows for whom by the name of what was scored."""

    praised: tuple[str, ...] = ()
    criticised: tuple[str, ...] = ()
    experience: tuple[str, ...] = ()
    statement: tuple[str, ...] = ()
    outcomes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Scores:
    """What the table of scores tells of: everything viewed, and the verdict on it."""

    viewed: Viewed
    verdict: Verdict


def viewing_circular(
    figures: Figures, settings: Settings, issued: date, number: int | None, rows: Sequence[Row], matters: Sequence[object] = ()
) -> Paper:
    """The circular of a viewing from the rows of its 评分表; raises DocgenError where the sheet is wrong."""
    found, reminders = viewed(rows, figures, settings)
    verdict = verdict_of(found, settings.viewing)
    annexes = (TABLES[SHEET].build(Facts(figures, settings.office.region, subject=Scores(found, verdict))),)
    title = f"关于{figures.period.label}重点项目观摩评比情况的通报"
    everyone = [each.score for each in found.all]
    context = frame(settings, title, issued, number, annexes) | {
        "period": figures.period,
        "basis": settings.circular.basis,
        "viewed": len(everyone),
        "units": len({each.unit for each in found.all}),
        "of_units": found.of_units,
        "judges": len(found.judges),
        "added": found.added,
        "parts": list(found.judges),
        "drop": settings.viewing.drop,
        "highest": max(everyone),
        "lowest": min(everyone),
        "series": [_series(name, members, settings.circular.named) for name, members in found.series.items()],
        "praised": list(verdict.praised),
        "criticised": list(verdict.criticised),
        "experience": list(verdict.experience),
        "statement": list(verdict.statement),
        "below": settings.viewing.criticise_below,
        "speech_date": dates.spoken_within(dates.makeup_date(issued, settings), figures.period.year),
        "plan_date": dates.spoken_within(dates.plan_date(issued, settings), figures.period.year),
    }
    return Paper(KIND, title, title, context, annexes, reminders=reminders)


def verdict_of(found: Viewed, rules: Rules) -> Verdict:
    """By the rules, series by series. Who is among the first is never criticised, nor makes a statement."""
    praised, criticised, experience, statement = [], [], [], []
    for members in found.series.values():
        top = first(members, rules.praise)
        praised += top
        criticised += [each for each in last(members, rules.criticise, top) if each.score < rules.criticise_below]
        speakers = first(members, rules.experience)
        experience += speakers
        statement += last(members, rules.statement, speakers)
    speaking = _units(experience)
    statement = [each for each in statement if each.unit not in speaking]
    told = ((praised, "通报表扬"), (criticised, "通报批评"), (experience, "经验发言"), (statement, "表态发言"))
    outcomes = {each.name: tuple(words for members, words in told if each in members) for each in found.all}
    return Verdict(_units(praised), _units(criticised), speaking, _units(statement), outcomes)


def _units(members: Iterable[Scored]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.unit for each in members))


def _series(name: str, members: Sequence[Scored], named: int) -> Series:
    best = first(members, named)
    return Series(name, _placed(best), _placed(last(members, named, best)))


def _placed(members: Iterable[Scored]) -> tuple[Placed, ...]:
    return tuple(Placed(each.name, each.score) for each in members)
