"""The ladder (提醒 → 督办 → 约谈 → 通报批评): which step is due for a project, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from docgen.ledger.period import Period
from docgen.matters.matter import HAND_OVER, OVERDUE, SETTLED, Letter, Matter, state_of
from docgen.settings import STEPS, SUPERVISE, Ladder


@dataclass(frozen=True)
class Decision:
    """The step that is due. ``why`` says it in words, empty for a first letter at the level's own step.

    ``letters`` went before and are referred to; ``standing`` is the letter of this very step that is out and whose
    reply is not yet due: there is nothing to send.
    """

    step: str
    why: str = ""
    matter: Matter | None = None
    letters: tuple[Letter, ...] = ()
    standing: Letter | None = None
    overdue: bool = False


def decide(start: str, in_a_row: int, matter: Matter | None, day: date, period: Period, ladder: Ladder) -> Decision:
    """The step for a project that lags in ``period``, as of ``day``.

    ``start`` is the step of its level, ``in_a_row`` how many periods running it lags, this one included. A step above
    督办 is only reached by way of a letter that was issued; an overdue reply or a level in a row raises by one.
    """
    former = matter.on(day) if matter else None
    letters = former.letters if former else ()
    if former is None or not letters:
        return _first(start, in_a_row, former, ladder)
    last, state = letters[-1], state_of(former, day)
    here = None if state == SETTLED else matter
    if state == OVERDUE:
        late = (day - former.deadline).days
        why = f"{named(last)}要求于{_spoken(former.deadline)}前回复，至今逾期{late}天未回复"
        return Decision(raised(last.step, ladder), why, here, letters, overdue=True)
    if last.period == str(period):
        return Decision(last.step, last.reason, here, letters[:-1], standing=last)
    if last.period == str(period.previous) and in_a_row >= ladder.repeats:
        answered = "虽已回复" if state != SETTLED and former.replies else "已督办" if state != SETTLED else "已销号"
        why = f"{period.previous.label}由{named(last)}督办，{answered}，{period.label}仍然滞后，连续{in_a_row}期"
        return Decision(raised(last.step, ladder), why, here, letters)
    return _first(start, in_a_row, here, ladder)


def after_overdue(matter: Matter, day: date, ladder: Ladder) -> Decision:
    """The step for a matter that rests on no lagging project (a decision of minutes), as of ``day``."""
    stood = matter.on(day)
    letters, state = stood.letters, state_of(matter, day)
    if state != OVERDUE:
        return Decision(letters[-1].step if letters else SUPERVISE, "", matter, letters[:-1], letters[-1] if letters else None)
    late = (day - stood.deadline).days
    asked = named(letters[-1]) if letters else stood.basis or "交办"
    why = f"{asked}要求于{_spoken(stood.deadline)}前办结回复，至今逾期{late}天"
    return Decision(raised(letters[-1].step, ladder) if letters else SUPERVISE, why, matter, letters, overdue=True)


def raised(step: str, ladder: Ladder) -> str:
    """The next step that the ladder has; the last one where there is none above. After 交办 comes 督办."""
    if step == HAND_OVER:
        return at_least(SUPERVISE, ladder)
    above = [each for each in ladder.steps if STEPS.index(each) > STEPS.index(step)]
    return above[0] if above else step


def at_least(step: str, ladder: Ladder) -> str:
    """The step itself where the ladder has it, else the next above, else its last."""
    return step if step in ladder.steps else raised(step, ladder) if STEPS.index(step) < STEPS.index(ladder.steps[-1]) else ladder.steps[-1]


def named(letter: Letter) -> str:
    """How a paper refers to a former letter: by its number, else by its date."""
    return f"{letter.kind}（{letter.number}）" if letter.number else f"{_spoken(letter.day)}的{letter.kind}"


def _first(start: str, in_a_row: int, matter: Matter | None, ladder: Ladder) -> Decision:
    below = STEPS.index(start) < STEPS.index(SUPERVISE)
    if below and in_a_row >= ladder.repeats:
        return Decision(raised(start, ladder), f"连续{in_a_row}期滞后，由{start}升为{raised(start, ladder)}", matter)
    return Decision(start, "", matter)


def _spoken(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
