"""Who has reported, when, and how late: known only while the period is fresh."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.ledger.filing import days_late, due_date
from docgen.ledger.period import Period
from tests.ledger.workbooks import BUILDING, UNIT_LINE, building, project
from tests.support.office import docgen


@pytest.mark.parametrize(
    ("period", "day", "due"),
    [
        ("2021-03", 25, date(2021, 3, 25)),
        ("2021-02", 31, date(2021, 2, 28)),
        ("2021-Q1", 25, date(2021, 3, 25)),
        ("2018", 10, date(2018, 12, 10)),
        ("2021-03-1", 13, None),
        ("2021-03-2", 25, None),
    ],
)
def test_the_report_day_lies_in_the_periods_last_month(period, day, due):
    assert due_date(Period.parse(period), day) == due


@pytest.mark.parametrize(
    ("came", "late"),
    [
        (date(2021, 2, 28), None),
        (date(2021, 3, 1), 0),
        (date(2021, 3, 25), 0),
        (date(2021, 3, 26), 1),
        (date(2021, 4, 2), 8),
        (date(2021, 4, 30), 36),
        (date(2021, 5, 1), None),
        (date(2026, 3, 26), None),
    ],
)
def test_days_late_are_told_within_the_month_and_the_next(came, late):
    assert days_late(date(2021, 3, 25), came) == late


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 70))
def test_a_report_is_never_early_and_never_later_than_two_months(due, after):
    late = days_late(due, due + timedelta(days=after))
    assert late == after or (late is None and after >= 28)


def of_any_year(path: Path, *rows: tuple) -> Path:
    """A workbook that names no year: it is right for today's month and for one of 2021."""
    header = tuple(word.replace("2021年", "年度") for word in BUILDING)
    return building(path, *rows, header=header, above=(("在建项目进展情况表",), UNIT_LINE))


@pytest.fixture
def office(tmp_path):
    (tmp_path / "docgen.toml").write_text("[reporting]\nday = 31\n", encoding="utf-8")
    of_any_year(tmp_path / "曹镇乡.xlsx", project("甲项目"))
    of_any_year(tmp_path / "马庄街道.xlsx", project("乙项目"))
    return tmp_path


def test_a_report_for_last_month_is_late_today(office):
    last = date.today().replace(day=1) - timedelta(days=1)
    period = f"{last:%Y-%m}"
    for unit in ("曹镇乡", "马庄街道"):
        docgen(office, "import", office / f"{unit}.xlsx", "--period", period)
    came = (date.today() - last).days
    answer = json.loads(docgen(office, "status", "--period", period, "--json").stdout)
    assert answer["due"] == last.isoformat()
    assert {unit["unit"]: unit["days_late"] for unit in answer["units"]} == {"曹镇乡": came, "马庄街道": came}
    told = docgen(office, "status", "--period", period).stdout
    assert f"迟报 {came} 天" in told and f"超过报送日（{last}）的 2 个：曹镇乡、马庄街道" in told


def test_a_correction_does_not_make_a_report_late_nor_an_old_month(office):
    """The end of this month is the day; a month of 2021 was reported long before it was read in."""
    this = f"{date.today():%Y-%m}"
    docgen(office, "import", office / "曹镇乡.xlsx", "--period", this)
    of_any_year(office / "曹镇乡.xlsx", project("甲项目", year=35))
    docgen(office, "import", office / "曹镇乡.xlsx", "--period", this)
    docgen(office, "import", office / "曹镇乡.xlsx", "--period", "2021-03")
    for period, late in ((this, 0), ("2021-03", None)):
        done = docgen(office, "status", "--period", period)
        assert "迟报" not in done.stdout and "超过报送日" not in done.stdout
        [unit] = json.loads(docgen(office, "status", "--period", period, "--json").stdout)["units"]
        assert (unit["days_late"], unit["projects"], unit["files"]) == (late, 1, ["曹镇乡.xlsx"])
