"""docgen due: report days, meetings, deadlines and the circular's issue within some days, each with who owes it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from docgen.agenda import CIRCULAR, MATTER, MEETING, REPORT, agenda, period_of
from docgen.matters.matter import OPEN, REPLY, Matter, Reply, Step
from docgen.problem import DocgenError
from docgen.settings import Calendar, Reporting, Settings
from tests.support.office import docgen

UNITS = ("曹镇乡", "北渡街道")


def settings(days=(), meetings=(), day=25) -> Settings:
    return replace(Settings(), reporting=Reporting(day=day, days=days, units=UNITS), calendar=Calendar(meetings=meetings))


def owed(first: date, count: int, matters=(), reported=(), **told):
    def owing(period):
        return tuple(unit for unit in UNITS if (str(period), unit) not in reported)

    return agenda(settings(**told), matters, owing, first, count)


def test_the_report_day_is_owed_by_those_who_have_not_reported():
    [item] = [i for i in owed(date(2021, 3, 22), 7, reported={("2021-03", "曹镇乡")}) if i.kind == REPORT]
    assert (item.day, item.who) == (date(2021, 3, 25), ("北渡街道",)) and "2021年3月份" in item.what


def test_what_is_reported_on_two_days_of_a_month_is_reported_every_half_month():
    found = [i for i in owed(date(2021, 3, 1), 31, days=("13=半月进展", "28=半月进展", "22=月报"), day=22) if i.kind == REPORT]
    assert [(i.day.day, i.what) for i in found] == [
        (13, "2021年3月上半月半月进展"),
        (22, "2021年3月份月报"),
        (28, "2021年3月下半月半月进展"),
    ]
    assert [i.off for i in found] == [True, False, True]  # a Saturday, a Monday, a Sunday


@pytest.mark.parametrize(("day", "half", "period"), [(13, True, "2021-03-1"), (28, True, "2021-03-2"), (22, False, "2021-03")])
def test_the_period_of_a_report_day(day: int, half: bool, period: str):
    assert str(period_of(date(2021, 3, day), half)) == period


def test_a_day_that_a_month_has_not_is_its_last():
    assert [i.day for i in owed(date(2021, 2, 22), 7, day=31) if i.kind == REPORT] == [date(2021, 2, 28)]


def test_meetings_by_weekday_and_by_day():
    found = [i for i in owed(date(2021, 3, 1), 14, meetings=("周一=重点项目周例会", "10=联审联批会")) if i.kind == MEETING]
    assert [(i.day.day, i.what) for i in found] == [(1, "重点项目周例会"), (8, "重点项目周例会"), (10, "联审联批会")]


def test_the_circular_is_issued_on_the_working_day_that_the_settings_give():
    [item] = [i for i in owed(date(2021, 4, 1), 10) if i.kind == CIRCULAR]
    assert item.day == date(2021, 4, 6) and "2021年3月份" in item.what


def test_matters_are_due_with_their_unit_and_the_overdue_come_first():
    def matter(number, deadline, *later):
        return Matter(number, "曹镇乡政府", f"事项{number}", steps=(Step(OPEN, date(2021, 4, 1), deadline=deadline), *later))

    matters = [
        matter(1, date(2021, 4, 14)),
        matter(2, date(2021, 4, 9)),
        matter(3, date(2021, 4, 13), Step(REPLY, date(2021, 4, 8), reply=Reply("已办"))),
        matter(4, date(2021, 5, 9)),
    ]
    found = [i for i in owed(date(2021, 4, 12), 7, matters) if i.kind == MATTER]
    assert [(i.matter, i.late, i.who) for i in found] == [(2, True, ("曹镇乡政府",)), (1, False, ("曹镇乡政府",))]


@pytest.mark.parametrize(("told", "place"), [({"days": ("32=报表",)}, "days"), ({"meetings": ("星期八=例会",)}, "meetings")])
def test_a_day_that_is_none_is_refused_with_its_place(told, place: str):
    with pytest.raises(DocgenError, match=place):
        owed(date(2021, 3, 1), 3, **told)


def test_the_command_lists_what_is_owed_and_by_whom(sample_office: Path):
    done = docgen(sample_office, "due", "--date", "2021-04-05", "--days", "30", "--json")
    told = json.loads(done.stdout)
    assert {each["kind"] for each in told} == {REPORT, CIRCULAR}
    [report] = [each for each in told if each["kind"] == REPORT]
    assert report["date"] == "2021-04-25" and len(report["who"]) == 6 and report["workday"]  # a Sunday that is worked
    assert "由谁办" in docgen(sample_office, "due", "--date", "2021-04-05").stdout
