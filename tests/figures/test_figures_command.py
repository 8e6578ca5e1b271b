"""``docgen figures --by … --indicator …`` as a clerk and as a program meet it."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from docgen.figures.indicators.catalogue import INDICATORS
from tests.support.office import docgen

from . import oracle


def answer(workspace: Path, *words: str):
    done = docgen(workspace, *words, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout, parse_float=Decimal)


def near(value, exact: Fraction) -> bool:
    return abs(Fraction(value) - exact) < Fraction(1, 10**12)


def test_the_keys_that_programs_read_stay_and_indicators_come_beside(sample_office):
    plain = answer(sample_office, "figures", "--period", "2021-03")
    asked = answer(sample_office, "figures", "2021-03", "--by", "unit,industry", "--indicator", "投资完成率")
    assert {"period", "projects", "annual_plan", "completion_rate", "ranking", "by", "lagging", "starts"} <= plain.keys()
    assert {key: value for key, value in asked.items() if key != "indicators"} == plain
    assert list(asked["indicators"]["by"]) == ["unit", "industry"]


@pytest.mark.parametrize("month", oracle.MONTHS)
def test_rates_contributions_and_ranks_by_unit_agree_with_the_oracle(sample_office, month):
    found = answer(sample_office, "figures", month, "--by", "单位", "--indicator", "投资完成率,投资占比,环比")["indicators"]
    parts = {part["name"]: part for part in found["by"]["unit"]["parts"]}
    whole = oracle.added(oracle.of(month, "building"), "year")
    for rank, unit, _, done, rate in oracle.ranking(month):
        assert near(parts[unit]["values"]["completion_rate"], rate)
        assert near(parts[unit]["values"]["contribution"], done / whole)
        assert parts[unit]["rank"] == rank
    printed = [Decimal(share.rstrip("%")) for share in found["by"]["unit"]["printed"]["contribution"]]
    assert sum(printed) == 100
    growth = oracle.growth(month)
    told = found["whole"]["month_on_month"]
    assert told is None if growth is None else near(told, growth)


def test_ranks_move_as_the_oracle_says(sample_office):
    found = answer(sample_office, "figures", "2021-03")["ranking"]
    before = {unit: rank for rank, unit, *_ in oracle.ranking("2021-02")}
    assert {entry["unit"]: entry["rank_change"] for entry in found} == {
        unit: before[unit] - rank for rank, unit, *_ in oracle.ranking("2021-03")
    }


@pytest.mark.parametrize("month", oracle.MONTHS)
def test_start_rates_are_those_of_the_workbooks(sample_office, month):
    rates = answer(sample_office, "figures", month)["starts"]["rates"]
    building, late = oracle.of(month, "building"), oracle.overdue(month)
    idle_starts = [row for row in building if row["cells"][10] == "尚未开工"]
    started = len(building) - len(idle_starts)
    assert rates["all"] == {"started": started, "of": len(oracle.rows(month)), "rate": rates["all"]["rate"]}
    assert near(rates["all"]["rate"], Fraction(started, len(oracle.rows(month))))
    assert near(rates["due"]["rate"], Fraction(started, started + len(late)))


def test_procedures_by_kind_are_those_of_the_workbooks(sample_office):
    found = answer(sample_office, "figures", "2021-03", "--indicator", "手续办结：建设规划手续")
    states = [str(row["cells"][14]) for row in oracle.of("2021-03", "building")]
    done = sum(not oracle.is_open(state) for state in states)
    assert near(found["indicators"]["whole"]["procedure:建设规划手续"], Fraction(done, len(states)))


def test_a_leaders_projects_are_the_truth_files(sample_office):
    found = answer(sample_office, "figures", "2021-03", "--by", "领导", "--indicator", "项目数,年度完成投资")
    plans: dict[str, list] = {}
    for row in oracle.of("2021-03", "building"):
        plans.setdefault(row["leader"], []).append(row["year"])
    parts = {part["name"]: part["values"] for part in found["indicators"]["by"]["leader"]["parts"]}
    for leader, years in plans.items():
        assert parts[leader]["projects"] == len(years)
        assert near(parts[leader]["year_investment"], sum(years))


def test_the_table_says_what_is_missing(sample_office):
    told = docgen(sample_office, "figures", "2021-03", "--by", "阶段", "--indicator", "投资完成率,同比").stdout
    assert "前期、新建的投资完成率为“—”：没有年度计划，或没有填报年度完成投资。" in told
    assert "同比为“—”：上年同期没有报送，或上年同期为零。" in told
    assert "北渡街道未报送，不在统计之内。" in told


def test_help_names_every_indicator(sample_office):
    told = "".join(docgen(sample_office, "figures", "--help").stdout.split())
    for indicator in INDICATORS.values():
        assert indicator.name in told, indicator.name


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["2021-03", "--by", "行业领"], "没有“行业领”这种分组，是否为“行业”？"),
        (["2021-03", "--indicator", "投资完城率"], "没有“投资完城率”这个指标，是否为“投资完成率”"),
        (["2021-H3"], "2021-H1（上半年）"),
        (["2020-H1"], "台账里没有2020年上半年"),
        ([], "缺少报告期"),
        (["2021-02", "--period", "2021-03"], "多写了 2021-02"),
    ],
)
def test_what_is_not_there_is_refused_plainly(sample_office, words, told):
    done = docgen(sample_office, "figures", *words)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_levels_and_own_plans_come_from_the_workbooks_own_columns(tmp_path):
    """A project of two levels counts in both; one that plans its quarters in amounts is measured by these."""
    from openpyxl import Workbook

    book = Workbook()
    for row in (
        ["曹镇乡2021年6月重点项目进展情况表（单位：万元）"],
        ["序号", "项目名称", "项目级别", "总投资", "年度计划投资", "年度完成投资", "分季投资计划", None, None, None],
        [None] * 6 + ["一季度", "二季度", "三季度", "四季度"],
        [1, "甲厂房项目", "省、市重点", 5000, 1000, 400, 100, 300, 300, 300],
        [2, "乙道路项目", "市重点", 3000, 800, 400, None, None, None, None],
    ):
        book.active.append(row)
    book.active.merge_cells("G2:J2")
    book.save(tmp_path / "曹镇乡.xlsx")
    (tmp_path / "docgen.toml").write_text("[benchmark]\nproject_plans = true\n", encoding="utf-8")
    assert docgen(tmp_path, "import", tmp_path / "曹镇乡.xlsx", "--period", "2021-06").returncode in (0, 1)
    found = answer(tmp_path, "figures", "2021-06", "--by", "级别", "--indicator", "项目数,较时序进度")["indicators"]
    levels = found["by"]["level"]
    assert levels["overlaps"]
    assert {part["name"]: part["values"]["projects"] for part in levels["parts"]} == {"省级": 1, "市级": 2}
    assert near(levels["parts"][0]["values"]["gap"], Fraction(0))
    assert near(found["whole"]["gap"], 100 * (Fraction(800, 1800) - Fraction(400 + 400, 1800)))
