"""The other papers of the ladder: 提醒函 before a supervision letter, 再次督办函 and 约谈通知 after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from docgen.figures.summary import Figures
from docgen.figures.workdays import add_workdays
from docgen.matters.ladder import named, raised
from docgen.matters.matter import KIND_OF
from docgen.papers import dates
from docgen.papers.cases import Case, Due, unmet
from docgen.papers.entries import entries
from docgen.papers.frame import frame
from docgen.papers.letter import Matter, contact, full_name, matter
from docgen.papers.paper import Paper
from docgen.papers.table import Table
from docgen.papers.tables import TABLES, Facts
from docgen.papers.tables.supervision import FEEDBACK, MATTERS, feedback_of
from docgen.settings import CRITICISE, REMIND, SUPERVISE, SUPERVISE_AGAIN, TALK, Settings

_BLANK_TIME = "{}年\u3000\u3000月\u3000\u3000日\u3000\u3000时"
HANDED_OVER = "交办督办函"
"""The template of a 督办函 about a matter that rests on no project's figures."""

_BLANK = "\u3000" * 8
_IN_WORDS = {SUPERVISE: "发函督办", SUPERVISE_AGAIN: "再次督办", TALK: "约谈有关负责同志", CRITICISE: "通报批评"}


@dataclass(frozen=True)
class Talk:
    """What an invitation to a talk says: ``time`` as ISO (2021-05-10T15:00); what is empty comes from the settings."""

    time: str = ""
    place: str = ""
    called: str = ""
    bring: tuple[str, ...] = ()

    @property
    def when(self) -> datetime | None:
        return datetime.fromisoformat(self.time) if self.time else None


@dataclass(frozen=True)
class Told(Matter):
    """A project of these papers: as in a first letter, and why it came so far, the letters before, what is not done.

    ``now`` tells whether it lags in this period, so that there are figures to tell.
    """

    now: bool = False
    why: str = ""
    unmet: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()


@dataclass(frozen=True)
class Former:
    """A letter that went before, as a paper refers to it: its days spoken."""

    title: str
    number: str
    day: str
    deadline: str


def reminder(figures: Figures, settings: Settings, due: Due, issued: date, number: int | None, *, single: bool = False) -> Paper:
    """提醒函: mild, the first step where the settings begin with it."""
    title = f"关于加快推进{_subject(due)}建设的提醒函"
    return _paper(figures, settings, due, issued, number, title, single)


def handed_over(figures: Figures, settings: Settings, due: Due, issued: date, number: int | None, *, single: bool = False) -> Paper:
    """督办函 about a matter that came without a letter (minutes, 交办) and whose day has passed."""
    title = f"关于抓紧办理{due.cases[0].name}的督办函"
    basis = next((case.decision.matter.basis for case in due.cases if case.decision.matter), "")
    paper = _paper(figures, settings, due, issued, number, title, single, {"basis": basis or settings.letter.basis})
    return replace(paper, kind=HANDED_OVER)


def again(figures: Figures, settings: Settings, due: Due, issued: date, number: int | None, *, single: bool = False) -> Paper:
    """再次督办函: refers to the letters before by number and date, and to what they demanded and was not done."""
    title = f"关于加快推进{_subject(due)}建设的再次督办函"
    return _paper(figures, settings, due, issued, number, title, single)


def invitation(
    figures: Figures, settings: Settings, due: Due, issued: date, number: int | None, *, single: bool = False, talk: Talk = Talk()
) -> Paper:
    """约谈通知: when, where, who is called, what to bring; blank where neither ``talk`` nor the settings tell."""
    title = f"关于约谈{full_name(due.unit, settings)}有关负责同志的通知"
    ladder, when = settings.ladder, talk.when
    told = {
        "time": _spoken_time(when) if when else _BLANK_TIME.format(issued.year),
        "place": talk.place or ladder.talk_place or _BLANK,
        "called": f"{full_name(due.unit, settings)}{talk.called or ladder.talk_called}",
        "host": ladder.talk_host or _BLANK,
        "bring": list(talk.bring or ladder.talk_bring),
    }
    more = {"talk": told, "cause": _cause(due)}
    return _paper(figures, settings, due, issued, number, title, single, more, after=when.date() if when else None)


PAPERS: dict[str, Callable[..., Paper]] = {REMIND: reminder, SUPERVISE_AGAIN: again, TALK: invitation}
"""Step of the ladder → what writes its paper; 督办 is :func:`docgen.papers.letter.letter`."""


