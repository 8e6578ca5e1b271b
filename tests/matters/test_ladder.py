"""The ladder: which step follows on what, decided purely from levels, letters and days."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.ledger.period import Period
from docgen.matters.ladder import decide
from docgen.matters.matter import (
    DRAFT,
    DRAFTED,
    EXTEND,
    OVERDUE,
    RECEIVE,
    REPLY,
    SEND,
    SETTLE,
    SETTLED,
    STATES,
    Letter,
    Matter,
    Reply,
    Step,
    state_of,
)
from docgen.problem import DocgenError
from docgen.settings import STEPS, Ladder, load

MARCH, APRIL = Period.parse("2021-03"), Period.parse("2021-04")
SENT, DEADLINE = date(2021, 4, 6), date(2021, 4, 13)


def matter(step: str = "督办", *later: Step, period: str = "2021-03") -> Matter:
    letter = Letter(step, "关于……的函", SENT, DEADLINE, period, "平湛政督函〔2021〕5号")
    return Matter(1, "曹镇乡政府", "某项目", steps=(Step(DRAFT, SENT, letter=letter), Step(SEND, SENT, letter=letter), *later))


def step_for(found: Matter | None, day: date, period: Period = MARCH, in_a_row: int = 1, ladder: Ladder = Ladder(), start="督办"):
    return decide(start, in_a_row, found, day, period, ladder)


def test_the_first_paper_is_the_level_s_own_however_long_the_project_lags():
    assert step_for(None, SENT, in_a_row=5).step == "督办"


def test_where_a_level_begins_with_a_reminder_the_second_period_in_a_row_makes_it_a_letter():
    assert step_for(None, SENT, in_a_row=1, start="提醒").step == "提醒"
    raised = step_for(None, SENT, in_a_row=2, start="提醒")
    assert (raised.step, raised.why) == ("督办", "连续2期滞后，由提醒升为督办")


def test_a_draft_raises_nothing():
    drafted = Matter(1, "u", "p", steps=(matter().steps[0],))
    assert step_for(drafted, date(2021, 6, 1)).step == "督办"


@pytest.mark.parametrize(("before", "after"), list(zip(STEPS, (*STEPS[1:], STEPS[-1])))[:4])
def test_an_overdue_reply_raises_by_one_step(before: str, after: str):
    decision = step_for(matter(before), DEADLINE + timedelta(days=1))
    assert decision.step == after and decision.overdue and "至今逾期1天未回复" in decision.why


def test_on_the_day_itself_nothing_is_overdue_and_nothing_is_sent():
    decision = step_for(matter(), DEADLINE)
    assert decision.step == "督办" and decision.standing


def test_an_extension_or_a_reply_stops_the_clock():
    extended = matter("督办", Step(EXTEND, date(2021, 4, 12), deadline=date(2021, 4, 30)))
    replied = matter("督办", Step(REPLY, date(2021, 4, 12), reply=Reply("已办")))
    assert step_for(extended, date(2021, 4, 20)).standing and step_for(replied, date(2021, 4, 20)).standing
    assert step_for(extended, date(2021, 5, 1)).step == "再次督办"


def test_who_lags_again_the_period_after_is_raised_though_it_replied():
    replied = matter("督办", Step(REPLY, date(2021, 4, 12), reply=Reply("已办")))
    decision = step_for(replied, date(2021, 5, 6), APRIL, in_a_row=2)
    assert decision.step == "再次督办" and "虽已回复，2021年4月份仍然滞后" in decision.why


def test_who_was_settled_longer_ago_begins_anew():
    settled = matter("约谈", Step(SETTLE, date(2021, 5, 1)))
    decision = step_for(settled, date(2021, 8, 6), Period.parse("2021-07"))
    assert (decision.step, decision.matter) == ("督办", None)


def test_an_office_may_leave_steps_out():
    ladder = Ladder(steps=("督办", "约谈"))
    assert step_for(matter(), date(2021, 5, 1), ladder=ladder).step == "约谈"
    assert step_for(matter("约谈"), date(2021, 5, 1), ladder=ladder).step == "约谈"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('steps = ["约谈", "督办"]', "应由轻到重写"),
        ("steps = []", "应由轻到重写"),
        ('steps = ["督办", "谈话"]', "应从"),
        ('steps = ["督办", "约谈"]\nyellow = "提醒"', "“提醒”不在 steps 之中"),
        ('yellow = "约谈"\nred = "督办"', "yellow（约谈）不应重于 red（督办）"),
        ("repeats = 1", "应在 2 至 24 之间"),
    ],
)
def test_a_ladder_that_cannot_be_climbed_is_refused(tmp_path: Path, text: str, complaint: str):
    (tmp_path / "docgen.toml").write_text(f"[ladder]\n{text}\n", encoding="utf-8")
    with pytest.raises(DocgenError, match="ladder") as refused:
        load(tmp_path)
    assert complaint in str(refused.value)


LATER = st.lists(st.sampled_from((RECEIVE, REPLY, EXTEND)), max_size=5)


@given(LATER, st.lists(st.integers(0, 20), min_size=5, max_size=5), st.booleans(), st.integers(-5, 120))
def test_whatever_happened_every_day_has_one_state(kinds, gaps, settled, offset):
    """Before the letter it is a draft at most, after settling it stays settled, overdue only past a deadline."""
    day, later = SENT, []
    for kind, gap in zip(kinds, gaps):
        day += timedelta(days=gap)
        later.append(Step(kind, day, deadline=day + timedelta(days=5) if kind == EXTEND else None))
    if settled:
        later.append(Step(SETTLE, day))
    found, at = matter("督办", *later), SENT + timedelta(days=offset)
    state = state_of(found, at)
    assert state in STATES
    assert (state == DRAFTED) == (at < SENT)
    assert (state == SETTLED) == (settled and at >= day)
    if state == OVERDUE:
        assert found.on(at).deadline < at
