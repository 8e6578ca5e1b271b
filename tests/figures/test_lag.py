"""Who lags: the thresholds, the months without investment, the starts that are overdue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.figures.lag import judge, levels
from docgen.figures.starts import Starts, starts
from docgen.ledger.period import Period
from docgen.ledger.report import NOT_STARTED, STARTED, UNDECIDED, Report, Start
from docgen.settings import Lag

MARCH = Period.parse("2021-03")
FEBRUARY = Period.parse("2021-02")
JUNE = Period.parse("2021-06")
LEVEL = {None: 0, "yellow": 1, "red": 2}


def building(year, plan=100, month=1, unit="曹镇乡", name="项目", **other) -> Report:
    def amount(value):
        return None if value is None else Decimal(value)

    return Report(
        name, unit, stage="在建", annual_plan=amount(plan), year_investment=amount(year), month_investment=amount(month), **other
    )


def found(*reports, period=MARCH, history=None, lag=Lag(), order=()):
    return judge(period, reports, history or {}, lag, order).lagging


def level(*reports, **where):
    return next((item.level for item in found(*reports, **where)), None)


@pytest.mark.parametrize(
    ("year", "expected"), [("40.01", None), ("40", None), ("39.99", "yellow"), ("20", "yellow"), ("19.99", "red"), ("0", "red")]
)
def test_only_strictly_more_than_the_threshold_lags(year, expected):
    assert level(building(year), period=JUNE) == expected


def test_exactly_ten_points_behind_a_benchmark_that_never_ends_is_not_lagging():
    assert found(building(1, plan=15), period=FEBRUARY) == ()


def test_the_thresholds_are_the_offices_own():
    strict = Lag(yellow=Decimal(5), red=Decimal(8))
    assert level(building(18), lag=strict) == "yellow"
    assert level(building(16), lag=strict) == "red"


def test_a_hit_tells_how_far_and_why():
    (item,) = found(building("8.3"))
    (hit,) = item.hits
    assert (hit.rule, hit.measured, hit.threshold) == ("behind", Decimal("16.7"), 10)
    assert item.reason == "年度投资完成率8.3%，落后时序进度16.7个百分点"


def test_a_gap_just_over_the_threshold_is_printed_so_that_it_shows():
    (item,) = found(building("14.97"))
    assert item.reason == "年度投资完成率14.97%，落后时序进度10.03个百分点"


def test_nothing_completed_is_a_plain_nought():
    (item,) = found(building(0))
    assert item.reason == "年度投资完成率0%，落后时序进度25.0个百分点"


def test_no_plan_a_blank_or_a_goal_without_completion_is_not_behind():
    assert found(building(0, plan=None), building(0, plan=0), building(None)) == ()
    assert found(replace(building(None), stage="新建")) == ()


def test_two_months_without_investment_are_idle():
    at_rest = building(30, month=0)
    (item,) = found(at_rest, history={FEBRUARY: [at_rest]})
    assert (item.level, item.reason, item.hits[0].measured) == ("yellow", "连续2个月无投资", 2)
    assert found(at_rest, history={FEBRUARY: [building(30)]}) == ()


def test_the_run_is_counted_back_to_its_beginning_over_new_year():
    at_rest = building(80, month=0)
    months = {Period.parse(p): [at_rest] for p in ("2020-11", "2020-12", "2021-01")} | {FEBRUARY: [at_rest]}
    (item,) = found(at_rest, history=months)
    assert item.reason == "连续5个月无投资"


@pytest.mark.parametrize("before", [{}, {FEBRUARY: []}, {FEBRUARY: [building(30, month=None)]}])
def test_a_missing_report_or_a_blank_is_not_a_month_without_investment(before):
    assert found(building(30, month=0), history=before) == ()


def test_the_same_name_in_another_unit_is_another_project():
    elsewhere = building(30, month=0, unit="马庄街道")
    assert found(building(30, month=0), history={FEBRUARY: [elsewhere]}) == ()


def test_a_project_in_two_forms_rests_only_where_it_reports_nothing():
    at_rest = building(30, month=0)
    (item,) = found(at_rest, replace(at_rest, stage="新建", month_investment=None), history={FEBRUARY: [at_rest]})
    assert item.report is at_rest


def test_half_months_are_counted_as_half_a_month():
    at_rest = building(30, month=0)
    halves = [Period.parse(p) for p in ("2021-03-2", "2021-03-1", "2021-02-2", "2021-02-1")]
    assert found(at_rest, period=halves[0], history={p: [at_rest] for p in halves[1:3]}) == ()
    (item,) = found(at_rest, period=halves[0], history={p: [at_rest] for p in halves[1:]})
    assert item.hits[0].measured == 2


def test_a_finished_project_is_not_idle():
    done = replace(building(100, month=0), stage="竣工")
    assert found(done, history={FEBRUARY: [done]}) == ()


@pytest.mark.parametrize(
    ("progress", "lags"),
    [("已竣工", 0), ("项目已全部完工，正在结算", 0), ("一期已竣工", 1), ("主体已完工", 1), ("计划6月竣工", 1), ("已完工50%", 1)],
)
def test_a_project_whose_progress_says_that_all_is_built_is_not_idle(progress, lags):
    done = replace(building(100, month=0), progress=progress)
    assert len(found(done, history={FEBRUARY: [done]})) == lags


def silent(**fields) -> Report:
    return Report("项目", "曹镇乡", stage="新建", **fields)


@pytest.mark.parametrize(
    ("years", "late"),
    [("2020-2021", 3), ("2019－2022", 15), ("2021.02-2022.12", 1), ("2021.03-2022.12", 0), ("2021年1月—2023年", 2), ("2020-11", 4)],
)
def test_a_start_whose_time_has_passed_is_overdue(years, late):
    (item,) = found(silent(years=years, progress="尚未开工"))
    assert item.level == "yellow"
    assert [(hit.rule, hit.measured, hit.threshold) for hit in item.hits] == [("not_started", late, 0)]


@pytest.mark.parametrize("years", ["2021", "2021-2022", "2021.04-2022.12", "2022-2023", "", "待定"])
def test_a_start_whose_time_has_not_passed_or_is_not_told_is_not_overdue(years):
    assert found(silent(years=years, progress="尚未开工")) == ()


def test_the_words_say_what_was_planned():
    (item,) = found(silent(years="2021.01-2022.12", progress="正在办理手续，尚未开工"))
    assert item.reason == "计划2021年1月开工，截至2021年3月31日尚未开工"


@pytest.mark.parametrize("progress", ["尚未开工", "未开工", "因征地未动工", "待开工", "未启动建设", "已完成平整，尚未正式开工"])
def test_progress_that_says_so_means_not_started(progress):
    assert level(silent(years="2020", progress=progress)) == "yellow"


@pytest.mark.parametrize("progress", ["", "正在平整场地", "主体施工", "一期主体施工，二期尚未开工", "部分地块未开工", "已开工，配套待开工"])
def test_silence_or_a_part_of_the_project_does_not(progress):
    assert found(silent(years="2020", progress=progress)) == ()


def test_a_start_column_speaks_before_the_years_and_the_progress():
    planned = Start("2021年2月", date(2021, 2, 1), NOT_STARTED, "month")
    (item,) = found(silent(start=planned, years="2022-2023"))
    assert item.reason == "计划2021年2月开工，截至2021年3月31日尚未开工"
    assert found(silent(start=Start("已开工", state=STARTED), years="2020", progress="尚未开工")) == ()
    assert found(silent(start=Start("待定", state=UNDECIDED), years="2020")) == ()
    april = Start("2021年4月", date(2021, 4, 1), NOT_STARTED, "month")
    assert found(silent(start=april, years="2020")) == ()


def test_a_day_is_overdue_once_it_is_past():
    on = Start("2021年3月20日", date(2021, 3, 20), NOT_STARTED, "day")
    assert found(silent(start=on), period=Period.parse("2021-03-1")) == ()
    assert level(silent(start=on)) == "yellow"


def test_starts_are_counted_by_what_the_records_say():
    reports = [
        building(30),
        building(0, progress="尚未开工", years="2020-2021"),
        silent(progress="未开工", years="2021.06-2022.12"),
        silent(progress="未开工"),
        silent(progress="正在平整场地"),
        replace(silent(), stage="前期"),
    ]
    counts = starts(reports, MARCH)
    assert counts == Starts(started=1, overdue=1, not_due=2, untold=2)
    assert counts.due == 2


def test_red_stands_first_then_the_units_in_order_then_the_furthest_behind():
    reports = [
        building(35, unit="马庄街道", name="甲"),
        building(38, unit="曹镇乡", name="乙"),
        building(30, unit="曹镇乡", name="丙"),
        building(5, unit="马庄街道", name="丁"),
    ]
    listed = found(*reports, period=JUNE, order=["曹镇乡", "马庄街道"])
    assert [item.report.name for item in listed] == ["丁", "丙", "乙", "甲"]
    assert levels(listed) == {"red": 1, "yellow": 3}


def test_a_project_that_breaks_several_rules_is_listed_once_with_all_of_them():
    stuck = building(0, month=0, years="2020-2021", progress="尚未开工")
    (item,) = found(stuck, period=JUNE, history={Period.parse("2021-05"): [stuck]})
    assert [hit.rule for hit in item.hits] == ["behind", "idle", "not_started"]
    assert item.level == "red"
    assert item.reason.count("；") == 2


@given(st.integers(0, 2000), st.integers(0, 2000), st.sampled_from(["2021-01", "2021-04", "2021-06", "2021-12"]))
def test_who_completes_more_is_never_at_a_graver_level(one, other, month):
    less, more = sorted((one, other))
    period = Period.parse(month)
    assert LEVEL[level(building(more, plan=1000), period=period)] <= LEVEL[level(building(less, plan=1000), period=period)]