def _paper(
    figures: Figures,
    settings: Settings,
    due: Due,
    issued: date,
    number: int | None,
    title: str,
    single: bool,
    more: dict[str, Any] | None = None,
    after: date | None = None,
) -> Paper:
    """``after``: the day from which the time for the reply runs, where it is not the date of issue."""
    kind = KIND_OF[due.step]
    reply = add_workdays(max(issued, after or issued), settings.letter.reply_working_days, settings.calendar)
    annexes = _annexes(figures, settings, due)
    why, sent = _common_why(due), _common_letters(due)
    following = raised(due.step, settings.ladder)
    context = frame(settings, title, issued, number, annexes, letter=True) | {
        "basis": settings.letter.basis,
        "period": figures.period,
        "figures": figures,
        "addressees": full_name(due.unit, settings),
        "as_of": dates.spoken_period(figures.period).end,
        "matters": [_told(case, figures, why, sent) for case in due.cases],
        "why": why,
        "sent": sent,
        "formers": _formers(due),
        "next_step": _IN_WORDS.get(following, following) if following != due.step else "",
        "reply_date": dates.spoken(reply),
        "reply_days": settings.letter.reply_working_days,
        "contact": contact(settings),
        **(more or {}),
    }
    name = f"{due.unit}，{due.cases[0].name}" if single else due.unit
    opened = entries(due, figures, title, issued, reply, number and str(context["number"]), settings)
    return Paper(kind, title, f"{kind}（{name}）", context, annexes, opens=opened)


def _annexes(figures: Figures, settings: Settings, due: Due) -> tuple[Table, ...]:
    """督办事项清单 of what lags now, 反馈表 of all that is asked."""
    items = tuple(case.item for case in due.cases if case.item)
    facts = Facts(figures, settings.office.region, unit=due.unit, matters=items)
    form = TABLES[FEEDBACK].build(facts)
    others = [(case.name, case.decision.why) for case in due.cases if case.item is None]
    if others:
        form = feedback_of(form, others)
    return (TABLES[MATTERS].build(facts), form) if items else (form,)


def _common_why(due: Due) -> str:
    """Why all the cases came so far, where it is the same for all; else empty, and each tells its own."""
    reasons = {case.decision.why for case in due.cases}
    return reasons.pop() if len(reasons) == 1 else ""


def _common_letters(due: Due) -> list[str]:
    """The letters that went before, where they are the same for all cases."""
    letters = {_letters(case) for case in due.cases}
    return list(letters.pop()) if len(letters) == 1 else []


def _letters(case: Case) -> tuple[str, ...]:
    return tuple(named(letter) for letter in case.decision.letters)


def _told(case: Case, figures: Figures, why: str, sent: list[str]) -> Told:
    """What is told of one case; ``why`` and ``sent`` are told of all together already."""
    facts = matter(case.item, figures.period) if case.item else Matter(case.name, None, None, None, None, None, "", ())
    return Told(
        **vars(facts),
        now=case.item is not None,
        why="" if why else case.decision.why,
        unmet=unmet(case),
        letters=() if sent else _letters(case),
    )


def _formers(due: Due) -> list[Former]:
    """The last letter of each case, each letter once."""
    last = dict.fromkeys(case.decision.letters[-1] for case in due.cases if case.decision.letters)
    seen = {(letter.number, letter.title, letter.day, letter.deadline) for letter in last}
    return [
        Former(title, number, dates.spoken(day), dates.spoken(deadline))
        for number, title, day, deadline in sorted(seen, key=lambda each: (each[2], each[0]))
    ]


def _cause(due: Due) -> str:
    if any(case.decision.overdue for case in due.cases):
        return f"{_subject(due)}督办事项逾期未落实"
    supervised = any(case.decision.letters for case in due.cases)
    return f"{_subject(due)}{'多次督办仍推进滞后' if supervised else '推进严重滞后'}"


def _subject(due: Due) -> str:
    return due.cases[0].name if len(due.cases) == 1 else "滞后重点项目"


def _spoken_time(when: datetime) -> str:
    return f"{dates.spoken(when.date())}{when.hour}时{f'{when.minute}分' if when.minute else ''}"


def only(due: Due, project: str) -> Due:
    """The same paper about one project alone."""
    return replace(due, cases=tuple(case for case in due.cases if case.name == project))
