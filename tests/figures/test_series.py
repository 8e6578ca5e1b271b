"""Rankings in series, by any indicator or a score, with exemptions, and how ranks changed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.figures.benchmark import LINEAR
from docgen.figures.rules import Rules, check_exempt, rules_of
from docgen.figures.series import rankings
from docgen.ledger.period import Period
from docgen.ledger.report import Report
from docgen.problem import DocgenError
from docgen.settings import Ranking, Settings
from tests.support.office import docgen

MARCH = Period.parse("2021-03")


def rules(**said) -> Rules:
    return rules_of(Settings(workspace=Path("office"), ranking=Ranking(**said)))


def project(unit: str, done, plan=100, name="项目", **more) -> Report:
    return Report(name, unit, stage="在建", annual_plan=Decimal(plan), year_investment=Decimal(done), **more)


def ranked(reports, given_rules: Rules | None = None, before=()):
    units = tuple(dict.fromkeys(report.unit for report in reports))
    return rankings(MARCH, reports, {MARCH.previous: before} if before else {}, units, given_rules or Rules(), LINEAR, 3)


def places(found):
    return {series.name: [(s.unit, s.rank) for s in series.standings] for series in found.series}


UNITS = [project("曹镇乡", 10), project("马庄街道", 30), project("北渡镇", 20), project("高阳路街道", 30), project("发改局", 5)]


class TestSeries:
    two = ("乡镇=*乡、*镇", "街道=*街道")

    def test_each_series_has_its_own_first(self):
        assert places(ranked(UNITS, rules(series=self.two))) == {
            "乡镇": [("北渡镇", 1), ("曹镇乡", 2)],
            "街道": [("马庄街道", 1), ("高阳路街道", 1)],
        }

    def test_a_unit_of_no_series_is_not_ranked_but_named(self):
        assert ranked(UNITS, rules(series=self.two)).unranked == ("发改局",)

    def test_without_series_there_is_one_without_a_name(self):
        assert list(places(ranked(UNITS))) == [""]
        assert ranked(UNITS).unranked == ()

    def test_a_unit_of_two_series_is_refused(self):
        with pytest.raises(DocgenError, match="同时属于“乡镇”“全部”"):
            ranked(UNITS, rules(series=("乡镇=*乡", "全部=*")))

    def test_best_and_last_are_each_series_own(self):
        towns, streets = ranked(UNITS, rules(series=self.two)).series
        assert [s.unit for s in towns.best] == ["北渡镇"]
        assert [s.unit for s in towns.last] == ["曹镇乡"]
        assert streets.last == ()


class TestChangesOfRank:
    def test_up_down_and_new(self):
        before = [project("曹镇乡", 9), project("马庄街道", 8), project("北渡镇", 7)]
        now = [project("曹镇乡", 10), project("马庄街道", 5), project("北渡镇", 20), project("高阳路街道", 1)]
        found = {s.unit: (s.change, s.arrow) for s in ranked(now, before=before).standings}
        assert found == {"北渡镇": (2, "↑2"), "曹镇乡": (-1, "↓1"), "马庄街道": (-1, "↓1"), "高阳路街道": (None, "")}


class TestScores:
    half = ("投资完成率=0.5", "观摩评分=0.5")
    marks = ("2021-03 观摩评分 曹镇乡=80", "2021-03 观摩评分 马庄街道=60")

    def test_a_score_weighs_points_of_a_hundred(self):
        found = ranked([project("曹镇乡", 10), project("马庄街道", 40)], rules(score=self.half, marks=self.marks))
        assert [(s.unit, s.value, s.words) for s in found.standings] == [
            ("马庄街道", Fraction(80), "80.0分"),
            ("曹镇乡", Fraction(105, 2), "52.5分"),
        ]

    def test_a_unit_without_a_mark_is_not_ranked(self):
        found = ranked([project("曹镇乡", 10), project("北渡镇", 40)], rules(score=self.half, marks=self.marks))
        assert found.unranked == ("北渡镇",)

    def test_where_less_is_better_the_most_has_nothing(self):
        found = ranked(
            [project("曹镇乡", 10, years="2020-2021", progress="尚未开工"), project("马庄街道", 40)], rules(score=("应开未开=1",))
        )
        assert [(s.unit, s.value) for s in found.standings] == [("马庄街道", 100), ("曹镇乡", 0)]

    def test_what_may_be_negative_runs_from_the_worst_to_the_best(self):
        found = ranked([project("曹镇乡", 10), project("马庄街道", 40), project("北渡镇", 25)], rules(score=("较时序进度=1",)))
        assert [s.value for s in found.standings] == [100, 50, 0]

    @given(st.lists(st.integers(0, 200), min_size=1, max_size=8), st.integers(1, 9))
    def test_a_score_is_never_out_of_0_to_100(self, done, tenths):
        weights = (f"投资完成率=0.{tenths}", f"年度完成投资=0.{10 - tenths}")
        found = ranked([project(f"{n}街道", value) for n, value in enumerate(done)], rules(score=weights))
        assert all(0 <= s.value <= 100 for s in found.standings)

    def test_the_formula_is_told(self):
        assert rules(score=("投资完成率=0.75", "手续办结率=0.25")).score.formula == "投资完成率×75%＋手续办结率×25%"


class TestOtherIndicators:
    def test_units_rank_by_any_indicator(self):
        reports = [project("曹镇乡", 10, plan=10), project("马庄街道", 40)]
        assert places(ranked(reports, rules(by="年度完成投资"))) == {"": [("马庄街道", 1), ("曹镇乡", 2)]}
        assert ranked(reports, rules(by="年度完成投资")).standings[0].words == "40万元"

    def test_fewer_overdue_starts_rank_first(self):
        late = project("曹镇乡", 10, years="2020-2021", progress="尚未开工")
        assert places(ranked([late, project("马庄街道", 0)], rules(by="应开未开"))) == {"": [("马庄街道", 1), ("曹镇乡", 2)]}


class TestExemptions:
    def test_a_unit_is_left_out_with_its_reason(self):
        found = ranked(UNITS, rules(exempt=("马庄街道=汛情影响",)))
        assert "马庄街道" not in {s.unit for s in found.standings}
        assert [(e.name, e.reason) for e in found.exempt] == [("马庄街道", "汛情影响")]

    def test_a_project_does_not_count_for_its_unit(self):
        reports = [project("曹镇乡", 10, name="甲"), project("曹镇乡", 90, name="乙"), project("马庄街道", 40)]
        found = ranked(reports, rules(exempt=("乙=征地政策调整",)))
        assert [(s.unit, s.completion_rate) for s in found.standings] == [("马庄街道", Decimal("0.4")), ("曹镇乡", Decimal("0.1"))]

    def test_a_name_that_the_ledger_does_not_know_is_refused_with_the_nearest(self):
        with pytest.raises(DocgenError, match="是否为“马庄街道”"):
            check_exempt(rules(exempt=("马庄街=汛情",)), ["马庄街道", "曹镇乡"])


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"score": ("投资完成率=0.6", "手续办结率=0.3")}, "score：权重之和应为 1，现为 0.6 + 0.3 = 0.9"),
        ({"score": ("投资完成率=0.6", "投资完成率=0.4")}, "score：“投资完成率”写了两次"),
        ({"score": ("投资完成率=一半", "手续办结率=0.5")}, "score：“投资完成率=一半”的权重应为"),
        ({"score": ("投资完成绿=1",)}, "score：没有“投资完成绿”这个指标，是否为“投资完成率”"),
        ({"by": "投资完成绿"}, "by：没有“投资完成绿”这个指标，是否为“投资完成率”"),
        ({"series": ("乡镇=",)}, "series：“乡镇=”应在等号两边各写一项"),
        ({"series": ("乡镇=*乡", "乡镇=*镇")}, "series：“乡镇”这一组写了两次"),
        ({"exempt": ("北渡街道",)}, "exempt：“北渡街道”应在等号两边各写一项"),
        ({"marks": ("观摩评分 曹镇乡=80",)}, "marks：“观摩评分 曹镇乡=80”无法识别"),
        ({"marks": ("2021-13 观摩评分 曹镇乡=80",)}, "marks：“2021-13 观摩评分 曹镇乡=80”：报告期“2021-13”无法识别"),
        ({"marks": ("2021-03 观摩评分 曹镇乡=180",)}, "超过 100 分"),
        ({"marks": ("2021-03 观摩评分 曹镇乡=80", "2021-03 观摩评分 曹镇乡=90")}, "写了两次"),
    ],
)
def test_rules_that_cannot_hold_are_refused_with_their_place(said, told):
    with pytest.raises(DocgenError) as error:
        rules(**said)
    assert told in str(error.value)
    assert "docgen.toml [ranking] " in str(error.value)


class TestAnOfficesRanking:
    """Through the commands, on the sample ledgers."""

    said = {
        "\nseries = []": '\nseries = ["乡镇=*乡", "街道=*街道"]',
        "exempt = []": 'exempt = ["马庄街道=汛情影响"]',
        "score = []": 'score = ["投资完成率=0.7", "手续办结率=0.3"]',
    }

    @pytest.fixture
    def ranking_office(self, own_office: Path) -> Path:
        settings = own_office / "docgen.toml"
        text = settings.read_text(encoding="utf-8")
        for before, after in self.said.items():
            assert before in text
            text = text.replace(before, after, 1)
        settings.write_text(text, encoding="utf-8")
        return own_office

    def test_table_and_circular_follow_it(self, ranking_office: Path):
        from docx import Document

        made = docgen(ranking_office, "table", "排名表", "--period", "2021-03", "--format", "docx")
        assert made.returncode in (0, 1), made.stderr
        document = Document(str(ranking_office / "outputs/2021-03/排名表.docx"))
        words = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
        heads = [row[0] for row in words if row[0] == row[-1]]
        assert heads == ["一、乡镇（1个）", "二、街道（3个）", "不排名（2个）"]
        told = "".join(paragraph.text for paragraph in document.paragraphs)
        assert "综合评分＝投资完成率×70%＋手续办结率×30%" in told
        assert "马庄街道不计入排名（汛情影响）" in told
        assert docgen(ranking_office, "circular", "--period", "2021-03").returncode in (0, 1)
        [circular] = (ranking_office / "outputs/2021-03").glob("关于*通报.docx")
        text = "".join(paragraph.text for paragraph in Document(str(circular)).paragraphs)
        assert "按综合评分排名，乡镇中，依次为曹镇乡（" in text
        assert "街道中，居前两位的是" in text
        assert "马庄街道因汛情影响不计入排名。" in text

    def test_weights_that_do_not_sum_to_one_stop_every_command_that_ranks(self, ranking_office: Path):
        settings = ranking_office / "docgen.toml"
        settings.write_text(settings.read_text(encoding="utf-8").replace("手续办结率=0.3", "手续办结率=0.2"), encoding="utf-8")
        for command in (("figures", "2021-03"), ("circular", "--period", "2021-03"), ("table", "排名表", "--period", "2021-03")):
            done = docgen(ranking_office, *command)
            assert done.returncode == 2
            assert "[ranking] score：权重之和应为 1" in done.stderr
