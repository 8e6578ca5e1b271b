"""``docgen figures`` and ``docgen lagging`` as a clerk meets them, on the imported sample ledgers."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.office import docgen

from . import truth


def answer(workspace: Path, *words: str):
    done = docgen(workspace, *words, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout, parse_float=Decimal)


@pytest.mark.parametrize("month", truth.MONTHS)
def test_the_imported_workbooks_amount_to_the_truth_files(sample_office, month):
    found = answer(sample_office, "figures", "--period", month)
    building = [row for unit in truth.truth(month) for row in unit["building"]]
    assert found["period"] == month
    assert found["projects"] == len(truth.reports(month))
    assert found["by"]["stage"]["在建"]["projects"] == len(building)
    assert found["annual_plan"] == sum(row["plan"] for row in building)
    assert found["year_investment"] == sum(row["year"] for row in building)
    assert found["month_investment"] == sum(row["month"] for row in building)
    assert found["total_investment"] == sum(report.total_investment for report in truth.reports(month))
    assert [entry["rank"] for entry in found["ranking"]] == list(range(1, len(truth.units(month)) + 1))


def test_march_names_the_unit_that_did_not_report(sample_office):
    assert answer(sample_office, "figures", "--period", "2021-03")["unreported"] == ["北渡街道"]
    assert "未报送：北渡街道" in docgen(sample_office, "figures", "--period", "2021-03").stdout


def test_lagging_counts_agree_with_the_list(sample_office):
    counts = answer(sample_office, "figures", "--period", "2021-03")["lagging"]
    listed = answer(sample_office, "lagging", "--period", "2021-03")
    assert counts["projects"] == len(listed)
    for level in ("red", "yellow"):
        assert counts[level] == sum(entry["level"] == level for entry in listed)
    for rule in ("behind", "idle", "not_started"):
        assert counts[rule] == sum(hit["rule"] == rule for entry in listed for hit in entry["rules"])
    assert all(hit["measured"] >= hit["threshold"] for entry in listed for hit in entry["rules"])


def test_overdue_starts_are_those_that_the_workbooks_tell(sample_office):
    """A project of 2020-2021 or 2019－2022 that says 尚未开工 is overdue in March, one of 2021 is not yet."""
    from openpyxl import load_workbook

    expected = set()
    for file in (truth.ZHANHE / "2021-03").glob("*.xlsx"):
        for row in load_workbook(file)["附件3"].iter_rows(min_row=6, values_only=True):
            if row[10] == "尚未开工" and str(row[4]) < "2021":
                expected.add(row[1])
    listed = answer(sample_office, "lagging", "--period", "2021-03")
    late = {entry["name"]: hit["measured"] for entry in listed for hit in entry["rules"] if hit["rule"] == "not_started"}
    assert len(expected) == 5
    assert late == dict.fromkeys(expected, 3)


def test_the_table_for_people_keeps_its_columns(sample_office):
    from docgen.cli.columns import width

    lines = docgen(sample_office, "lagging", "--period", "2021-03").stdout.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("级别"))
    reason = width(lines[start][: lines[start].index("原因")])
    for line in lines[start + 1 :]:
        words = next(mark for mark in ("年度投资完成率", "连续", "计划") if mark in line)
        assert width(line[: line.index(words)]) == reason


def test_a_plan_by_systems_amounts_to_its_truth(own_office):
    """The targets of 2018 are given in 亿元 in the truth, for the whole and by 体系 for each project."""
    ledgers = truth.ZHANHE.parent
    told = json.loads((ledgers / "luanchuan-2018.truth.json").read_text(encoding="utf-8"), parse_float=Decimal)
    assert docgen(own_office, "import", ledgers / "luanchuan-2018.xlsx", "--period", "2018", "--unit", "某县").returncode < 2
    found = answer(own_office, "figures", "--period", "2018")
    assert found["projects"] == told["count"]
    assert found["total_investment"] == told["total_yi"] * 10000
    assert found["annual_plan"] == told["plan_yi"] * 10000
    assert found["completion_rate"] is None
    plans: dict[str, int] = {}
    for project in told["projects"]:
        plans[project["system"]] = plans.get(project["system"], 0) + project["plan_wan"]
    assert {name: totals["annual_plan"] for name, totals in found["by"]["system"].items()} == plans


def test_a_period_without_records_says_which_there_are(sample_office):
    done = docgen(sample_office, "figures", "--period", "2021-05")
    assert done.returncode == 2
    assert "2021-01、2021-02、2021-03" in done.stderr
    assert "docgen import" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_empty_ledger_says_what_to_do(tmp_path):
    done = docgen(tmp_path, "lagging", "--period", "2021-03")
    assert done.returncode == 2
    assert "docgen import" in done.stderr


def test_a_month_that_is_none_is_refused(sample_office):
    done = docgen(sample_office, "figures", "--period", "2021-13")
    assert done.returncode == 2
    assert "2021-13" in done.stderr
