"""Quarters, half years and years made of months, months made of half months; what is missing is said."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction

import pytest

from docgen.figures.composing import compose
from docgen.ledger.period import Period
from docgen.ledger.report import Report
from tests.support.office import docgen

from . import truth


def period(text: str) -> Period:
    return Period.parse(text)


def report(name="甲项目", unit="曹镇乡", month=None, year=None, **more):
    amount = {key: None if value is None else Decimal(value) for key, value in (("month_investment", month), ("year_investment", year))}
    return Report(name, unit, stage="在建", annual_plan=Decimal(1200), **amount, **more)


def composed(wanted: str, told: dict[str, list[Report]]):
    ledger = {period(text): reports for text, reports in told.items()}
    return compose(period(wanted), ledger, ledger.__getitem__)


MONTHS = {"2021-01": [report(month=10, year=10)], "2021-02": [report(month=20, year=30)], "2021-03": [report(month=30, year=60)]}


def test_a_quarter_adds_its_months_and_takes_the_rest_from_the_last():
    quarter = composed("2021-Q1", MONTHS)
    assert [(r.month_investment, r.year_investment) for r in quarter.reports] == [(60, 60)]
    assert quarter.period == period("2021-Q1")
    assert quarter.missing == ()


def test_a_year_that_has_only_begun_ends_with_its_last_month():
    year = composed("2021", MONTHS)
    assert year.period == period("2021-Q1")
    assert year.reports[0].month_investment == 60
    assert "缺2021年4—12月份的报送" in "".join(year.notes)


def test_a_month_missing_in_the_middle_leaves_the_sum_unknown_and_says_so():
    quarter = composed("2021-Q1", {month: MONTHS[month] for month in ("2021-01", "2021-03")})
    assert quarter.reports[0].month_investment is None
    assert quarter.reports[0].year_investment == 60
    notes = "".join(quarter.notes)
    assert "缺2021年2月份的报送" in notes
    assert "1个项目（曹镇乡）" in notes


def test_a_quarter_without_its_last_month_is_held_against_the_months_it_has():
    quarter = composed("2021-Q1", {month: MONTHS[month] for month in ("2021-01", "2021-02")})
    assert quarter.period.label == "2021年1—2月份"
    assert quarter.reports[0].month_investment == 30
    assert "缺2021年3月份的报送" in "".join(quarter.notes)


def test_a_project_that_came_in_later_has_no_sum_for_the_quarter():
    told = {**MONTHS, "2021-03": [*MONTHS["2021-03"], report("乙项目", month=5, year=5)]}
    assert [r.month_investment for r in composed("2021-Q1", told).reports] == [60, None]


def test_a_project_renamed_or_of_another_table_goes_on():
    told = {
        "2021-01": [report("甲", month=1, project=7, form="新建（竣工）项目情况表")],
        "2021-02": [report("甲项目", month=2, project=7)],
        "2021-03": [report("甲工程", month=3, project=7)],
    }
    assert composed("2021-Q1", told).reports[0].month_investment == 6


def test_a_month_is_made_of_its_half_months():
    month = composed("2021-03", {"2021-03-1": [report(month=4, year=4)], "2021-03-2": [report(month=5, year=9)]})
    assert (month.reports[0].month_investment, month.reports[0].year_investment) == (9, 9)
    assert month.period == period("2021-03")


def test_a_quarter_may_have_one_month_in_half_months():
    told = {"2021-01": MONTHS["2021-01"], "2021-02-1": [report(month=8, year=18)], "2021-02-2": [report(month=12, year=30)], "2021-03": MONTHS["2021-03"]}
    assert composed("2021-Q1", told).reports[0].month_investment == 60


def test_a_half_year_is_made_of_quarters_where_there_are_no_months():
    told = {"2021-Q1": [report(month=60, year=60)], "2021-Q2": [report(month=70, year=130)]}
    half = composed("2021-H1", told)
    assert (half.reports[0].month_investment, half.reports[0].year_investment) == (130, 130)


def test_nothing_is_made_of_nothing():
    assert composed("2021-Q2", MONTHS) is None
    assert composed("2021-04", MONTHS) is None


def test_composed_records_belong_to_no_single_month():
    """A cell of a quarter's table must not be taken back into one month's record."""
    told = {month: [report(month=1, ref=f"{month}-7")] for month in MONTHS}
    assert {r.ref for r in composed("2021-Q1", told).reports} == {""}


@pytest.mark.parametrize("text", ["2021-H1", "2021-H2", "2021-01~02", "2021-Q3", "2021", "2021-07-2"])
def test_periods_read_as_they_are_written(text):
    assert str(period(text)) == text


def test_names_of_long_periods():
    assert period("2021-H1").label == "2021年上半年"
    assert period("2021-H2").previous == period("2021-H1")
    assert period("2021-H1").previous.label == "2020年下半年"
    assert period("2021-1~3") == period("2021-Q1")


def test_the_first_quarter_of_the_sample_is_the_sum_of_its_months(sample_office):
    done = docgen(sample_office, "figures", "2021-Q1", "--json")
    assert done.returncode == 0, done.stderr
    quarter = json.loads(done.stdout, parse_float=Decimal)
    march = {(unit["unit"], row["name"]) for unit in truth.truth("2021-03") for row in unit["building"]}
    months = [row["month"] for m in truth.MONTHS for unit in truth.truth(m) for row in unit["building"] if (unit["unit"], row["name"]) in march]
    year = [row["year"] for unit in truth.truth("2021-03") for row in unit["building"]]
    assert quarter["month_investment"] == sum(months) == sum(year)
    assert quarter["year_investment"] == sum(year)
    assert quarter["unreported"] == ["北渡街道"]
    assert Fraction(str(quarter["benchmark"])) == Fraction(1, 4)
    assert quarter["notes"]


def test_a_half_year_that_has_three_months_says_which_are_missing(sample_office):
    told = docgen(sample_office, "figures", "2021-H1").stdout
    assert "缺2021年第二季度的报送" in told
    assert "2021年第一季度重点项目指标" in told


def test_a_quarter_has_a_circular_of_its_own(own_office):
    done = docgen(own_office, "circular", "--period", "2021-Q1")
    assert done.returncode in (0, 1), done.stderr
    assert "outputs/2021-Q1/关于2021年第一季度重点项目建设情况的通报.docx" in done.stdout


def test_a_quarter_judges_lag_as_its_last_month_does(sample_office):
    """Who rested in February and March rests, also where January saw work."""
    quarter, march = (
        json.loads(docgen(sample_office, "lagging", "--period", text, "--json").stdout, parse_float=Decimal)
        for text in ("2021-Q1", "2021-03")
    )
    assert quarter == march
