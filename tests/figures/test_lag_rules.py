"""Rules over several periods, exemptions, levels for the ladder; and that judging grows with the records only."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.figures.lag import Filings, judge, level_courses, levels_of
from docgen.figures.lag.as_json import lagging_json
from docgen.figures.lag.days import last_day, months_between
from docgen.figures.lag.filings import due_day
from docgen.figures.lag.nodes import is_finished
from docgen.figures.lag.standings import periods_lagging
from docgen.ledger.period import Period
from docgen.ledger.report import Report
from docgen.rules.exemption import Exemption
from docgen.rules.levels import RANKS
from docgen.rules.reading import read_rules
from docgen.settings import Lag

JANUARY, FEBRUARY, MARCH, APRIL = (Period.parse(f"2021-0{n}") for n in range(1, 5))
BEHIND = {"metric": "年度进度", "yellow": 10, "red": 30}


def rules(*tables, **lag) -> Lag:
    return Lag(rules=read_rules("", list(tables)), **lag)


def project(gap: float, period: Period, name: str = "甲", unit: str = "曹镇乡", **other) -> Report:
    """A project ``gap`` percentage points behind the benchmark of ``period``."""
    year = Decimal(period.last_half * 100) / 24 - Decimal(str(gap))
    return Report(name, unit, stage="在建", annual_plan=Decimal(100), year_investment=year, month_investment=Decimal(1), **other)


def levels(gaps: list[float | None], lag: Lag, last: Period = APRIL) -> str:
    """The level in ``last`` of a project that was so far behind period by period, the last gap in ``last``."""
    period, history = last, {}
    for gap in reversed(gaps[:-1]):
        period = period.previous
        history[period] = [] if gap is None else [project(gap, period)]
    found = judge(last, [project(gaps[-1], last)], history, lag).lagging
    return found[0].level if found else ""


@pytest.mark.parametrize(
    ("gaps", "level"),
    [
        ([15], "yellow"),
        ([15, 15], "red"),
        ([5, 15], "yellow"),
        ([15, 5, 15], "yellow"),
        ([15, None, 15], "yellow"),
        ([35, 15], "red"),
        ([15, 15, 15], "red"),
        ([35, 35], "red"),
    ],
)
def test_the_second_period_in_a_row_counts_one_level_higher(gaps, level):
    assert levels(gaps, rules(BEHIND | {"raise_after": 2})) == level
    assert levels(gaps, rules(BEHIND, raise_after=2)) == level


def test_a_level_in_use_between_two_is_not_skipped():
    assert levels([15, 15], rules(BEHIND | {"orange": 20, "raise_after": 2})) == "orange"


@pytest.mark.parametrize(("gaps", "level"), [([15], ""), ([15, 15], ""), ([15, 15, 15], "yellow"), ([35, 15, 35], "yellow"), ([35, 35, 35], "red")])
def test_a_rule_may_count_only_when_it_was_met_for_long_enough(gaps, level):
    assert levels(gaps, rules(BEHIND | {"for_periods": 3})) == level


def test_the_words_tell_the_whole_run():
    history = {period: [project(15, period)] for period in (JANUARY, FEBRUARY, MARCH)}
    (item,) = judge(APRIL, [project(15, APRIL)], history, rules(BEHIND | {"raise_after": 2})).lagging
    assert item.reason == "年度投资完成率18.3%，落后时序进度15.0个百分点，连续4个月达到黄色标准，升为红色"
    assert item.hits[0].raised == "yellow"


def test_an_exempt_period_does_not_count_towards_a_run():
    lag = rules(BEHIND | {"raise_after": 2}, exemptions=(Exemption("汛期停工", "甲", last=date(2021, 3, 31)),))
    found = judge(APRIL, [project(15, APRIL)], {MARCH: [project(15, MARCH)]}, lag)
    assert [item.level for item in found.lagging] == ["yellow"] and not found.exempted


def test_an_exemption_takes_one_rule_and_leaves_the_others():
    resting = replace(project(15, APRIL), month_investment=Decimal(0))
    lag = rules(BEHIND, {"metric": "连续无投资", "yellow": 1}, exemptions=(Exemption("冬季停工", unit="曹镇乡", rules=("连续无投资",)),))
    found = judge(APRIL, [resting], {}, lag)
    assert [hit.title for item in found.lagging for hit in item.hits] == ["投资进度滞后"]
    assert [(item.hit.words, item.reason) for item in found.exempted] == [("当月无投资", "冬季停工")]
    (told,) = lagging_json(found)
    assert [rule["rule"] for rule in told["rules"]] == ["投资进度滞后"]
    assert [(rule["rule"], rule["reason"]) for rule in told["exempt"]] == [("连续无投资", "冬季停工")]


def test_the_plain_rules_are_exempted_by_the_names_that_papers_give_them():
    lag = Lag(exemptions=(Exemption("不可抗力", "甲", rules=("投资进度滞后",)),))
    found = judge(APRIL, [project(15, APRIL), project(15, APRIL, "乙")], {}, lag)
    assert [item.report.name for item in found.lagging] == ["乙"]
    assert [(item.name, item.reason) for item in found.exempted] == [("甲", "不可抗力")]


def test_the_responsible_unit_may_be_exempt_too():
    lag = rules(BEHIND, exemptions=(Exemption("机构改革", unit="住建局"),))
    assert not judge(APRIL, [project(15, APRIL, units=("住建局",))], {}, lag).lagging


def test_an_exemption_in_force_for_a_project_that_there_is_not_is_told():
    gone, past = Exemption("汛期停工", "假"), Exemption("汛期停工", "假", last=date(2021, 3, 31))
    assert judge(APRIL, [project(15, APRIL)], {}, rules(BEHIND, exemptions=(gone, past))).unused == (gone,)


def test_units_that_report_late_again_count_higher():
    lag = rules({"metric": "报送", "yellow": 1, "red": 10, "raise_after": 2})
    arrived = {MARCH: {"甲乡": date(2021, 3, 27), "乙乡": date(2021, 3, 25)}, APRIL: {"甲乡": date(2021, 4, 27), "乙乡": date(2021, 4, 27)}}
    found = judge(APRIL, [], {MARCH: []}, lag, filings=Filings(("甲乡", "乙乡"), arrived))
    assert {unit.unit: unit.level for unit in found.late_units} == {"甲乡": "red", "乙乡": "yellow"}


@pytest.mark.parametrize(
    ("period", "days", "due"),
    [("2021-03-1", (13, 28), 13), ("2021-03-2", (13, 28), 28), ("2021-03", (25,), 25), ("2021-02", (31,), 28), ("2021-03-1", (25,), 25), ("2021-Q1", (25,), 25)],
)
def test_a_report_is_owed_on_the_last_report_day_of_its_period(period, days, due):
    assert due_day(Period.parse(period), days).day == due


def test_the_ladder_is_told_where_each_project_stood():
    history = {JANUARY: [project(15, JANUARY)], FEBRUARY: [project(5, FEBRUARY)], MARCH: [project(35, MARCH), project(12, MARCH, "乙")]}
    now = [project(15, APRIL), project(15, APRIL, "乙"), project(0, APRIL, "丙")]
    courses = level_courses(APRIL, now, history, rules(BEHIND))
    assert [then.level for then in levels_of(now[0], courses)] == ["yellow", "red", "", "yellow"]
    assert [str(then.period) for then in levels_of(now[0], courses)] == ["2021-04", "2021-03", "2021-02", "2021-01"]
    assert [periods_lagging(levels_of(report, courses)) for report in now] == [2, 2, 0]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("一季度", (3, 31)), ("第2季度", (6, 30)), ("上半年", (6, 30)), ("6月底前", (6, 30)), ("6月15日", (6, 15)), ("3月中旬", (3, 20)),
        ("1-3月", (3, 31)), ("年底", (12, 31)), ("2021年6月", (6, 30)), ("2021.02", (2, 28)), ("2021-02-14", (2, 14)),
        ("尽快", None), ("13月", None), ("2月30日", None),
    ],
)  # fmt: skip
def test_the_time_of_a_node_ends_on_its_last_day(text, day):
    assert last_day(text, 2021) == (day and date(2021, *day))


@pytest.mark.parametrize(("first", "last", "months"), [((1, 31), (3, 31), 2), ((1, 31), (2, 28), 1), ((1, 15), (3, 14), 1), ((3, 1), (3, 31), 0)])
def test_months_are_complete_on_the_day_or_at_the_months_end(first, last, months):
    assert months_between(date(2021, *first), date(2021, *last)) == months


@pytest.mark.parametrize(
    ("what", "progress", "finished"),
    [
        ("主体封顶", "主体已封顶", True), ("主体封顶", "主体施工至五层，正在砌筑", None), ("主体封顶", "主体未封顶", False),
        ("完成前期手续", "前期手续已全部办结", True), ("完成前期手续", "前期手续办理中", False), ("完成前期手续", "", None),
        ("竣工投产", "已竣工投产", True), ("开工建设", "尚未开工", False), ("场地平整、围挡", "场地平整已完成，围挡正在安装", False),
        ("场地平整、围挡", "场地平整已完成", None), ("场地平整", "场地平整完成100%", True), ("场地平整（已完成）", "", True),
    ],
)  # fmt: skip
def test_a_node_is_finished_when_the_record_says_so(what, progress, finished):
    assert is_finished(what, "一季度", Report("甲", "曹镇乡", progress=progress)) is finished


@given(st.integers(-50, 60), st.integers(-50, 60), st.integers(0, 3))
def test_who_is_further_behind_is_never_at_a_milder_level_in_either_comparison(one, other, months):
    period = Period.parse(f"2021-{6 + months:02}")
    for table in (BEHIND, {"metric": "年度进度", "compare": "比例", "watch": 90, "yellow": 80, "red": 60}):
        ranks = []
        for gap in sorted((one, other)):
            found = judge(period, [project(gap, period)], {}, rules(table)).lagging
            ranks.append(RANKS[found[0].level] if found else 0)
        assert ranks == sorted(ranks)


def test_judging_a_year_of_records_takes_time_in_step_with_them():
    lag = rules(
        BEHIND | {"raise_after": 2}, {"metric": "月度任务", "yellow": 60}, {"metric": "连续无投资", "yellow": 2},
        exemptions=tuple(Exemption("汛期", f"项目{n}") for n in range(20)),
    )  # fmt: skip

    def seconds(projects: int) -> float:
        december = Period.parse("2021-12")
        history, period = {}, december
        for _ in range(11):
            period = period.previous
            history[period] = [project(15, period, f"项目{n}") for n in range(projects)]
        now = [project(15, december, f"项目{n}") for n in range(projects)]
        best = []
        for _ in range(3):
            began = process_time()
            assert len(judge(december, now, history, lag).lagging) == projects - min(projects, 20)
            best.append(process_time() - began)
        return min(best)

    assert seconds(400) < 10 * seconds(100)
