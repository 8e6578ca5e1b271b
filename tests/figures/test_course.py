"""The time benchmark: linear, by the office's own course, by a project's own plan."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.figures.benchmark import LINEAR, Course
from docgen.figures.course import course_of
from docgen.figures.ownplan import contradicts, owed_by, own_course
from docgen.figures.totals import completion_of, totals_of
from docgen.ledger.period import Period
from docgen.ledger.report import Milestone, Report
from docgen.problem import DocgenError
from docgen.settings import Benchmark, Settings
from tests.support.office import docgen

MARCH, JUNE = Period.parse("2021-03"), Period.parse("2021-06")


def course(*path: str, **more) -> Course:
    return course_of(Settings(workspace=Path("office"), benchmark=Benchmark(path, **more)))


def building(**values) -> Report:
    return Report("项目", "曹镇乡", stage="在建", annual_plan=Decimal(1000), year_investment=Decimal(400), **values)


class TestTheOfficesCourse:
    campaign = course("3月=15", "6月=40", "12月=100")

    def test_it_holds_at_its_marks_and_runs_straight_between(self):
        assert self.campaign.share(MARCH) == Fraction(15, 100)
        assert self.campaign.share(JUNE) == Fraction(40, 100)
        assert self.campaign.share(Period.parse("2021-09")) == Fraction(70, 100)
        assert self.campaign.share(Period.parse("2021-01")) == Fraction(5, 100)
        assert self.campaign.share(Period.parse("2021")) == 1

    def test_half_months_count_half(self):
        assert self.campaign.share(Period.parse("2021-01-1")) == Fraction(25, 1000)
        assert course("6月上半月=35", "12月=100").share(Period.parse("2021-06-1")) == Fraction(35, 100)

    def test_gaps_are_against_it(self):
        assert totals_of([building()], JUNE, self.campaign).gap == 0
        assert totals_of([building()], JUNE).gap == -10
        assert completion_of(building(), MARCH, self.campaign).gap == 25

    def test_without_one_the_year_passes_evenly(self):
        assert course() == LINEAR
        assert LINEAR.share(MARCH) == Fraction(1, 4)

    @given(st.lists(st.integers(0, 100), min_size=11, max_size=11))
    def test_any_rising_course_never_falls_and_ends_at_the_whole(self, shares):
        path = [f"{month}月={share}" for month, share in enumerate(sorted(shares), 1)]
        found = course(*path, "12月=100")
        halves = [found.share(Period(2021, half, half)) for half in range(1, 25)]
        assert halves == sorted(halves)
        assert halves[-1] == 1

    @pytest.mark.parametrize(
        ("path", "told"),
        [
            (["6月=40"], "到12月应为 100%"),
            (["6月=40", "12月=99"], "到12月应为 100%"),
            (["6月=40", "3月=50", "12月=100"], "从小到大"),
            (["6月=40", "9月=30", "12月=100"], "只能持平或上升"),
            (["6月=140", "12月=100"], "超过了 100%"),
            (["六月=40", "12月=100"], "无法识别"),
            (["13月=40", "12月=100"], "无法识别"),
        ],
    )
    def test_a_course_that_cannot_be_is_refused_with_its_place(self, path, told):
        with pytest.raises(DocgenError, match=told) as error:
            course(*path)
        assert "docgen.toml [benchmark] path" in str(error.value)


class TestAProjectsOwnPlan:
    quarters = (("一季度", "完成投资100万元"), ("二季度", "完成投资300万元"), ("三季度", "投资0.03亿元"), ("四季度", "300"))
    nodes = tuple(Milestone(*node) for node in quarters)

    def test_quarters_in_amounts_are_its_course(self):
        own = own_course(building(milestones=self.nodes))
        assert own.share(MARCH) == Fraction(1, 10)
        assert own.share(JUNE) == Fraction(4, 10)
        assert own.share(Period.parse("2021-02")) == Fraction(2, 30)

    def test_columns_by_month_are_its_course_too(self):
        months = tuple((f"月度投资计划/{n}月（万元）", "50" if n < 9 else "150") for n in range(1, 13))
        assert own_course(building(extra=months)).share(JUNE) == Fraction(3, 10)

    def test_amounts_that_run_from_january_are_not_added(self):
        running = (("1-3月计划投资", "100"), ("1-6月计划投资", "450"), ("1-12月计划投资", "1000"))
        own = own_course(building(extra=running))
        assert (own.share(MARCH), own.share(JUNE)) == (Fraction(1, 10), Fraction(45, 100))

    def test_it_counts_only_where_the_office_says_so(self):
        project = building(milestones=self.nodes)
        assert owed_by(project, JUNE, LINEAR) == Fraction(1, 2)
        assert owed_by(project, JUNE, Course(own_plans=True)) == Fraction(4, 10)
        assert completion_of(project, JUNE, Course(own_plans=True)).gap == 0

    def test_a_group_owes_what_its_projects_owe_together(self):
        plain = replace(building(), annual_plan=Decimal(3000))
        totals = totals_of([building(milestones=self.nodes), plain], JUNE, Course(own_plans=True))
        assert totals.owed == Fraction(1900, 4000)

    def test_a_plan_that_is_not_the_annual_plan_is_not_taken_and_told(self):
        odd = replace(building(milestones=self.nodes), annual_plan=Decimal(900))
        assert own_course(odd) is None
        assert contradicts(odd)
        assert owed_by(odd, JUNE, Course(own_plans=True)) == Fraction(1, 2)

    def test_nodes_of_words_are_no_amounts(self):
        words = (Milestone("一季度", "完成前期手续"), Milestone("二季度", "开工建设"), Milestone("三季度", "完成投资300万元"))
        assert own_course(building(milestones=words)) is None
        assert not contradicts(building(milestones=words))


def test_the_office_course_moves_circular_and_figures(own_office):
    settings = own_office / "docgen.toml"
    text = settings.read_text(encoding="utf-8").replace("path = []", 'path = ["3月=15", "12月=100"]')
    settings.write_text(text, encoding="utf-8")
    told = docgen(own_office, "figures", "2021-03").stdout
    assert "15.0%" in told
    assert "快 0.7" in told
    settings.write_text(text.replace('"12月=100"', '"12月=95"'), encoding="utf-8")
    refused = docgen(own_office, "figures", "2021-03")
    assert refused.returncode == 2
    assert "[benchmark] path" in refused.stderr
