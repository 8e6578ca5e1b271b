"""Deadlines in working days."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.figures.workdays import add_workdays, guessed_years, is_workday, known, next_workday
from docgen.problem import DocgenError
from docgen.settings import Calendar

PLAIN = Calendar()
days = st.dates(date(2019, 1, 1), date(2031, 12, 31))


def test_a_weekend_is_left_out():
    assert add_workdays(date(2021, 4, 9), 1, PLAIN) == date(2021, 4, 12)


def test_qingming_and_the_sunday_worked_before_the_may_holiday():
    assert next_workday(date(2021, 4, 3), PLAIN) == date(2021, 4, 6)
    assert next_workday(date(2021, 4, 25), PLAIN) == date(2021, 4, 25)
    assert add_workdays(date(2021, 4, 30), 1, PLAIN) == date(2021, 5, 6)


def test_the_day_of_issue_does_not_count():
    assert add_workdays(date(2021, 4, 6), 5, PLAIN) == date(2021, 4, 13)


def test_the_offices_own_table_wins_over_the_library():
    own = Calendar(holidays=("2021-04-12",), workdays=("2021-04-11",))
    assert add_workdays(date(2021, 4, 9), 1, own) == date(2021, 4, 11)
    assert add_workdays(date(2021, 4, 9), 2, own) == date(2021, 4, 13)


def test_a_year_that_the_library_does_not_know_has_weekends_and_the_table():
    assert known(2021)
    assert not known(2099)
    assert next_workday(date(2099, 1, 1), PLAIN) == date(2099, 1, 1)
    assert next_workday(date(2099, 1, 1), Calendar(holidays=("2099-01-01", "2099-01-02"))) == date(2099, 1, 5)
    assert guessed_years(date(2021, 12, 1), date(2022, 1, 5), PLAIN) == ()
    assert guessed_years(date(2099, 1, 1), date(2099, 2, 1), PLAIN) == (2099,)
    assert guessed_years(date(2099, 1, 1), date(2099, 2, 1), Calendar(holidays=("2099-01-01",))) == ()


@pytest.mark.parametrize("wrong", ["2021-4-5", "清明", "2021-02-30"])
def test_a_day_in_the_settings_that_is_none_is_named(wrong):
    with pytest.raises(DocgenError, match=rf"\[calendar\] holidays.*{wrong}"):
        add_workdays(date(2021, 4, 1), 1, Calendar(holidays=(wrong,)))


def test_a_day_both_off_and_worked_is_refused():
    with pytest.raises(DocgenError, match="2027-01-01"):
        next_workday(date(2027, 1, 1), Calendar(holidays=("2027-01-01",), workdays=("2027-01-01",)))


@given(days, st.integers(1, 30), st.sets(days, max_size=5))
def test_a_deadline_never_falls_on_a_day_off_and_counts_every_day_worked(start, n, off):
    own = Calendar(holidays=tuple(day.isoformat() for day in off))
    end = add_workdays(start, n, own)
    assert end not in off
    between = [start + timedelta(days=k) for k in range(1, (end - start).days + 1)]
    assert sum(is_workday(day, own) for day in between) == n
    if known(end.year):
        assert chinese_calendar.is_workday(end)
    else:
        assert end.weekday() < 5
