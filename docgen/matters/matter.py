"""A matter (督办事项) and its steps: plain values, from which its state on any day is told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from docgen.settings import REMIND, SUPERVISE, SUPERVISE_AGAIN, TALK

DRAFTED, SENT, RECEIVED, REPLIED, EXTENDED, OVERDUE, SETTLED = "拟稿", "已发", "已签收", "已回复", "延期", "逾期", "销号"
STATES = (DRAFTED, SENT, RECEIVED, REPLIED, EXTENDED, OVERDUE, SETTLED)
"""The states in which a matter can be. 逾期 is never written down: it follows from the deadline and the day."""

OPEN, DRAFT, SEND, RECEIVE, REPLY, EXTEND, SETTLE, VOID = "立项", "拟稿", "发出", "签收", "回复", "延期", "销号", "作废"
"""The kinds of steps. 立项 opens a matter without a letter (minutes, 交办); 拟稿 drafts a letter, 发出 issues it, 作废
takes back a letter that was issued."""

HAND_OVER = "交办"
KIND_OF = {REMIND: "提醒函", SUPERVISE: "督办函", SUPERVISE_AGAIN: "再次督办函", TALK: "约谈通知", HAND_OVER: "交办单"}
"""Step → the paper that it takes. 通报批评 takes none, the circular does it; 交办 is no step of the ladder, which begins
when its day has passed."""


@dataclass(frozen=True)
class Letter:
    """What a letter says of one matter.

    ``step`` is the ladder's or 交办, ``number`` 发文字号 or empty, ``day`` 成文日期, ``deadline`` the day of the reply, ``level``
    the word for it (黄色), ``file`` its place in the outputs folder, ``reason`` why it was written.
    """

    step: str
    title: str
    day: date
    deadline: date
    period: str = ""
    number: str = ""
    level: str = ""
    reason: str = ""
    demands: tuple[str, ...] = ()
    file: str = ""

    @property
    def kind(self) -> str:
        return KIND_OF[self.step]


@dataclass(frozen=True)
class Entry:
    """What a paper opens or carries on: a letter about one project of one unit; ``identity`` is the ledger's (0: none)."""

    unit: str
    project: str
    letter: Letter
    identity: int = 0
    basis: str = ""


@dataclass(frozen=True)
class Reply:
    """What a unit answered: its words, or the columns of the 反馈表; ``file`` and ``sha256`` of what came in."""

    text: str = ""
    measures: str = ""
    deadline: str = ""
    person: str = ""
    progress: str = ""
    file: str = ""
    sha256: str = ""


@dataclass(frozen=True)
class Step:
    """One step of a matter: what, on which day, by whom, recorded when (local time).

    ``deadline`` is set by 立项 and 延期; ``late`` tells of an extension asked after its day.
    """

    kind: str
    day: date
    who: str = ""
    note: str = ""
    at: datetime | None = None
    letter: Letter | None = None
    deadline: date | None = None
    reply: Reply | None = None
    late: bool = False


@dataclass(frozen=True)
class Matter:
    """One thing asked of one unit; ``number`` is how it is addressed. ``basis`` is what it rests on (document, minutes).

    ``demands`` and ``level`` are those of a matter without a letter; a letter brings its own.
    """

    number: int
    unit: str
    project: str
    basis: str = ""
    level: str = ""
    demands: tuple[str, ...] = ()
    identity: int = 0
    steps: tuple[Step, ...] = ()

    def on(self, day: date) -> Matter:
        """The matter as it stood at the end of ``day``; a letter voided since then was not sent on that day either."""
        sent = {step.letter for step in self.steps if step.kind == SEND and step.day <= day}
        there = (step for step in self.steps if (step.letter in sent if step.kind == VOID else step.day <= day))
        return replace(self, steps=tuple(there))

    @property
    def counting(self) -> tuple[Step, ...]:
        """The steps that count: all but letters voided, their receipt and extensions, and replies where no other letter stands."""
        dead = _voided(self.steps)
        kept: list[Step] = []
        void = begun = False
        for place, step in enumerate(self.steps):
            if step.kind in (OPEN, SEND):
                void = place in dead
                begun |= not void
            if step.kind == VOID or (void and step.kind in (SEND, RECEIVE, EXTEND)) or (step.kind == REPLY and not begun):
                continue
            kept.append(step)
        return tuple(kept)

    @property
    def letters(self) -> tuple[Letter, ...]:
        """The letters that were issued and stand, in their order."""
        return tuple(step.letter for step in self.counting if step.kind == SEND and step.letter)

    @property
    def drafts(self) -> tuple[Letter, ...]:
        """The letters that wait to be issued, the latest first: one of them is going to be."""
        waiting = []
        for step in reversed(self.counting):
            if step.kind in (SEND, SETTLE):
                break
            if step.kind == DRAFT and step.letter:
                waiting.append(step.letter)
        return tuple(waiting)

    @property
    def draft(self) -> Letter | None:
        """The latest letter that waits to be issued."""
        return next(iter(self.drafts), None)

    def draft_in(self, file: str) -> Letter | None:
        """The latest letter that waits in the file of this place."""
        return next((letter for letter in self.drafts if letter.file == file), None)

    @property
    def begun(self) -> date | None:
        """The day on which it was first asked for; None while nothing was issued."""
        return next((step.day for step in self.counting if step.kind in (OPEN, SEND)), None)

    @property
    def deadline(self) -> date | None:
        """The day that counts now: of the last letter, or as extended; a draft's own while nothing was issued."""
        for step in reversed(self.counting):
            if step.kind == SEND and step.letter:
                return step.letter.deadline
            if step.kind in (OPEN, EXTEND):
                return step.deadline
        return self.draft.deadline if self.draft else None

    @property
    def settled(self) -> date | None:
        return next((step.day for step in self.counting if step.kind == SETTLE), None)

    @property
    def last(self) -> Letter | None:
        """The last letter issued, else the one that waits."""
        return self.letters[-1] if self.letters else self.draft

    @property
    def asked(self) -> tuple[str, ...]:
        """What is demanded now."""
        return self.last.demands if self.last else self.demands

    @property
    def replies(self) -> tuple[Step, ...]:
        return tuple(step for step in self.counting if step.kind == REPLY)

    @property
    def asked_since(self) -> date | None:
        """The day of the letter or opening that the present deadline answers to."""
        return next((step.day for step in reversed(self.counting) if step.kind in (OPEN, SEND)), None)


def state_of(matter: Matter, day: date) -> str:
    """The state at the end of ``day``: one of ``STATES``."""
    matter = matter.on(day)
    kinds = [step.kind for step in matter.counting if step.kind != DRAFT]
    if SETTLE in kinds:
        return SETTLED
    if not kinds:
        return DRAFTED
    if kinds[-1] == REPLY:
        return REPLIED
    if matter.deadline and matter.deadline < day:
        return OVERDUE
    return {OPEN: SENT, SEND: SENT, RECEIVE: RECEIVED, EXTEND: EXTENDED}[kinds[-1]]


def _voided(steps: tuple[Step, ...]) -> set[int]:
    """The places of the letters issued that were voided afterwards."""
    sent: dict[Letter | None, int] = {}
    dead = set()
    for place, step in enumerate(steps):
        if step.kind == SEND:
            sent[step.letter] = place
        elif step.kind == VOID and step.letter in sent:
            dead.add(sent.pop(step.letter))
    return dead
