"""Sums, rates and gaps in the cases that go wrong."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from docgen.figures.benchmark import benchmark
from docgen.figures.grouping import UNSTATED, by_category, by_industry, by_stage, by_system, by_unit
from docgen.figures.totals import totals_of
from docgen.ledger.period import Period
from docgen.ledger.report import STAGES, Report

MARCH = Period.parse("2021-03")
FEBRUARY = Period.parse("2021-02")
money = st.none() | st.decimals(min_value=0, max_value=10**7, places=2)
any_report = st.builds(
    Report,
    name=st.text(min_size=1, max_size=4),
    unit=st.sampled_from(["曹镇乡", "马庄街道", "北渡街道", ""]),
    stage=st.sampled_from([*STAGES, ""]),
    industry=st.sampled_from(["农业", "工业", ""]),
    total_investment=money,
    annual_plan=money,
    month_investment=money,
    year_investment=money,
    cumulative_investment=money,
)


def building(plan, year, **other) -> Report:
    amount = {"annual_plan": plan, "year_investment": year}
    return Report("项目", "曹镇乡", stage="在建", **{k: v if v is None else Decimal(v) for k, v in amount.items()}, **other)


def test_the_benchmark_is_the_share_of_the_year_passed():
    assert benchmark(MARCH) == Decimal("0.25")
    assert benchmark(Period.parse("2021-03-1")) == Decimal(5) / Decimal(24)
    assert benchmark(Period.parse("2021-Q2")) == Decimal("0.5")
    assert benchmark(Period.parse("2021")) == 1


def test_a_gap_is_taken_of_unrounded_rates():
    october = Period.parse("2021-10")
    totals = totals_of([building(10000, 9716)], october)
    assert round(totals.gap, 4) == Decimal("13.8267")


def test_a_gap_of_exactly_ten_points_is_ten_even_when_both_rates_never_end():
    assert totals_of([building(15, 1)], FEBRUARY).gap == -10


def test_more_than_the_plan_is_more_than_one():
    assert totals_of([building(100, 129)], MARCH).completion_rate == Decimal("1.29")


def test_without_a_plan_there_is_no_rate():
    assert totals_of([building(None, 50)], MARCH).completion_rate is None
    assert totals_of([building(0, 50)], MARCH).completion_rate is None
    assert totals_of([building(0, 50)], MARCH).gap is None


def test_nothing_reported_is_not_nothing_done():
    totals = totals_of([building(100, None)], MARCH)
    assert totals.completion_rate is None
    assert totals.year_investment is None
    assert totals.annual_plan == 100
    assert totals_of([building(100, 0)], MARCH).completion_rate == 0


def test_a_blank_among_others_counts_as_nothing_completed_and_is_counted():
    totals = totals_of([building(100, 50), building(100, None)], MARCH)
    assert totals.completion_rate == Decimal("0.25")
    assert totals.blank == 1


def test_the_goals_of_new_projects_stand_beside_the_plan_not_in_the_rate():
    new = Report("新建", "曹镇乡", stage="新建", annual_plan=Decimal(1500))
    totals = totals_of([building(100, 50), new], MARCH)
    assert (totals.annual_plan, totals.planned_unmeasured) == (100, 1500)
    assert totals.completion_rate == Decimal("0.5")
    alone = totals_of([new], MARCH)
    assert (alone.annual_plan, alone.planned_unmeasured, alone.completion_rate) == (1500, None, None)


def test_a_form_of_plans_alone_leaves_no_blanks():
    target = Report("甲", "第一体系", form="目标任务分解一览表", annual_plan=Decimal(100))
    assert (totals_of([target], MARCH).annual_plan, totals_of([target], MARCH).blank) == (100, 0)
    beside = totals_of([target, building(100, 50)], MARCH)
    assert (beside.annual_plan, beside.planned_unmeasured, beside.completion_rate) == (100, 100, Decimal("0.5"))


def test_investment_without_a_plan_is_in_the_sum_but_not_in_the_rate():
    totals = totals_of([building(100, 50), building(None, 1000)], MARCH)
    assert totals.year_investment == 1050
    assert totals.measured_investment == 50
    assert totals.completion_rate == Decimal("0.5")


def test_no_projects_at_all():
    totals = totals_of([], MARCH)
    assert (totals.projects, totals.total_investment, totals.completion_rate) == (0, None, None)
    assert by_unit([], MARCH) == {}


def test_stages_stand_in_their_order_industries_by_size_and_those_without_last():
    reports = [
        building(1, 1, industry="", total_investment=Decimal(900)),
        building(1, 1, industry="农业", total_investment=Decimal(5)),
        building(1, 1, industry="工业", total_investment=Decimal(7)),
        Report("甲", "马庄街道", stage="前期"),
    ]
    assert list(by_stage(reports, MARCH)) == ["前期", "在建"]
    assert list(by_industry(reports, MARCH)) == ["工业", "农业", UNSTATED]


def test_systems_and_categories_are_told_only_where_an_office_has_them():
    reports = [Report("甲", "某局", system="交通体系"), Report("乙", "某局")]
    assert {name: totals.projects for name, totals in by_system(reports, MARCH).items()} == {"交通体系": 1, UNSTATED: 1}
    assert by_category(reports, MARCH) == {}


def test_units_stand_in_the_offices_order():
    reports = [Report("甲", "马庄街道"), Report("乙", "曹镇乡"), Report("丙", "九里山街道")]
    assert list(by_unit(reports, MARCH, ["曹镇乡", "北渡街道"])) == ["曹镇乡", "马庄街道", "九里山街道"]


@given(st.lists(any_report, max_size=12))
def test_the_parts_make_the_whole(reports):
    whole = totals_of(reports, MARCH)
    for parts in (by_stage(reports, MARCH), by_industry(reports, MARCH), by_unit(reports, MARCH)):
        for sums in (
            "projects total_investment month_investment year_investment cumulative_investment blank zero_month measured"
        ).split():
            assert sum(getattr(part, sums) or 0 for part in parts.values()) == (getattr(whole, sums) or 0)
        plans = [(part.annual_plan or 0) + (part.planned_unmeasured or 0) for part in parts.values()]
        assert sum(plans) == (whole.annual_plan or 0) + (whole.planned_unmeasured or 0)


@given(st.lists(any_report, max_size=12))
def test_a_rate_is_stated_only_over_a_plan(reports):
    totals = totals_of(reports, MARCH)
    if totals.completion_rate is not None:
        assert totals.annual_plan > 0
        assert totals.gap is not None
        assert abs(totals.completion_rate * totals.annual_plan - totals.measured_investment) < Decimal("1e-10")
    else:
        assert totals.gap is None
