"""The steps that a matter may take: each refused, with the reason, where it does not fit what stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from docgen.matters.matter import (
    DRAFT,
    EXTEND,
    OPEN,
    RECEIVE,
    REPLY,
    SEND,
    SETTLE,
    VOID,
    Matter,
    Reply,
    Step,
)
from docgen.problem import DocgenError


def send(matter: Matter, day: date, number: str = "", file: str = "") -> Step:
    """Issue the letter that waits, in ``file`` where several do.

    Raises DocgenError when none does, or when ``day`` lies before the letter's date.
    """
    _refuse_settled(matter, "不能再发函")
    letter = matter.draft_in(file) if file else matter.draft
    if letter is None:
        raise DocgenError(f"{words(matter)}没有待发的文稿：请先用 docgen letter 起草")
    if day < letter.day:
        raise DocgenError(f"{words(matter)}：发出日期 {day} 早于{letter.kind}的成文日期 {letter.day}，请核对 --date")
    return Step(SEND, day, letter=replace(letter, number=number or letter.number))


def receive(matter: Matter, day: date) -> Step:
    """The unit signed for it (签收)."""
    _after_sending(matter, day, "签收")
    if RECEIVE in _since_sent(matter):
        raise DocgenError(f"{words(matter)}已经签收，不必再记")
    return Step(RECEIVE, day)


def reply(matter: Matter, day: date, answer: Reply) -> Step:
    """The unit replied; a further reply may follow."""
    _after_sending(matter, day, "回复")
    return Step(REPLY, day, reply=answer, late=bool(matter.deadline and matter.deadline < day))


def extend(matter: Matter, day: date, to: date, reason: str) -> Step:
    """A later deadline; ``late`` in the answer when it was asked for after the former one."""
    _after_sending(matter, day, "延期")
    if not reason.strip():
        raise DocgenError("延期须用 --reason 写明原因")
    if matter.deadline and to <= matter.deadline:
        raise DocgenError(f"{words(matter)}现在的期限是 {matter.deadline}，延期应到这一天以后，不能到 {to}")
    if to <= day:
        raise DocgenError(f"{words(matter)}：延到的日期 {to} 不晚于办理的日期 {day}，请核对 --to 和 --date")
    return Step(EXTEND, day, note=reason.strip(), deadline=to, late=bool(matter.deadline and matter.deadline < day))


def settle(matter: Matter, day: date, note: str) -> Step:
    """The matter is closed (销号). A draft that is never to be issued is closed in the same way."""
    _refuse_settled(matter, "不必再销")
    if not note.strip():
        raise DocgenError("销号须用 --note 写明办结情况")
    if matter.begun:
        _not_before(matter, day, "销号")
    return Step(SETTLE, day, note=note.strip())


def void(matter: Matter, day: date, number: str, reason: str) -> Step:
    """The letter of this 发文字号 was voided: it counts as never sent, and waits to be issued again.

    Raises DocgenError when no letter of the matter bears the number.
    """
    letter = next((letter for letter in matter.letters if letter.number == number), None)
    if letter is None:
        raise DocgenError(f"{words(matter)}没有发过 {number}，没有退回：请用 docgen matter show {matter.number} 核对")
    return Step(VOID, day, note=reason, letter=letter)


def words(matter: Matter) -> str:
    """How messages name a matter: 督办事项 3（曹镇乡政府：曹镇乡标准化厂房项目）."""
    return f"督办事项 {matter.number}（{matter.unit}：{matter.project}）"


def _after_sending(matter: Matter, day: date, what: str) -> None:
    _refuse_settled(matter, f"不能再{what}")
    if matter.begun is None:
        raise DocgenError(f"{words(matter)}的函还没有发出，不能{what}：印发后请先运行 docgen issue，或 docgen matter sent {matter.number}")
    _not_before(matter, day, what)


def _not_before(matter: Matter, day: date, what: str) -> None:
    last = matter.asked_since
    if day < last:
        letter = matter.letters[-1].kind if matter.letters else "立项"
        raise DocgenError(f"{words(matter)}：{what}日期 {day} 早于{letter}发出的日期 {last}，请核对 --date")
    latest = [step for step in matter.counting if step.kind != DRAFT][-1]
    if day < latest.day:
        raise DocgenError(f"{words(matter)}：{what}日期 {day} 早于上一步（{latest.kind}）的日期 {latest.day}，请核对 --date")


def _refuse_settled(matter: Matter, so: str) -> None:
    if matter.settled:
        raise DocgenError(f"{words(matter)}已于 {matter.settled} 销号，{so}")


def _since_sent(matter: Matter) -> set[str]:
    """The kinds of steps since the last letter, or since it was opened."""
    kinds: set[str] = set()
    for step in reversed(matter.counting):
        if step.kind in (OPEN, SEND):
            break
        kinds.add(step.kind)
    return kinds
