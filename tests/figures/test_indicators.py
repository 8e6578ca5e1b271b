"""Indicators by name and by group: denominators, overlap, comparisons, what is undefined."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from docgen.figures.grouping import UNSTATED
from docgen.figures.indicators.breakdown import table
from docgen.figures.indicators.catalogue import INDICATORS, indicator
from docgen.figures.indicators.group import Group
from docgen.figures.indicators.groupings import GROUPINGS, grouping, levels_of
from docgen.figures.indicators.printing import printed
from docgen.figures.indicators.tabling import column, rows
from docgen.figures.summary import compute
from docgen.ledger.period import Period
from docgen.ledger.report import DONE, NOT_DONE, NOT_STARTED, PENDING, STARTED, Approval, Person, Report, Start
from docgen.problem import DocgenError
from docgen.settings import Lag

MARCH = Period.parse("2021-03")


def project(name="项目", unit="曹镇乡", **values):
    return Report(name, unit, **{"stage": "在建", **values})


def value(key: str, reports, **more):
    return indicator(key).value(Group("全部", tuple(reports), MARCH, **more))


def figures(reports, before=(), year_ago=()):
    history = {MARCH.previous: tuple(before), MARCH.a_year_before: tuple(year_ago)}
    units = tuple(dict.fromkeys(report.unit for report in reports))
    return compute(MARCH, reports, {p: r for p, r in history.items() if r}, units, units, Lag())


def started(state: str, planned: date | None = None, **values):
    return project(start=Start("", planned, state, "month" if planned else ""), **values)


class TestStartRates:
    due = started(NOT_STARTED, date(2021, 2, 1), stage="")
    later = started(NOT_STARTED, date(2021, 9, 1), stage="")
    running = started(STARTED, date(2020, 5, 1), stage="")
    new = started(STARTED, date(2021, 3, 1), stage="")
    silent = project(stage="")

    def test_each_has_a_denominator_of_its_own(self):
        reports = (self.due, self.later, self.running, self.new, self.silent)
        assert value("start_rate_all", reports) == Fraction(2, 5)
        assert value("start_rate_new", reports) == Fraction(1, 3)
        assert value("start_rate_due", reports) == Fraction(2, 3)

    def test_their_names_say_which(self):
        names = [INDICATORS[f"start_rate_{kind}"].name for kind in ("all", "new", "due")]
        assert names == ["开工率（全部）", "开工率（新开工）", "开工率（应开工）"]

    def test_due_and_not_yet_due_are_counted(self):
        reports = (self.due, self.later, self.running, self.new, self.silent)
        counts = {key: value(key, reports) for key in ("started", "due", "overdue", "not_due", "untold", "newly")}
        assert counts == {"started": 2, "due": 3, "overdue": 1, "not_due": 1, "untold": 1, "newly": 3}

    def test_one_of_128_not_started_is_99_2_percent(self):
        reports = [self.due, *[self.running] * 127]
        assert printed(value("start_rate_all", reports), INDICATORS["start_rate_all"]) == "99.2%"

    def test_129_of_270_is_47_8_percent(self):
        reports = [*[self.running] * 129, *[self.due] * 141]
        assert printed(value("start_rate_due", reports), INDICATORS["start_rate_due"]) == "47.8%"

    def test_nothing_due_has_no_rate(self):
        assert value("start_rate_due", [self.later]) is None
        assert value("start_rate_new", [self.running]) is None


def test_97_16_percent_in_october_is_13_8_points_ahead():
    done = project(annual_plan=Decimal(10000), year_investment=Decimal(9716))
    october = Group("全部", (done,), Period.parse("2021-10"))
    assert printed(indicator("较时序进度").value(october), INDICATORS["gap"]) == "+13.8"
    assert printed(indicator("投资完成率").value(october), INDICATORS["completion_rate"]) == "97.2%"


def test_procedures_are_counted_by_kind_under_one_name():
    reports = [
        project(approvals=(Approval("土地", DONE), Approval("环评", PENDING))),
        project(approvals=(Approval("用地审批手续", NOT_DONE), Approval("环评审批手续", "不涉及"))),
    ]
    assert value("手续办结：用地审批手续", reports) == Fraction(1, 2)
    assert value("手续办结：环评审批手续", reports) == 0
    assert value("procedure_rate", reports) == Fraction(1, 3)
    assert value("手续办结：建设规划手续", reports) is None


@pytest.mark.parametrize(
    ("text", "done", "told"),
    [("已签约", 1, 1), ("已签订框架协议", 1, 1), ("正在洽谈", 0, 1), ("尚未签约", 0, 1), ("", 0, 0), ("/", 0, 0), ("不涉及", 0, 0)],
)
def test_signed_is_what_says_so(text, done, told):
    found = Group("", (project(signing=text),), MARCH).signing
    assert (found.done, found.told) == (done, told)


@pytest.mark.parametrize(
    ("text", "done", "told"),
    [("已完成", 1, 1), ("拆迁已全部完成", 1, 1), ("已完成80%", 0, 1), ("已完成100%", 1, 1), ("未启动", 0, 1), ("正在拆迁", 0, 1),
     ("无需拆迁", 0, 0), ("剩余3户", 0, 1)],
)  # fmt: skip
def test_demolished_is_what_says_so(text, done, told):
    found = Group("", (project(demolition=text),), MARCH).demolition
    assert (found.done, found.told) == (done, told)


class TestComparisons:
    now = (project(unit="甲", month_investment=Decimal(30)), project(unit="乙", month_investment=Decimal(10)))
    before = (project(unit="甲", month_investment=Decimal(20)), project(unit="丙", month_investment=Decimal(99)))

    def test_month_on_month_is_over_the_units_of_both(self):
        assert value("环比", self.now, before=self.before) == Fraction(1, 2)
        assert printed(value("环比", self.now, before=self.before), INDICATORS["month_on_month"]) == "+50.0%"

    def test_the_same_month_last_year(self):
        assert value("同比", self.now, year_ago=self.before) == Fraction(1, 2)
        assert value("同比", self.now) is None

    def test_from_nothing_there_is_no_growth(self):
        nothing = (replace(self.before[0], month_investment=Decimal(0)),)
        assert value("环比", self.now, before=nothing) is None

    def test_pulls_add_up_to_the_growth_of_the_whole(self):
        now = (*self.now, project(unit="甲", industry="农业", month_investment=Decimal(5)))
        found = table(figures(now, self.before), [indicator("拉动"), indicator("环比")], [GROUPINGS["industry"]])
        pulls = [part.values["pull"] for part in found.breakdowns[0].parts]
        assert sum(pulls) == found.whole.values["month_on_month"] * 100 == 75


class TestGroupings:
    people = (
        project(leaders=(Person("周广威"), Person("倪卓君")), year_investment=Decimal(100)),
        project(leaders=(Person("周广威"),), year_investment=Decimal(50)),
        project(year_investment=Decimal(50)),
    )

    def test_a_project_of_two_leaders_counts_with_each_and_the_table_says_so(self):
        found = table(figures(self.people), [indicator("项目数"), indicator("投资占比")], [grouping("领导")])
        [leaders] = found.breakdowns
        assert {part.name: part.values["projects"] for part in leaders.parts} == {"周广威": 2, "倪卓君": 1, UNSTATED: 1}
        assert found.whole.values["projects"] == 3
        assert leaders.overlaps
        assert any("各组之和大于全部" in note for note in found.notes)
        assert column(leaders, INDICATORS["contribution"]) == ["75.0%", "50.0%", "25.0%"]

    def test_parts_that_do_not_overlap_have_shares_of_a_hundred(self):
        thirds = [project(industry=name, year_investment=Decimal(7)) for name in ("农业", "工业", "服务业")]
        found = table(figures(thirds), [indicator("投资占比")], [grouping("industry")])
        assert column(found.breakdowns[0], INDICATORS["contribution"]) == ["33.4%", "33.3%", "33.3%"]
        assert not found.breakdowns[0].overlaps

    @pytest.mark.parametrize(
        ("extra", "levels"),
        [
            ((("项目级别", "省、市重点"),), ("省级", "市级")),
            ((("级别", "市级"),), ("市级",)),
            ((("重点项目/省重点", "√"), ("重点项目/市重点", "")), ("省级",)),
            ((("是否列入省重点项目", "是"), ("市级重点", "否")), ("省级",)),
            ((("备注", "省重点"),), ()),
        ],
    )
    def test_levels_come_from_their_columns(self, extra, levels):
        assert levels_of(project(extra=extra)) == levels

    def test_stages_stand_in_their_order(self):
        reports = [project(stage="在建"), project(stage="前期")]
        [stages] = table(figures(reports), [indicator("项目数")], [grouping("阶段")]).breakdowns
        assert [part.name for part in stages.parts] == ["前期", "在建"]

    def test_ranks_and_their_change_are_those_of_the_two_periods(self):
        def of(industry, done):
            return project(industry=industry, annual_plan=Decimal(100), year_investment=Decimal(done))

        found = figures([of("农业", 30), of("工业", 20), of("", 90)], before=[of("农业", 5), of("工业", 9)])
        [industries] = table(found, [indicator("投资完成率")], [grouping("行业")]).breakdowns
        assert [(p.name, p.rank, p.change) for p in industries.parts] == [("农业", 1, 1), ("工业", 2, -1), (UNSTATED, None, None)]
        assert rows(table(found, [], [grouping("行业")]), industries)[1][:3] == ("农业", "1", "↑1")

    @pytest.mark.parametrize("name", ["行业", "industry", "class", "项目类别", "体系", "级别", "阶段", "单位", "牵头领导", "责任单位"])
    def test_every_grouping_is_known_by_either_name(self, name):
        assert grouping(name).key in GROUPINGS


def test_undefined_is_a_dash_with_a_sentence_not_nought():
    reports = [project(unit="甲", year_investment=Decimal(5)), project(unit="乙", annual_plan=Decimal(10), year_investment=Decimal(5))]
    found = table(figures(reports), [indicator("投资完成率")], [grouping("单位")])
    assert column(found.breakdowns[0], INDICATORS["completion_rate"]) == ["—", "50.0%"]
    assert "甲的投资完成率为“—”：没有年度计划，或没有填报年度完成投资。" in found.notes


def test_every_indicator_of_nothing_is_undefined_or_nought():
    empty = Group("全部", (), MARCH)
    for each in INDICATORS.values():
        assert not each.value(empty) or each.key == "benchmark", each.key
        assert each.undefined


def test_unknown_names_are_refused_with_the_nearest():
    with pytest.raises(DocgenError, match="是否为“投资完成率”"):
        indicator("投资完城率")
    with pytest.raises(DocgenError, match="行业"):
        grouping("地区")
    assert indicator("开工率(应开工)").key == "start_rate_due"
