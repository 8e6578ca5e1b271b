"""The ranking, its ties and its two ends."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from docgen.figures.grouping import by_unit
from docgen.figures.ranking import best, last, ranking, unranked
from docgen.ledger.period import Period
from docgen.ledger.report import Report

MARCH = Period.parse("2021-03")


def units(**rates):
    """Units with the given completion, in percent of a plan of 100; None reports no completion."""
    reports = [
        Report("项目", unit, stage="在建", annual_plan=Decimal(100), year_investment=None if rate is None else Decimal(rate))
        for unit, rate in rates.items()
    ]
    return by_unit(reports, MARCH)


def names(standings):
    return [standing.unit for standing in standings]


def test_ties_share_a_rank_and_the_next_rank_is_left_out():
    standings = ranking(units(甲=10, 乙=20, 丙=20, 丁=30))
    assert [(s.unit, s.rank) for s in standings] == [("丁", 1), ("乙", 2), ("丙", 2), ("甲", 4)]


def test_a_unit_without_a_rate_is_not_ranked_but_known():
    found = units(甲=10, 乙=None)
    assert names(ranking(found)) == ["甲"]
    assert unranked(found) == ("乙",)


def test_rates_that_differ_by_less_than_a_print_do_not_tie():
    standings = ranking(units(甲="10.0000001", 乙="10"))
    assert [s.rank for s in standings] == [1, 2]


def test_the_first_and_the_last_three_of_six():
    standings = ranking(units(甲=6, 乙=5, 丙=4, 丁=3, 戊=2, 己=1))
    assert names(best(standings, 3)) == ["甲", "乙", "丙"]
    assert names(last(standings, 3)) == ["丁", "戊", "己"]


def test_nobody_is_both_among_the_first_and_the_last():
    standings = ranking(units(甲=5, 乙=4, 丙=3, 丁=2, 戊=1))
    assert names(best(standings, 3)) == ["甲", "乙", "丙"]
    assert names(last(standings, 3)) == ["丁", "戊"]


def test_a_single_unit_is_first_and_not_last():
    standings = ranking(units(甲=5))
    assert names(best(standings, 3)) == ["甲"]
    assert last(standings, 3) == ()


def test_who_ties_with_the_last_one_named_is_named_too():
    standings = ranking(units(甲=9, 乙=8, 丙=8, 丁=8, 戊=2, 己=2, 庚=2, 辛=1))
    assert names(best(standings, 2)) == ["甲", "乙", "丙", "丁"]
    assert names(last(standings, 2)) == ["戊", "己", "庚", "辛"]


def test_a_unit_that_keeps_up_with_the_benchmark_is_not_shamed():
    standings = ranking(units(甲=50, 乙=40, 丙=25, 丁=24))
    assert names(last(standings, 3)) == ["丁"]


@given(st.lists(st.none() | st.integers(0, 6), max_size=12), st.integers(1, 4))
def test_a_ranking_is_everyone_with_a_rate_each_behind_as_many_as_did_better(rates, named):
    found = units(**{f"单位{n}": rate for n, rate in enumerate(rates)})
    standings = ranking(found)
    assert sorted(names(standings) + list(unranked(found))) == sorted(found)
    for standing in standings:
        better = sum(other.completion_rate > standing.completion_rate for other in standings)
        assert standing.rank == better + 1
    assert [s.rank for s in standings] == sorted(s.rank for s in standings)
    assert not set(names(best(standings, named))) & set(names(last(standings, named)))
