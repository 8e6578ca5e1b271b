"""Reading is fast: held as a ratio within one run, since seconds say nothing of another machine."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "reading.py"


@pytest.fixture(scope="module")
def benchmark():
    spec = importlib.util.spec_from_file_location("reading_benchmark", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def large(benchmark, tmp_path_factory) -> Path:
    return benchmark.make(tmp_path_factory.mktemp("large") / "曹镇乡.xlsx")


def test_ten_thousand_rows_take_at_most_three_times_what_calamine_needs(benchmark, large):
    ours, theirs = benchmark.ratio(large)
    assert ours <= benchmark.MOST_TIMES * theirs


def test_ten_thousand_rows_take_little_memory(benchmark, large):
    assert benchmark.megabytes(large) < benchmark.MOST_MEGABYTES


def test_the_whole_import_of_ten_thousand_rows_is_not_many_times_the_reading(benchmark, large):
    ours, _ = benchmark.ratio(large, runs=2)
    assert benchmark.whole_import(large) < 12 * ours


def test_four_times_the_rows_take_about_four_times_the_time(benchmark, tmp_path):
    few, many = (benchmark.make(tmp_path / f"{rows}.xlsx", rows) for rows in (1500, 6000))
    benchmark.whole_import(few)
    assert min(benchmark.whole_import(many) for _ in range(2)) < 7 * min(benchmark.whole_import(few) for _ in range(3))
