"""The figures agree with sums taken of the truth files by other means: plain fractions, no docgen code."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from docgen.figures.summary import Figures, compute
from docgen.ledger.period import Period
from docgen.settings import Lag

from . import truth

ROOT = Path(__file__).parents[2] / "data" / "zhanhe"
ELAPSED = {"2021-01": Fraction(1, 12), "2021-02": Fraction(2, 12), "2021-03": Fraction(3, 12)}


def figures(month: str) -> Figures:
    return compute(
        Period.parse(month), truth.reports(month), truth.history(month), truth.units("2021-01"), truth.units(month), Lag()
    )


def rows(month: str, group: str) -> list[dict]:
    """Every row of a group in a month's truth files, with its unit, amounts as exact fractions."""
    found = []
    for file in sorted((ROOT / month).glob("*.truth.json")):
        unit = json.loads(file.read_text(encoding="utf-8"), parse_float=Fraction, parse_int=Fraction)
        found += [{**row, "of": unit["unit"]} for row in unit[group]]
    return found


def close(value, exact: Fraction) -> bool:
    return abs(Fraction(value) - exact) < Fraction(1, 10**20)


@pytest.mark.parametrize("month", truth.MONTHS)
def test_the_sums_are_those_of_the_truth_files(month):
    building, planning, new = (rows(month, group) for group in ("building", "planning", "new"))
    totals = figures(month).totals
    assert totals.projects == len(building) + len(planning) + len(new)
    assert totals.total_investment == sum(row["total"] for row in building + planning + new)
    assert totals.annual_plan == sum(row["plan"] for row in building)
    assert totals.planned_unmeasured == sum(row["goal"] for row in new)
    assert totals.month_investment == sum(row["month"] for row in building)
    assert totals.year_investment == sum(row["year"] for row in building)
    assert totals.cumulative_investment == sum(row["cumulative"] for row in building)


@pytest.mark.parametrize("month", truth.MONTHS)
def test_rate_and_gap_are_those_of_the_raw_sums(month):
    building = rows(month, "building")
    rate = sum(row["year"] for row in building) / sum(row["plan"] for row in building)
    totals = figures(month).totals
    assert close(totals.completion_rate, rate)
    assert close(totals.benchmark, ELAPSED[month])
    assert close(totals.gap, 100 * (rate - ELAPSED[month]))


@pytest.mark.parametrize("month", truth.MONTHS)
def test_the_ranking_is_by_each_units_own_rate(month):
    rates: dict[str, list[Fraction]] = {}
    for row in rows(month, "building"):
        unit = rates.setdefault(row["of"], [Fraction(0), Fraction(0)])
        unit[0] += row["year"]
        unit[1] += row["plan"]
    expected = sorted(rates, key=lambda unit: -rates[unit][0] / rates[unit][1])
    standings = figures(month).ranking
    assert [standing.unit for standing in standings] == expected
    assert [standing.rank for standing in standings] == list(range(1, len(expected) + 1))


@pytest.mark.parametrize("month", truth.MONTHS)
def test_projects_behind_are_those_that_miss_the_benchmark_by_more_than_ten_points(month):
    gaps = {(r["of"], r["name"]): 100 * (ELAPSED[month] - r["year"] / r["plan"]) for r in rows(month, "building")}
    expected = {name: gap for name, gap in gaps.items() if gap > 10}
    found = {(item.report.unit, item.report.name): item.hit("behind") for item in figures(month).behind}
    assert found.keys() == expected.keys()
    assert all(close(found[name].measured, gap) for name, gap in expected.items())
    assert {name for name, hit in found.items() if hit.level == "red"} == {n for n, gap in gaps.items() if gap > 30}


@pytest.mark.parametrize(("month", "before"), [("2021-02", "2021-01"), ("2021-03", "2021-02")])
def test_idle_projects_report_nothing_this_month_and_the_month_before(month, before):
    at_rest = {(row["of"], row["name"]) for row in rows(before, "building") if row["month"] == 0}
    expected = {(r["of"], r["name"]) for r in rows(month, "building") if r["month"] == 0} & at_rest
    assert expected
    assert {(item.report.unit, item.report.name) for item in figures(month).idle} == expected


def test_no_project_is_idle_for_two_months_in_the_first_month_on_record():
    assert figures("2021-01").idle == ()


def test_the_unit_without_a_march_report_is_named_and_not_ranked():
    march = figures("2021-03")
    assert march.unreported == ("北渡街道",)
    assert "北渡街道" not in {standing.unit for standing in march.ranking}
    assert figures("2021-02").unreported == ()


def test_march_is_compared_with_february_over_the_units_that_reported_both():
    february = [row for row in rows("2021-02", "building") if row["of"] != "北渡街道"]
    comparison = figures("2021-03").comparison
    assert comparison.before.month_investment == sum(row["month"] for row in february)
    assert "北渡街道" not in comparison.units
    assert figures("2021-03").previous.month_investment == sum(row["month"] for row in rows("2021-02", "building"))
